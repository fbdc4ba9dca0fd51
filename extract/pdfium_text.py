"""The characters of a page from PDFium: few calls a character, styles once a text object."""

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
from extract.pdfium_codes import known_codes, text_codes, text_owners
from extract.pdfium_rows import Handles, Rows
from extract.pdfium_vertical import with_vertical

_FORCE_BOLD = 1 << 18  # ISO 32000-2, table 121
_BOXES, _MATRICES, _SIZES, _OWNERS = Rows(4), Rows(6), Rows(1), Handles()


class Letters(NamedTuple):
    """Printed characters and those that are hidden, in runs of one text object each.

    ``owners`` are the text objects of the runs, ``first`` the index of each one's first letter.
    """

    chars: Chars
    hidden: Bools
    first: NDArray[np.intp]
    owners: list[pdfium.Handle]


class _Styles(NamedTuple):
    size: NDArray[np.float64]
    angle: NDArray[np.float64]
    bold: Bools
    hidden: Bools


def read_letters(text: pdfium.Handle, frame: Frame) -> Letters:
    """The characters of a text page, on the shown page; what PDFium makes up is left out."""
    codes = text_codes(text, max(pdfium.count_chars(text), 0))
    owners = text_owners(text, codes)
    # Blanks, line ends and hyphens that PDFium makes up belong to no text object, or for a jump
    # within one to it: there the blank has no width and stands behind the gap.
    printed = owners.nonzero()[0]
    codes, keep = join_surrogates(known_codes(text, codes[printed], printed.tolist()))
    loose = _BOXES.ask(pdfium.char_box, [pdfium.Pointer(text)] * len(printed), printed.tolist())
    empty = (loose[:, 0] == loose[:, 2]) & (loose[:, 1] == loose[:, 3])
    if empty.any():
        keep &= ~(empty & is_blank(codes))
    if not keep.all():
        printed, codes, loose = printed[keep], codes[keep], loose.compress(keep, axis=0)
    owners = owners[printed]
    boxes = turn_boxes(loose.astype(np.float64), frame).astype(np.float32)
    first = _changes(owners)
    objects = owners[first]
    styles = _styles(text, printed[first].tolist(), objects, frame, _lengths(first, len(owners)))
    boxes = with_vertical(text, printed, boxes, styles.size, styles.angle, frame)
    size, angle = styles.size.astype(np.float32), styles.angle.astype(np.int16)
    chars = Chars(
        codes=codes,
        boxes=em_boxes(split_shared_boxes(boxes, angle, codes), size, angle),
        size=size,
        angle=angle,
        bold=styles.bold,
    )
    return Letters(chars, styles.hidden, first, objects.tolist())


def in_content_order(letters: Letters, owners: list[pdfium.Handle]) -> Letters:
    """The letters in the order in which the page paints their text objects.

    A text page has the objects of a line sorted by place.
    """
    if letters.owners == owners:  # as in most files
        return letters
    rank = {owner: i for i, owner in enumerate(owners)}
    ranks = [rank.get(owner, len(rank)) for owner in letters.owners]
    runs = sorted(range(len(ranks)), key=ranks.__getitem__)
    if runs == list(range(len(ranks))):
        return letters
    lengths = _lengths(letters.first, len(letters.chars))[runs]
    first = lengths.cumsum() - lengths
    order = np.arange(len(letters.chars)) + (letters.first[runs] - first).repeat(lengths)
    moved = [letters.owners[run] for run in runs]
    return Letters(select(letters.chars, order), letters.hidden[order], first, moved)


def _styles(
    text: pdfium.Handle,
    places: list[int],
    owners: NDArray[np.uint64],
    frame: Frame,
    lengths: NDArray[np.intp],
) -> _Styles:
    """The style of each character, asked for once a run of a text object.

    ``places`` is where each run begins, ``lengths`` how many characters it has.
    """
    count, handles = len(places), _OWNERS.of(owners)
    matrices = _MATRICES.ask(pdfium.char_matrix, [pdfium.Pointer(text)] * count, places)
    linear = matrices[:, :4].astype(np.float64)
    sizes = _SIZES.ask(pdfium.text_size, handles)[:, 0]
    modes = list(map(pdfium.text_mode, handles))
    fonts = list(map(pdfium.text_font, handles))
    is_bold = {font: _is_bold(font) for font in set(fonts)}
    bold, hidden = np.zeros((2, count), np.bool_)
    if True in is_bold.values():
        bold[:] = [is_bold[font] for font in fonts]
    if modes.count(pdfium.FILL_MODE) < count:  # as on few pages
        mode = np.array(modes)
        bold |= mode == pdfium.BOLD_MODE
        hidden |= (mode == pdfium.HIDDEN_MODE) | (mode == pdfium.CLIP_MODE)
    size = np.round(np.abs(sizes) * np.hypot(linear[:, 2], linear[:, 3]), 3)
    return _Styles(
        size.repeat(lengths),
        writing_angles(linear, frame).repeat(lengths),
        bold.repeat(lengths),
        hidden.repeat(lengths),
    )


def _changes(column: NDArray[np.generic]) -> NDArray[np.intp]:
    """The indexes of entries that differ from the one before; the first always does."""
    changes = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=changes[1:])
    return changes.nonzero()[0]


def _lengths(first: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """How long the runs are that begin at ``first`` in a column of ``count``."""
    lengths = np.empty_like(first)
    np.subtract(first[1:], first[:-1], out=lengths[:-1])
    lengths[-1:] = count - first[-1:]
    return lengths


def _is_bold(font: pdfium.Handle) -> bool:
    if not font:
        return False
    return bool(pdfium.font_flags(font) & _FORCE_BOLD) or is_bold_font(pdfium.base_font_name(font))
