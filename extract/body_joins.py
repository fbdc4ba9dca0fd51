"""Joins level pieces of ink: dashes, lines cut at cell borders, double lines, frames of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.arrow_rules import rules
from extract.bar_bodies import Body


def join_pieces(bodies: Iterable[Body], stops: Sequence[tuple[float, float]] = ()) -> list[Body]:
    """Bodies of one axis, thickness and colour that continue each other, as one.

    Pieces with even gaps are dashes, if there are enough short ones. Nothing is joined
    across the tip of a head (x, y in ``stops``).
    """
    chains: list[list[Body]] = []
    for body in sorted(bodies, key=lambda b: (b.x0, b.x1)):
        home = next((c for c in reversed(chains) if _continues(c, body, stops)), None)
        if home is None:
            chains.append([body])
        else:
            home.append(body)
    return [joined for chain in chains for joined in _close(chain)]


def join_doubles(bodies: Iterable[Body]) -> list[Body]:
    """Lines of equal ends drawn twice or as a double line, as one; bars are left alone."""
    limits = rules()["line"]
    joined: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.middle, b.x0)):
        for k, other in enumerate(joined):
            near = abs(body.middle - other.middle) <= limits["double_gap"]
            same = abs(body.x0 - other.x0) <= 1.2 and abs(body.x1 - other.x1) <= 1.2
            if near and same and body.is_line and other.is_line and body.colour == other.colour:
                joined[k] = _union([other, body], other.dashed and body.dashed)
                break
        else:
            joined.append(body)
    return joined


def close_frames(bodies: Sequence[Body], posts: Sequence[Body]) -> list[Body]:
    """Bodies, with a bar for two lines that uprights at both ends close to a rectangle.

    ``posts`` are uprights with x and y exchanged.
    """
    limit = rules()["bar"]["max_frame_height"]
    lines = sorted((b for b in bodies if b.is_line), key=lambda b: b.middle)
    rest = [b for b in bodies if not b.is_line]
    used: set[int] = set()
    for i, upper in enumerate(lines):
        for k in range(i + 1, len(lines)):
            lower = lines[k]
            if i in used or k in used or lower.middle - upper.middle > limit:
                continue
            ends = [_posts(posts, x, upper, lower) for x in _shared_ends(upper, lower)]
            if len(ends) == 2 and all(ends):
                used |= {i, k}
                frame = _union([upper, lower], upper.dashed and lower.dashed)
                own = tuple(d for end in ends for post in end for d in post.drawings)
                drawings = tuple(dict.fromkeys(frame.drawings + own))
                left, right = (end[0].middle for end in ends)
                rest.append(replace(frame, x0=left, x1=right, drawings=drawings))
    return rest + [line for i, line in enumerate(lines) if i not in used]


def _continues(chain: list[Body], body: Body, stops: Sequence[tuple[float, float]]) -> bool:
    limits = rules()["line"]
    last = chain[-1]
    gap = body.x0 - last.x1
    if body.colour != last.colour or abs(body.middle - last.middle) > 0.5:
        return False
    if abs(body.thickness - last.thickness) > 0.5 or gap > limits["dash_gap"]:
        return False
    if not (body.is_line or body.length <= limits["dash_length"]) or last.length < -gap:
        return False
    if any(last.x1 - 0.8 <= x <= body.x0 + 0.8 and abs(y - body.middle) <= 2 for x, y in stops):
        return False
    if gap <= limits["joint"]:
        return body.is_line
    longest = max(body.length, *(piece.length for piece in chain[-3:]))
    if longest > limits["dash_length"] or gap > max(1.25 * longest, 4 * body.thickness):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(chain)]
    return not gaps or abs(gap - sum(gaps) / len(gaps)) <= 0.6 + 0.25 * gap


def _close(chain: list[Body]) -> list[Body]:
    """One body of a chain, or its pieces where they are too few for dashes."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(chain)]
    dashes = any(gap > rules()["line"]["joint"] for gap in gaps)
    if dashes and len(chain) < rules()["line"]["dash_count"]:
        return chain
    return [_union(chain, dashes or chain[0].dashed)]


def _union(bodies: Sequence[Body], dashed: bool) -> Body:
    return Body(
        min(b.x0 for b in bodies),
        min(b.top for b in bodies),
        max(b.x1 for b in bodies),
        max(b.bottom for b in bodies),
        bodies[0].colour,
        dashed,
        tuple(dict.fromkeys(d for b in bodies for d in b.drawings)),
    )


def _shared_ends(upper: Body, lower: Body) -> tuple[float, ...]:
    slack = 6.0 if upper.dashed else 2.0
    same = abs(upper.x0 - lower.x0) <= slack and abs(upper.x1 - lower.x1) <= slack
    return ((upper.x0 + lower.x0) / 2, (upper.x1 + lower.x1) / 2) if same else ()


def _posts(posts: Sequence[Body], x: float, upper: Body, lower: Body) -> list[Body]:
    """The uprights at x that together lead from one line to the other, dashes at most apart."""
    slack = 6.0 if upper.dashed else 2.0
    near = [
        post
        for post in posts
        if abs(post.middle - x) <= slack
        and post.x0 >= upper.top - slack
        and post.x1 <= lower.bottom + slack
    ]
    reached = upper.middle
    for post in sorted(near, key=lambda p: p.x0):
        if post.x0 > reached + slack:
            return []
        reached = max(reached, post.x1)
    return near if reached >= lower.middle - slack else []
