"""Sorts the drawings of a page: rulings, backgrounds, and everything else."""

from __future__ import annotations

import numpy as np

from extract.fill_borders import fill_borders
from extract.frozen import frozen
from extract.ink import PageInk
from extract.outline_doubts import bars
from extract.ruling_lines import Lines, joined
from extract.ruling_nets import Net, net_of
from extract.segments import Segments, join, stroked_segments, thin_segments
from extract.shading import backgrounds
from extract.spaced_cells import spaced_cells
from extract.stripes import stripes
from extract.stroke_doubts import HEAD_SIZE, Heads, doubtful, laid_on
from extract.subpaths import WHITE, Array, Ints, Mask, Subpaths, is_white, rings, subpaths

# Shorter lines rule nothing.
SHORT = 3.0
# Pairs of crossing lines looked at in one page; beyond it the shortest strokes are no rulings.
PAIRS = 4_000_000
# Rounds of doubt: taking an arrow away may leave another line without an end.
ROUNDS = 4
# Letters drawn as outlines can be many thousand; arrows are drawn last.
MOST_HEADS = 2000


@frozen(eq=False)
class Strokes:
    """The drawings of a page by what they are for.

    ``horizontal`` and ``vertical`` are (n, 4) rulings: position (y or x), from, to, thickness,
    in points; ``met`` (n, m) tells which of the ones touch or cross which of the others.
    ``shading`` is (k, 4) boxes of backgrounds with ``shading_colour`` (k, 3) RGB and
    ``shading_drawings``, their indexes into the page's drawings. ``figures`` are the indexes,
    ascending, of drawings with ink that is neither: arrows, bars, frames with round corners,
    logos, underlines inside cells.
    """

    horizontal: Array
    vertical: Array
    shading: Array
    shading_colour: Ints
    shading_drawings: Ints
    figures: Ints
    met: Mask


def sort_strokes(ink: PageInk) -> Strokes:
    """What each painted path of the page is for; white paths on white paper are left out."""
    subs = subpaths(ink.drawings)
    ring = rings(subs)
    pairs = zip(thin_segments(subs, ring), stroked_segments(ink.drawings, subs), strict=True)
    level, upright = (_visible(join(*pair), axis, subs) for axis, pair in enumerate(pairs))
    level, upright = level.without(stripes(level)), upright.without(stripes(upright))
    level, upright, boxed = spaced_cells(subs, ring, level, upright, ink.chars)
    heads = _heads(subs)
    if len(heads.box):
        level = level.without(laid_on(level, heads))
    lines = joined(level), joined(upright)
    shown = fill_borders(subs, lines[0].lines, lines[1].lines, ink.chars)
    if len(shown[1]):
        level, upright = join(level, shown[0]), join(upright, shown[1])
        lines = joined(level), joined(upright)
    over = np.zeros(len(subs), dtype=bool)
    over[bars(subs, *lines, (level, upright))] = True
    if over.any():
        level = level.without(over[level.subpath])
        upright = upright.without(over[upright.subpath])
        lines = joined(level), joined(upright)
    h, v, net = _settle(*lines, heads)
    ruling = np.zeros(len(subs), dtype=bool)
    ruling[h.subpaths(level)] = True
    ruling[v.subpaths(upright)] = True
    ruling |= boxed
    hollow = np.zeros(len(subs), dtype=bool)
    for part in ring:
        hollow[part] = True
    return _sorted(subs, net, ruling, over, hollow)


def _visible(segments: Segments, axis: int, subs: Subpaths) -> Segments:
    """Without the white segments that have no coloured fill behind them."""
    if not len(segments) or segments.colour.max() < WHITE << 16:  # no white, no light red
        return segments
    white = np.flatnonzero(is_white(segments.colour))
    if not len(white):
        return segments
    ground = subs.box[(subs.fill >= 0) & ~is_white(subs.fill) & ~subs.thin]
    middle = ((segments.start + segments.end) / 2)[white, None]
    pos = segments.pos[white, None]
    behind = (ground[:, axis] <= middle) & (middle <= ground[:, axis + 2])
    behind &= (ground[:, 1 - axis] <= pos) & (pos <= ground[:, 3 - axis])
    shown = np.ones(len(segments), dtype=bool)
    shown[white] = behind.any(axis=1)
    return segments.pick(shown)


