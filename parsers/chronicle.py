"""Dated events without the header of a table: lines and rows that begin with a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.model import Run
from extract.view import View, view
from parsers.columns import filled
from parsers.events import Event, name_and_content
from parsers.model import Block, Heading, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import own_blocks, running_lines
from parsers.vocabulary import load, per_vocabulary


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


def dated_rows(tables: Sequence[Table]) -> tuple[Event, ...]:
    """The events of tables without a header whose rows hold a date and words, nothing else.

    The first row must print its year; the index of the table is the series.
    """
    found: list[Event] = []
    for series, table in enumerate(tables):
        if table.kind != "other" or table.n_header_rows or len(table.rows) < 2:
            continue
        rows = [[cell.view.strip() for cell in filled(row)] for row in table.rows]
        dated = all(len(row) == 2 and _date().fullmatch(row[0].folded.text) for row in rows)
        if dated and _year().match(rows[0][0].folded.text):
            runs = table.row_runs
            found += [_event(row, run, series) for row, run in zip(rows, runs, strict=True)]
    return tuple(found)


def _event(row: Sequence[View], run: Run, series: int) -> Event:
    name, content = name_and_content(row[1])
    return Event(row[0].whole, row[0].text, name, content, run, series)


@per_vocabulary
def _date() -> regex.Pattern[str]:
    return compiled(load("events")["chronicle"]["date"])


@per_vocabulary
def _year() -> regex.Pattern[str]:
    return compiled(load("events")["chronicle"]["year"])


@per_vocabulary
def _line() -> regex.Pattern[str]:
    rules = load("events")["chronicle"]
    return compiled(rules["line"].replace("DATE", rules["date"]))


def _dated_lines(section: Iterator[Block], series: int) -> Iterator[Event]:
    for line in running_lines(section):
        folded = view(line).strip().folded
        match = _line().match(folded.text)
        if match is not None:
            date = as_printed(folded.cut(*match.span("date")))
            name = as_printed(folded.cut(*match.span("name")))
            yield Event(date.whole, date.text, name, None, line, series)
