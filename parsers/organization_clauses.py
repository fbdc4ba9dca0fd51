"""What one part of a sentence sets up: its names, the verbs behind them, the lists they form."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.frozen import frozen
from extract.view import View
from parsers.organization_names import Mention, find_names, pattern


@frozen
class Clause:
    """A part of a sentence with its names; ``verbs`` leads from a name that the part sets up to
    the end of the verb, ``composed`` are the names that together form an organization.
    """

    text: View
    names: tuple[Mention, ...]
    verbs: dict[int, int]
    composed: frozenset[int]
    section: int | None


def read_clause(text: View, section: int | None) -> Clause:
    """The names of a squeezed part of a sentence, and which of them it sets up."""
    names = find_names(text.text)
    verbs: dict[int, int] = {}
    composed: set[int] = set()
    for i in range(len(names) - 1, -1, -1):
        after = text.text[names[i].end :]
        known = pattern("known_as").match(after)
        skipped = known.end() if known else 0
        if names[i].vague or names[i].group:
            continue
        if m := _set_up_behind(names[i], after, skipped):
            verbs[i] = names[i].end + m.end()
        elif m := pattern("compose").match(after, skipped):
            verbs[i] = names[i].end + m.end()
            composed.add(i)
        elif i + 1 in verbs and _joins(text.text, names[i], names[i + 1]):
            verbs[i] = verbs[i + 1]
            composed |= {i} if i + 1 in composed else set()
        elif turned_into(text.text, names[i]) or _described(text.text, names, i):
            verbs[i] = names[i].end
        elif (end := topic_end(text.text, names[i])) is not None:
            verbs[i] = end
    return Clause(text, names, dict(sorted(verbs.items())), frozenset(composed), section)


def _set_up_behind(name: Mention, after: str, skipped: int) -> regex.Match[str] | None:
    """What sets a name up right behind it: its chair in brackets, or a verb."""
    chaired = pattern("chair_in_brackets").match(after) if name.kind == "body" else None
    return chaired or pattern("establish").match(after, skipped)


def _joins(text: str, a: Mention, b: Mention) -> bool:
    """Whether ``a`` and ``b`` are members of one list, maybe with the chair of ``b`` between."""
    between = text[a.end : b.start]
    m = pattern("also").match(between)
    return m is not None and (
        m.end() == len(between)
        or pattern("parent_pronoun").search(between) is not None
        or chair_phrase(between) is not None
        or pattern("members").search(between[m.end() :]) is not None
    )


def turned_into(text: str, name: Mention) -> bool:
    """X は name とし: an office that somebody else holds as well."""
    return (
        name.kind == "post"
        and regex.match(r"とし(?:、|て|ます)", text[name.end :]) is not None
        and pattern("turned_into").search(text[: name.start]) is not None
    )


def _described(text: str, names: Sequence[Mention], i: int) -> bool:
    """A body right behind its chair needs no verb; behind its members it must be quoted."""
    before = text[: names[i].start]
    if names[i].kind == "unit":
        return False
    if chair_phrase(before) is not None:
        return True
    return names[i].quoted and pattern("members").search(before) is not None


def topic_end(text: str, name: Mention) -> int | None:
    """Where「X は、A を本部長とし、B で構成」ends: a clause about a body and who is in it."""
    if name.kind != "body" or not pattern("clause_start").search(text[: name.start]):
        return None
    m = pattern("described").match(text[name.end :])
    return name.end + m.end() if m else None


def chair_phrase(before: str) -> regex.Match[str] | None:
    """The phrase about the chair in front of a name; only deputies and members may follow it."""
    for row in (0, 1):
        for m in pattern("chair", row).finditer(before):
            rest = before[behind_chair(before, m) :]
            if not rest or pattern("members").fullmatch(rest):
                return m
    return None


def behind_chair(before: str, chair: regex.Match[str]) -> int:
    """Where the phrase about the chair ends, with the deputies named behind it (副本部長)."""
    deputies = pattern("vice").match(before[chair.end() :])
    return chair.end() + (deputies.end() if deputies else 0)


def list_start(clause: Clause, i: int) -> int:
    """Where the list that holds a name begins: what is said in front is said of all."""
    while i - 1 in clause.verbs and pattern("also").fullmatch(
        clause.text.text[clause.names[i - 1].end : clause.names[i].start]
    ):
        i -= 1
    return clause.names[i].start


def place_of(clause: Clause, i: int) -> tuple[tuple[int, int], int] | None:
    """Units in each of which a post is set up (各課に), and where that phrase ends."""
    for unit in reversed(clause.names[:i]):
        after = clause.text.text[unit.end : clause.names[i].start]
        if pattern("establish").search(after):
            return None  # the place of something set up before
        if unit.group and (m := pattern("place_behind").match(after)):
            return (unit.start, unit.end), unit.end + m.end()
    return None