@frozen(eq=False)
class _Rulings:
    """Joined lines of one direction, those still held for rulings, their indexes among all."""

    joined: Lines
    lines: Segments
    sure: Ints

    def without(self, doubt: Mask) -> _Rulings:
        """The same lines, those in doubt (a mask over ``lines``) put aside."""
        return _Rulings(self.joined, self.lines.pick(~doubt), self.sure[~doubt])

    def subpaths(self, segments: Segments) -> Ints:
        """The sub-paths of the segments, those that were joined, that are parts of ``lines``."""
        held = np.zeros(len(self.joined.lines), dtype=bool)
        held[self.sure] = True
        found: Ints = segments.subpath[held[self.joined.member]]
        return found


def _settle(level: Lines, upright: Lines, heads: Heads) -> tuple[_Rulings, _Rulings, Net]:
    """Put doubtful lines aside until none is left; the rest as one net, level lines along."""
    turned = Heads(heads.box[:, [1, 0, 3, 2]], heads.colour)
    h, v = _long(level, upright)
    net, calm = net_of(h.lines, v.lines), False
    for _ in range(ROUNDS):
        doubt = doubtful(net, heads)
        if doubt.any():
            h = h.without(doubt)
            net = net_of(h.lines, v.lines)
        elif calm:
            break  # nothing has changed since the upright lines were asked
        doubt_v = doubtful(net.turned(), turned)
        calm = not doubt_v.any()
        if not calm:
            v = v.without(doubt_v)
            net = net_of(h.lines, v.lines)
        elif not doubt.any():
            break
    return h, v, net


def _long(level: Lines, upright: Lines) -> tuple[_Rulings, _Rulings]:
    """The lines that are long enough to rule, and few enough to compare."""
    across = level.lines.end - level.lines.start
    down = upright.lines.end - upright.lines.start
    least = SHORT
    while (across >= least).sum() * (down >= least).sum() > PAIRS:
        least *= 1.5
    return _of_length(level, across >= least), _of_length(upright, down >= least)


def _of_length(lines: Lines, long: Mask) -> _Rulings:
    return _Rulings(lines, lines.lines.without(~long), np.flatnonzero(long))


def _heads(subs: Subpaths) -> Heads:
    """Sub-paths that may be the head of an arrow: small, with slanted or curved sides."""
    if subs.straight.all():
        return Heads(subs.box[:0], subs.fill[:0])
    wide, high = (subs.box[:, 2:] - subs.box[:, :2]).T
    small = (np.maximum(wide, high) <= HEAD_SIZE) & (np.minimum(wide, high) > 1.0)
    chosen = np.flatnonzero(small & ~subs.straight)[-MOST_HEADS:]
    colour = np.where(subs.fill >= 0, subs.fill, subs.stroke)
    return Heads(subs.box[chosen], colour[chosen])


def _sorted(subs: Subpaths, net: Net, ruling: Mask, bar: Mask, ring: Mask) -> Strokes:
    """The result, from masks over the sub-paths: those in rulings, bars, borders of boxes."""
    fill = (subs.fill >= 0) & ~is_white(subs.fill)
    stroke = (subs.stroke >= 0) & ~is_white(subs.stroke)
    inked = fill & ~ring
    flat = (inked & subs.rectangle & ~subs.thin & ~bar).nonzero()[0]
    shading = flat[backgrounds(subs.box[flat], subs.fill[flat], net)] if len(flat) else flat
    figure = (inked & ~(ruling & subs.thin)) | (stroke & ~ruling)
    figure[shading] = stroke[shading] & ~ruling[shading]
    colour = subs.fill[shading]
    return Strokes(
        _columns(net.along),
        _columns(net.across),
        subs.box[shading],
        np.array([(colour >> k) & 255 for k in (16, 8, 0)]).T,
        subs.drawing[shading],
        np.flatnonzero(np.bincount(subs.drawing[figure])),
        net.touching,
    )


def _columns(lines: Segments) -> Array:
    return np.array([lines.pos, lines.start, lines.end, lines.thickness]).T
