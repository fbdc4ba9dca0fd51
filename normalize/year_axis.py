"""The year columns of a schedule table: labels in a row that go up by one."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final

from extract.fold import key
from extract.frozen import frozen
from normalize.eras import load_eras
from normalize.numerals import fold, small_int
from normalize.year_expressions import match_expression
from normalize.year_places import YearContext
from normalize.year_terms import SMALL
from normalize.year_values import values_of
from parsers.vocabulary import load, per_vocabulary

_BARE: Final = re.compile(rf"(?P<number>元|{SMALL})\s*(?:年\s?度?)?")


@frozen
class _Node:
    """A year that the label at `index` may mean; `printed` when the label says so by itself."""

    index: int
    year: int
    printed: bool


def axis(labels: Sequence[str], context: YearContext | None = None) -> tuple[int | None, ...]:
    """The Western year of each column label, None where a label is no year or breaks the row.

    Years must go up by one from label to label (columns without a year in between may be skipped or
    counted). Of the labels that disagree, the row with the most fully printed years wins; where two
    rows are as good, only what they share is taken. A number without era (20, 元, 3) is a year only
    where it fits a label that has one; by the context alone, all of the labels must fit.
    """
    given = context or YearContext()
    printed = [_explicit(label) for label in labels]
    anchored = any(year is not None for year, _ in printed)
    eras = _eras_in_force({era for _, found in printed for era in found}, given, anchored)
    years = {year for year, _ in printed if year is not None}
    years |= {given.previous} if given.previous is not None else set()
    centuries = {year // 100 for year in years}
    nodes: list[_Node] = []
    for index, (label, (year, _)) in enumerate(zip(labels, printed, strict=True)):
        possible = _possible(label, eras, centuries) if year is None else [year]
        nodes += [_Node(index, one, year is not None) for one in possible]
    chosen = _undisputed(nodes)
    if not anchored and len(chosen) < len({node.index for node in nodes}):
        chosen = {}
    return tuple(chosen.get(index) for index in range(len(labels)))


def _explicit(label: str) -> tuple[int | None, set[str]]:
    """The year of a label that says it all by itself, and the eras it is told by."""
    named_year = _named_years().get(key(label))
    if named_year is not None:
        return named_year, set()
    text = fold(label).strip()
    found = match_expression(text, 0, YearContext(), running=False)
    if found is None or found.end != len(text):
        return None, set()
    values = values_of(found)
    if isinstance(values, str) or values.start is None or values.start != values.end:
        return None, set()
    named = {era for term in found.terms for era in (term.era, term.second_era) if era}
    return values.start, named


@per_vocabulary
def _named_years() -> dict[str, int]:
    """Labels that a plan's layout gives a year, folded."""
    return {key(label): int(year) for label, year in load("fields")["named_years"].items()}


def _eras_in_force(named: set[str], context: YearContext, anchored: bool) -> set[str]:
    """The eras that bare numbers can count in.

    Beside a printed year that is the era after it as well, for 平成30, 元, 2.
    """
    known = named | ({context.era} if context.era else set())
    if not anchored:
        return known
    following = {late.name for early, late in pairwise(load_eras()) if early.name in known}
    return known | following


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


def _undisputed(nodes: Sequence[_Node]) -> dict[int, int]:
    """The years that all of the best rows of years share, by the index of their label."""
    # One printed year outweighs all of the bare numbers together.
    heavy = len(nodes) + 1
    weights = [heavy if node.printed else 1 for node in nodes]
    ahead = _best_until(nodes, weights, 1)
    behind = _best_until(nodes[::-1], weights[::-1], -1)[::-1]
    best = max(ahead, default=0)
    # A row of years tiles 0..best with its weights, so a node that shares its stretch of it with no
    # other node of a best row stands in all of them.
    tiles = sorted(
        (before - weight, before, node.index, node.year)
        for node, weight, before, after in zip(nodes, weights, ahead, behind, strict=True)
        if before + after - weight == best
    )
    ends = [0, *accumulate((end for _, end, _, _ in tiles), max)]
    starts = [*(start for start, _, _, _ in tiles[1:]), best]
    return {
        index: year
        for (start, end, index, year), reached, following in zip(tiles, ends, starts, strict=False)
        if reached <= start and end <= following
    }


def _best_until(nodes: Sequence[_Node], weights: Sequence[int], step: int) -> list[int]:
    """For each node the weight of the best row of years that ends there.

    One dictionary look-up for each of the two ways to go on (the next year, or as many years as
    columns), so that a table of ten thousand columns stays cheap.
    """
    by_year: dict[int, int] = {}
    by_slope: dict[int, int] = {}
    totals: list[int] = []
    for _, column in groupby(zip(nodes, weights, strict=True), key=lambda pair: pair[0].index):
        fresh = [
            (node, weight + max(by_year.get(node.year - step, 0), by_slope.get(_slope(node), 0)))
            for node, weight in column
        ]
        for node, total in fresh:
            by_year[node.year] = max(total, by_year.get(node.year, 0))
            by_slope[_slope(node)] = max(total, by_slope.get(_slope(node), 0))
        totals += [total for _, total in fresh]
    return totals


def _slope(node: _Node) -> int:
    return node.year - node.index
