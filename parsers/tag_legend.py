"""Reads the legend that explains a plan's tags of law (官民デ⑩ = 第10条)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.fold import key
from extract.view import View
from parsers.item_tail import tag_match
from parsers.model import Findings, Table
from parsers.table_kinds import column_roles

ARTICLE = regex.compile(r"第\s*(?P<article>\d{1,3})\s*条(?:\s*第\s*(?P<paragraph>\d{1,2})\s*項)?")


@dataclass(frozen=True, slots=True)
class TagMeaning:
    """One entry: the mark, what it stands for, its area, the group it is printed under."""

    mark: View
    meaning: View
    area: View | None
    parent_area: View | None
    article: str
    paragraph: str | None


def read_tag_legends(tables: Sequence[Table]) -> Findings[TagMeaning]:
    """The entries of every legend table whose marks have the shape of a tag."""
    found: list[TagMeaning] = []
    for table in tables:
        if table.kind == "legend":
            found += _entries(table)
    return Findings(tuple(found))


def distinct(entries: Sequence[TagMeaning]) -> tuple[TagMeaning, ...]:
    """Each mark with its meaning once: a plan may print its legend again."""
    unique: dict[tuple[str, str, str | None], TagMeaning] = {}
    for entry in entries:
        mark = key(entry.mark.text)
        unique.setdefault((mark, entry.article, entry.paragraph), entry)
    return tuple(unique.values())


def _entries(table: Table) -> list[TagMeaning]:
    roles = column_roles("legend", table.rows[table.n_header_rows - 1])
    mark_col, meaning_col = roles.get("mark"), roles.get("meaning")
    if mark_col is None or meaning_col is None:
        return []
    area_col = next((c.col for c in table.rows[0] if c.col not in {mark_col, meaning_col}), None)
    found: list[TagMeaning] = []
    group: View | None = None
    group_article: str | None = None
    for row in table.body:
        cells = {cell.col: cell.view.strip() for cell in row}
        area = cells.get(area_col) if area_col is not None else None
        mark, meaning = cells.get(mark_col), cells.get(meaning_col)
        match = ARTICLE.search(meaning.folded.text) if meaning is not None else None
        if mark is None or meaning is None or match is None or not tag_match(mark.folded.text):
            # A row of its own without mark names the group of the rows below it.
            if area is not None and area.text and not (mark and mark.text):
                group, group_article = area, None
            continue
        # The group holds as long as the rows cite one article by its paragraphs.
        if match["paragraph"] is None or group_article not in {None, match["article"]}:
            group = None
        group_article = match["article"]
        found.append(TagMeaning(mark, meaning, area, group, match["article"], match["paragraph"]))
    return found
