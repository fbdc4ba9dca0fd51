"""Tells lines that name a table or a figure from other lines."""

from __future__ import annotations

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.view import View, folded_text, view
from parsers.patterns import first_of, taken
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary

# A longer line is running text.
LONGEST = 120


@frozen
class Caption:
    """A caption line: ``what`` it names (figure, table, either), its number and title."""

    what: str
    line: View
    number: View | None
    title: View


@frozen
class _Shape:
    """What a folded line names, and where its number and its title stand in it."""

    what: str
    number: tuple[int, int] | None
    title: tuple[int, int]


@per_vocabulary
def _patterns() -> regex.Pattern[str]:
    return first_of(row["pattern"] for row in load("captions")["caption"])


@per_vocabulary
def _shape(text: str) -> _Shape | None:
    if not text or len(text) > LONGEST:
        return None
    match = _patterns().match(text)
    if match is None:
        return None
    numbered = match.groupdict().get("number") is not None
    what = load("captions")["caption"][taken(match)]["what"]
    return _Shape(what, match.span("number") if numbered else None, match.span("title"))


def read_caption(line: Run) -> Caption | None:
    """The caption a line holds, or None."""
    shape = _shape(folded_text(line))
    if shape is None:
        return None
    shown = view(line).strip()
    folded = shown.folded
    number = as_printed(folded.cut(*shape.number)) if shape.number is not None else None
    return Caption(shape.what, shown, number, as_printed(folded.cut(*shape.title)))
