"""Tells lines that name a table or a figure from other lines."""

from __future__ import annotations

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.view import View, folded_text, view
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Caption:
    """A caption line: ``what`` it names (figure, table, either), its number and title."""

    what: str
    line: View
    number: View | None
    title: View


@per_vocabulary
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple(
        (row["what"], regex.compile(row["pattern"])) for row in load("captions")["caption"]
    )


@per_vocabulary
def _any() -> regex.Pattern[str]:
    """Any of the patterns: one look tells that a line is no caption, as most lines are none."""
    return regex.compile("|".join(f"(?:{row['pattern']})" for row in load("captions")["caption"]))


def read_caption(line: Run) -> Caption | None:
    """The caption a line holds, or None."""
    text = folded_text(line)
    if not text or len(text) > 120 or _any().match(text) is None:
        return None
    shown = view(line).strip()
    folded = shown.folded
    for what, pattern in _patterns():
        match = pattern.match(folded.text)
        if match:
            number = None
            if "number" in pattern.groupindex:
                number = as_printed(folded.cut(*match.span("number")))
            return Caption(what, shown, number, as_printed(folded.cut(*match.span("title"))))
    return None
