"""Cuts running text into sentences."""

from __future__ import annotations

from extract.view import View


def sentences(view: View) -> tuple[View, ...]:
    """The sentences of a text with their full stops; a stop inside brackets ends none."""
    text = view.text
    pieces: list[View] = []
    start = depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "「『（(") - (sign in "」』）)" and depth > 0)
        if (sign == "。" and depth == 0) or sign == "\n":
            pieces.append(view.cut(start, at + 1).strip())
            start = at + 1
            depth = 0 if sign == "\n" else depth
    pieces.append(view.cut(start, len(text)).strip())
    return tuple(piece for piece in pieces if piece.text)
