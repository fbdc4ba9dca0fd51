"""Assembles tables as a reader sees them: parts joined over pages, caption, kind, place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.fold import key
from extract.model import Grid
from extract.view import View, view
from parsers.captions import read_caption
from parsers.contents import Contents
from parsers.field_labels import card_title, measure_field
from parsers.model import Block, Cell, Heading, Table
from parsers.others import is_of_bodies, is_of_others, is_past
from parsers.sections import Starts, position, section_at, section_starts
from parsers.table_kinds import caption_row, classify
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
    found = tuple(parts(blocks))
    for part in joined(blocks, [p for p in found if p.first_block not in listed]):
        tables.append(_table(part, blocks, headings, starts))
    pages = [part for part in found if part.first_block in listed]
    if pages and contents is not None:
        rows = tuple(row for part in pages for row in part.rows)
        runs = tuple(run for part in pages for run in part.row_runs)
        caption = view(contents.title).strip() if contents.title.text else None
        at = section_at(starts, runs[0])
        tables.append(Table(_renumber(rows), runs, "contents", 0, caption, at))
    return tuple(sorted(tables, key=lambda t: position(t.row_runs[0])))


def _renumber(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(c if c.row == i else c.in_row(i) for c in row) for i, row in enumerate(rows))


def _table(
    part: Part,
    blocks: tuple[Block, ...],
    headings: Sequence[Heading],
    starts: Starts,
) -> Table:
    rows = _renumber(part.rows)
    kind, n_header = classify(rows)
    caption: View | None
    section = section_at(starts, part.row_runs[0])
    if _is_foreign(kind, headings, section, blocks[part.first_block].grid):
        kind = "other"
    if kind == "measure_card":
        caption = _card_title(rows) or _caption(blocks, part.first_block)
        if caption is None and section is not None:
            caption = view(headings[section].run)
    elif caption_row(rows) and n_header:
        caption = rows[0][0].view.strip()
    else:
        caption = _caption(blocks, part.first_block)
        if caption is None and section is not None:
            caption = view(headings[section].run)
    ruled = bool(part.xs) or any(c.covered for row in rows for c in row)
    return Table(rows, part.row_runs, kind, n_header, caption, section, part.other_runs, ruled)


def _is_foreign(
    kind: str, headings: Sequence[Heading], section: int | None, grid: Grid | None
) -> bool:
    """Whether a list of measures or of indicators stands in a section about others.

    One that only blanks draw is believed less: it is none in a section about the past either.
    """
    if kind not in {"measure_list", "indicators"}:
        return False
    if grid is None or grid.source != "blanks":
        return is_of_bodies(headings, section)
    return is_of_others(headings, section) if kind == "measure_list" else is_past(headings, section)


def _card_title(rows: Sequence[Sequence[Cell]]) -> View | None:
    """The title that a card prints inside: beside its label, or alone in the first row."""
    for row in rows:
        cells = [cell for cell in row if cell.text]
        for label, value in pairwise(cells):
            if measure_field(label.text) == "measure":
                return value.view.strip()
    title = card_title(rows)
    return title.title.view.strip() if title is not None else None


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
