"""Text objects that PDFium's text page passes over: lone blanks, and text printed twice.

It skips an object without width (only a blank in it, or an empty glyph), and one that repeats
an object just before it in the same place, as fake bold does.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.ink import Chars
from extract.ink_chars import select
from extract.ink_frame import Frame
from extract.pdfium_objects import Unowned, shown_bounds
from extract.pdfium_text import Letters

_WIDTHLESS = 0.01
_WIDEST_BLANK = 2.0  # times the font size; what lies further is another column
_BLANK = 0x20  # which blank it was is not to be had


def with_unowned(letters: Letters, texts: list[Unowned], frame: Frame) -> Letters:
    """The letters with lone blanks before their neighbours, and bold where printed twice."""
    if not texts or not letters.owners:
        return letters
    boxes = shown_bounds(texts, frame)
    blank = (boxes[:, 2] - boxes[:, 0] < _WIDTHLESS) & (boxes[:, 3] - boxes[:, 1] < _WIDTHLESS)
    letters = _with_bold(letters, boxes[~blank])
    places = zip(texts, boxes.tolist(), blank.tolist(), strict=True)
    return _with_blanks(
        letters, [(text.after, x, y) for text, (x, y, _, _), is_blank in places if is_blank]
    )


def _with_bold(letters: Letters, boxes: NDArray[np.float64]) -> Letters:
    """Letters whose middle lies in the box of a repeated object are bold."""
    if not len(boxes):
        return letters
    chars = letters.chars
    middle = (chars.boxes[:, :2] + chars.boxes[:, 2:]) / 2
    bold = chars.bold.copy()
    for box in boxes:
        bold |= ((middle >= box[:2]) & (middle <= box[2:])).all(axis=1)
    return letters._replace(chars=replace(chars, bold=bold))


def _with_blanks(letters: Letters, blanks: list[tuple[int, float, float]]) -> Letters:
    """Each blank (object before, x, y) gets the space up to the next letter of its line.

    A blank with no letter after it on its line is left out.
    """
    if not blanks:
        return letters
    count = len(letters.chars)
    ends = [*letters.first[1:].tolist(), count]
    following = dict(zip(letters.owners, ends, strict=True))
    heirs = [following.get(after, 0) for after, _, _ in blanks]
    near = np.minimum(heirs, count - 1)
    boxes, sizes = letters.chars.boxes[near].tolist(), letters.chars.size[near].tolist()
    turned = letters.chars.angle[near].tolist()
    at: list[int] = []
    places: list[tuple[float, float, float, float]] = []
    for n, ((after, x, y), i) in enumerate(zip(blanks, heirs, strict=True)):
        if i >= count or turned[n]:
            continue
        x0, top, _, bottom = boxes[n]
        right = x0
        if n + 1 < len(blanks) and blanks[n + 1][0] == after and abs(blanks[n + 1][2] - y) < 1:
            right = min(x0, blanks[n + 1][1])
        if top <= y <= bottom and x < right <= x + _WIDEST_BLANK * sizes[n]:
            at.append(i)
            places.append((x, top, right, bottom))
    return _insert(letters, at, places) if at else letters


def _insert(
    letters: Letters, at: list[int], places: list[tuple[float, float, float, float]]
) -> Letters:
    """Blanks in the style of the letters they stand before, in their order."""
    each = np.concatenate((at, np.arange(len(letters.chars))))
    order = np.argsort(each, kind="stable")  # a blank comes before the letter it goes with
    index, is_blank = each[order], order < len(at)
    chars = select(letters.chars, index)
    codes, boxes = chars.codes.copy(), chars.boxes.copy()
    codes[is_blank] = _BLANK
    boxes[is_blank] = places
    return Letters(
        Chars(codes, boxes, chars.size, chars.angle, chars.bold),
        letters.hidden[index],
        letters.first + np.searchsorted(np.sort(at), letters.first),
        letters.owners,
    )
