"""Reads a contents page (目次): its entries with their printed page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.fold import key
from extract.model import Run
from extract.view import View, view
from parsers.model import Block
from parsers.numbering import Numbered, read_number
from parsers.printed import as_printed
from parsers.vocabulary import load

LONGEST_ENTRY = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a contents page. ``path`` is its number below those it stands under."""

    run: Run
    title: View
    numbered: Numbered | None
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents page: the block that titles it, the blocks it fills, its entries."""

    title_block: int
    blocks: tuple[int, ...]
    entries: tuple[Entry, ...]


@cache
def _entry_pattern() -> regex.Pattern[str]:
    return regex.compile(load("headings")["contents"]["entry"])


@cache
def _leader_pattern() -> regex.Pattern[str]:
    return regex.compile(load("headings")["contents"]["leader"])


def read_entry(line: Run) -> Entry | None:
    """A contents entry (title, leader, page), or None when the line is none."""
    whole = view(line).strip()
    folded = whole.folded
    # A longer line is running text, in which the leader would be looked for at every place.
    match = _entry_pattern().match(folded.text) if len(folded.text) <= LONGEST_ENTRY else None
    if match is None or not _leader_pattern().search(match["leader"]):
        return None
    numbered = read_number(folded.text)
    start = numbered.title_at if numbered else 0
    end = match.end("title")
    if end <= start:
        return None
    page = int(regex.sub(r"\D", "", match["page"]))
    return Entry(line, as_printed(folded.cut(start, end)), numbered, page)


def find_contents(blocks: tuple[Block, ...]) -> Contents | None:
    """The first contents page, or None. It ends where lines stop having page numbers."""
    titles = {key(word) for word in load("headings")["contents"]["titles"]}
    for i, block in enumerate(blocks):
        if key(block.first.text) not in titles:
            continue
        inside: list[int] = [i]
        entries: list[Entry] = []
        for j in range(i, len(blocks)):
            lines = blocks[j].lines[1:] if j == i else blocks[j].lines
            read = [read_entry(line) for line in lines]
            found = [entry for entry in read if entry is not None]
            if lines and len(found) * 2 < len(lines):
                break
            entries += found
            if j > i:
                inside.append(j)
        if len(entries) >= 3:
            return Contents(i, tuple(inside), tuple(entries))
    return None
