"""Tells lines that name a table or a figure from other lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.model import Run
from extract.view import View, view
from parsers.printed import as_printed
from parsers.vocabulary import load


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption line: ``what`` it names (figure, table, either), its number and title."""

    what: str
    line: View
    number: View | None
    title: View


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple(
        (row["what"], regex.compile(row["pattern"])) for row in load("captions")["caption"]
    )


def read_caption(line: Run) -> Caption | None:
    """The caption a line holds, or None."""
    shown = view(line).strip()
    folded = shown.folded
    if not folded.text or len(folded.text) > 120:
        return None
    for what, pattern in _patterns():
        match = pattern.match(folded.text)
        if match:
            number = None
            if "number" in pattern.groupindex:
                number = as_printed(folded.cut(*match.span("number")))
            return Caption(what, shown, number, as_printed(folded.cut(*match.span("title"))))
    return None
