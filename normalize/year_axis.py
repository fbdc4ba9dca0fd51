"""The year columns of a schedule table: labels in a row that go up by one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from normalize.eras import load_eras
from normalize.numerals import fold, small_int
from normalize.year_expressions import match_expression
from normalize.year_places import YearContext
from normalize.year_terms import SMALL
from normalize.year_values import values_of

_BARE: Final = re.compile(rf"(?P<number>元|{SMALL})\s*(?:年\s?度?)?")


@dataclass(frozen=True, slots=True)
class _Node:
    """A year that the label at `index` may mean."""

    index: int
    year: int


def axis(labels: Sequence[str], context: YearContext | None = None) -> tuple[int | None, ...]:
    """The Western year of each column label, None where a label is no year or breaks the row.

    Years must go up by one from label to label (columns without a year in between may be skipped or
    counted). Of the labels that disagree, the most that agree win; where two readings are as good,
    neither is taken. A number without era (20, 元, 3) is a year only beside a label that has one or
    with a context, and only where it fits the row.
    """
    given = context or YearContext()
    printed = [_explicit(label) for label in labels]
    eras = {era for _, era in printed if era} | ({given.era} if given.era else set())
    years = {year for year, _ in printed if year is not None}
    years |= {given.previous} if given.previous is not None else set()
    centuries = {year // 100 for year in years}
    nodes = [
        _Node(index, year)
        for index, (label, (year, _)) in enumerate(zip(labels, printed, strict=True))
        for year in ([year] if year is not None else _possible(label, eras, centuries))
    ]
    chosen = {node.index: node.year for node in _undisputed(nodes)}
    return tuple(chosen.get(index) for index in range(len(labels)))


def _explicit(label: str) -> tuple[int | None, str | None]:
    """The year of a label that says it all by itself, and the era it is told by."""
    text = fold(label).strip()
    found = match_expression(text, 0, YearContext(), running=False)
    if found is None or found.end != len(text):
        return None, None
    values = values_of(found)
    if isinstance(values, str) or values.start is None or values.start != values.end:
        return None, None
    return values.start, next((term.era for term in found.terms if term.era), None)


def _possible(label: str, eras: Iterable[str], centuries: Iterable[int]) -> list[int]:
    """The years that a bare number can mean by the given eras and centuries, smallest first."""
    found = _BARE.fullmatch(fold(label).strip())
    if found is None:
        return []
    printed = found["number"]
    number = 1 if printed == "元" else small_int(printed)
    if number is None:
        return []
    by_era = {era.year(number) for era in load_eras() if era.name in eras} - {None}
    two_digits = printed.isascii() and len(printed) == 2
    by_century = {century * 100 + number for century in centuries} if two_digits else set[int]()
    return sorted(year for year in by_era | by_century if year is not None)


def _undisputed(nodes: Sequence[_Node]) -> list[_Node]:
    """The nodes that every longest row of years shares."""
    ahead = _lengths(nodes, 1)
    behind = _lengths(nodes[::-1], -1)[::-1]
    longest = max(ahead, default=0)
    levels: dict[int, list[_Node]] = {}
    for node, before, after in zip(nodes, ahead, behind, strict=True):
        if before + after - 1 == longest:
            levels.setdefault(before, []).append(node)
    return [level[0] for level in levels.values() if len(level) == 1]


def _lengths(nodes: Sequence[_Node], step: int) -> list[int]:
    """For each node the length of the longest row of years that ends there.

    One dictionary look-up for each of the two ways to go on (the next year, or as many years as
    columns), so that a table of ten thousand columns stays cheap.
    """
    by_year: dict[int, int] = {}
    by_slope: dict[int, int] = {}
    lengths: list[int] = []
    pending: list[tuple[_Node, int]] = []
    for node in nodes:
        if pending and pending[0][0].index != node.index:
            _remember(pending, by_year, by_slope)
            pending.clear()
        slope = node.year - node.index
        length = 1 + max(by_year.get(node.year - step, 0), by_slope.get(slope, 0))
        lengths.append(length)
        pending.append((node, length))
    return lengths


def _remember(
    pending: Iterable[tuple[_Node, int]], by_year: dict[int, int], by_slope: dict[int, int]
) -> None:
    for node, length in pending:
        by_year[node.year] = max(length, by_year.get(node.year, 0))
        slope = node.year - node.index
        by_slope[slope] = max(length, by_slope.get(slope, 0))
