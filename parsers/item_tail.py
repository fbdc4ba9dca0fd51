"""Takes apart the end of an item's text: (departments) 【tag】 (2021年度追加)."""

from __future__ import annotations

import regex

from extract.frozen import frozen
from extract.view import View
from parsers.departments import (
    Department,
    are_units,
    looks_like_departments,
    split_departments,
)
from parsers.field_labels import measure_field
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Tail:
    """An item's text without its tail, and what the tail held, in printed order.

    ``brackets`` is the inside of the brackets that hold the departments.
    """

    text: View
    departments: tuple[Department, ...] = ()
    tags: tuple[View, ...] = ()
    added: View | None = None
    deleted: View | None = None
    brackets: View | None = None


@per_vocabulary
def _pattern(name: str) -> regex.Pattern[str]:
    shapes = load("tags")
    words = "|".join(sorted(map(regex.escape, shapes["numbered"]), key=len, reverse=True))
    return compiled(shapes[name].replace("NUMBERED", words))


@per_vocabulary
def tag_match(text: str) -> regex.Match[str] | None:
    """The parts of a folded tag (word, mark, paragraph), or None when it has not that shape."""
    return _pattern("tag").match(text.strip())


def split_tags(inner: View) -> tuple[View, ...]:
    """The tags inside of one pair of brackets; none where something in it is no tag."""
    folded = inner.folded
    signs = load("tags")["separators"]
    ends = [i for i, sign in enumerate(folded.text) if sign in signs] + [len(folded.text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    found = [as_printed(folded.cut(*at)).strip() for at in zip(starts, ends, strict=True)]
    return tuple(found) if all(tag_match(tag.folded.text) for tag in found) else ()


def split_tail(item: View) -> Tail:
    """Cut brackets off the end as long as each is a tag, a note of change or departments."""
    folded = item.folded
    text = folded.text
    end = len(text)
    departments: tuple[Department, ...] = ()
    tags: list[View] = []
    added: View | None = None
    deleted: View | None = None
    brackets: View | None = None
    while True:
        end = len(text[:end].rstrip())
        start = _opening(text, end)
        if start is None:
            break
        inner = as_printed(folded.cut(start + 1, end - 1))
        shown = inner.folded.text
        if text[start] == "【" and (inside := split_tags(inner)):
            tags = [*inside, *tags]
        elif text[start] != "(":
            units = () if departments else split_departments(_unlabelled(inner))
            if not are_units(units):
                break
            departments, brackets = units, _unlabelled(inner)
        elif _pattern("added").match(shown):
            added = inner
        elif _pattern("deleted").match(shown):
            deleted = inner
        elif not departments and looks_like_departments(_unlabelled(inner)):
            brackets = _unlabelled(inner)
            departments = split_departments(brackets)
        else:
            break
        end = start
    return Tail(as_printed(folded.cut(0, end)), departments, tuple(tags), added, deleted, brackets)


def _unlabelled(inner: View) -> View:
    """What stands behind the label of departments and its colon (担当:市民課)."""
    label, colon, _ = inner.folded.text.partition(":")
    if not colon or measure_field(label) != "departments":
        return inner
    return as_printed(inner.folded.cut(len(label) + 1, len(inner.folded.text))).strip()


def _opening(text: str, end: int) -> int | None:
    """Where the bracket that closes at ``end`` was opened."""
    if end == 0:
        return None
    pairs = {"】": "【", ")": "(", "]": "[", "〕": "〔"}
    closing = text[end - 1]
    opening = pairs.get(closing)
    if opening is None:
        return None
    depth = 0
    for i in range(end - 1, -1, -1):
        if text[i] == closing:
            depth += 1
        elif text[i] == opening:
            depth -= 1
            if depth == 0:
                return i
    return None
