"""What running text says that known bodies and any unit do."""

from __future__ import annotations

from extract.view import View
from parsers.organization_clauses import Clause
from parsers.organization_model import Organization, Register, tidy_role
from parsers.organization_names import Mention, find_names, pattern, words
from parsers.organization_purposes import after_opening
from parsers.printed import as_printed


def read_duties(clause: Clause, register: Register) -> int | None:
    """Adds the duties of the names that the clause does not set up; the unit it is about."""
    subject: int | None = None
    past = pattern("past").search(clause.text.text) is not None
    for i, name in enumerate(clause.names):
        if i in clause.verbs:
            continue
        after = clause.text.text[name.end :]
        if (at := _known(name, register)) is not None:
            _later(clause, name, after, at, register)
        role = None if past else _duty(clause, i, after)
        if role is None:
            continue
        if name.kind == "unit":
            if name.vague:
                continue
            printed = as_printed(clause.text.cut(name.name_start, name.name_end))
            at = register.add(Organization(printed, "unit", clause.section, roles=(role,)))
            subject = at if pattern("subject").match(after) else subject
        elif at is not None and not pattern("until").match(after):
            register.give_role(at, role)
    return subject


def _known(name: Mention, register: Register) -> int | None:
    return None if name.kind == "unit" else register.resolve(name.name)


def _duty(clause: Clause, i: int, after: str) -> View | None:
    """The printed duty of a name by the particle behind it, None when there is none."""
    text, name = clause.text, clause.names[i]
    starts = pattern("clause_start").search(text.text[: name.start]) is not None
    if m := pattern("subject").match(after):
        return _tidy(text.cut(name.end + m.end(), _next_subject(clause, i))) if starts else None
    if name.kind == "unit" and (m := pattern("agent").match(after)):
        verb = pattern("agent_verb").match(after)
        if verb and text.text[: name.start].endswith(("は", "は、")):
            whole = after_opening(text.cut(0, name.end + verb.end()))
            return as_printed(whole)
        return _tidy(text.cut(name.end + m.end(), _next_subject(clause, i))) if starts else None
    if pattern("site").match(after):
        return _tidy(after_opening(text.cut(0, _next_subject(clause, i))))
    if name.kind == "unit" and not name.vague and pattern("counterpart").match(after):
        return _tidy(after_opening(text))
    if name.kind != "unit" and pattern("reported").match(after):
        return _tidy(after_opening(text))
    return None


def _next_subject(clause: Clause, i: int) -> int:
    """Where the next name becomes the subject, else the end of the clause."""
    text = clause.text.text
    for name in clause.names[i + 1 :]:
        starts = pattern("clause_start").search(text[: name.start])
        if starts and pattern("subject").match(text[name.end :]):
            return starts.start()
    return len(text)


def _tidy(part: View) -> View | None:
    text = part.text.rstrip("。、")
    if text.endswith("が") and part.text.endswith("、"):
        text = text[:-1]
    return as_printed(part.cut(0, len(text))) if len(text) > 3 else None


def _later(clause: Clause, name: Mention, after: str, at: int, register: Register) -> None:
    """The end of a body that is named again as the topic (X は…年度までとします)."""
    if m := pattern("until").match(after):
        span = (name.end + m.start("until"), name.end + m.end("until"))
        register.change(at, until=as_printed(clause.text.cut(*span)))


def read_chair(sentence: View, at: int, register: Register) -> None:
    """A later sentence about the chair of the body just set up (本部長は、市長が務め)."""
    m = pattern("chair_later").search(sentence.text)
    if m and _chairs(m["title"], register.found[at].label):
        register.change(
            at,
            chair_title=as_printed(sentence.cut(*m.span("title"))),
            chair=as_printed(sentence.cut(*m.span("chair"))),
            chair_printed=as_printed(sentence.cut(*m.span())),
        )


def _chairs(title: str, body: str) -> bool:
    """Whether a title can be that of the body's chair: 委員長 chairs no 本部."""
    return title in words()["any_chair"] or title.removesuffix("長") in body


def read_liaison(role: View, squeezed: View, register: Register) -> None:
    """A unit that the role of somebody else names as the one to keep in touch with."""
    if m := pattern("liaison").search(squeezed.text):
        for name in find_names(m["unit"]):
            if name.kind == "unit" and not name.vague:
                start = m.start("unit")
                printed = as_printed(squeezed.cut(start + name.start, start + name.end))
                register.add(Organization(printed, "unit", None, roles=(role,)))


def continued_role(sentence: View, at: int, register: Register) -> None:
    """A sentence that goes on about the same unit (その調書を…報告し)."""
    names = find_names(sentence.text)
    subjects = (n for n in names if pattern("subject").match(sentence.text[n.end :]))
    if pattern("continued").match(sentence.text) and not any(subjects):
        register.give_role(at, as_printed(tidy_role(sentence)))
