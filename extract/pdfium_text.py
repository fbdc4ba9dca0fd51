"""The characters of a page from PDFium: one call or two a character, styles once a run."""

from __future__ import annotations

from collections import deque
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Bools, Chars
from extract.ink_chars import em_boxes, is_bold_font, join_surrogates, select, split_shared_boxes
from extract.ink_frame import Frame, move_boxes, writing_angles
from extract.pdfium_vertical import with_vertical

_HYPHEN = 0x2D
_FORCE_BOLD = 1 << 18  # ISO 32000-2, table 121


class Letters(NamedTuple):
    """Printed characters, those that are hidden, the text object of each."""

    chars: Chars
    hidden: Bools
    owners: NDArray[np.uint64]


class _Styles(NamedTuple):
    size: NDArray[np.float64]
    angle: NDArray[np.float64]
    bold: Bools
    hidden: Bools


def read_letters(text: pdfium.Handle, frame: Frame) -> Letters:
    """The characters of a text page, on the shown page; what PDFium makes up is left out."""
    count = max(pdfium.count_chars(text), 0)
    each = repeat(pdfium.pointer(text))
    owners = np.fromiter(map(pdfium.char_object, each, range(count)), np.uint64, count)
    loose = np.zeros((count, 4), np.float32)  # left, top, right, bottom
    deque(map(pdfium.char_box, each, range(count), pdfium.slots(loose)), maxlen=0)
    codes, keep = join_surrogates(_codes(text, count))
    # Blanks, line ends and hyphens that PDFium makes up belong to no text object.
    printed = np.flatnonzero(keep & (owners != 0))
    owners, codes = owners[printed], codes[printed]
    boxes = move_boxes(loose[printed].astype(np.float64), np.array(frame.matrix)).astype(np.float32)
    styles = _styles(text, printed, owners, boxes, frame)
    boxes = with_vertical(text, printed, boxes, styles.size, styles.angle, frame)
    size, angle = styles.size.astype(np.float32), styles.angle.astype(np.int16)
    chars = Chars(
        codes=codes,
        boxes=em_boxes(split_shared_boxes(boxes, angle, codes), size, angle),
        size=size,
        angle=angle,
        bold=styles.bold,
    )
    return Letters(chars, styles.hidden, owners)


def in_content_order(letters: Letters, owners: list[pdfium.Handle]) -> Letters:
    """The letters in the order in which the page paints their text objects.

    A text page has the objects of a line sorted by place.
    """
    first = np.flatnonzero(_changes(letters.owners))
    rank = {owner: i for i, owner in enumerate(owners)}
    ranks = np.array([rank.get(owner, len(rank)) for owner in letters.owners[first].tolist()])
    if (ranks[1:] >= ranks[:-1]).all():
        return letters
    each = np.repeat(ranks, np.diff(first, append=len(letters.owners)))
    order = np.argsort(each, kind="stable")
    return Letters(select(letters.chars, order), letters.hidden[order], letters.owners[order])


def _codes(text: pdfium.Handle, count: int) -> NDArray[np.uint32]:
    """One code a character; 0 where the font tells none, halves of surrogate pairs as they are."""
    each = repeat(pdfium.pointer(text))
    units = np.zeros(2 * count + 2, np.uint16)
    written = pdfium.get_text(text, 0, count, units.ctypes.data) if count else 1
    joined = units[: written - 1].tobytes().decode("utf-16-le", "surrogatepass")
    if len(joined) == count:
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    else:  # the bulk text leaves out characters without a code
        codes = np.fromiter(map(pdfium.char_code, each, range(count)), np.int64, count)
        codes = codes.astype(np.uint32)
    # Where the font tells no character, PDFium gives the number of the glyph instead.
    codes[np.fromiter(map(pdfium.lacks_code, each, range(count)), np.int8, count) == 1] = 0
    # A hyphen at a line's end comes as U+FFFE or U+0002.
    for i in np.flatnonzero((codes == 0xFFFE) | (codes == 2)).tolist():
        if pdfium.is_hyphen(text, i) == 1:
            codes[i] = _HYPHEN
    return codes


def _styles(
    text: pdfium.Handle,
    printed: NDArray[np.intp],
    owners: NDArray[np.uint64],
    boxes: NDArray[np.float32],
    frame: Frame,
) -> _Styles:
    """The style of each character, asked for once a text object or less.

    Many producers write one object a character. Objects that follow each other on a line in one
    font and height are taken to be of one style when the first and the last of them are.
    """
    first = np.flatnonzero(_changes(owners))
    handles, places = owners[first], printed[first]
    fonts = np.fromiter(map(pdfium.text_font, handles.tolist()), np.uint64, len(first))
    heads = np.round(boxes[first][:, [1, 3]] * 10)
    lines = _changes(fonts) | _changes(heads[:, 0]) | _changes(heads[:, 1])
    start = np.flatnonzero(lines)
    stop = np.append(start, len(first))[1:]
    ends, where = np.unique(np.concatenate((start, stop - 1)), return_inverse=True)
    asked = np.split(_ask(text, places[ends], handles[ends], frame)[where], 2)
    length = stop - start
    rows = np.repeat(asked[0], length, axis=0)
    mixed = np.flatnonzero(np.repeat((asked[0] != asked[1]).any(axis=1), length))
    if len(mixed):
        rows[mixed] = _ask(text, places[mixed], handles[mixed], frame)
    is_bold = {font: _is_bold(font) for font in set(fonts.tolist())}
    bold = np.array([is_bold[font] for font in fonts.tolist()], np.bool_)
    bold |= rows[:, 2] == pdfium.BOLD_MODE
    each = np.repeat(np.arange(len(first)), np.diff(first, append=len(owners)))
    size, angle, mode = rows[each].T
    return _Styles(
        size, angle, bold[each], (mode == pdfium.HIDDEN_MODE) | (mode == pdfium.CLIP_MODE)
    )


def _ask(
    text: pdfium.Handle, places: NDArray[np.intp], owners: NDArray[np.uint64], frame: Frame
) -> NDArray[np.float64]:
    """Size as shown, writing angle and render mode (k, 3) of text objects by a character each."""
    count = len(places)
    handles = owners.tolist()
    matrices, sizes = np.zeros((count, 6), np.float32), np.zeros(count, np.float32)
    each, to = repeat(pdfium.pointer(text)), sizes.ctypes.data
    deque(map(pdfium.char_matrix, each, places.tolist(), pdfium.slots(matrices)), maxlen=0)
    deque(map(pdfium.text_size, handles, range(to, to + 4 * count, 4)), maxlen=0)
    modes = np.fromiter(map(pdfium.text_mode, handles), np.float64, count)
    linear = matrices[:, :4].astype(np.float64)
    size = np.round(np.abs(sizes) * np.hypot(linear[:, 2], linear[:, 3]), 3)
    return np.column_stack((size, writing_angles(linear, frame), modes))


def _changes(column: NDArray[np.generic]) -> Bools:
    """Where an entry differs from the one before; the first always does."""
    changes = np.ones(len(column), np.bool_)
    changes[1:] = column[1:] != column[:-1]
    return changes


def _is_bold(font: pdfium.Handle) -> bool:
    if not font:
        return False
    return bool(pdfium.font_flags(font) & _FORCE_BOLD) or is_bold_font(pdfium.base_font_name(font))
