"""The characters of a page from PDFium: three calls a character, styles once a text object."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Bools, Chars
from extract.ink_chars import (
    em_boxes,
    is_blank,
    is_bold_font,
    join_surrogates,
    select,
    split_shared_boxes,
)
from extract.ink_frame import Frame, turn_boxes, writing_angles
from extract.pdfium_rows import Rows
from extract.pdfium_vertical import with_vertical

_HYPHEN = 0x2D
_FORCE_BOLD = 1 << 18  # ISO 32000-2, table 121
_BOXES, _MATRICES, _SIZES = Rows(4), Rows(6), Rows(1)


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
    page, places = [pdfium.Pointer(text)] * count, range(count)
    owners = np.fromiter(map(pdfium.char_object, page, places), np.uint64, count)
    loose = _BOXES.ask(pdfium.char_box, page, places)  # left, top, right, bottom
    codes, keep = join_surrogates(_codes(text, count))
    # Blanks, line ends and hyphens that PDFium makes up belong to no text object, or for a jump
    # within one to it: there the blank has no width and stands behind the gap.
    jump = is_blank(codes) & (loose[:, 0] == loose[:, 2]) & (loose[:, 1] == loose[:, 3])
    printed = np.flatnonzero(keep & (owners != 0) & ~jump)
    owners, codes = owners[printed], codes[printed]
    boxes = turn_boxes(loose[printed].astype(np.float64), frame).astype(np.float32)
    styles = _styles(text, printed, owners, frame)
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
    page, places = [pdfium.Pointer(text)] * count, range(count)
    units = np.zeros(2 * count + 2, np.uint16)
    written = pdfium.get_text(text, 0, count, units.ctypes.data) if count else 1
    joined = units[: written - 1].tobytes().decode("utf-16-le", "surrogatepass")
    if len(joined) == count:
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    else:  # the bulk text leaves out characters without a code
        codes = np.fromiter(map(pdfium.char_code, page, places), np.int64, count)
        codes = codes.astype(np.uint32)
    # Where the font tells no character, PDFium gives the number of the glyph instead.
    codes[np.fromiter(map(pdfium.lacks_code, page, places), np.int8, count) == 1] = 0
    # A hyphen at a line's end comes as U+FFFE or U+0002.
    for i in np.flatnonzero((codes == 0xFFFE) | (codes == 2)).tolist():
        if pdfium.is_hyphen(text, i) == 1:
            codes[i] = _HYPHEN
    return codes


def _styles(
    text: pdfium.Handle, printed: NDArray[np.intp], owners: NDArray[np.uint64], frame: Frame
) -> _Styles:
    """The style of each character, asked for once a text object."""
    first = np.flatnonzero(_changes(owners))
    count, places = len(first), printed[first].tolist()
    handles = list(map(pdfium.Pointer, owners[first].tolist()))
    matrices = _MATRICES.ask(pdfium.char_matrix, [pdfium.Pointer(text)] * count, places)
    linear = matrices[:, :4].astype(np.float64)
    sizes = _SIZES.ask(pdfium.text_size, handles)[:, 0]
    modes = np.fromiter(map(pdfium.text_mode, handles), np.int32, count)
    fonts = list(map(pdfium.text_font, handles))
    is_bold = {font: _is_bold(font) for font in set(fonts)}
    bold = np.array([is_bold[font] for font in fonts], np.bool_) | (modes == pdfium.BOLD_MODE)
    hidden = (modes == pdfium.HIDDEN_MODE) | (modes == pdfium.CLIP_MODE)
    size = np.round(np.abs(sizes) * np.hypot(linear[:, 2], linear[:, 3]), 3)
    each = np.repeat(np.arange(count), np.diff(first, append=len(owners)))
    return _Styles(size[each], writing_angles(linear, frame)[each], bold[each], hidden[each])


def _changes(column: NDArray[np.generic]) -> Bools:
    """Where an entry differs from the one before; the first always does."""
    changes = np.ones(len(column), np.bool_)
    changes[1:] = column[1:] != column[:-1]
    return changes


def _is_bold(font: pdfium.Handle) -> bool:
    if not font:
        return False
    return bool(pdfium.font_flags(font) & _FORCE_BOLD) or is_bold_font(pdfium.base_font_name(font))
