"""Assembles tables as a reader sees them: parts joined over pages, caption, kind, place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from extract.fold import fold_text, key
from extract.model import Run
from extract.view import View, view
from parsers.captions import read_caption
from parsers.contents import Contents
from parsers.model import Block, Cell, Heading, Table
from parsers.sections import Starts, position, section_at, section_starts
from parsers.table_kinds import (
    caption_row,
    classify,
    is_card,
    is_card_start,
    measure_field,
    names_kind,
    year_columns,
)
from parsers.vocabulary import load

MAX_GAP = 2
CAPTION_REACH = 3
CAPTION_LINE = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one block that belong together, before joining."""

    rows: tuple[tuple[Cell, ...], ...]
    row_runs: tuple[Run, ...]
    first_block: int
    last_block: int


def assemble(
    blocks: tuple[Block, ...], headings: Sequence[Heading], contents: Contents | None
) -> tuple[Table, ...]:
    """Every table of the document in printed order; each grid row is in exactly one."""
    listed = frozenset(contents.blocks if contents else ())
    starts = section_starts(headings)
    tables: list[Table] = []
    pages: list[Part] = []
    for part in _joined(blocks, [p for p in _parts(blocks) if p.first_block not in listed]):
        tables.append(_table(part, blocks, headings, starts))
    for part in _parts(blocks):
        if part.first_block in listed:
            pages.append(part)
    if pages and contents is not None:
        rows = tuple(row for part in pages for row in part.rows)
        runs = tuple(run for part in pages for run in part.row_runs)
        caption = view(blocks[contents.title_block].first).strip()
        at = section_at(starts, runs[0])
        tables.append(Table(_renumber(rows), runs, "contents", 0, caption, at))
    return tuple(sorted(tables, key=lambda t: position(t.row_runs[0])))


def _parts(blocks: tuple[Block, ...]) -> Iterator[Part]:
    for i, block in enumerate(blocks):
        if block.grid is None:
            continue
        rows = tuple(
            tuple(
                Cell(c.row, c.col, view(c.run), c.row_span, c.col_span, c.covered, c.ink)
                for c in row
            )
            for row in block.grid.cells
        )
        start = 0
        for n in range(1, len(rows)):
            if is_card_start(rows[n]) and is_card(rows[start:n]):
                yield Part(rows[start:n], block.lines[start:n], i, i)
                start = n
        yield Part(rows[start:], block.lines[start:], i, i)


def _joined(blocks: tuple[Block, ...], parts: Sequence[Part]) -> Iterator[Part]:
    current: Part | None = None
    for part in parts:
        if current is not None and _continues(blocks, current, part):
            current = Part(
                current.rows + part.rows,
                current.row_runs + part.row_runs,
                current.first_block,
                part.last_block,
            )
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


@cache
def _notes() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(p) for p in load("fields")["continuation"]["patterns"])


def is_continuation_note(line: Run) -> bool:
    """Whether a line only says that the table goes on (※スケジュールは次ページ)."""
    text = fold_text(line.text).strip()
    return any(pattern.match(text) for pattern in _notes())


def _continues(blocks: tuple[Block, ...], a: Part, b: Part) -> bool:
    """Whether ``b`` is the rest of ``a``: only blank lines or a note between, same columns."""
    if is_card_start(b.rows[0]) or a.last_block == b.first_block:
        return False
    between = blocks[a.last_block + 1 : b.first_block]
    noted = bool(between) and all(
        is_continuation_note(line) for block in between for line in block.lines
    )
    if between and not noted:
        return False
    if not noted and blocks[b.first_block].gap > MAX_GAP:
        return False
    if names_kind(b.rows[0]) and _row_key(b.rows[0]) != _row_key(a.rows[0]):
        return False  # another header
    if is_card_start(a.rows[0]):
        return noted or bool(year_columns(b.rows[0])) or _width(a) == _width(b)
    return _width(a) == _width(b) and not (year_columns(b.rows[0]) and not year_columns(a.rows[0]))


def _row_key(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(key(cell.text) for cell in row)


def _width(part: Part) -> int:
    return max(len(row) for row in part.rows)


def _renumber(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(replace(c, row=i) for c in row) for i, row in enumerate(rows))


def _table(
    part: Part,
    blocks: tuple[Block, ...],
    headings: Sequence[Heading],
    starts: Starts,
) -> Table:
    rows = _renumber(part.rows)
    kind, n_header = classify(rows)
    section = section_at(starts, part.row_runs[0])
    if kind == "measure_card":
        titles = (row for row in rows if row and measure_field(row[0].text) == "measure")
        caption: View | None = next((c.view.strip() for c in next(titles)[1:] if c.text), None)
    elif caption_row(rows) and n_header:
        caption = rows[0][0].view.strip()
    else:
        caption = _caption(blocks, part.first_block)
        if caption is None and section is not None:
            caption = view(headings[section].run)
    return Table(rows, part.row_runs, kind, n_header, caption, section)


def _caption(blocks: tuple[Block, ...], at: int) -> View | None:
    """The nearest caption line above, past a legend or a note, not past another table."""
    for i in range(at - 1, max(-1, at - 1 - CAPTION_REACH), -1):
        block = blocks[i]
        if block.grid is not None or blocks[i + 1].gap > MAX_GAP + 1:
            return None
        for line in reversed(block.lines):
            caption = read_caption(line)
            if caption is not None and caption.what in {"table", "either", "figure"}:
                return caption.line
        if len(key(block.lines[-1].text)) > CAPTION_LINE:
            return None
    return None
