"""Borders that only the backgrounds of cells show: between level rulings, or between tiles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.frozen import frozen
from extract.ink import Chars
from extract.ink_chars import is_blank
from extract.membership import is_among
from extract.segments import Segments
from extract.subpaths import Array, Ints, Subpaths, is_white

# A background ends this close to the ruling that bounds it.
NEAR = 2.0
# Tiles lie this close to each other; bars of a chart keep more.
GAP = 4.0
# Tops and bottoms of one row of tiles.
LEVEL = 1.0
# Less than this, in points, is no cell.
LEAST = 8.0
# Text that reaches this far over a border has none there.
OVER = 1.0
# Share of the tiles that must hold text: the years of a schedule have none.
WRITTEN = 0.3
# Half of these is white, so that they may reach over a border.
HALF_WHITE = np.array([ord(c) for c in "（「『【〔〈《、。，．）」』】〕〉》"], np.uint32)
# More fills or level lines than this on a page are a chart or a map.
MANY = 1000

Row = tuple[float, float, list[float]]


@frozen(eq=False)
class _Page:
    """Tiles (n, 4) with their sub-paths, boxes of printed characters, strokes that rule."""

    tiles: Array
    subpath: Ints
    text: Array
    level: Segments
    upright: Segments


def fill_borders(
    subs: Subpaths, level: Segments, upright: Segments, chars: Chars
) -> tuple[Segments, Segments]:
    """Level and upright borders of cells that their backgrounds show and no stroke draws.

    ``level`` and ``upright`` are the joined lines of the page. Between level rulings of one
    extent the sides of backgrounds part a row; a row without them goes on with the columns
    above when no text stands across. Without rulings tiles that fill rows without a gap do.
    """
    wide, high = (subs.box[:, 2:] - subs.box[:, :2]).T
    flat = subs.rectangle & (subs.fill >= 0) & ~subs.thin & (wide >= LEAST) & (high >= LEAST)
    which = np.flatnonzero(flat & ~is_white(subs.fill))
    if not 2 <= len(which) <= MANY or len(level) > MANY:
        return level.pick(which[:0]), upright.pick(which[:0])
    inked = ~is_blank(chars.codes) & ~is_among(chars.codes, HALF_WHITE)
    text = chars.boxes[inked].astype(np.float64)
    page = _Page(subs.box[which], which, text, level, upright)
    found = [row for rows in (*_ruled(page), *_tiled(page)) for row in rows]
    downs = [(x, top, bottom) for top, bottom, xs in found for x in xs]
    across = [(y, xs[0], xs[-1]) for top, bottom, xs in found for y in (top, bottom)]
    return border_segments(across, which[0]), border_segments(downs, which[0])


def border_segments(lines: Sequence[tuple[float, float, float]], subpath: int) -> Segments:
    """Lines (position, start, end) as borders; ``subpath`` is one of those that show them."""
    pos, start, end = np.array(lines, np.float64).reshape(-1, 3).T
    colour = np.zeros(len(pos), np.int64)
    return Segments(pos, start, end, 0 * pos, colour, np.full(len(pos), subpath, np.int64))


def _ruled(page: _Page) -> list[list[Row]]:
    """Rows between level rulings of one extent that no upright line parts."""
    found = []
    for ys, x0, x1 in _extents(page.level):
        rows: list[Row] = []
        above: list[float] = []
        for top, bottom in pairwise(_to_the_ends(page.tiles, ys, x0, x1)):
            above = _sides(page, top, bottom, x0, x1, above)
            if above:
                rows.append((top, bottom, [x0, *above, x1]))
        found.append(rows)
    return found


def _extents(level: Segments) -> list[tuple[list[float], float, float]]:
    """Positions, start and end of level lines of one extent."""
    groups: list[tuple[list[float], float, float]] = []
    for i in np.argsort(level.pos, kind="stable").tolist():
        y, x0, x1 = float(level.pos[i]), float(level.start[i]), float(level.end[i])
        for ys, start, end in groups:
            if abs(start - x0) + abs(end - x1) <= NEAR:
                ys.append(y)
                break
        else:
            groups.append(([y], x0, x1))
    return [group for group in groups if len(group[0]) > 2]


def _sides(
    page: _Page, top: float, bottom: float, x0: float, x1: float, above: list[float]
) -> list[float]:
    """The inner borders of the row between two rulings; none where something rules it."""
    up = page.upright
    shared = np.minimum(up.end, bottom) - np.maximum(up.start, top)
    inside = (up.pos > x0 - NEAR) & (up.pos < x1 + NEAR) & (shared > (bottom - top) / 2)
    if bottom - top < LEAST or inside.any():
        return []
    t = page.tiles
    own = t[(np.abs(t[:, 1] - top) <= NEAR) & (np.abs(t[:, 3] - bottom) <= NEAR)]
    own = own[(own[:, 0] > x0 - NEAR) & (own[:, 2] < x1 + NEAR)]
    edges = np.sort(own[:, [0, 2]].ravel())
    edges = edges[(edges > x0 + LEAST) & (edges < x1 - LEAST)]
    fresh = np.ones(len(edges), bool)
    fresh[1:] = np.diff(edges) > NEAR
    # Two tiles have a side each at one border.
    parts = np.split(edges, np.flatnonzero(fresh)[1:]) if len(edges) else []
    sides = [float(part.mean()) for part in parts]
    y = (page.text[:, 1] + page.text[:, 3]) / 2
    row = page.text[(y > top) & (y < bottom)]
    white = [x for x in above if not ((own[:, 0] < x + NEAR) & (own[:, 2] > x - NEAR)).any()]
    if not _crossed(row, white):
        sides = sorted([*sides, *white])
    return [] if _crossed(row, sides) else sides


def _crossed(row: Array, sides: Sequence[float]) -> bool:
    """Whether text of a row stands across one of its borders."""
    return any(((row[:, 0] < x - OVER) & (row[:, 2] > x + OVER)).any() for x in sides)


def _to_the_ends(tiles: Array, ys: list[float], x0: float, x1: float) -> list[float]:
    """The rulings of a table with its upper and lower end where only backgrounds show them."""
    inside = tiles[(tiles[:, 0] > x0 - NEAR) & (tiles[:, 2] < x1 + NEAR)]
    high = inside[np.abs(inside[:, 3] - ys[0]) <= NEAR, 1]
    low = inside[np.abs(inside[:, 1] - ys[-1]) <= NEAR, 3]
    return [*high[:1].tolist(), *ys, *low[:1].tolist()]


def _tiled(page: _Page) -> list[list[Row]]:
    """Rows of tiles that lie one below the other with the same sides."""
    return [tile_rows(stack) for stack in tile_stacks(page.tiles) if _is_table(page, stack)]


def tile_stacks(tiles: Array) -> list[list[Array]]:
    """Tiles (n, 4) as rows that lie one below the other with the same outer sides."""
    stacks: list[list[Array]] = []
    # Sides and bottom of the stacks that may go on, by their index: charts have many fills.
    going: list[tuple[float, float, float, int]] = []
    for run in runs_of_tiles(tiles):
        x0, top, x1, bottom = float(run[0, 0]), float(run[0, 1]), float(run[-1, 2]), run[0, 3]
        going = [one for one in going if one[2] >= top - GAP]
        at = next(
            (n for a, b, y, n in going if abs(a - x0) + abs(b - x1) <= NEAR and top - y >= -LEVEL),
            None,
        )
        if at is None:
            at = len(stacks)
            stacks.append([])
        stacks[at].append(run)
        going = [*(one for one in going if one[3] != at), (x0, x1, float(bottom), at)]
    return stacks


def runs_of_tiles(tiles: Array) -> list[Array]:
    """Tiles of one height side by side, from left to right, the runs from top to bottom."""
    order = np.lexsort((tiles[:, 0], np.round(tiles[:, 1] / LEVEL)))
    found: list[list[Array]] = []
    for tile in tiles[order]:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and np.abs(last[[1, 3]] - tile[[1, 3]]).max() <= LEVEL
            and -LEVEL <= tile[0] - last[2] <= GAP
        ):
            found[-1].append(tile)
        else:
            found.append([tile])
    return [np.array(run) for run in found]


def _is_table(page: _Page, stack: Sequence[Array]) -> bool:
    """Whether rows of tiles make a table: text in each row and in many tiles, no rulings."""
    if sum(len(run) > 1 for run in stack) < 2:
        return False
    (x0, top), (x1, bottom) = stack[0][0, :2], (stack[0][-1, 2], stack[-1][0, 3])
    for lines, a, b, c, d in (
        (page.level, top, bottom, x0, x1),
        (page.upright, x0, x1, top, bottom),
    ):
        within = (lines.pos > a + NEAR) & (lines.pos < b - NEAR)
        if (within & (lines.end > c + NEAR) & (lines.start < d - NEAR)).any():
            return False
    return is_written(page.text, stack)


def is_written(text: Array, stack: Sequence[Array]) -> bool:
    """Whether each row of tiles holds text, and many tiles do; ``text`` are boxes (n, 4)."""
    x, y = (text[:, :2] + text[:, 2:]).T / 2
    written = [
        [bool(((x > a) & (x < c) & (y > b) & (y < d)).any()) for a, b, c, d in run.tolist()]
        for run in stack
    ]
    share = float(np.mean([one for row in written for one in row]))
    return all(map(any, written)) and share >= WRITTEN


def tile_rows(stack: Sequence[Array]) -> list[Row]:
    """The rows of a table of tiles; borders lie in the middle of the gaps."""
    x0, x1 = float(stack[0][0, 0]), float(stack[0][-1, 2])
    tops = [float(run[0, 1]) for run in stack]
    ends = [float(run[0, 3]) for run in stack]
    ys = [tops[0], *((a + b) / 2 for a, b in zip(ends, tops[1:], strict=False)), ends[-1]]
    return [
        (top, bottom, [x0, *((a[2] + b[0]) / 2 for a, b in pairwise(run.tolist())), x1])
        for run, (top, bottom) in zip(stack, pairwise(ys), strict=True)
    ]
