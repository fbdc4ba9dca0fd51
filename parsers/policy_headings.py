"""Headings that are nodes of the policy tree: 基本目標1 → 施策1-2 → 取組①."""

from __future__ import annotations

from collections.abc import Sequence, Set

from extract.frozen import frozen
from extract.view import View
from parsers.model import Heading
from parsers.numbering import Numbered, read_number
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class PolicyHeading:
    """A heading that names a policy. ``parent`` is an index into the list of these.

    ``number_raw`` is the number without its word, ``number`` its value where it is one ordinal.
    """

    heading: int
    level: int
    kind_raw: str
    number_raw: str
    number: int | None
    title: View
    parent: int | None


def policy_headings(
    headings: Sequence[Heading], measures: Set[int] = frozenset()
) -> tuple[PolicyHeading, ...]:
    """The headings of the body that name a policy, in printed order; not those of measures."""
    found: list[PolicyHeading] = []
    at: dict[int, int] = {}
    for i, heading in enumerate(headings):
        listed = heading.toc_status == "toc_only" or i in measures
        read = _read(heading) if not listed else None
        if read is None:
            continue
        kind, numbered, raw, title = read
        parent = _policy_above(headings, i, at)
        level = found[parent].level + 1 if parent is not None else 1
        number = numbered.parts[0] if len(numbered.parts) == 1 else None
        at[i] = len(found)
        found.append(PolicyHeading(i, level, kind, raw, number, title, parent))
    return tuple(found)


def _policy_above(headings: Sequence[Heading], i: int, at: dict[int, int]) -> int | None:
    above = headings[i].parent
    while above is not None:
        if above in at:
            return at[above]
        above = headings[above].parent
    return None


def _read(heading: Heading) -> tuple[str, Numbered, str, View] | None:
    """Word, number, number as printed and title of a policy that a heading names."""
    if heading.style.startswith("label:") and heading.number_raw is not None:
        kind = heading.style.split(":")[1]
        numbered = Numbered(heading.style, "", "", heading.parts, 0, may_be_sentence=False)
        return kind, numbered, _bare(heading.number_raw, kind), heading.title
    folded = heading.title.folded
    named = read_number(folded.text, weak=True)
    if named is None or named.label not in _words() or not named.parts:
        return None  # of a numbered heading, only a title that names a policy (第2章 基本目標1)
    title = as_printed(folded.cut(named.title_at, len(folded.text)))
    raw = as_printed(folded.cut(0, named.title_at)).text
    return (named.label, named, _bare(raw, named.label), title) if title.text else None


@per_vocabulary
def _words() -> frozenset[str]:
    return frozenset(load("headings")["labels"]["kinds"])


def _bare(printed: str, kind: str) -> str:
    """The number of a label as printed, without the word and the signs behind it."""
    at = printed.find(kind)
    return printed[at + len(kind) :].strip(" 　:：.．") if at >= 0 else printed
