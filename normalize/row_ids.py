"""Ids of rows that have no printed number, from the place where they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.model import Run
from normalize.collect import Collector, place


def placed_ids(out: Collector, kind: str, runs: Sequence[Run]) -> tuple[str, ...]:
    """One id a run: document, kind, page and offset.

    The second row of one place (a cell printed once for several rows) has -2 behind it.
    """
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for run in runs:
        name = f"{out.document_id}:{kind}:{place(run)}"
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(ids)
