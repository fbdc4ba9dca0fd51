"""Finds the contents page (目次) and its entries, with page numbers or without.

A line without a page number is an entry, or the first half of one, when the body of the
document says so: by printing that line, or the whole of both halves, again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extract.fold import fold_text, key
from extract.frozen import frozen
from extract.model import Run
from extract.view import view
from parsers.contents_lines import (
    Entry,
    bare,
    is_page_number,
    read_entries,
    read_entry,
    unpaged_entry,
)
from parsers.model import Block
from parsers.numbering import fixed_ranks, read_number
from parsers.vocabulary import in_force, load

__all__ = ["Contents", "Entry", "find_contents", "read_entry"]

# The title of a contents page stands among the first lines of a block, below a running head.
HIGHEST = 3


@frozen
class Contents:
    """A contents page: the block that titles it, the title, the blocks it fills, its entries.

    The title is an empty run where none is printed.
    """

    title_block: int
    title: Run
    blocks: tuple[int, ...]
    entries: tuple[Entry, ...]


@frozen
class _Line:
    """A line of a contents page with the entries that it holds by itself."""

    block: int
    run: Run
    entries: tuple[Entry, ...]


def find_contents(blocks: tuple[Block, ...]) -> Contents | None:
    """The first contents page, or None. It ends where lines stop being entries.

    Where the plan's layout names the pages, those are it, whatever stands there.
    """
    if in_force().contents_pages:
        return _of_pages(blocks, in_force().contents_pages)
    fewest = load("headings")["contents"]["fewest"]
    for i, block in enumerate(blocks):
        for title in block.lines[:HIGHEST]:
            if not _is_title(title):
                continue
            lines = _paged_lines(blocks, i, title)
            if sum(len(line.entries) for line in lines) < fewest:
                lines = _repeated_lines(blocks, i, title, fewest)
            if lines:
                inside = range(i, lines[-1].block + 1)
                entries = _entries(lines, _printed_in_body(blocks, inside.stop))
                return Contents(i, title, tuple(inside), tuple(entries))
    return None


def _of_pages(blocks: Sequence[Block], pages: Set[int]) -> Contents | None:
    inside = tuple(i for i, block in enumerate(blocks) if block.run.page_no in pages)
    if not inside:
        return None
    runs = [(i, line) for i in inside for line in blocks[i].lines if not is_page_number(line)]
    # A page that begins with an entry has the empty title before it.
    first = blocks[inside[0]].first
    other = first.cut(0, 0) if read_entries(first) else first
    title = next((line for _, line in runs if _is_title(line)), other)
    lines = [_Line(i, run, read_entries(run)) for i, run in runs if run is not title]
    entries = _entries(lines, _printed_in_body(blocks, inside[-1] + 1))
    return Contents(inside[0], title, inside, tuple(entries))


def _is_title(line: Run) -> bool:
    return key(bare(line.text)) in {key(word) for word in load("headings")["contents"]["titles"]}


def _lines(blocks: Sequence[Block], i: int, title: Run) -> Iterator[tuple[int, list[Run]]]:
    """The lines of each block from the title on, without repeated titles and page numbers."""
    for j in range(i, len(blocks)):
        after = (line for line in blocks[j].lines if j > i or line.start > title.start)
        yield j, [line for line in after if not _is_title(line) and not is_page_number(line)]


def _paged_lines(blocks: Sequence[Block], i: int, title: Run) -> list[_Line]:
    """The lines up to the last entry with a page before lines that are mostly none."""
    found: list[_Line] = []
    for j, runs in _lines(blocks, i, title):
        lines = [_Line(j, run, read_entries(run)) for run in runs]
        paged = sum(bool(line.entries) for line in lines)
        # A chapter may be listed without a page above its sections.
        chapters = sum(not line.entries and _is_chapter(line.run) for line in lines)
        if lines and (paged + chapters) * 2 < len(lines):
            break
        found += lines
    last = max((n for n, line in enumerate(found) if line.entries), default=-1)
    return found[: last + 1]


def _is_chapter(run: Run) -> bool:
    numbered = read_number(view(run).strip().folded.text)
    return numbered is not None and numbered.style in fixed_ranks()


def _repeated_lines(blocks: Sequence[Block], i: int, title: Run, fewest: int) -> list[_Line]:
    """The lines of a contents page without page numbers: until the body repeats the first.

    Empty unless they are short, and the body prints most of them again.
    """
    first, end = None, None
    found: list[_Line] = []
    for j, runs in _lines(blocks, i, title):
        for run in runs:
            if first is not None and j > i and key(bare(run.text)) == first:
                end = j
                break
            first = first or key(bare(run.text))
            found.append(_Line(j, run, ()))
        if end is not None:
            break
    if end is None:
        return []
    page = blocks[end].first.page_no
    stays = page == title.page_no  # else what precedes on the page of the body is its head
    lines = [n for n in found if n.block < end and (stays or n.run.page_no < page)]
    body = _printed_in_body(blocks, end)
    repeated = sum(key(bare(line.run.text)) in body for line in lines)
    if repeated < fewest or repeated * 2 < len(lines):
        return []
    return [] if any(line.run.text.rstrip().endswith("。") for line in lines) else lines


def _printed_in_body(blocks: Sequence[Block], start: int) -> frozenset[str]:
    """What the body prints as a line, or as two lines one below the other, with and without
    the number."""
    texts = [
        fold_text(line.text.lstrip("#")).strip()
        for block in blocks[start:]
        if block.grid is None
        for line in block.lines
    ]
    every = [*texts, *(a + b for a, b in pairwise(texts))]
    numbers = (read_number(text, weak=True) for text in every)
    bare = (t[n.title_at :] for t, n in zip(every, numbers, strict=True) if n is not None)
    return frozenset(key(text) for text in (*every, *bare))


def _entries(lines: Sequence[_Line], body: frozenset[str]) -> list[Entry]:
    """The entries in reading order: wrapped ones as one, the left column before the right."""
    columns: tuple[list[Entry], list[Entry]] = ([], [])
    out: list[Entry] = []
    open_: _Line | None = None
    side_by_side = sum(len(line.entries) > 1 for line in lines) > 1
    paged = any(line.entries for line in lines)
    page_no = 0
    for line in lines:
        if line.run.page_no != page_no:
            out += [*columns[0], *columns[1]]
            columns[0].clear()
            columns[1].clear()
            page_no = line.run.page_no
        if not line.entries:
            alone = unpaged_entry(line.run)
            if alone is not None and (not paged or key(bare(line.run.text)) in body):
                columns[0].append(alone)
                open_ = None
            else:
                open_ = line
            continue
        entries = line.entries
        if open_ is not None:
            entries = (_joined(open_, entries[0], body), *entries[1:])
            open_ = None
        for n, entry in enumerate(entries):
            columns[min(n, 1) if side_by_side else 0].append(entry)
    return [*out, *columns[0], *columns[1]]


def _joined(above: _Line, entry: Entry, body: frozenset[str]) -> Entry:
    """An entry whose first half is the line above, else the entry as it is."""
    head = unpaged_entry(above.run)
    if head is None or entry.numbered is not None or above.run.page_no != entry.run.page_no:
        return entry
    whole = head.title.text + entry.title.text
    known = key(whole) in body
    if not known and key(entry.title.text) in body:
        return entry
    # The span of an entry is one run; the second half carries the page.
    return replace(entry, title=head.title.then(entry.title), numbered=head.numbered)
