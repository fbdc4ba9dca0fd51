"""Printed text for the two columns of a value: as read, and without what only sets it on a page."""

from __future__ import annotations

import re
from functools import cache

from extract.fold import fold_table
from extract.view import View
from normalize.spelling import closed_up

# The blocks CJK Radicals Supplement and Kangxi Radicals of Unicode.
_RADICAL = re.compile("[\u2e80-\u2fdf]")


def raw(view: View | None) -> str | None:
    """The text as read, note marks included; tags of a converter are no print and left out."""
    if view is None or not view.text:
        return None
    return "".join(gap + _read(part) for gap, part in view.parts)


def _read(part: View) -> str:
    tagged = any(run.text.lstrip().startswith("<") for run in part.residue)
    return part.text if tagged else part.whole.text


def text_of(view: View | None) -> str | None:
    """The readable text of a view, None for nothing."""
    return view.text if view is not None and view.text else None


def clean(text: str | None) -> str | None:
    """One line without needless white space, None for nothing."""
    return (" ".join(text.split()) or None) if text else None


def clean_view(view: View | None) -> str | None:
    """``clean`` of the readable text of a view."""
    return clean(view.text) if view is not None else None


def title_of(view: View | None) -> str | None:
    """A name without the spaces that only set it wide."""
    text = clean_view(view)
    return closed_up(text) if text else None


def letters(text: str) -> str:
    """The text with letters for the radicals that some fonts give in their place (⺠ → 民)."""
    return text.translate(_radicals()) if has_radicals(text) else text


def has_radicals(text: str) -> bool:
    """Whether a character of the text may be a radical."""
    return _RADICAL.search(text) is not None


@cache
def _radicals() -> dict[int, str]:
    """CJK and Kangxi radicals (Unicode: EquivalentUnifiedIdeograph) with their letters."""
    return {ord(c): to for c, to in fold_table().items() if _RADICAL.match(c)}
