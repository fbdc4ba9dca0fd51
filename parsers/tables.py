"""Assembles tables as a reader sees them: parts joined over pages, caption, kind, place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.fold import key
from extract.view import View, view
from parsers.captions import read_caption
from parsers.contents import Contents
from parsers.model import Block, Cell, Heading, Table
from parsers.sections import Starts, position, section_at, section_starts
from parsers.table_kinds import caption_row, classify, measure_field
from parsers.table_parts import MAX_GAP, Part, joined, parts

CAPTION_REACH = 3
CAPTION_LINE = 30


def assemble(
    blocks: tuple[Block, ...], headings: Sequence[Heading], contents: Contents | None
) -> tuple[Table, ...]:
    """Every table of the document in printed order; each grid row is in exactly one."""
    listed = frozenset(contents.blocks if contents else ())
    starts = section_starts(headings)
    tables: list[Table] = []
    pages: list[Part] = []
    for part in joined(blocks, [p for p in parts(blocks) if p.first_block not in listed]):
        tables.append(_table(part, blocks, headings, starts))
    for part in parts(blocks):
        if part.first_block in listed:
            pages.append(part)
    if pages and contents is not None:
        rows = tuple(row for part in pages for row in part.rows)
        runs = tuple(run for part in pages for run in part.row_runs)
        caption = view(blocks[contents.title_block].first).strip()
        at = section_at(starts, runs[0])
        tables.append(Table(_renumber(rows), runs, "contents", 0, caption, at))
    return tuple(sorted(tables, key=lambda t: position(t.row_runs[0])))


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
    return Table(rows, part.row_runs, kind, n_header, caption, section, part.other_runs)


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
