"""Grids that a text file draws with the table tags of HTML, as some converters do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field

from extract.frozen import frozen
from extract.model import Grid, GridCell, Run

# No repeat passes "<", so hostile input stays linear.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"""\b(row|col)span\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
_ONLY_TAGS = re.compile(r"(?:\s|<[^<>]*>)*")
_LINE_END = re.compile(r"[\r\n\f]")
# A wider table is no table of a plan but a slip in a tag.
_WIDEST = 200


@frozen
class _Cell:
    start: int
    end: int
    row_span: int
    col_span: int


@frozen
class _Row:
    start: int
    cells: list[_Cell] = field(default_factory=list)


def markup_grids(page: Run) -> tuple[Grid, ...]:
    """The tables between <table> and </table> of a page's text, in order.

    A table fills whole lines: one with words beside it on its first or last line, one that is
    not closed on its page and one inside another are text. Cells are what stands between their
    tags, a cell that spans rows or columns leaves covered cells behind it.
    """
    found = (_grid(page, start, end, rows) for start, end, rows in _tables(page.text))
    return tuple(grid for grid in found if grid is not None)


def _tables(text: str) -> Iterator[tuple[int, int, list[_Row]]]:
    """Where each outermost table begins and ends, and its rows."""
    if "<" not in text:
        return
    start, depth = 0, 0
    rows: list[_Row] = []
    opened: tuple[int, int, int] | None = None
    for tag in _TAG.finditer(text):
        name, closing = tag["name"].lower(), bool(tag["close"])
        if name == "table":
            depth = max(0, depth - 1) if closing else depth + 1
            if closing and depth == 0:
                _close(rows, opened, tag.start())
                yield start, tag.end(), rows
            if depth == 1 and not closing:
                start, rows, opened = tag.start(), [], None
        elif depth == 1:
            _close(rows, opened, tag.start())
            opened = None
            if name == "tr" and not closing:
                rows.append(_Row(tag.start()))
            elif name != "tr" and not closing and rows:
                spans = {kind.lower(): int(n) for kind, n in _SPAN.findall(tag["rest"])}
                opened = (tag.end(), max(1, spans.get("row", 1)), max(1, spans.get("col", 1)))


def _close(rows: list[_Row], opened: tuple[int, int, int] | None, end: int) -> None:
    if opened is not None:
        start, row_span, col_span = opened
        rows[-1].cells.append(_Cell(start, end, row_span, col_span))


def _grid(page: Run, start: int, end: int, rows: Sequence[_Row]) -> Grid | None:
    rows = [row for row in rows if row.cells]
    first, last = _line_start(page.text, start), _line_end(page.text, end)
    beside = (page.text[first:start], page.text[end:last])
    if not rows or not all(_ONLY_TAGS.fullmatch(text) for text in beside):
        return None
    begins = [first, *(row.start for row in rows[1:])]
    ends = [*begins[1:], last]
    runs = tuple(_trimmed(page.cut(a, b)) for a, b in zip(begins, ends, strict=True))
    cells = _placed(page, rows)
    return Grid(page.page_no, runs, cells, "markup") if cells is not None else None


def _placed(page: Run, rows: Sequence[_Row]) -> tuple[tuple[GridCell, ...], ...] | None:
    """The cells at their columns; None where spans overlap or a row is too wide."""
    taken: dict[tuple[int, int], int] = {}
    placed: list[dict[int, GridCell]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        col = 0
        for cell in row.cells:
            while (i, col) in taken:
                col += 1
            down, across = min(cell.row_span, len(rows) - i), cell.col_span
            places = [(r, c) for r in range(i, i + down) for c in range(col, col + across)]
            if col + across > _WIDEST or any(place in taken for place in places):
                return None
            run = page.cut(cell.start, cell.end)
            placed[i][col] = GridCell(i, col, run, down, across)
            for r, c in places:
                taken[r, c] = i
                if (r, c) != (i, col):
                    placed[r][c] = GridCell(r, c, run.cut(0, 0), covered=True)
    return tuple(tuple(row[col] for col in sorted(row)) for row in placed)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind(sign, 0, at) for sign in "\r\n\f") + 1


def _line_end(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _trimmed(run: Run) -> Run:
    """The run without the line ends behind it."""
    return run.cut(0, len(run.text.rstrip("\r\n")))


def outside(lines: Sequence[Run], grids: Sequence[Grid]) -> Iterator[tuple[Run, ...]]:
    """The lines that are in no such grid, cut where one stands between them."""
    ends = [grid.row_runs[-1].end for grid in grids]
    starts = [grid.row_runs[0].start for grid in grids]
    parts: list[list[Run]] = [[] for _ in range(len(grids) + 1)]
    for line in lines:
        n = bisect_right(starts, line.start)
        if n == 0 or line.start >= ends[n - 1]:
            parts[n].append(line)
    return (tuple(part) for part in parts)
