"""Trainings: rows of a table, headed paragraphs, and names in sections about training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.columns import body_rows, of_kind
from parsers.model import Block, Findings, Heading, Table
from parsers.numbering import ordinal_value
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import own_blocks
from parsers.sentences import sentences
from parsers.vocabulary import load, per_vocabulary

_NUMBER = regex.compile(r"^(?:[(]?(?P<n>\d{1,2})[).]|(?P<c>[①-⑳㉑-㉟㊱-㊿]))\s*")


@frozen
class Training:
    """A training. ``course`` is as printed, ``name`` without its number ``no``.

    ``category`` is the heading it stands under, ``place`` the printed number of its own heading.
    """

    no: int | None
    course: View
    name: View
    category: Heading | None
    place: str | None
    content: View | None
    run: Run


def find_trainings(
    tables: Sequence[Table], blocks: Sequence[Block], headings: Sequence[Heading]
) -> Findings[Training]:
    """Every training in printed order.

    Running text counts only in a section about training that has neither a table nor headed
    paragraphs of trainings.
    """
    found = list(_from_tables(tables, headings))
    headed = list(_headed(blocks, headings))
    found += [training for _, training in headed]
    taken = {table.section for table in tables if table.kind == "trainings"}
    taken |= {i for i, _ in headed}
    for i in tuple(taken):
        while i is not None:
            i = headings[i].parent
            taken.add(i)
    parents = _parents(headings)
    for i, heading in enumerate(headings):
        if i not in taken and _is_about(heading) and i not in parents:
            found += _named(i, blocks, headings)
    found.sort(key=lambda t: (t.run.page_no, t.run.start))
    return Findings(tuple(found))


def numbered(course: View) -> tuple[int | None, View]:
    """The number in front of a course and the course without it."""
    folded = course.folded
    match = _NUMBER.match(folded.text)
    if match is None:
        return None, course
    rest = as_printed(folded.cut(match.end(), len(folded.text)))
    return ordinal_value(match["n"] or match["c"]), rest


def _from_tables(tables: Sequence[Table], headings: Sequence[Heading]) -> Iterator[Training]:
    for _, table, roles in of_kind(tables, "trainings"):
        category = headings[table.section] if table.section is not None else None
        for row in body_rows(table):
            course = row.at(roles.get("course"))
            if course is not None:
                no, name = numbered(course)
                content = row.at(roles.get("content"))
                yield Training(no, course, name, category, None, content, row.run)


def _is_about(heading: Heading) -> bool:
    return compiled(load("trainings")["section"]).search(heading.title.folded.text) is not None


def _parents(headings: Sequence[Heading]) -> frozenset[int]:
    """The headings that have others below them."""
    return frozenset(h.parent for h in headings if h.parent is not None)


@per_vocabulary
def _course() -> regex.Pattern[str]:
    return compiled(load("trainings")["course"])


def _headed(blocks: Sequence[Block], headings: Sequence[Heading]) -> Iterator[tuple[int, Training]]:
    parents = _parents(headings)
    for i, heading in enumerate(headings):
        parent = headings[heading.parent] if heading.parent is not None else None
        named = _course().search(heading.title.folded.text)
        if not named or parent is None or not _is_about(parent) or i in parents:
            continue
        lines = [line for block in own_blocks(blocks, headings, i) for line in block.lines]
        content = _content(lines)
        number = (
            ordinal_value(regex.sub(r"\D", "", heading.number or "")) if heading.number else None
        )
        title = heading.title
        yield i, Training(number, title, title, parent, heading.number_raw, content, heading.run)


def _content(lines: Sequence[Run]) -> View | None:
    """From the first sentence about the training on, without the words that lead over to it."""
    words = load("trainings")
    first = next((line for line in lines if line.text.strip()), None)
    if first is None:
        return None
    shown = view(first).strip()
    for sentence in sentences(shown):
        if any(word in sentence.text for word in words["about"]):
            rest = _without_connective(sentence)
            start = shown.folded.text.find(rest.folded.text)
            return as_printed(shown.folded.cut(max(0, start), len(shown.text)))
    return shown


def _without_connective(sentence: View) -> View:
    folded = sentence.folded
    words = "|".join(load("trainings")["connectives"])
    match = compiled(rf"(?:{words})[、,]\s*").match(folded.text)
    return as_printed(folded.cut(match.end() if match else 0, len(folded.text)))


def _named(index: int, blocks: Sequence[Block], headings: Sequence[Heading]) -> Iterator[Training]:
    words = load("trainings")
    seen: set[str] = set()
    lines = (line for b in own_blocks(blocks, headings, index) if not b.grid for line in b.lines)
    for sentence in (s for line in lines for s in sentences(view(line))):
        folded = sentence.folded
        for pattern in (words["named"], words["phrase"], words["item"]):
            for match in compiled(pattern).finditer(folded.text):
                name = as_printed(folded.cut(*match.span("course")))
                if match["course"] not in words["not_named"] and name.text not in seen:
                    seen.add(name.text)
                    category = headings[index]
                    yield Training(None, name, name, category, None, sentence, name.whole)
