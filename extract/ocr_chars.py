"""Recognised words as the characters of a page, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from extract.frozen import frozen
from extract.ink import Chars
from extract.ink_box import Box
from extract.ocr_cut import Piece
from extract.ocr_words import Word

# Gaps inside a line up to this many line heights are the recogniser's, not the print's.
LOOSE = 0.9


@frozen
class Char:
    """A recognised character; its box and size in points."""

    code: int
    box: Box
    size: float
    confidence: float


def characters(words: Iterable[Word], pieces: Sequence[Piece], scale: float) -> list[Char]:
    """The characters of all words, ``scale`` pixels a point."""
    return [char for line in _lines(words) for char in _chars(line, pieces, scale)]


def columns(chars: Sequence[Char]) -> Chars:
    """The same as columns of a page's ink."""
    n = len(chars)
    return Chars(
        np.array([c.code for c in chars], dtype=np.uint32),
        np.array([c.box for c in chars], dtype=np.float32).reshape(n, 4),
        np.array([c.size for c in chars], dtype=np.float32),
        np.zeros(n, dtype=np.int16),
        np.zeros(n, dtype=np.bool_),
    )


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words of each line, gaps closed that only the recogniser makes.

    Between Japanese characters nobody prints the narrow gaps that its boxes leave.
    """
    for _, line in groupby(words, key=lambda w: (w.picture, w.top, w.bottom)):
        found: list[Word] = []
        for word in line:
            last = found[-1] if found else None
            if last is not None and word.x0 - last.x1 < LOOSE * (word.bottom - word.top):
                latin = last.text[-1].isascii() and word.text[0].isascii()
                found[-1] = last if latin else replace(last, x1=max(word.x0, last.x0 + 1))
            found.append(word)
        yield found


def _chars(line: Sequence[Word], pieces: Sequence[Piece], scale: float) -> Iterator[Char]:
    """The characters of each word side by side, as high as their line."""
    for word in line:
        piece = pieces[word.picture]
        top, bottom = (piece.top + word.top) / scale, (piece.top + word.bottom) / scale
        step = (word.x1 - word.x0) / len(word.text)
        for n, char in enumerate(word.text):
            x0 = piece.x0 + word.x0 + n * step
            box = (x0 / scale, top, (x0 + step) / scale, bottom)
            yield Char(ord(char), box, bottom - top, word.confidence)
