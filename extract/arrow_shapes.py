"""Schedule bars of a page: the drawings and pictures that are level bars, arrows or lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from extract.arrow_rules import rules
from extract.bar_bodies import Body, bar_body, line_body, upright
from extract.bar_merge import (
    absorb_edges,
    absorb_stripes,
    drop_underlines,
    join_strips,
    merge_copies,
)
from extract.bar_model import Bar, BarReading, Head, Shape
from extract.body_joins import close_frames, join_doubles, join_pieces
from extract.gradients import split_gradients
from extract.ink import Floats, PageInk
from extract.line_heads import LineHead, closed_head, open_heads, with_heads
from extract.outline_shapes import form_of, is_bar, is_head
from extract.outlines import Outline, outlines_of


def read_bars(
    ink: PageInk, indexes: Iterable[int], images: Iterable[int] | None = None
) -> BarReading:
    """The bars among these drawings and pictures (None: all pictures of the page).

    Rulings and cell shading must not be among the drawings: a table's lines look like bars.
    What is no level bar (posts, frames, brackets, freeforms, ovals, underlines) is in
    ``others``; nothing is guessed from position in a table, which is not known here.
    """
    wanted = tuple(indexes)
    gradients, outlines = split_gradients(outlines_of(ink.drawings, wanted))
    solid, bodies, heads, rest = _sorted(outlines)
    bodies = join_pieces(bodies, [head.tip for head in heads])
    posts = join_pieces(post for o in rest if (post := upright(o)))
    bodies = join_doubles(close_frames(bodies, posts))
    drawn = [*solid, *gradients, *_worthy(with_heads(bodies, heads))]
    drawn.sort(key=lambda bar: min(bar.drawings))
    pictures = _picture_bars(ink.images, images)
    bars = absorb_stripes(merge_copies([*pictures, *drawn]), rest)
    bars = drop_underlines(absorb_edges(bars), ink.chars)
    bars.sort(key=lambda bar: (round(bar.middle), bar.x0))
    used = {d for bar in bars for d in bar.drawings}
    return BarReading(tuple(bars), tuple(i for i in wanted if i not in used))


def _sorted(
    outlines: Sequence[Outline],
) -> tuple[list[Bar], list[Body], list[LineHead], list[Outline]]:
    """Outlines as bars of their own, bodies that may have heads, heads, and the rest."""
    solid: list[Bar] = []
    bodies: list[Body] = []
    heads: list[LineHead] = []
    rest: list[Outline] = []
    for outline in outlines:
        body = line_body(outline)
        form = None if body else form_of(outline)
        if body:
            bodies.append(body)
        elif form and form.shape == "bar" and is_bar(outline, form):
            bodies.append(bar_body(outline))
        elif form and form.shape and is_bar(outline, form):
            solid.append(_solid(outline, form.shape, form.head))
        elif form and is_head(outline, form):
            heads.append(closed_head(outline, form))
        else:
            rest.append(outline)
    return solid, bodies, [*heads, *open_heads(rest)], rest


def _solid(outline: Outline, shape: Shape, head: Head) -> Bar:
    return Bar(
        outline.x0,
        outline.top,
        outline.x1,
        outline.bottom,
        shape,
        head,
        outline.dashed,
        outline.fill or outline.stroke,
        (outline.drawing,),
    )


def _worthy(bars: Iterable[Bar]) -> list[Bar]:
    """Without dots and ticks."""
    least = rules()["bar"]["min_width"]
    return [bar for bar in bars if bar.width >= least]


def _picture_bars(boxes: Floats, images: Iterable[int] | None) -> list[Bar]:
    """Pictures of the size of a bar: translucent shapes that printing turned into pictures."""
    kept = np.arange(len(boxes)) if images is None else np.array(list(images), dtype=np.intp)
    limits, bar = rules()["image"], rules()["bar"]
    return [
        Bar(x0, top, x1, bottom, "image", images=tuple(int(kept[i]) for i in parts))
        for (x0, top, x1, bottom), parts in join_strips(boxes[kept])
        if bar["min_height"] <= bottom - top <= limits["max_height"]
        and x1 - x0 >= max(bar["min_width"], bar["min_aspect"] * (bottom - top))
    ]
