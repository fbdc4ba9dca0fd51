"""Tells sections about what others do, what was done or what was found: no measure of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fold import key
from extract.model import Issue
from parsers.model import Heading
from parsers.patterns import compiled
from parsers.sections import ancestors
from parsers.vocabulary import load


def is_of_others(headings: Sequence[Heading], index: int | None) -> bool:
    """Whether a heading or one over it speaks of what others do, of the past or of findings."""
    return is_past(headings, index) or any(_is_found(title) for title in _up(headings, index))


def is_carried(headings: Sequence[Heading], index: int | None) -> bool:
    """Whether a heading or one over it speaks of who carries the plan and how it is watched, or is
    of the back matter."""
    if any(headings[at].kind != "heading" for at in ancestors(headings, index)):
        return True
    return any(_is_told(title, ("carried",)) for title in _up(headings, index))


def is_about_others(line: str) -> bool:
    """Whether a folded line over a list speaks of bodies beside the municipality."""
    return _is_told(key(line), ("bodies",))


def is_of_prefecture(name: str) -> bool:
    """Whether the name of a unit says that the prefecture has it."""
    return compiled(load("fields")["others"]["units"]).search(key(name)) is not None


def is_past(headings: Sequence[Heading], index: int | None) -> bool:
    """Whether a heading or one over it speaks of what others do or of the past."""
    return any(_is_told(title, ("bodies", "past")) for title in _up(headings, index))


def is_of_bodies(headings: Sequence[Heading], index: int | None) -> bool:
    """Whether a heading or one over it speaks of bodies beside the municipality."""
    return any(_is_told(title, ("bodies",)) for title in _up(headings, index))


def is_no_title(headings: Sequence[Heading], index: int) -> bool:
    """Whether a heading is no title of a measure: by its words, or by those of the ones over it.

    Words that tell of others above it may be its own as a measure (事例の収集).
    """
    title = key(headings[index].title.text)
    own = _is_told(title, ("titles",))
    return own or is_past(headings, headings[index].parent) or _is_in_findings(headings, index)


def passed_over(heading: Heading) -> Issue:
    """The remark that what looks like measures below a heading is not read as such."""
    message = "見出しが他の主体・過去・現状などを述べているため、下の文を施策・取組とみなしません。"
    return Issue("info", "measures-passed-over", message, heading.title.whole, heading.title.text)


def is_part(heading: Heading) -> bool:
    """Whether a heading is that of a chapter by its number: a part of the plan, no measure."""
    number = key(heading.number_raw or "")
    return any(compiled(p).search(number) for p in load("fields")["others"]["numbers"])


def _is_in_findings(headings: Sequence[Heading], index: int) -> bool:
    """Whether the chapter of a heading is about findings.

    Within a chapter of measures the words for findings (現状と課題) may be the last line above
    the measures that was seen to be a heading.
    """
    *_, chapter = _up(headings, index)
    return headings[index].parent is not None and _is_found(chapter)


def is_report(text: str) -> bool:
    """Whether each sentence of folded text tells of what was done."""
    past = compiled(load("fields")["others"]["report"])
    told = [piece.strip() for piece in text.split("。") if piece.strip()]
    return bool(told) and all(past.search(piece) for piece in told)


def _up(headings: Sequence[Heading], index: int | None) -> Iterator[str]:
    """The titles from a heading upwards, folded and without white space."""
    return (key(headings[at].title.text) for at in ancestors(headings, index))


def _is_told(title: str, names: Sequence[str]) -> bool:
    words = load("fields")["others"]
    return any(compiled(pattern).search(title) for name in names for pattern in words[name])


def _is_found(title: str) -> bool:
    """Whether a title tells of what was found, and not of what will be done about it."""
    but = compiled(load("fields")["others"]["but"])
    return _is_told(title, ("found",)) and but.search(title) is None
