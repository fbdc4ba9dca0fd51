"""Finds what a document prints about itself: plan title, period, date of publication, address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extract.fold import key
from extract.frozen import frozen
from extract.model import Document
from extract.view import View, view
from parsers.model import Block, Heading, Table
from parsers.patterns import compiled
from parsers.plan_period import read_period
from parsers.printed import as_printed
from parsers.schedules import ScheduleRow
from parsers.sections import running_lines
from parsers.title_lines import heading_of_all, whole_title
from parsers.vocabulary import load, per_vocabulary


@frozen
class Identity:
    """Printed strings only; each is None where the document does not print it.

    ``labels`` are the short lines that stand alone (cover, headings, captions): what a document
    names there it does not name as an example. ``speaks_of_itself`` is set where running text
    says 本市 and the like.
    """

    title: View | None
    period: View | None
    period_end: View | None
    published: View | None
    postal_codes: tuple[View, ...]
    addresses: tuple[View, ...]
    labels: tuple[View, ...]
    speaks_of_itself: bool


@per_vocabulary
def _rules() -> dict[str, Any]:
    return load("identity")


def read_identity(
    document: Document,
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    tables: Sequence[Table],
    schedules: Iterable[ScheduleRow],
) -> Identity:
    """Looks at the cover, the imprint, the fields of forms, then at running text."""
    lines = [view(line).strip() for line in running_lines(blocks)]
    cover = _cover(blocks, headings)
    imprint = lines[-8:]
    named = _first([*cover, *heading_of_all(headings)], [_rules()["title"]["line"]], "title")
    title = (
        (named and whole_title(named, document, blocks, _rules()))
        or _first([*_cells(tables), *lines], _rules()["title"]["about"], "title")
        or _from_schedule(schedules)
    )
    return Identity(
        title=title,
        period=read_period(blocks, headings, tables, len(cover), title),
        period_end=_first(
            [*lines, *_cells(tables, longest=None)], _rules()["period"]["end"], "end"
        ),
        published=_first([*cover, *imprint], [_rules()["published"]["line"]], "date"),
        postal_codes=tuple(_all(imprint, _rules()["imprint"]["postal"])),
        addresses=tuple(_all(imprint, _rules()["imprint"]["address"])),
        labels=(*cover, *_labels(blocks)),
        speaks_of_itself=any(_all([*lines, *_cells(tables)], _rules()["itself"]["words"])),
    )


def _cover(blocks: Sequence[Block], headings: Sequence[Heading]) -> list[View]:
    """The lines before the first heading; a title that heads the whole document is of them."""
    body = [h.run for h in headings if h.toc_status != "toc_only" and h.style != "heading"]
    end = min(((r.page_no, r.start) for r in body), default=(len(blocks) + 1, 0))
    found: list[View] = []
    for block in blocks[: _rules()["published"]["cover_blocks"]]:
        if block.grid is not None or (block.first.page_no, block.first.start) >= end:
            break
        found += [view(line).strip() for line in block.lines]
    return found


def _labels(blocks: Sequence[Block]) -> Iterator[View]:
    """Short lines that stand alone and are no sentence."""
    for block in blocks:
        if block.grid is None and len(block.lines) == 1:
            line = view(block.first).strip()
            if len(line.text) <= _rules()["itself"]["longest_label"] and "。" not in line.text:
                yield line


def _cells(tables: Sequence[Table], *, longest: int | None = 80) -> Iterator[View]:
    """Cells that could hold a name; with ``longest`` None also those that hold running text."""
    for table in tables:
        for row in table.rows:
            for cell in row:
                if 4 <= len(cell.text) <= (longest or len(cell.text)):
                    yield cell.view.strip()


def _first(lines: Iterable[View], patterns: Sequence[str], group: str) -> View | None:
    for line in lines:
        folded = line.folded
        for pattern in patterns:
            match = compiled(pattern).search(folded.text)
            if match:
                return as_printed(folded.cut(*match.span(group)))
    return None


def _all(lines: Iterable[View], pattern: str) -> Iterator[View]:
    for line in lines:
        if compiled(pattern).search(line.folded.text):
            yield line


def _from_schedule(schedules: Iterable[ScheduleRow]) -> View | None:
    """The plan named by a bar that the bar of the next plan follows."""
    rules = _rules()["title"]
    labels = {key(word) for word in rules["schedule_row"]}
    for row in schedules:
        if row.label is None or key(row.label.text) not in labels:
            continue
        words = [mark.task for mark in row.marks if mark.glyph is None and mark.task is not None]
        for this, following in pairwise(words):
            if key(this.text).endswith(tuple(rules["plan_ending"])) and key(following.text) in {
                key(word) for word in rules["next_plan"]
            }:
                return this
    return None
