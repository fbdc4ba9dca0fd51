"""Cells that only repeat what stands beside or above them (〃)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.view import View
from parsers.schedule_cells import Mark, is_arrow, is_ditto


def with_repeated(
    marks: Sequence[Mark], columns: Sequence[int], above: Sequence[Mark]
) -> tuple[Mark, ...]:
    """The marks of a row; one that repeats another knows the words it stands for.

    That is what stands on its left, an arrow between counts as more of the same, and with
    nothing on its left what stands above it. ``columns`` are those of the years, in order.
    """
    order = {col: n for n, col in enumerate(columns)}
    over = {mark.column.col: mark.said for mark in above if mark.said is not None}
    found: list[Mark] = []
    last: tuple[int, View] | None = None
    for mark in marks:
        at = order[mark.column.col]
        if mark.glyph is None and mark.task is not None and is_ditto(mark.task.text):
            beside = last[1] if last is not None and at - last[0] <= 1 else None
            mark = _saying(mark, beside or over.get(mark.column.col))
        elif mark.task is not None:
            mark = _saying(mark, mark.task)
        if mark.said is not None:
            last = at, mark.said
        elif last is not None and mark.glyph is not None and is_arrow(mark.glyph.text):
            last = at, last[1]
        found.append(mark)
    return tuple(found)


def _saying(mark: Mark, said: View | None) -> Mark:
    # ``dataclasses.replace`` takes ten times as long, and nearly every mark comes here.
    return Mark(mark.column, mark.cell, mark.glyph, mark.task, mark.drawn, mark.shared, said)
