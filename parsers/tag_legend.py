"""Reads the legend that explains a plan's tags (官民デ⑩ = 第10条, 目標4 = 質の高い教育)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View, view
from parsers.item_tail import tag_match
from parsers.model import Block, Findings, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.table_kinds import column_roles
from parsers.vocabulary import load, per_vocabulary

ARTICLE = regex.compile(r"第\s*(?P<article>\d{1,3})\s*条(?:\s*第\s*(?P<paragraph>\d{1,2})\s*項)?")


@frozen
class TagMeaning:
    """One entry: the mark, what it stands for, its area, the group it is printed under.

    ``article`` is None where the entry cites no article of a law; ``goal`` is the number of a
    goal (SDGs) that the mark is, None for other marks.
    """

    mark: View
    meaning: View
    area: View | None
    parent_area: View | None
    article: str | None
    paragraph: str | None
    goal: int | None = None


def cited(entry: TagMeaning) -> View | None:
    """Where an entry prints the article that it stands for, None where it cites none."""
    folded = entry.meaning.folded
    found = ARTICLE.search(folded.text)
    return as_printed(folded.cut(*found.span())) if found is not None else None


def read_tag_legends(tables: Sequence[Table], blocks: Sequence[Block] = ()) -> Findings[TagMeaning]:
    """The entries of legend tables, then those of lines of running text, two or more together."""
    found = [entry for t in tables if t.kind == "legend" for entry in _entries(t)]
    found += [entry for block in blocks if block.grid is None for entry in _listed(block)]
    return Findings(tuple(found))


def distinct(entries: Sequence[TagMeaning]) -> tuple[TagMeaning, ...]:
    """Each mark with its meaning once: a plan may print its legend again."""
    unique: dict[tuple[str, str | None, str | None], TagMeaning] = {}
    for entry in entries:
        mark = key(entry.mark.text)
        unique.setdefault((mark, entry.article, entry.paragraph), entry)
    return tuple(unique.values())


@per_vocabulary
def _goal() -> regex.Pattern[str]:
    return compiled(load("tags")["goal"])


@per_vocabulary
def _line() -> regex.Pattern[str]:
    tags = load("tags")
    words = "|".join(sorted(map(regex.escape, tags["numbered"]), key=len, reverse=True))
    return compiled(tags["legend_line"].replace("NUMBERED", words))


def goal_number(text: str) -> int | None:
    """The number of a goal when the text is one and nothing else (4, 目標9, SDGs 11)."""
    found = _goal().fullmatch(text.strip())
    return int(found["number"]) if found is not None else None


def goal_numbers(field: View) -> tuple[tuple[View, int], ...]:
    """The goals that a field lists, each with its print; words between them are passed over."""
    folded = field.folded
    return tuple(
        (as_printed(folded.cut(*found.span())).strip(), int(found["number"]))
        for found in _goal().finditer(folded.text)
        if not folded.text[: found.start()][-1:].isdigit()
    )


def names_goals(text: str) -> bool:
    """Whether words name the goals of which a column holds the numbers."""
    return any(key(word) in key(text) for word in load("tags")["goal_words"])


def _listed(block: Block) -> Iterator[TagMeaning]:
    lines = [(view(line).strip().folded) for line in block.lines]
    matches = [(line, _line().match(line.text)) for line in lines]
    found = [(line, match) for line, match in matches if match is not None]
    if len(found) < 2:
        return
    for line, match in found:
        mark, meaning = (as_printed(line.cut(*match.span(n))) for n in ("tag", "meaning"))
        cited = ARTICLE.search(match["meaning"])
        article, paragraph = (cited["article"], cited["paragraph"]) if cited else (None, None)
        yield TagMeaning(mark.strip(), meaning.strip(), None, None, article, paragraph)


def _entries(table: Table) -> list[TagMeaning]:
    header = table.rows[table.n_header_rows - 1]
    goals = any(names_goals(cell.text) for row in table.rows[:1] for cell in row)
    roles = column_roles("legend", header)
    mark_col, meaning_col = roles.get("mark"), roles.get("meaning")
    if mark_col is None or meaning_col is None:
        if not goals or len(header) != 2:
            return []
        mark_col, meaning_col = header[0].col, header[1].col
    area_col = next((c.col for c in table.rows[0] if c.col not in {mark_col, meaning_col}), None)
    found: list[TagMeaning] = []
    group: View | None = None
    group_article: str | None = None
    for row in table.body:
        cells = {cell.col: cell.view.strip() for cell in row}
        area = cells.get(area_col) if area_col is not None else None
        mark, meaning = cells.get(mark_col), cells.get(meaning_col)
        goal = goal_number(mark.folded.text) if mark is not None and goals else None
        tagged = mark is not None and (goal is not None or tag_match(mark.folded.text))
        if mark is None or meaning is None or not meaning.text or not tagged:
            # A row of its own without mark names the group of the rows below it.
            if area is not None and area.text and not (mark and mark.text):
                group, group_article = area, None
            continue
        match = ARTICLE.search(meaning.folded.text)
        article, paragraph = (match["article"], match["paragraph"]) if match else (None, None)
        # The group holds as long as the rows cite one article by its paragraphs.
        if paragraph is None or group_article not in {None, article}:
            group = None
        group_article = article
        found.append(TagMeaning(mark, meaning, area, group, article, paragraph, goal))
    return found
