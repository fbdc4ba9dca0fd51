"""Schedules as bars: which years are printed, which are inferred, which end is unknown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shisaku.exporting.stored import Row
from shisaku.loading_schedule import is_stated

OBSERVED, INFERRED = "o", "i"
PLAUSIBLE = range(1945, 2101)
"""Years that are drawn. One misread year far away would make every timeline of it empty space."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase. ``years`` has a letter for each year from ``first``: OBSERVED or INFERRED.

    Without a known year ``first`` is None. ``starts_before`` and ``ends_after`` tell ends that
    nobody knows. ``doubt`` is the code of a reliability that is not full, or None.
    """

    row: str
    item_id: str | None
    phase: str | None
    label: str
    first: int | None
    years: str
    starts_before: bool
    ends_after: bool
    doubt: str | None

    @property
    def last(self) -> int | None:
        """The last year that is known."""
        return None if self.first is None else self.first + len(self.years) - 1


def bars(spans: Sequence[Row], marks: Sequence[Row]) -> list[Bar]:
    """The bars of rows of ``schedule_spans``, with the years that ``schedule_marks`` has ink in.

    Years count as printed as in ``shisaku.loading_schedule``. Marks of no phase, as in a row that
    packs several, are bars without a phase.
    """
    inked: dict[tuple[str, str | None], set[int]] = {}
    for row in marks:
        if row["fiscal_year"] in PLAUSIBLE:
            key = (row["schedule_row_id"], row["phase_raw"])
            inked.setdefault(key, set()).add(row["fiscal_year"])
    made = [_bar(s, inked.get((s["schedule_row_id"], s["phase_raw"]), ())) for s in spans]
    named = {span["schedule_row_id"] for span in spans if span["phase_raw"] is None}
    loose = {
        row["schedule_row_id"]: row
        for row in reversed(marks)
        if row["phase_raw"] is None and row["schedule_row_id"] not in named
    }
    for row_id, row in reversed(loose.items()):
        made += [_loose_bar(row, run) for run in _runs(inked.get((row_id, None), ()))]
    return made


def period_bar(measure: Row, item_id: str | None) -> Bar | None:
    """The period that a measure prints instead of a schedule, as a bar; None if it prints none.

    With one end only the bar is open at the other.
    """
    start, end = measure["period_start_fy"], measure["period_end_fy"]
    known = [year for year in (start, end) if year in PLAUSIBLE]
    if not known or known != sorted(known):
        return None
    years = OBSERVED * (known[-1] - known[0] + 1)
    label = measure["period_raw"] or ""
    return Bar(
        "",
        item_id,
        None,
        label,
        known[0],
        years,
        start not in PLAUSIBLE,
        end not in PLAUSIBLE,
        None,
    )


def _bar(span: Row, inked: Collection[int]) -> Bar:
    known = [year for year in (span["start_fy"], span["end_fy"]) if year in PLAUSIBLE]
    # A plan that was misread may print an end before its start; such a bar has no years.
    first, last = (known[0], known[-1]) if known and known == sorted(known) else (None, None)
    ends = {span[f"{end}_fy"] for end in ("start", "end") if span[f"{end}_status"] == "observed"}
    is_whole = is_stated(span, inked)
    years = (
        ""
        if first is None or last is None
        else "".join(
            OBSERVED if is_whole or year in inked or year in ends else INFERRED
            for year in range(first, last + 1)
        )
    )
    return Bar(
        row=span["schedule_row_id"],
        item_id=span["item_id"],
        phase=span["phase"],
        label=span["phase_raw"] or span["row_label_raw"] or span["meaning"] or "",
        first=first,
        years=years,
        starts_before=first is not None and span["start_fy"] not in PLAUSIBLE,
        ends_after=first is not None and span["end_fy"] not in PLAUSIBLE,
        doubt=None if span["reliability"] in ("full", "start_only") else span["reliability"],
    )


def _loose_bar(row: Row, run: Sequence[int]) -> Bar:
    label = row["task_raw"] or row["row_label_raw"] or row["meaning"] or row["mark_raw"] or ""
    years, doubt = OBSERVED * len(run), "packed"
    return Bar(
        row["schedule_row_id"], row["item_id"], None, label, run[0], years, False, False, doubt
    )


def _runs(years: Collection[int]) -> list[list[int]]:
    """Years that follow one another, together."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs
