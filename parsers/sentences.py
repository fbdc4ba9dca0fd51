"""The sentences of text as printed, for readers that quote them."""

from __future__ import annotations

from extract.view import View
from parsers import passages


def sentences(view: View) -> tuple[View, ...]:
    """The sentences of a text with their full stops, without the white space around them."""
    pieces = (piece.strip() for piece in passages.sentences(view))
    return tuple(piece for piece in pieces if piece.text)
