"""Where a derived text came from: pieces of it and the source ranges they stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from extract.frozen import frozen

_AT = attrgetter("at")


class Piece(NamedTuple):
    """A stretch of derived text that begins at ``at`` and stands for source ``start`` to ``end``.

    An ``atomic`` piece is one grapheme or one replaced piece of markup: any part of it
    stands for all of its source. Other pieces map character by character.
    """

    at: int
    start: int
    end: int
    atomic: bool


@frozen
class Offsets:
    """Pieces in order, none of them empty; source between two pieces was left out.

    ``stop`` is the source offset at the end of the derived text, ``length`` the derived text's
    length; ``shift`` is the place in the derived text that callers count from.
    """

    pieces: tuple[Piece, ...]
    length: int
    stop: int
    shift: int = 0

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range, in whole graphemes, that derived ``start`` to ``end`` stands for.

        An empty range gives an empty range, at the source of the character that follows it.
        """
        start, end = start + self.shift, end + self.shift
        if start >= end:
            place = self._place(start)
            return (place, place)
        piece = self._piece(end - 1)
        stop = piece.end if piece.atomic else piece.start + end - piece.at
        return (self._place(start), stop)

    def moved(self, by: int) -> Offsets:
        """The same pieces, counted from ``by`` characters further on."""
        return Offsets(self.pieces, self.length, self.stop, self.shift + by) if by else self

    def _piece(self, index: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, index, key=_AT) - 1)]

    def _place(self, index: int) -> int:
        if index >= self.length:
            return self.stop
        piece = self._piece(index)
        return piece.start if piece.atomic else piece.start + index - piece.at


def join(parts: Iterable[tuple[int, int, str, bool]]) -> tuple[str, Offsets]:
    """The derived text of (source start, source end, derived text, atomic) parts in order.

    A part that is not atomic is as long as its source; none is empty.
    """
    pieces: list[Piece] = []
    texts: list[str] = []
    at = stop = 0
    for start, end, text, atomic in parts:
        pieces.append(Piece(at, start, end, atomic))
        texts.append(text)
        at, stop = at + len(text), end
    return "".join(texts), Offsets(tuple(pieces), at, stop)
