"""Finds gradients: runs of thin strips side by side that are no rulings."""

from __future__ import annotations

import numpy as np

from extract.ruling_lines import clusters
from extract.segments import Segments
from extract.subpaths import Mask

# Strips of one gradient begin and end together, and leave no gap.
EVEN = 0.5
GAP = 0.3
MOVE = 0.05
# Fewer strips than this may be a double or triple border.
RUN = 4


def stripes(segments: Segments) -> Mask:
    """Which segments belong to a run of four or more strips that touch along their length."""
    found = np.zeros(len(segments), dtype=bool)
    if len(segments) < RUN or not _may_touch(segments):
        return found
    start, end = clusters(segments.start, EVEN), clusters(segments.end, EVEN)
    order = np.lexsort((segments.pos, end, start))
    start, end, pos = start[order], end[order], segments.pos[order]
    half = segments.thickness[order] / 2
    step = np.diff(pos)
    touching = (step > MOVE) & (step <= half[1:] + half[:-1] + GAP)
    linked = touching & (np.diff(start) == 0) & (np.diff(end) == 0)
    run = np.concatenate([[0], np.cumsum(~linked)])
    found[order] = np.bincount(run)[run] >= RUN
    return found


def _may_touch(segments: Segments) -> bool:
    """Whether any are so near to each other as a run of strips is: on most pages none."""
    step = np.diff(np.sort(segments.pos))
    near = step[step <= segments.thickness.max() + GAP]
    return bool(near.sum() > (RUN - 2) * MOVE)
