"""Cuts a printed list of departments into its names.

Names are cut at punctuation; inside a piece only at a conjunction that the analyser of
Japanese (unidic-lite) sees as one, so that a name containing と stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from extract.fold import key
from extract.view import View
from parsers.printed import as_printed
from parsers.vocabulary import load

if TYPE_CHECKING:
    from fugashi import Tagger

CONJUNCTION_HINT = regex.compile(r"及び|および|並びに|ならびに|又は|または|と")


@dataclass(frozen=True, slots=True)
class Department:
    """One printed name. ``kind`` is unit, group (関係各課) or others (他)."""

    name: View
    kind: str


@cache
def _words() -> dict[str, Any]:
    return load("departments")


@cache
def _groups() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(pattern) for pattern in _words()["groups"])


@cache
def _tagger() -> Tagger:
    import fugashi  # the dictionary loads only when a name needs it

    return fugashi.Tagger()


def department_kind(name: str) -> str:
    """unit, group or others, by the shape of the name."""
    squeezed = key(name)
    if squeezed in {key(word) for word in _words()["others"]}:
        return "others"
    return "group" if any(p.search(squeezed) for p in _groups()) else "unit"


def split_departments(text: View) -> tuple[Department, ...]:
    """The names of a list in printed order; 「他」 comes as one of kind others."""
    separators = regex.escape(_words()["separators"])
    folded = text.folded
    found: list[Department] = []
    for match in regex.finditer(rf"[^{separators}]+", folded.text):
        for start, end in _pieces(match[0]):
            name = as_printed(folded.cut(match.start() + start, match.start() + end))
            if name.text:
                found.append(Department(name, department_kind(name.text)))
    return tuple(found)


def _pieces(piece: str) -> list[tuple[int, int]]:
    if not CONJUNCTION_HINT.search(piece):
        return [(0, len(piece))]
    cuts: list[tuple[int, int]] = []
    at = start = 0
    for word in _tagger()(piece):
        begin = piece.index(word.surface, at)
        at = begin + len(word.surface)
        if word.feature.pos1 in {"接続詞", "補助記号"}:
            cuts.append((start, begin))
            start = at
    cuts.append((start, len(piece)))
    return [(a, b) for a, b in cuts if b > a]


def looks_like_departments(text: View) -> bool:
    """Whether every name of a list ends like a unit or names a group."""
    names = split_departments(text)
    endings = tuple(_words()["unit_endings"])
    return (
        bool(names)
        and all(d.kind != "unit" or key(d.name.text).endswith(endings) for d in names)
        and any(d.kind != "others" for d in names)
    )
