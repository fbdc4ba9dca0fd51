"""From marks to phases of years: what a row of arrows means, and how far it can be trusted.

In text a long arrow often survives only in its first cell. A schedule in which some phase is
marked in several years marks every year, so its marks are the whole truth. In one where each
phase has a single mark, the mark is where the phase starts; its end is inferred from the next
phase or the plan's end, and is unknown where several phases crowd into one year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from extract.fold import key
from extract.frozen import frozen
from normalize.eras import read_toml
from parsers.vocabulary import aliases, per_vocabulary

Ink = Literal["point", "run"]
"""What a phase is marked with: a sign for one year (△), or words and arrows that may go on."""


@frozen
class MarkedPhase:
    """One phase for the reading: its years that hold a mark, and whether phases are packed.

    ``closed``: what stands behind the last mark shows that the phase ends there.
    """

    years: tuple[int, ...]
    packed: bool
    closed: bool = False
    ink: Ink = "run"


@frozen
class PhaseYears:
    """Start and end in fiscal years with their status, and the reliability of the reading."""

    start: int | None
    end: int | None
    start_status: str
    end_status: str
    reliability: str


@per_vocabulary
def _endings() -> dict[str, list[str]]:
    return dict(read_toml("phases.toml")["endings"])


@per_vocabulary
def _tails() -> tuple[str, ...]:
    return tuple(read_toml("phases.toml")["tails"]["words"])


def _is_tail(text: str, tail: str, words: Mapping[str, str]) -> bool:
    return text.endswith(tail) and text[: -len(tail)] in words


def phase_code(label: str) -> str:
    """The vocabulary code of a printed phase; ``other`` for words of no known phase."""
    squeezed = key(label)
    words = aliases("phases", "phases")
    code = words.get(squeezed) or next(
        (words[squeezed[: -len(t)]] for t in _tails() if _is_tail(squeezed, t, words)), None
    )
    if code is not None:
        return code
    for code, endings in _endings().items():
        if squeezed.endswith(tuple(endings)):
            return code
    return "other"


def marks_every_year(rows: Sequence[MarkedPhase]) -> frozenset[Ink]:
    """The ink that a schedule repeats for each year of a phase: some phase has it more than once.

    A sign that stands in each year tells nothing about words in the first cell of a merged one.
    """
    return frozenset(row.ink for row in rows if len(row.years) > 1 and not row.packed)


def read_spans(
    rows: Sequence[MarkedPhase],
    *,
    plan_end: int | None,
    added: int | None,
    every_year: frozenset[Ink] = frozenset(),
) -> tuple[PhaseYears, ...]:
    """One reading per row, for the rows of one item in printed order.

    ``every_year`` is the ink with which another item of the same table marks each year.
    """
    every_year |= marks_every_year(rows)
    return tuple(
        _read(row, rows[i + 1 :], rows, every_year, plan_end, added) for i, row in enumerate(rows)
    )


def _read(
    row: MarkedPhase,
    later: Sequence[MarkedPhase],
    rows: Sequence[MarkedPhase],
    every_year: frozenset[Ink],
    plan_end: int | None,
    added: int | None,
) -> PhaseYears:
    if row.packed:
        return PhaseYears(None, None, "unknown", "unknown", "packed")
    if not row.years:
        return PhaseYears(None, None, "unknown", "unknown", "start_only")
    start, last = row.years[0], row.years[-1]
    whole = row.ink in every_year or row.closed
    reliability = "full" if whole else "start_only"
    if added is not None and start < added:
        reliability = "contradictory"
    if whole:
        return PhaseYears(start, last, "observed", "observed", reliability)
    end = _inferred_end(start, later, rows, plan_end)
    return PhaseYears(
        start, end, "observed", "inferred" if end is not None else "unknown", reliability
    )


def _inferred_end(
    start: int,
    later: Sequence[MarkedPhase],
    rows: Sequence[MarkedPhase],
    plan_end: int | None,
) -> int | None:
    if sum(1 for row in rows if row.years[:1] == (start,)) > 1:
        return None  # several phases in one year: the places of the arrows are lost
    following = [row.years[0] for row in later if row.years and not row.packed]
    if following:
        return following[0] - 1 if following[0] > start else None
    return plan_end if plan_end is not None and plan_end >= start else None
