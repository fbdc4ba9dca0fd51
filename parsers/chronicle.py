"""Dated events printed as lines instead of a table: 「令和3年5月10日　第1回策定委員会」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.view import view
from parsers.events import Event
from parsers.model import Block, Heading
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import own_blocks
from parsers.vocabulary import load


def chronicle_events(
    blocks: Sequence[Block], headings: Sequence[Heading], series: int
) -> tuple[Event, ...]:
    """The events of lines that begin with a date, in sections about how the plan was made.

    A section needs two such lines to be a chronicle. ``series`` is the first free number; each
    section is a series of its own. A section without such lines gives none.
    """
    about = compiled(load("events")["chronicle"]["section"])
    found: list[Event] = []
    for i, heading in enumerate(headings):
        if heading.toc_status != "toc_only" and about.search(heading.title.folded.text):
            events = list(_dated_lines(own_blocks(blocks, headings, i), series + i))
            found += events if len(events) > 1 else []
    return tuple(found)


def _dated_lines(section: Iterator[Block], series: int) -> Iterator[Event]:
    shape = compiled(load("events")["chronicle"]["line"])
    for line in (line for block in section if block.grid is None for line in block.lines):
        folded = view(line).strip().folded
        match = shape.match(folded.text)
        if match is not None:
            date = as_printed(folded.cut(*match.span("date")))
            name = as_printed(folded.cut(*match.span("name")))
            yield Event(date.whole, date.text, name, None, line, series)
