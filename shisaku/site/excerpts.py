"""The printed text around the values of a measure: what a reader holds them against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from shisaku.site.document import Document, Place
from shisaku.site.shown import shown, units

CONTEXT = 60
"""Characters shown before and after a run at most, up to the ends of its lines."""
GAP = 160
"""Runs with fewer characters between them are shown in one piece."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a page: ``line`` is where it begins; ``is_cut`` tells text before and after."""

    place: Place
    line: int
    text: str
    is_cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Mark:
    """A run in an excerpt: the number of the excerpt and half-open offsets in UTF-16 units."""

    excerpt: int
    start: int
    end: int

    def of(self, pieces: Sequence[Excerpt]) -> str:
        """The characters of the run."""
        encoded = pieces[self.excerpt].text.encode("utf-16-le")
        return encoded[2 * self.start : 2 * self.end].decode("utf-16-le")


def excerpts(document: Document, places: Iterable[Place]) -> list[Excerpt]:
    """The pieces of text that hold all the places, in order of pages."""
    ordered = sorted(set(places), key=lambda place: (place.page, place.start, place.end))
    found = []
    for page, runs in groupby(ordered, key=lambda place: place.page):
        text = document.texts[page]
        for piece in _merged([_widened(text, run) for run in runs]):
            cut = (piece.start > 0, piece.end < len(text))
            own = shown(document.printed(piece))
            found.append(Excerpt(piece, document.line(piece), own, cut))
    return found


def mark(pieces: Sequence[Excerpt], place: Place | None) -> Mark | None:
    """Where a place lies in the excerpts; None if it is in none of them."""
    for number, piece in enumerate(pieces if place else ()):
        if place and piece.place.holds(place):
            start, end = place.start - piece.place.start, place.end - piece.place.start
            before = units(piece.text[:start])
            return Mark(number, before, before + units(piece.text[start:end]))
    return None


def _widened(text: str, run: Place) -> Place:
    """The run with the rest of its lines, or as much of them as context is."""
    start = max(text.rfind("\n", 0, run.start) + 1, run.start - CONTEXT)
    line_end = text.find("\n", max(run.start, run.end - 1))
    end = min(len(text) if line_end < 0 else line_end, run.end + CONTEXT)
    return Place(run.page, start, max(end, run.end))


def _merged(pieces: Sequence[Place]) -> list[Place]:
    merged: list[Place] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and piece.start - last.end <= GAP:
            merged[-1] = Place(last.page, last.start, max(last.end, piece.end))
        else:
            merged.append(piece)
    return merged
