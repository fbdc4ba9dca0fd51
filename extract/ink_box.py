"""The place of a printed run on its page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.ink import Floats
from extract.model import Run

Box = tuple[float, float, float, float]


def ink_box(boxes: Floats, run: Run) -> Box | None:
    """The smallest box (x0, top, x1, bottom) around the ink of a run; None for blanks."""
    part = boxes[run.start : run.end]
    part = part[~np.isnan(part[:, 0])]
    if not len(part):
        return None
    x0, top = part[:, :2].min(axis=0).tolist()
    x1, bottom = part[:, 2:].max(axis=0).tolist()
    return x0, top, x1, bottom


def ink_boxes(boxes: Floats, ranges: Sequence[tuple[int, int]]) -> list[Box | None]:
    """What ``ink_box`` gives for each (start, end) on one page, all of them in one go.

    Quick when the ranges come in order of their starts, as those of a page's spans do.
    """
    ends = np.array(ranges, dtype=np.intp).reshape(-1)
    blank = np.full((1, 4), np.nan, boxes.dtype)  # so that a range may end where the page ends
    inked = np.concatenate((np.where(np.isnan(boxes[:, :1]), np.nan, boxes), blank))
    lowest = np.fmin.reduceat(inked[:, :2], ends, axis=0)[::2].tolist() if ranges else []
    highest = np.fmax.reduceat(inked[:, 2:], ends, axis=0)[::2].tolist() if ranges else []
    return [
        (x0, top, x1, bottom) if start < end and x0 == x0 else None
        for (start, end), (x0, top), (x1, bottom) in zip(ranges, lowest, highest, strict=True)
    ]
