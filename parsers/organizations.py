"""Bodies, posts and units that carry the plan, from tables and from running text.

Running text is read only in sections about who carries the plan (organizations.toml), because
elsewhere a plan speaks of other people's bodies. One organization named twice is one value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Issue, Repair
from extract.view import View
from parsers.model import Block, Findings, Heading, Table
from parsers.organization_clauses import read_clause
from parsers.organization_duties import continued_role, read_chair, read_duties, read_liaison
from parsers.organization_model import Organization, Register, tidy_role
from parsers.organization_names import pattern, words
from parsers.organization_prose import read_short_names, set_up
from parsers.organization_tables import read_table
from parsers.passages import Passage, passages, sections_about, sentences, squeeze
from parsers.printed import as_printed
from parsers.vocabulary import load

__all__ = ["Organization", "find_organizations"]

# No paragraph of prose is as long; text that lost its breaks would take quadratic time.
MAX_PARAGRAPH = 4000


def find_organizations(
    blocks: Sequence[Block], headings: Sequence[Heading], tables: Iterable[Table]
) -> Findings[Organization]:
    """The organizations in printed order; parts that are not printed are None or empty.

    ``parent_at`` counts in ``values``. A name that was put together is among the repairs.
    """
    register = Register()
    about = sections_about(headings, load("organizations")["sections"])
    told = [passage for passage in passages(blocks, headings) if passage.section in about]
    readable = [passage for passage in told if len(passage.text.text) <= MAX_PARAGRAPH]
    issues = [_too_long(passage) for passage in told if len(passage.text.text) > MAX_PARAGRAPH]
    for passage in readable:
        read_short_names(passage.text.text, register)
    for table in tables:
        if table.kind == "organizations":
            read_table(table, register)
    previous: View | None = None
    for passage in readable:
        previous = _read(passage, register, previous)
    _read_liaisons(register)
    values = _in_order(_grouped(register, headings))
    return Findings(values, tuple(_repair(o) for o in values if o.composed), tuple(issues))


def _read(passage: Passage, register: Register, previous: View | None) -> View | None:
    """One paragraph; ``previous`` is the sentence before it, for a sentence that refers back."""
    unit: int | None = None
    last: int | None = None
    for sentence in sentences(passage.text):
        if pattern("not_of_plan").search(sentence.text):
            continue
        if unit is not None:
            continued_role(sentence, unit, register)
        if last is not None:
            read_chair(sentence, last, register)
        unit = None
        for part in _parts(sentence):
            clause = read_clause(part, passage.section)
            before = len(register.found)
            added = set_up(clause, register)
            if added and len(register.found) > before:
                _reason(sentence, previous, added[0], register)
            unit = read_duties(clause, register) or unit
            last = added[0] if added else last
        previous = sentence
    return previous


def _parts(sentence: View) -> list[View]:
    """A sentence cut behind what sets two statements against each other."""
    cuts = [m.end() for m in pattern("part").finditer(sentence.text)]
    bounds = [0, *cuts, len(sentence.text)]
    return [sentence.cut(a, b) for a, b in pairwise(bounds) if b > a]


def _reason(sentence: View, previous: View | None, at: int, register: Register) -> None:
    """「…が必要です。このため、…を設置し」: the sentence before says what the body is for."""
    if previous is not None and pattern("refers_back").match(sentence.text):
        register.give_role(at, as_printed(tidy_role(previous)))


def _read_liaisons(register: Register) -> None:
    for at in sorted(register.from_table):
        for role in register.found[at].roles:
            read_liaison(role, squeeze(role), register)


def _grouped(register: Register, headings: Sequence[Heading]) -> list[Organization]:
    """What an umbrella holds is grouped under the title of its section (…体制)."""
    found = list(register.found)
    if register.umbrella is None or register.umbrella[1] is None:
        return found
    title = headings[register.umbrella[1]].title
    if not squeeze(title).text.endswith(words()["group_title_ending"]):
        return found
    for i, one in enumerate(found):
        in_it = one.section == register.umbrella[1] and one.kind != "unit"
        if in_it and one.group is None and i not in register.from_table:
            found[i] = replace(one, group=title)
    return found


def _in_order(found: Sequence[Organization]) -> tuple[Organization, ...]:
    place = [(o.name.whole.page_no, o.name.whole.start) for o in found]
    order = sorted(range(len(found)), key=place.__getitem__)
    moved = {old: new for new, old in enumerate(order)}
    return tuple(
        replace(o, parent_at=None if o.parent_at is None else moved[o.parent_at])
        for o in (found[i] for i in order)
    )


def _too_long(passage: Passage) -> Issue:
    message = "段落が長すぎるため、推進体制を読み取りませんでした。"
    return Issue("warning", "paragraph-too-long", message, passage.printed.cut(0, 80))


def _repair(one: Organization) -> Repair:
    return Repair(
        run=one.name.whole,
        table="organizations",
        column="name",
        raw=one.name.text,
        repaired=one.label,
        rule="shared-noun",
        reason="並べた名称の後にまとめて印字された語（部会など）を、それぞれの名称に補いました。",
    )
