"""The place of a printed run on its page."""

from __future__ import annotations

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
