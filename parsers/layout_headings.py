"""Headings that the file itself names: bookmarks, and entries of a contents page by indentation.

A line that says the same as a bookmark of its page is a heading at the bookmark's level, with
or without a printed number. A contents page whose entries are indented tells the same, once
its printed page numbers are known as pages of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from extract.fold import fold_text, key
from extract.frozen import frozen
from extract.model import Document, Page, Run
from extract.view import view
from parsers.bookmark_levels import settled_levels
from parsers.candidates import Candidate, part_kinds
from parsers.contents import Contents, Entry
from parsers.model import Block
from parsers.numbering import Numbered, read_number
from parsers.printed import as_printed
from parsers.sections import position

# Fewer entries are no outline; entries that start within so many points are indented alike.
FEWEST = 3
SAME_INDENT = 4.0


@frozen
class Outlined:
    """A heading that the file names: level from 1, number, where it should be printed.

    ``titles`` are the keys of its title with and without the number. ``source`` is where the
    heading is named, for the reason of an inferred number.
    """

    level: int
    numbered: Numbered | None
    titles: frozenset[str]
    page_no: int | None
    source: str


def outline(
    document: Document, contents: Contents | None, blocks: Sequence[Block]
) -> tuple[Outlined, ...]:
    """What the file names as headings, in order: its bookmarks, else its contents page.

    Empty where nothing has a level that can be trusted.
    """
    marks = [
        _outlined(mark.level, mark.title, mark.page_no, "PDFのしおり")
        for mark in document.bookmarks
    ]
    if len(marks) >= FEWEST:
        levels = settled_levels([(mark.level, mark.numbered) for mark in marks])
        settled = tuple(replace(m, level=n) for m, n in zip(marks, levels, strict=True))
        return settled if _has_levels(settled) else ()
    listed = tuple(_listed(document.pages, contents, blocks)) if contents else ()
    return listed if len(listed) >= FEWEST and _has_levels(listed) else ()


def _outlined(level: int, title: str, page_no: int | None, source: str) -> Outlined:
    numbered, titles = _read(title)
    return Outlined(level, numbered, titles, page_no, source)


def _read(line: str) -> tuple[Numbered | None, frozenset[str]]:
    folded = fold_text(line).strip()
    numbered = read_number(folded)
    bare = folded[numbered.title_at :] if numbered else folded
    return numbered, frozenset({key(folded), key(bare)} - {""})


def _has_levels(marks: Sequence[Outlined]) -> bool:
    """Whether levels say something: not when all are one and the numbers of several kinds."""
    styles = {mark.numbered.style for mark in marks if mark.numbered}
    return len({mark.level for mark in marks}) > 1 or len(styles) < 2


def _listed(
    pages: Sequence[Page], contents: Contents, blocks: Sequence[Block]
) -> Iterator[Outlined]:
    """The entries of a contents page with boxes, by indentation; none without indentation."""
    starts = {page.page_no: page for page in pages if page.boxes is not None}
    placed = [(e, _left(starts.get(e.run.page_no), e.run)) for e in contents.entries]
    lefts = [x for _, x in placed if x is not None]
    if len(lefts) < len(placed):
        return
    steps = _steps(lefts)
    shift = _shift(contents, blocks)
    if shift is None or len(steps) < 2:
        return
    for entry, left in placed:
        level = sum(step <= (left or 0.0) + SAME_INDENT / 2 for step in steps)
        printed = f"{entry.numbered.raw} " if entry.numbered else ""
        page = None if entry.page is None else entry.page + shift
        yield _outlined(level, printed + entry.title.text, page, "目次")


def _left(page: Page | None, run: Run) -> float | None:
    if page is None or page.boxes is None:
        return None
    x0 = page.boxes[run.start : run.end, 0]
    return float(np.nanmin(x0)) if np.isfinite(x0).any() else None


def _steps(lefts: Sequence[float]) -> list[float]:
    """The left edges that entries share, from the outermost."""
    steps: list[float] = []
    for x in sorted(lefts):
        if not steps or x - steps[-1] > SAME_INDENT:
            steps.append(x)
    return steps


def _shift(contents: Contents, blocks: Sequence[Block]) -> int | None:
    """How far pages of the file are from printed page numbers: as most titles have it."""
    where: dict[str, set[int]] = {}
    for _, line in _lines(blocks, contents):
        for title in _read(line.text)[1]:
            where.setdefault(title, set()).add(line.page_no)
    votes = Counter(
        page - entry.page
        for entry in contents.entries
        if entry.page is not None
        for page in where.get(_name(entry), ())
    )
    if not votes:
        return None
    shift, count = votes.most_common(1)[0]
    return shift if count >= FEWEST else None


def _name(entry: Entry) -> str:
    return key(entry.title.text)


def _lines(blocks: Sequence[Block], contents: Contents | None) -> Iterator[tuple[int, Run]]:
    """The lines of running text with their blocks, the contents page left out."""
    skip = frozenset(contents.blocks if contents else ())
    for i, block in enumerate(blocks):
        if block.grid is None and i not in skip:
            for line in block.lines:
                yield i, line


def outlined_candidates(
    named: Sequence[Outlined], blocks: Sequence[Block], contents: Contents | None
) -> tuple[Candidate, ...]:
    """The lines that print a named heading, in order; each name takes one line of its page."""
    by_page: dict[int, list[tuple[int, Run]]] = {}
    for i, line in _lines(blocks, contents):
        by_page.setdefault(line.page_no, []).append((i, line))
    found: list[Candidate] = []
    last = (0, -1)
    for name in named:
        lines = by_page.get(name.page_no, ()) if name.page_no is not None else ()
        for i, line in lines:
            if position(line) > last and (candidate := _candidate(i, line, name)) is not None:
                found.append(candidate)
                last = position(line)
                break
    return tuple(found)


def _candidate(block: int, line: Run, name: Outlined) -> Candidate | None:
    numbered, titles = _read(line.text)
    if not titles & name.titles:
        return None
    if numbered and name.numbered and numbered.parts != name.numbered.parts:
        return None
    shown = view(line).strip()
    folded = shown.folded
    printed = read_number(folded.text)
    title = as_printed(folded.cut(printed.title_at, len(folded.text))) if printed else shown
    kind = part_kinds().get(key(shown.text), "heading")
    return Candidate(
        block,
        line,
        kind,
        printed or name.numbered,
        title,
        name.level,
        None if printed else name.source,
        as_printed(folded.cut(0, printed.title_at)).text if printed else None,
    )


def with_outlined(found: Iterable[Candidate], named: Sequence[Candidate]) -> list[Candidate]:
    """Candidates in printed order; a line that the file names is that and nothing else.

    A file that names its headings leaves nothing to guess about lines without a number.
    """
    kept = (c for c in found if not named or c.kind != "unnumbered")
    by_place = {position(c.line): c for c in kept} | {position(c.line): c for c in named}
    return [by_place[place] for place in sorted(by_place)]
