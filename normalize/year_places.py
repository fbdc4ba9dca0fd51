"""Where a number without an era belongs: 平成24・25年度, 2019～20年度, a bare 21 after 2020."""

from dataclasses import replace

from extract.frozen import frozen
from normalize.eras import era_named
from normalize.year_terms import Problem, Term


@frozen
class YearContext:
    """What a reader already knows: the era printed last and the year before this one."""

    era: str | None = None
    previous: int | None = None


def place(term: Term, before: Term | None, context: YearContext) -> tuple[Term, bool]:
    """A bare `term` placed by the term before it or by the context; True when by the context.

    25 in 平成24・25年度 takes the era, 20 in 2019～20年度 the century. A number that nothing places
    keeps `year` None with the problem `era-missing` or `ambiguous`.
    """
    if term.notation != "bare" or term.problem:
        return term, False
    if before is not None:
        return _inherit(term, before), False
    found = _from_context(term, context)
    if len(found) != 1:
        return replace(term, problem="ambiguous" if found else "era-missing"), True
    ((year, era),) = found.items()
    return replace(term, notation="era" if era else "western", era=era, year=year), True


def _inherit(term: Term, before: Term) -> Term:
    era, year = _era_of(term, before)
    if before.notation == "era" and era:
        problem: Problem | None = None if year else "out-of-range"
        return replace(term, notation="era", era=era, year=year, problem=problem)
    if before.notation == "western" and before.year and term.digits == 2:
        year = before.year // 100 * 100 + term.number
        return replace(term, notation="western", year=year)
    return replace(term, problem="era-missing")


def _era_of(term: Term, before: Term) -> tuple[str | None, int | None]:
    """The era a bare number takes from `before` and its year.

    The first era printed leads (平成35（令和5）～40年度), unless time would run backwards with it
    and not with the second (平成31（令和元）～3年度).
    """
    first = era_named(before.era) if before.era else None
    second = era_named(before.second_era) if before.second_era else None
    year = first.year(term.number) if first else None
    other = second.year(term.number) if second else None
    if first and second and other and before.year and (year or 0) < before.year <= other:
        return second.name, other
    return (first.name if first else None), year


def _from_context(term: Term, context: YearContext) -> dict[int, str | None]:
    """The years that the context allows for a bare number, each with the era it was told by."""
    found: dict[int, str | None] = {}
    if context.previous is not None and term.digits == 2:
        found[context.previous // 100 * 100 + term.number] = None
    era = era_named(context.era) if context.era else None
    year = era.year(term.number) if era else None
    if era and year:
        found[year] = era.name
    following = context.previous + 1 if context.previous is not None else None
    if len(found) > 1 and following in found:
        return {following: found[following]}
    return found
