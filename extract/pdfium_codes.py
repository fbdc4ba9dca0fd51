"""What PDFium tells of each character: its code, and the text object it belongs to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium

_HYPHEN = 0x2D
# Of each 256 codes of Unicode, whether letters that are written to the left are among them.
_LEFTWARD = np.zeros(0x1100, np.bool_)
for _first, _end in ((0x05, 0x09), (0xFB, 0xFF), (0x108, 0x110), (0x1E8, 0x1F0)):
    _LEFTWARD[_first:_end] = True
# Of so many characters the text object of one is asked for; few objects are shorter.
_STEP = 4


def text_codes(text: pdfium.Handle, count: int) -> NDArray[np.uint32]:
    """The code that PDFium has for each character, halves of surrogate pairs as they are."""
    units = np.zeros(2 * count + 2, np.uint16)
    written = pdfium.get_text(text, 0, count, units.ctypes.data) if count else 1
    if written - 1 == count and not (units >> 11 == 0x1B).any():  # no halves of pairs
        return units[:count].astype(np.uint32)
    # The bulk text leaves out characters without a code.
    page = [pdfium.Pointer(text)] * count
    codes = np.fromiter(map(pdfium.char_code, page, range(count)), np.int64, count)
    return codes.astype(np.uint32)


def known_codes(
    text: pdfium.Handle, codes: NDArray[np.uint32], places: list[int]
) -> NDArray[np.uint32]:
    """The codes of the characters at these places; 0 where the font tells none."""
    # Where the font tells no character, PDFium gives the number of the glyph instead.
    page = [pdfium.Pointer(text)] * len(places)
    if any(map(pdfium.lacks_code, page, places)):
        lacking = map(pdfium.lacks_code, page, places)
        codes[np.fromiter(lacking, np.int8, len(places)) == 1] = 0
    # A hyphen at a line's end comes as U+FFFE or U+0002.
    for i in ((codes == 0xFFFE) | (codes == 2)).nonzero()[0].tolist():
        if pdfium.is_hyphen(text, places[i]) == 1:
            codes[i] = _HYPHEN
    return codes


def text_owners(text: pdfium.Handle, codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The text object of each character, 0 for what PDFium makes up.

    The characters of an object stand together: between two of the same object there is no
    other, and what lies between need not be asked about. Only writing to the left is
    reordered, with objects torn apart.
    """
    page = [pdfium.Pointer(text)] * len(codes)
    step = 1 if _runs_left(codes) else _STEP
    some = range(0, len(codes), step)
    owners = np.fromiter(map(pdfium.char_object, page, some), np.uint64, len(some))
    if step == 1:
        return owners
    owners = owners.repeat(step)
    known = np.zeros(len(owners), np.bool_)
    np.equal(owners[:-step], owners[step:], out=known[:-step])
    known &= owners != 0
    known[::step] = True
    owners, known = owners[: len(codes)], known[: len(codes)]
    rest = (~known).nonzero()[0]
    asked = map(pdfium.char_object, page, rest.tolist())
    owners[rest] = np.fromiter(asked, np.uint64, len(rest))
    return owners


def _runs_left(codes: NDArray[np.uint32]) -> bool:
    """Whether there may be letters of Hebrew, Arabic and the like."""
    return bool(_LEFTWARD.take(codes >> 8, mode="clip").any())
