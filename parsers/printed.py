"""From a folded match back to the text as printed."""

from __future__ import annotations

from extract.view import View, chain, view


def as_printed(part: View) -> View:
    """The same stretch of the page, readable but not folded, without white space around it."""
    printed = view(part.whole).strip()
    rest = ((rest.gap, as_printed(rest.part)) for rest in part.rest)
    return chain(printed, rest) if part.rest else printed
