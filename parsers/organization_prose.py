"""Organizations that running text sets up: chair, members, parent, date."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.view import View
from parsers.organization_clauses import (
    Clause,
    behind_chair,
    chair_phrase,
    list_start,
    place_of,
    topic_end,
    turned_into,
)
from parsers.organization_model import Organization, Register
from parsers.organization_names import Mention, find_names, pattern, words
from parsers.organization_purposes import read_purposes
from parsers.printed import as_printed


def read_short_names(text: str, register: Register) -> None:
    """Every short name that squeezed text gives to a name (以下「推進本部」という)."""
    for name in find_names(text):
        if not name.vague and (known := pattern("known_as").match(text[name.end :])):
            register.shorten(known["short"], name.name)


def set_up(clause: Clause, register: Register) -> list[int]:
    """Adds what the clause sets up, left to right; the indexes of the organizations."""
    added: list[int] = []
    for i in clause.verbs:
        before = max([clause.names[j].end for j in clause.verbs if j < i], default=0)
        at = register.add(_organization(clause, i, before))
        _name_short(clause, i, at, register)
        _parent(clause, i, at, added, register)
        _count(clause, i, at, register)
        _chair_in_brackets(clause, clause.names[i], at, register)
        if topic_end(clause.text.text, clause.names[i]) is not None:
            _described_behind(clause, clause.names[i], at, register)
        added.append(at)
        register.latest = (at, clause.section)
        _umbrella(clause, i, at, register)
    read_purposes(clause, added, register)
    return added


def _organization(clause: Clause, i: int, before: int) -> Organization:
    name, text = clause.names[i], clause.text
    start = list_start(clause, i)
    window = text.text[before:start]
    chair = chair_phrase(window)
    behind = before + (behind_chair(window, chair) if chair else 0)
    if place := place_of(clause, i):
        behind = max(behind, place[1])
    members = _members(text.text, behind, start)
    if members is None and turned_into(text.text, name):
        m = pattern("turned_into").search(text.text[: name.start])
        members = m.span("members") if m else None
    if members is None and place is not None:
        members = place[0]
    date = max(pattern("date_before").finditer(window, overlapped=True), key=_start, default=None)
    known = pattern("known_as").match(text.text, name.end)
    behind_name = pattern("establish").match(text.text, known.end() if known else name.end)
    dates = [(m, at) for m, at in ((date, before), (behind_name, 0)) if m and m["date"]]

    def cut(span: tuple[int, int] | None, base: int = 0) -> View | None:
        return as_printed(text.cut(base + span[0], base + span[1])) if span else None

    return Organization(
        name=as_printed(text.cut(name.name_start, name.name_end)),
        kind=name.kind,
        section=clause.section,
        composed=_composed(clause, i),
        chair_title=cut(chair.span("title"), before) if chair else None,
        chair=cut(chair.span("chair"), before) if chair else None,
        chair_printed=cut(chair.span(), before) if chair else None,
        members=cut(members),
        established=cut(dates[0][0].span("date"), dates[0][1]) if dates else None,
    )


def _start(match: regex.Match[str]) -> int:
    return match.start()


def _composed(clause: Clause, i: int) -> str | None:
    name = clause.names[i]
    if name.tail is None:
        return None
    inner = as_printed(clause.text.cut(name.name_start, name.name_end)).text
    return f"「{inner}」{as_printed(clause.text.cut(*name.tail)).text}"


def _members(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The members named right in front of a name, from where their clause begins."""
    m = pattern("members").search(text[start:end])
    if m is None:
        return None
    last, stop = m.span("members")
    for found in pattern("boundary").finditer(text, start, start + stop):
        last = found.end() - start
    if opener := pattern("opener").match(text[start + last : start + stop]):
        last += opener.end()
    return (start + last, start + stop) if last < stop else None


def _chair_in_brackets(clause: Clause, name: Mention, at: int, register: Register) -> None:
    """X(本部長:市長): the chair printed right behind the name."""
    if m := pattern("chair_in_brackets").match(clause.text.text[name.end :]):
        parts = {
            "chair": m.span("chair"),
            "chair_title": m.span("title"),
            "chair_printed": m.span(),
        }
        cut = {
            f: as_printed(clause.text.cut(name.end + a, name.end + b))
            for f, (a, b) in parts.items()
        }
        register.change(at, **cut)


def _described_behind(clause: Clause, name: Mention, at: int, register: Register) -> None:
    """Chair and members of a body that is the topic of the clause."""
    text, start = clause.text.text, name.end
    if m := pattern("chair_behind").match(text[start:]):
        cut = {
            field: as_printed(clause.text.cut(start + m.start(group), start + m.end(group)))
            for field, group in (("chair", "chair"), ("chair_title", "title"), ("chair_printed", 0))
        }
        register.change(at, **cut)
        start += m.end() - 1
    if m := pattern("composed_of").match(text[name.end :]):
        stop = name.end + m.end("members")
        for found in pattern("boundary").finditer(text, start, stop):
            start = found.end()
        start = max(start, name.end + m.start("members"))
        if start < stop:
            register.change(at, members=as_printed(clause.text.cut(start, stop)))


def _name_short(clause: Clause, i: int, at: int, register: Register) -> None:
    known = pattern("known_as").match(clause.text.text[clause.names[i].end :])
    if known:
        register.call(known["short"], at)


def _parent(clause: Clause, i: int, at: int, added: Sequence[int], register: Register) -> None:
    text = clause.text.text
    if i in clause.composed:
        holders = [a for a, j in zip(added, clause.verbs, strict=False) if j not in clause.composed]
        if holders:
            register.change(at, parent=register.found[holders[-1]].name, parent_at=holders[-1])
        return
    before = max([clause.names[j].end for j in clause.verbs if j < i], default=0)
    above = added[-1] if added else None
    if above is None and register.latest and register.latest[1] == clause.section:
        above = register.latest[0]
    if above is not None and pattern("parent_pronoun").search(text, before, clause.names[i].start):
        register.change(at, parent=register.found[above].name, parent_at=above)
        return
    for other in reversed(clause.names[:i]):
        if other.group or not pattern("parent_behind").match(text[other.end :]):
            continue
        above = register.resolve(other.name)
        printed = as_printed(clause.text.cut(other.name_start, other.name_end))
        if above is None and other.kind == "body" and not other.vague:
            above = register.add(Organization(printed, "body", clause.section))
        if above != at and not (above is None and other.vague):
            register.change(at, parent=printed, parent_at=above)
        return


def _count(clause: Clause, i: int, at: int, register: Register) -> None:
    """「…」の4つの分科会: their number is what the parent is made of."""
    name, above = clause.names[i], register.found[at].parent_at
    if name.count is not None and above is not None:
        register.change(above, members=as_printed(clause.text.cut(*name.count)))


def _umbrella(clause: Clause, i: int, at: int, register: Register) -> None:
    """Remembers a body that holds others; what comes in its section belongs to it."""
    name = register.found[at].label
    if clause.names[i].kind == "body" and name.endswith(tuple(words()["umbrellas"])):
        register.umbrella = (at, clause.section)
        whole = [clause.names[j] for j in sorted(clause.composed)]
        if whole:
            start = clause.verbs[i]
            if skip := pattern("end_of_verb").match(clause.text.text[start:]):
                start += skip.end()
            register.change(at, members=as_printed(clause.text.cut(start, whole[-1].end)))
    elif register.umbrella is not None and register.umbrella[1] == clause.section:
        above = register.umbrella[0]
        if register.found[at].parent is None and at not in register.from_table:
            register.change(at, parent=register.found[above].name, parent_at=above)
