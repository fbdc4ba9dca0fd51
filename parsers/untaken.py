"""Tables of a known kind in which its reader found nothing: they must not be lost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extract.model import Run
from parsers.model import Table
from parsers.sections import position
from parsers.vocabulary import load


def untaken(tables: Sequence[Table], read: Iterable[Run]) -> frozenset[int]:
    """Indexes of the tables of a kind in records.toml that hold none of the runs in ``read``.

    ``read`` are the places of all values that the readers of tables found.
    """
    places = sorted(position(run) for run in read)
    kinds = load("records")["read_elsewhere"]
    return frozenset(
        i for i, t in enumerate(tables) if t.kind in kinds and not _holds_any(t, places)
    )


def _holds_any(table: Table, places: Sequence[tuple[int, int]]) -> bool:
    for row in (*table.row_runs, *table.other_runs):
        at = bisect_left(places, position(row))
        if at < len(places) and places[at] < (row.page_no, row.end):
            return True
    return False
