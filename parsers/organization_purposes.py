"""What a body that is set up is for: said in front of its name, or behind the verb."""

from __future__ import annotations

from collections.abc import Sequence

from extract.view import View
from parsers.organization_clauses import Clause, list_start, place_of
from parsers.organization_model import Register, tidy_role
from parsers.organization_names import pattern
from parsers.printed import as_printed


def read_purposes(clause: Clause, added: Sequence[int], register: Register) -> None:
    """What the set-up bodies are for: said in front of the name, or behind the verb."""
    if not added:
        return
    text = clause.text
    past = pattern("past").search(text.text)
    for at, i in zip(added, clause.verbs, strict=True):
        place = place_of(clause, i)
        _said_before(clause, place[1] if place else 0, list_start(clause, i), at, register)
    last = max(clause.verbs.values())
    condition = pattern("condition").match(text.text)
    if condition and condition.end() <= clause.names[min(clause.verbs)].end:
        register.give_role(added[-1], as_printed(tidy_role(text)))
    elif not past and (m := pattern("end_of_verb").match(text.text[last:])):
        behind = text.cut(last + m.end(), len(text.text))
        role = as_printed(tidy_role(behind))
        # What sets up something else tells what that is for.
        own = pattern("establish").search(behind.text) is None
        for at, end in zip(added, clause.verbs.values(), strict=True):
            if own and end == last:
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
