"""Finds frames of measure cards whose labels were not recognised, so that no card was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extract.model import Document, Grid, GridCell, Run
from parsers.model import Cell, Table

# Points by which the frames of one plan's cards differ on pages that were scanned.
NEAR = 4.0
# A smaller frame than this is no card.
ROWS = 3
LABELS = 2

Frame = tuple[float, float]
Place = tuple[int, int]


def find_lost_cards(document: Document, tables: Sequence[Table]) -> tuple[Run, ...]:
    """The first rows of grids on recognised pages that are framed like the plan's cards.

    Framed alike: as wide, with labels in a column as wide. No row of the grid was read as part
    of a measure's table.
    """
    scans = [page for page in document.pages if page.confidences is not None]
    if not scans:
        return ()
    cards = set(_places(t for t in tables if t.kind == "measure_card"))
    read = cards | set(_places(t for t in tables if t.kind == "measure_list"))
    grids = [grid for page in document.pages for grid in page.grids if len(grid.xs) > 2]
    frames = {_frame(grid) for grid in grids if _holds(grid, cards)}
    return tuple(
        grid.row_runs[0]
        for page in scans
        for grid in page.grids
        if len(grid.row_runs) >= ROWS
        and len(grid.xs) > 2
        and not _holds(grid, read)
        and has_lost_labels(grid.cells)
        and any(_are_alike(_frame(grid), frame) for frame in frames)
    )


def has_lost_labels(rows: Sequence[Sequence[Cell | GridCell]]) -> bool:
    """Whether the first column holds several things of which none was recognised.

    Such rows may be a table of their own: they are no rest of the table before them.
    """
    first = [cell for row in rows for cell in row if cell.col == 0 and not cell.covered]
    return sum(c.unread for c in first) >= LABELS and all(not _text(c).strip() for c in first)


def _text(cell: Cell | GridCell) -> str:
    return cell.text if isinstance(cell, Cell) else cell.run.text


def _places(tables: Iterator[Table]) -> Iterator[Place]:
    for table in tables:
        yield from ((run.page_no, run.start) for run in (*table.row_runs, *table.other_runs))


def _holds(grid: Grid, places: Collection[Place]) -> bool:
    return any((run.page_no, run.start) in places for run in grid.row_runs)


def _frame(grid: Grid) -> Frame:
    """The width of the first column and of the whole, in points."""
    return grid.xs[1] - grid.xs[0], grid.xs[-1] - grid.xs[0]


def _are_alike(one: Frame, other: Frame) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))
