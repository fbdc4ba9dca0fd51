"""Cuts a printed list of departments into its names.

Names are cut at punctuation; inside a piece only at a conjunction that the analyser of
Japanese (unidic-lite) sees as one, so that a name containing と stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.tagger import analysed
from parsers.vocabulary import load, lookup, per_vocabulary

CONJUNCTION_HINT = regex.compile(r"及び|および|並びに|ならびに|又は|または|と")


@frozen
class Department:
    """One printed name. ``kind`` is unit, group (関係各課) or others (他).

    ``role`` is lead or related by the word or mark in front (``role_raw``), None without one.
    """

    name: View
    kind: str
    role: str | None = None
    role_raw: View | None = None


@per_vocabulary
def _words() -> dict[str, Any]:
    return load("departments")


@per_vocabulary
def _groups() -> tuple[regex.Pattern[str], ...]:
    return tuple(compiled(pattern) for pattern in _words()["groups"])


@per_vocabulary
def department_kind(name: str) -> str:
    """unit, group or others, by the shape of the name."""
    squeezed = key(name)
    if squeezed in {key(word) for word in _words()["others"]}:
        return "others"
    return "group" if any(p.search(squeezed) for p in _groups()) else "unit"


def split_departments(text: View) -> tuple[Department, ...]:
    """The names of a list in printed order; 「他」 comes as one of kind others.

    A role printed with a colon (主管:) holds until the next one, a mark for its own name.
    """
    folded = text.folded
    found: list[Department] = []
    held: tuple[str, View] | None = None
    for start, end in _name_places(folded.text):
        match = _role().match(folded.text, start, end)
        at = match.end() if match else start
        role = held
        if match:
            printed = as_printed(folded.cut(*match.span("role")))
            role = (_roles()[match["role"]], printed)
            held = role if match["colon"] else held
        name = as_printed(folded.cut(at, end))
        if compiled(r"\p{L}").search(name.text):  # a dash says that there is none
            found.append(Department(name, department_kind(name.text), *(role or ())))
    return tuple(found)


@per_vocabulary
def _roles() -> dict[str, str]:
    return lookup("departments", _words()["roles"])


@per_vocabulary
def _role() -> regex.Pattern[str]:
    words = "|".join(regex.escape(word) for word in sorted(_roles(), key=len, reverse=True))
    # Without a colon only a mark: a name may begin with 関係.
    return compiled(rf"\s*(?P<role>{words})(?:\s*(?P<colon>:)|(?<=[^\p{{L}}]))\s*")


def _name_places(text: str) -> list[tuple[int, int]]:
    """Where names stand: between separators, but 防災・安全課 is one name."""
    pieces = _cut_at_separators(text)
    places: list[tuple[int, int]] = []
    first = 0
    for i, (_, end) in enumerate(pieces):
        following = pieces[i + 1][0] if i + 1 < len(pieces) else None
        if following is not None and _holds_next(text, pieces[i], pieces[i + 1]):
            continue
        ends = _ends_name(text[slice(*pieces[i])])
        if not ends and following is not None and text[end:following].strip() == "・":
            continue
        # A half name without the other half: the pieces are what is printed.
        places += [(pieces[first][0], end)] if ends else pieces[first : i + 1]
        first = i + 1
    return places


def _holds_next(text: str, name: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a unit and the unit right behind it are one name: 総務課 情報係."""
    if text[name[1] : following[0]].strip():
        return False
    outer, inner = (_level(text[slice(*place)]) for place in (name, following))
    return outer is not None and inner is not None and outer < inner


@per_vocabulary
def _levels() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in _words()["levels"]["rows"])


def _level(name: str) -> int | None:
    """How far inside an organization a unit stands by the ending of its name, None if unknown."""
    squeezed = key(name)
    if department_kind(name) != "unit":
        return None
    found = ((n, row) for n, row in enumerate(_levels()) if squeezed.endswith(row))
    return next((n for n, _ in found), None)


def _cut_at_separators(text: str) -> list[tuple[int, int]]:
    return [
        place
        for match in _between_separators().finditer(text)
        for start, end in _pieces(match[0])
        for name in _run_together(text, match.start() + start, match.start() + end)
        for place in _without_others(text, *name)
    ]


def _run_together(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of one piece: no unit is called 人権課広報課, those are two whose line end is
    lost."""
    words = _words()["run_together"]
    ending, least = words["ending"], words["least"]
    cuts = [start]
    for at in range(start, end):
        behind = text[at + 1 : min(at + 2, end)]
        ends = text[at] == ending and (not behind or behind not in words["not_before"])
        if ends and at - cuts[-1] >= least:
            cuts.append(at + 1)
    return list(pairwise(cuts)) if cuts[-1] == end and end > start else [(start, end)]


@per_vocabulary
def _between_separators() -> regex.Pattern[str]:
    return compiled(rf"[^{regex.escape(_words()['separators'])}]+")


def _without_others(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A name and the 「他」 that is printed right behind it."""
    found = _others_behind().search(text, start, end)
    if found is None:
        return [(start, end)]
    return [(start, found.start("others")), (found.start("others"), end)]


@per_vocabulary
def _others_behind() -> regex.Pattern[str]:
    units, others = (
        "|".join(regex.escape(word) for word in sorted(_words()[name], key=len, reverse=True))
        for name in ("unit_endings", "others")
    )
    return compiled(rf"(?:{units})(?P<others>{others})\s*$")


@per_vocabulary
def _ends_name(name: str) -> bool:
    endings = tuple(_words()["unit_endings"])
    return department_kind(name) != "unit" or key(name).endswith(endings)


def _pieces(piece: str) -> list[tuple[int, int]]:
    if not CONJUNCTION_HINT.search(piece):
        return [(0, len(piece))]
    cuts: list[tuple[int, int]] = []
    at = start = 0
    for word in analysed(piece):
        begin = piece.index(word.surface, at)
        at = begin + len(word.surface)
        if word.feature.pos1 in {"接続詞", "補助記号"}:
            cuts.append((start, begin))
            start = at
    cuts.append((start, len(piece)))
    return [(a, b) for a, b in cuts if b > a]


def looks_like_departments(text: View) -> bool:
    """Whether every name of a list ends like a unit or names a group; ○○課 stands for one."""
    names = split_departments(text)
    if any(compiled(_words()["placeholder"]).search(key(d.name.text)) for d in names):
        return False
    return all(_ends_name(d.name.text) for d in names) and any(d.kind != "others" for d in names)


def are_units(names: Sequence[Department]) -> bool:
    """Whether all names are those of units by an ending that no place has (課, not 校)."""
    endings = tuple(_words()["title"]["endings"])
    return bool(names) and all(
        d.kind == "unit" and key(d.name.text).endswith(endings) for d in names
    )


def name_ending(name: str) -> str | None:
    """The ending that a row of ``unit_endings`` lacks to know a name, None for a known one.

    The last word in katakana (…ユニット), else the last two characters (…拠点).
    """
    if _ends_name(name):
        return None
    squeezed = key(name)
    kana = compiled(r"[\p{Katakana}ー]{2,}$").search(squeezed)
    return kana[0] if kana else squeezed[-2:]
