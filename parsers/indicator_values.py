"""Values of indicators as printed: with a year beside them, or in one line with a name."""

from __future__ import annotations

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.view import View
from parsers.indicator_labels import year_shape
from parsers.list_items import bullet_signs
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Dated:
    """A printed value and the year that is printed with it."""

    value: View
    year: View | None = None


@frozen
class Indicator:
    """One indicator. ``owner`` is the title of the measure it belongs to, None without one.

    ``table`` and ``section`` are indexes as in a Measure; ``targets`` is empty where none is
    printed.
    """

    table: int | None
    section: int | None
    owner: Run | None
    name: View
    unit: View | None = None
    baseline: Dated | None = None
    targets: tuple[Dated, ...] = ()


@per_vocabulary
def _behind() -> regex.Pattern[str]:
    year = year_shape().pattern
    return compiled(rf"(?s)(?P<v>.*\S)\s*(?:[(]\s*(?P<y>{year})\s*(?:時点)?\s*[)]|\s(?P<y>{year}))")


@per_vocabulary
def _before() -> regex.Pattern[str]:
    year = year_shape().pattern
    return compiled(rf"(?s)(?:[(]\s*(?P<y>{year})\s*[)]|(?P<y>{year})\s*(?:[::]|\s))\s*(?P<v>\S.*)")


def dated(value: View, year: View | None = None) -> Dated:
    """The value without a year printed beside it, 50%(令和8年度); else with ``year``."""
    folded = value.folded
    for pattern in (_behind(), _before()):
        match = pattern.fullmatch(folded.text)
        if match is not None:
            own = as_printed(folded.cut(*match.span("v")))
            return Dated(own, as_printed(folded.cut(*match.span("y"))))
    return Dated(value, year)


def dated_lines(value: View, year: View | None = None) -> tuple[Dated, ...]:
    """The values of a cell: one for each line when every line prints its own year."""
    lines = [line.strip() for line in value.lines() if line.text.strip()]
    each = tuple(dated(line) for line in lines)
    if len(each) > 1 and all(entry.year is not None for entry in each):
        return each
    return (dated(value, year),)


@per_vocabulary
def _line() -> regex.Pattern[str]:
    words = load("indicators")["value"]
    year, value, arrows = year_shape().pattern, words["pattern"], words["arrows"]
    start = rf"(?:(?P<by>{year})\s*[::]?\s*)?(?P<b>{value})(?:\s*[(]\s*(?P<by>{year})[^()]*[)])?"
    end = rf"(?:(?P<ty>{year})\s*[::]?\s*)?(?P<t>{value})(?:\s*[(]\s*(?P<ty>{year})[^()]*[)])?"
    return compiled(
        rf"(?P<name>[^::→]*?[^\d\s::(→])\s*(?:[::]\s*|\s+)"
        rf"(?:{start}\s*{arrows}\s*)?{end}[。]?"
    )


def read_line(
    text: View, table: int | None, section: int | None, owner: Run | None
) -> Indicator | None:
    """The indicator of one line: 電子申請率 12%(令和3年度)→50%(R8); None for another."""
    folded = text.folded
    match = _line().fullmatch(folded.text)
    if match is None:
        return None

    def part(value: str, year: str) -> Dated | None:
        if match[value] is None:
            return None
        at = as_printed(folded.cut(*match.span(year))) if match[year] is not None else None
        return Dated(as_printed(folded.cut(*match.span(value))), at)

    name = as_printed(folded.cut(*match.span("name")))
    target = part("t", "ty")
    assert target is not None
    return Indicator(table, section, owner, name, None, part("b", "by"), (target,))


def read_whole_line(
    text: View, table: int | None, section: int | None, owner: Run | None
) -> Indicator | None:
    """The indicator of a line that holds all of one, a value of now too, maybe behind a bullet."""
    folded = text.folded
    bullet = compiled(rf"\s*[{regex.escape(bullet_signs())}]\s*").match(folded.text)
    start = bullet.end() if bullet is not None else 0
    plain = as_printed(folded.cut(start, len(folded.text)))
    found = read_line(plain, table, section, owner)
    return found if found is not None and found.baseline is not None else None
