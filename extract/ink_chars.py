"""The characters a reader found become the characters a person sees, the same for every reader."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from extract.ink import Bools, Chars, Floats
from extract.ink_frame import Frame

UNKNOWN = 0xFFFD
_SOFT_HYPHEN, _HYPHEN = 0xAD, 0x2D
# Fake bold prints a glyph again a little beside itself; no real text comes that close.
_DOUBLE = 0.3
# Share of hidden characters beyond which, and of the page that is picture, they are its text.
MOSTLY_HIDDEN = 0.5
SCANNED = 0.5
_SLANT = 0.618034  # of the sorting axis, so that neither lines nor columns fall together on it
_FAR = 1e5  # points; longer than the axis of any page, so that codes do not mix


def visible_chars(
    chars: Chars, hidden: Bools, frame: Frame, images: Floats
) -> tuple[Chars, bool, int]:
    """The characters that show on the page, and whether they are a hidden text layer.

    Left out are control characters, places that are no number, and characters whose centre lies
    off the page. Hidden ones (text render modes 3 and 7) are left out, the third value tells how
    many, unless they are the text layer under a scan: where all printed ones are hidden, or most
    of them over a picture of the page, on which only a page number or a stamp was printed later.
    Doubles are folded to one bold one.
    """
    shown = _on_page(chars.boxes, frame) & (chars.codes >= 0x20) & (chars.codes != 0x7F)
    is_layer, left_out = False, 0
    if hidden.any():
        own = hidden[shown & ~is_blank(chars.codes)]
        unseen = int(np.count_nonzero(own))
        most = unseen > MOSTLY_HIDDEN * len(own) and _is_scan(images, frame)
        is_layer = unseen > 0 and (unseen == len(own) or most)
        left_out = 0 if is_layer else unseen
    keep = shown if is_layer else shown & ~hidden
    kept = chars if keep.all() else select(chars, keep)
    return fold_doubles(_printed_hyphens(kept)), is_layer, left_out


def _printed_hyphens(chars: Chars) -> Chars:
    """With hyphens for soft ones: some producers tell that for the glyph, and it is printed."""
    soft = chars.codes == _SOFT_HYPHEN
    if not np.count_nonzero(soft):
        return chars
    codes = np.where(soft, np.uint32(_HYPHEN), chars.codes)
    return Chars(codes, chars.boxes, chars.size, chars.angle, chars.bold)


def _is_scan(images: Floats, frame: Frame) -> bool:
    """Whether pictures cover most of the page."""
    wide, high = (images[:, 2:] - images[:, :2]).T
    return float((wide * high).sum()) > SCANNED * frame.width * frame.height


def select(chars: Chars, index: NDArray[np.bool_] | NDArray[np.intp]) -> Chars:
    """The characters at an index or under a mask."""
    if index.dtype == np.bool_:
        index = index.nonzero()[0]
    return Chars(
        chars.codes[index],
        chars.boxes.take(index, axis=0),  # a tenth of the time of an index in brackets
        chars.size[index],
        chars.angle[index],
        chars.bold[index],
    )


def fold_doubles(chars: Chars) -> Chars:
    """Without characters printed again less than 0.3 pt beside themselves; the first is bold."""
    x, y = chars.boxes[:, 0].astype(np.float64), chars.boxes[:, 1].astype(np.float64)
    axis = x + _SLANT * y
    reach = _DOUBLE * (1 + _SLANT)
    # Sorted by code, then along the axis: one number for both sorts in a third of the time.
    order = np.argsort(chars.codes * _FAR + axis)
    codes, axis, x, y = chars.codes[order], axis[order], x[order], y[order]
    double = np.zeros(len(chars), np.bool_)
    bold = chars.bold.copy()
    for lag in range(1, len(chars)):
        near = axis[lag:] - axis[:-lag] < reach
        near &= codes[lag:] == codes[:-lag]
        if not near.any():
            break
        near &= np.abs(x[lag:] - x[:-lag]) < _DOUBLE
        if not near.any():
            continue
        near &= np.abs(y[lag:] - y[:-lag]) < _DOUBLE
        pairs = np.sort(np.stack((order[:-lag][near], order[lag:][near])), axis=0)
        bold[pairs[0]] = True
        double[pairs[1]] = True
    if not double.any():
        return chars
    return select(Chars(chars.codes, chars.boxes, chars.size, chars.angle, bold), ~double)


def em_boxes(boxes: Floats, size: Floats, angle: NDArray[np.int16]) -> Floats:
    """Boxes from ascent to descent, at most one font size high, about the same middle.

    Some fonts (Meiryo) claim half a size more than their glyphs fill, so that the boxes of one
    line reach into the next; the glyphs lie about the middle of what is claimed.
    """
    result = boxes.copy()
    sideways = angle % 180 == 90
    turned = bool(sideways.any())  # on most pages nothing is
    for low, high, use in ((1, 3, ~sideways), (0, 2, sideways))[: 1 + turned]:
        spare = np.maximum(boxes[:, high] - boxes[:, low] - size, 0) / 2
        if turned:
            spare[~use] = 0
        result[:, low] += spare
        result[:, high] -= spare
    return result


def split_shared_boxes(
    boxes: Floats, angle: NDArray[np.int16], codes: NDArray[np.uint32]
) -> Floats:
    """Boxes where the code points of one glyph (a ligature) share its box: evenly divided.

    Consecutive equal boxes that are not empty are one glyph's; they divide along the writing.
    """
    same = (boxes[1:, 0] == boxes[:-1, 0]) & (boxes[1:, 1] == boxes[:-1, 1])
    if not same.any():  # as on nearly every page
        return boxes
    same &= (boxes[1:, 2] == boxes[:-1, 2]) & (boxes[1:, 3] == boxes[:-1, 3])
    same &= (boxes[1:, 2] > boxes[1:, 0]) & (codes[1:] >= 0x20) & (codes[:-1] >= 0x20)
    if not same.any():
        return boxes
    first = np.concatenate(([True], ~same))
    group = np.cumsum(first) - 1
    size = np.bincount(group)[group]
    rank = np.arange(len(boxes)) - np.flatnonzero(first)[group]
    sideways = angle % 180 == 90
    backward = angle >= 180
    step = np.where(backward, size - 1 - rank, rank)
    result = boxes.copy()
    for low, high, use in ((0, 2, ~sideways), (1, 3, sideways)):
        part = (boxes[:, high] - boxes[:, low]) / size
        result[:, low] = np.where(use, boxes[:, low] + part * step, boxes[:, low])
        result[:, high] = np.where(use, boxes[:, low] + part * (step + 1), boxes[:, high])
    return result


def join_surrogates(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], Bools]:
    """Code points with the second halves of surrogate pairs joined to the first, and who stays.

    The codes keep their number; the mask is False at joined second halves. A half without the
    other becomes U+FFFD, as do U+0000 (no mapping) and what Unicode has not.
    """
    keep = np.ones(len(codes), np.bool_)
    if not ((codes == 0) | (codes >> 11 == 0x1B) | (codes > 0x10FFFF)).any():
        return codes, keep  # neither halves nor unknown ones, as on nearly every page
    high = (codes >= 0xD800) & (codes < 0xDC00)
    low = (codes >= 0xDC00) & (codes < 0xE000)
    pair = np.zeros(len(codes), np.bool_)
    pair[:-1] = high[:-1] & low[1:]
    keep[1:] = ~pair[:-1]
    joined = codes.copy()
    first = np.flatnonzero(pair)
    joined[first] = 0x10000 + ((codes[first] - 0xD800) << 10) + (codes[first + 1] - 0xDC00)
    alone = (high & ~pair) | (low & keep) | (codes == 0) | (joined > 0x10FFFF)
    joined[alone] = UNKNOWN
    return joined, keep


def is_blank(codes: NDArray[np.uint32]) -> Bools:
    """Which codes are a space: U+0020, U+00A0, U+3000."""
    return np.asarray((codes == 0x20) | (codes == 0xA0) | (codes == 0x3000))


@cache
def is_bold_font(name: str) -> bool:
    """Whether a font's name says bold; extract/data/bold_fonts.toml lists what says so."""
    bare = re.sub(r"^[A-Z]{6}\+", "", name).lower()
    words, endings = _bold_words()
    return any(word in bare for word in words) or bare.endswith(endings)


@cache
def _bold_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(
        files("extract").joinpath("data", "bold_fonts.toml").read_text(encoding="utf-8")
    )
    return tuple(data["words"]), tuple(data["endings"])


def _on_page(boxes: Floats, frame: Frame) -> Bools:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    # Comparing with NaN is False, so places that are no number fall out as well.
    return np.asarray((x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height))
