"""Issues by kind, counted, with a few to show: what is kept of the issues of many documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.frozen import frozen
from shisaku.noted import Kind, Noted, by_kind

EXAMPLES_KEPT = 5
"""Issues of each kind that are kept whole."""


@frozen
class Tally:
    """Issues of one severity and code: their number, the first of them, what all of them say.

    ``common`` is "" where they say different things.
    """

    count: int
    examples: tuple[Noted, ...] = ()
    common: str = ""


Tallies = Mapping[Kind, Tally]


def tallied(issues: Iterable[Noted], most: int | None = EXAMPLES_KEPT) -> Tallies:
    """The tallies of issues, the worst kind first; ``most`` None keeps all of them."""
    return {
        kind: Tally(
            len(found),
            tuple(found[:most]),
            found[0].message if len({issue.message for issue in found}) == 1 else "",
        )
        for kind, found in by_kind(issues)
    }


def together(first: Tally, second: Tally) -> Tally:
    """The tally of two documents."""
    examples = (*first.examples, *second.examples)[:EXAMPLES_KEPT]
    common = first.common if first.common == second.common else ""
    return Tally(first.count + second.count, examples, common)


def number_of(tallies: Tallies, severity: str) -> int:
    """How many issues of a severity there are."""
    return sum(tally.count for (own, _), tally in tallies.items() if own == severity)
