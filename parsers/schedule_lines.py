"""Reads a schedule printed as lines: 「令和6年度：導入」, or years over what is done in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.model import Issue
from extract.view import View
from parsers.item_schedules import ItemSchedule
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.schedules import read_rows
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import is_year_label
from parsers.year_lines import wrapped_years, years_of

Pair = tuple[View, View]


def schedule_lines(value: View) -> tuple[ItemSchedule, ...]:
    """The schedule of a measure in the lines behind a label; none where a line is not of it.

    Each line names a year, or several with a colon each, and what is done in it; or a first line
    has years only (which may wrap into a second) and the next, with wide gaps, as many words; or
    each of these has a line of its own.
    """
    lines = [line.strip() for line in value.lines() if line.text.strip()]
    pairs = _below_years(lines) or _under_years(lines) or _beside_years(lines)
    if not pairs:
        return ()
    years = tuple(Cell(0, col, year) for col, (year, _) in enumerate(pairs))
    words = tuple(Cell(1, col, word) for col, (_, word) in enumerate(pairs))
    return tuple(ItemSchedule(None, row) for row in read_rows([words], years, label_cols=0))


def unread_schedule(value: View) -> Issue | None:
    """What is to be told of lines behind the label of a schedule that name several years, of
    which ``schedule_lines`` can read nothing."""
    if len(compiled(load("schedules")["lines"]["year"]).findall(value.folded.text)) < 2:
        return None
    message = "スケジュールの行から、年度ごとの内容を読み取れません。"
    return Issue("info", "schedule-not-extractable", message, value.whole, value.text)


def untold(said: View | None, rows: Sequence[ItemSchedule]) -> Iterator[Issue]:
    """What is to be told of the lines behind the label of a schedule, from which ``rows`` came."""
    issue = None if said is None or rows else unread_schedule(said)
    if issue is not None:
        yield issue


def _below_years(lines: Sequence[View]) -> list[Pair]:
    if len(lines) not in (2, 3):
        return []
    *heads, last = lines
    words = _apart(last)
    years = years_of(heads[0]) if len(heads) == 1 else wrapped_years(*heads)
    years = years or (_apart(heads[0]) if len(heads) == 1 else [])
    if len(years) < 2 or len(years) != len(words):
        return []
    return list(zip(years, words, strict=True)) if _are_years(years) else []


def _under_years(lines: Sequence[View]) -> list[Pair]:
    """Years below each other and as many words below them: a row cut into lines."""
    half = len(lines) // 2
    years, words = lines[:half], lines[half:]
    if half < 2 or len(words) != half or not _are_years(years):
        return []
    return [] if any(is_year_label(w.text) for w in words) else list(zip(years, words, strict=True))


def _apart(line: View) -> list[View]:
    """What wide gaps part in a line."""
    gaps = compiled(r"[^\s](?:\s?[^\s])*").finditer(line.folded.text.replace("\t", "  "))
    return [as_printed(line.folded.cut(*match.span())) for match in gaps]


def _are_years(found: Sequence[View]) -> bool:
    return all(is_year_label(year.text) for year in found)


def _beside_years(lines: Sequence[View]) -> list[Pair]:
    pairs = [pair for line in lines for pair in _pairs(line)]
    whole = all(any(True for _ in _pairs(line)) for line in lines)
    years = [year for year, _ in pairs]
    distinct = len({year.folded.text for year in years}) == len(years)
    return pairs if whole and distinct and _are_years(years) else []


def _pairs(line: View) -> Iterator[Pair]:
    folded = line.folded
    found = list(_year().finditer(folded.text))
    if not found or found[0].start() > 0:
        return
    ends = [match.start() for match in found[1:]] + [len(folded.text)]
    for match, end in zip(found, ends, strict=True):
        word = as_printed(folded.cut(match.end(), end)).strip()
        yield as_printed(folded.cut(*match.span("year"))), word


@per_vocabulary
def _year() -> regex.Pattern[str]:
    """A year or some of them, and the colon or the gap behind it."""
    words = load("schedules")["lines"]
    sign = words["signs"]
    return compiled(
        rf"(?:^|(?<=\s))(?:[{regex.escape(sign)}]\s*)?(?P<year>{words['year']})"
        rf"(?:\s*[::]\s*|(?:^|(?<=度))\s+)(?=\S)"
    )
