"""Organizations that running text sets up: chair, members, parent, purpose, date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.view import View
from parsers.organization_model import Organization, Register, tidy_role
from parsers.organization_names import Mention, find_names, pattern, words
from parsers.printed import as_printed


@dataclass(frozen=True, slots=True)
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
        if m := pattern("establish").match(after, skipped):
            verbs[i] = names[i].end + m.end()
        elif m := pattern("compose").match(after, skipped):
            verbs[i] = names[i].end + m.end()
            composed.add(i)
        elif i + 1 in verbs and _joins(text.text, names[i], names[i + 1]):
            verbs[i] = verbs[i + 1]
            composed |= {i} if i + 1 in composed else set()
        elif _turned_into(text.text, names[i]) or _described(text.text, names, i):
            verbs[i] = names[i].end
    return Clause(text, names, dict(sorted(verbs.items())), frozenset(composed), section)


def _joins(text: str, a: Mention, b: Mention) -> bool:
    """Whether ``a`` and ``b`` are members of one list, maybe with the chair of ``b`` between."""
    between = text[a.end : b.start]
    m = pattern("also").match(between)
    return m is not None and (
        m.end() == len(between)
        or pattern("parent_pronoun").search(between) is not None
        or _chair(between) is not None
        or pattern("members").search(between[m.end() :]) is not None
    )


def _turned_into(text: str, name: Mention) -> bool:
    """X は name とし: an office that somebody else holds as well."""
    return (
        name.kind == "post"
        and regex.match(r"とし(?:、|て|ます)", text[name.end :]) is not None
        and pattern("turned_into").search(text[: name.start]) is not None
    )


def _described(text: str, names: Sequence[Mention], i: int) -> bool:
    """A quoted name right behind its members or its chair needs no verb."""
    before = text[: names[i].start]
    if not names[i].quoted or names[i].kind == "unit":
        return False
    return pattern("members").search(before) is not None or _chair(before) is not None


def _chair(before: str) -> regex.Match[str] | None:
    """The phrase about the chair in front of a name; only members may stand behind it."""
    for row in (0, 1):
        for m in pattern("chair", row).finditer(before):
            rest = before[m.end() :]
            if not rest or pattern("members").fullmatch(rest):
                return m
    return None


def set_up(clause: Clause, register: Register) -> list[int]:
    """Adds what the clause sets up, left to right; the indexes of the organizations."""
    added: list[int] = []
    for i in clause.verbs:
        before = max([clause.names[j].end for j in clause.verbs if j < i], default=0)
        at = register.add(_organization(clause, i, before))
        _name_short(clause, i, at, register)
        _parent(clause, i, at, added, register)
        _count(clause, i, at, register)
        added.append(at)
        _umbrella(clause, i, at, register)
    _roles(clause, added, register)
    return added


def _organization(clause: Clause, i: int, before: int) -> Organization:
    name, text = clause.names[i], clause.text
    start = _first_of_list(clause, i)
    window = text.text[before:start]
    chair = _chair(window)
    behind = before + (chair.end() if chair else 0)
    if place := _place(clause, i):
        behind = max(behind, place[1])
    members = _members(text.text, behind, start)
    if members is None and _turned_into(text.text, name):
        m = pattern("turned_into").search(text.text[: name.start])
        members = m.span("members") if m else None
    if members is None and place is not None:
        members = place[0]
    date = pattern("date_before").search(window)

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
        established=cut(date.span("date"), before) if date else None,
    )


def _composed(clause: Clause, i: int) -> str | None:
    name = clause.names[i]
    if name.tail is None:
        return None
    inner = as_printed(clause.text.cut(name.name_start, name.name_end)).text
    return f"「{inner}」{as_printed(clause.text.cut(*name.tail)).text}"


def _first_of_list(clause: Clause, i: int) -> int:
    """Where the list that holds a name begins: what is said in front is said of all."""
    while i - 1 in clause.verbs and pattern("also").fullmatch(
        clause.text.text[clause.names[i - 1].end : clause.names[i].start]
    ):
        i -= 1
    return clause.names[i].start


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


def _place(clause: Clause, i: int) -> tuple[tuple[int, int], int] | None:
    """Units in each of which a post is set up (各課に), and where that phrase ends."""
    for unit in reversed(clause.names[:i]):
        after = clause.text.text[unit.end : clause.names[i].start]
        if unit.group and (m := pattern("place_behind").match(after)):
            return (unit.start, unit.end), unit.end + m.end()
    return None


def _name_short(clause: Clause, i: int, at: int, register: Register) -> None:
    known = pattern("known_as").match(clause.text.text[clause.names[i].end :])
    if known:
        register.call(known["short"], at)


def _parent(
    clause: Clause, i: int, at: int, added: Sequence[int], register: Register
) -> None:
    text = clause.text.text
    if i in clause.composed:
        holders = [a for a, j in zip(added, clause.verbs, strict=False) if j not in clause.composed]
        if holders:
            register.change(at, parent=register.found[holders[-1]].name, parent_at=holders[-1])
        return
    if added and pattern("parent_pronoun").search(text[: clause.names[i].start]):
        register.change(at, parent=register.found[added[-1]].name, parent_at=added[-1])
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


def _roles(clause: Clause, added: Sequence[int], register: Register) -> None:
    """What the set-up bodies are for: said in front of the name, or behind the verb."""
    if not added:
        return
    text = clause.text
    past = pattern("past").search(text.text)
    for at, i in zip(added, clause.verbs, strict=True):
        place = _place(clause, i)
        _said_before(clause, place[1] if place else 0, _first_of_list(clause, i), at, register)
    last = max(clause.verbs.values())
    condition = pattern("condition").match(text.text)
    if condition and condition.end() <= clause.names[min(clause.verbs)].end:
        register.give_role(added[-1], as_printed(tidy_role(text)))
    elif not past and (m := pattern("end_of_verb").match(text.text[last:])):
        role = as_printed(tidy_role(text.cut(last + m.end(), len(text.text))))
        for at, end in zip(added, clause.verbs.values(), strict=True):
            if end == last:
                register.give_role(at, role)
    purpose = after_opening(text)
    if (m := pattern("purpose").match(purpose.text)) and not pattern("establish").search(m[0]):
        register.give_role(added[0], as_printed(purpose.cut(*m.span("role"))))


def after_opening(text: View) -> View:
    """A clause without the conjunction and the "in this city" that it begins with."""
    for name in ("opener", "topic"):
        if m := pattern(name).match(text.text):
            text = text.cut(m.end(), len(text.text))
    return text


def _said_before(clause: Clause, start: int, end: int, at: int, register: Register) -> None:
    window = clause.text.cut(start, end)
    m = pattern("as_role").search(window.text)
    if m is None or pattern("not_as_role").search(m["role"]):
        return
    if pattern("not_a_phrase").match(m["role"]):
        return
    role = as_printed(window.cut(*m.span("role")))
    if pattern("person").search(m["role"]):
        register.change(at, members=role)
    else:
        register.give_role(at, role)
