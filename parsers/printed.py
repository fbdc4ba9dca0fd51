"""From a folded match back to the text as printed."""

from __future__ import annotations

from extract.view import View, view


def as_printed(part: View) -> View:
    """The same stretch of the page, readable but not folded, without white space around it."""
    printed = view(part.whole).strip()
    return printed if part.rest is None else printed.then(as_printed(part.rest), part.gap)
