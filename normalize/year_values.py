"""The Western years of an expression, or the reason why it has none."""

from collections.abc import Sequence
from typing import Final, Literal

from extract.frozen import frozen
from normalize.year_expressions import Expression, Joint
from normalize.year_terms import Problem, Term

Reason = (
    Problem
    | Literal[
        "date", "other-use", "decreasing", "unclear", "year-or-month", "may-be-duration", "length"
    ]
)

_MONTHS: Final = 12


@frozen
class Values:
    """Western years of an expression: all of them, and its two ends (None = open on that side)."""

    years: tuple[int, ...]
    start: int | None
    end: int | None
    inferred: bool = False


def values_of(found: Expression) -> Values | Reason:
    """The years of `found`, or why it names none: a contradiction, a mere count, a month."""
    reason = found.misuse or _unplaced(found.terms) or _ambiguous(found)
    if reason:
        return reason
    years = _years(found.terms, found.joints)
    if isinstance(years, str):
        return years
    if found.again is not None:
        again = values_of(found.again)
        if isinstance(again, str) or again.years != years:
            return "contradictory"
    if found.opening:
        return _open(found, years)
    if found.duration is not None and found.duration != len(years):
        return "length"
    return Values(years, years[0], years[-1])


def _unplaced(terms: Sequence[Term]) -> Reason | None:
    first = terms[0]
    # 5年 by itself counts years more often than it names one; 元年 never does.
    if first.bare and first.unit == "calendar" and first.digits:
        return "may-be-duration"
    problem = next((term.problem for term in terms if term.problem), None)
    return problem or (None if all(term.year is not None for term in terms) else "era-missing")


def _ambiguous(found: Expression) -> Reason | None:
    """2021-07 and R3/7 may be a year and a month as well as two years."""
    if any(term.unit for term in found.terms):
        return None
    followers = zip(found.joints, found.terms[1:], strict=True)
    doubtful = any(
        joint.mark in "-/" and term.bare and term.number <= _MONTHS for joint, term in followers
    )
    return "year-or-month" if doubtful else None


def _years(terms: Sequence[Term], joints: Sequence[Joint]) -> tuple[int, ...] | Reason:
    years = [terms[0].year or 0]
    for before, joint, term in zip(terms, joints, terms[1:], strict=False):
        year = term.year or 0
        if year == years[-1]:
            continue
        mixed = {before.notation, term.notation} == {"western", "era"}
        if joint.join == "list" and mixed:
            return "contradictory"
        if year < years[-1]:
            return "decreasing"
        years += range(years[-1] + 1, year + 1) if joint.join == "range" else [year]
    return tuple(years)


def _open(found: Expression, years: tuple[int, ...]) -> Values | Reason:
    if found.opening == "until":
        closed = len(years) > 1 and all(joint.join == "range" for joint in found.joints)
        if closed:
            right_length = found.duration in (None, len(years))
            return Values(years, years[0], years[-1]) if right_length else "length"
        return Values((), None, years[0]) if len(years) == 1 else "unclear"
    if found.opening == "both" or len(years) != 1:
        return "unclear"
    if found.duration is not None:
        span = tuple(range(years[0], years[0] + found.duration))
        return Values(span, span[0], span[-1], inferred=True) if span else "length"
    return Values((), years[0], None)
