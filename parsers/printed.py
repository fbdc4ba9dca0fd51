"""From a folded match back to the text as printed."""

from __future__ import annotations

from extract.view import View, view


def as_printed(part: View) -> View:
    """The same stretch of the page, readable but not folded, without white space around it."""
    return view(part.whole).strip()
