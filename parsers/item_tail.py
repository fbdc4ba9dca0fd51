"""Takes apart the end of an item's text: (departments) 【tag】 (2021年度追加)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.view import View
from parsers.departments import Department, looks_like_departments, split_departments
from parsers.printed import as_printed
from parsers.vocabulary import load


@dataclass(frozen=True, slots=True)
class Tail:
    """An item's text without its tail, and what the tail held, in printed order."""

    text: View
    departments: tuple[Department, ...] = ()
    tags: tuple[View, ...] = ()
    added: View | None = None
    deleted: View | None = None


@cache
def _pattern(name: str) -> regex.Pattern[str]:
    return regex.compile(load("tags")[name])


def tag_match(text: str) -> regex.Match[str] | None:
    """The parts of a folded tag (word, mark, paragraph), or None when it has not that shape."""
    return _pattern("tag").match(text.strip())


def split_tail(item: View) -> Tail:
    """Cut brackets off the end as long as each is a tag, a note of change or departments."""
    folded = item.folded
    text = folded.text
    end = len(text)
    departments: tuple[Department, ...] = ()
    tags: list[View] = []
    added: View | None = None
    deleted: View | None = None
    while True:
        end = len(text[:end].rstrip())
        start = _opening(text, end)
        if start is None:
            break
        inner = as_printed(folded.cut(start + 1, end - 1))
        shown = inner.folded.text
        if text[start] == "【":
            if tag_match(shown) is None:
                break
            tags.insert(0, inner)
        elif _pattern("added").match(shown):
            added = inner
        elif _pattern("deleted").match(shown):
            deleted = inner
        elif not departments and looks_like_departments(inner):
            departments = split_departments(inner)
        else:
            break
        end = start
    return Tail(as_printed(folded.cut(0, end)), departments, tuple(tags), added, deleted)


def _opening(text: str, end: int) -> int | None:
    """Where the bracket that closes at ``end`` was opened."""
    if end == 0:
        return None
    pairs = {"】": "【", ")": "("}
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
