"""Finds schedules of which nothing can be read: one picture, or bars in no columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from extract.fold import key
from extract.frozen import frozen
from extract.model import Document, Page, Run
from parsers.model import Heading, Table
from parsers.sections import section_at, section_starts
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import is_year_label, year_columns

Box = tuple[float, float, float, float]

# A caption or a label is no longer than this; lines above and below a picture that may name it.
LONGEST = 40
ABOVE, BELOW = 2, 1


@frozen
class LostSchedule:
    """A picture or drawn bars (``box`` in points on its page) and the printed words that call
    it a schedule: a caption, a heading, or the years over the bars. ``rows`` are bars beside
    the label of a row (the printed words), with no years over them."""

    named: Run
    box: Box
    kind: Literal["picture", "bars", "rows"] = "picture"


def find_lost_schedules(
    document: Document, headings: Sequence[Heading], tables: Sequence[Table]
) -> tuple[LostSchedule, ...]:
    """Pictures beside, below or above words for a schedule, or in a section that is named so.

    A section whose schedule was read from a table lends its name to no picture. Drawn bars that
    stand in no grid are a schedule when years stand over them, or when they are named so.
    """
    pages = [page for page in document.pages if page.pictures or page.lost_bars]
    if not pages:
        return ()
    starts = section_starts(headings)
    read = {t.section for t in tables if any(len(year_columns(row)) > 1 for row in t.rows)}
    found: list[LostSchedule] = []
    for page in pages:
        pieces = list(pieces_of(page))
        for bars in page.lost_bars:
            over = (run for run in _beside(pieces, bars) if _are_years(run) or _is_named(run))
            named = _years_above(page, bars) or next(over, None)
            if named is not None:
                found.append(LostSchedule(named.strip(), bars, "bars"))
        for picture in page.pictures:
            named = next((run for run in _beside(pieces, picture) if _is_named(run)), None)
            if named is None:
                end = Run(page.page_no, _place(pieces, picture), 0, "")
                section = section_at(starts, end)
                if section is not None and section not in read:
                    title = headings[section].run
                    named = title if _is_named(title) else None
            if named is not None:
                found.append(LostSchedule(named.strip(), picture))
    return tuple(found)


@per_vocabulary
def _words() -> tuple[str, ...]:
    return tuple(load("fields")["schedule_picture"]["words"])


def _is_named(run: Run) -> bool:
    name = key(run.text)
    return len(name) <= LONGEST and any(word in name for word in _words())


def _are_years(run: Run) -> bool:
    """Whether a line holds two or more labels of years."""
    return sum(map(is_year_label, run.text.split())) > 1


def _years_above(page: Page, box: Box) -> Run | None:
    """The row of years above a box in the grid that holds it: cells of a scan may be unread."""
    from extract.ink_box import ink_box

    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for grid in page.grids:
        if not (grid.xs and grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]):
            continue
        for run in reversed(grid.row_runs):
            place = ink_box(page.boxes, run) if page.boxes is not None else None
            if place is not None and place[3] <= y and _are_years(run):
                return run
    return None


def pieces_of(page: Page) -> Iterator[tuple[Run, Box]]:
    """The cells of grids and the other lines of a page, with their boxes, in reading order."""
    from extract.ink_box import ink_box  # numpy loads only for pages with boxes

    rows = {
        run.start: cells
        for grid in page.grids
        for run, cells in zip(grid.row_runs, grid.cells, strict=True)
    }
    apart = {line.start for line in page.furniture}
    for line in page.lines:
        if line.start in apart or page.boxes is None:
            continue
        cells = rows.get(line.start)
        for run in [cell.run for cell in cells if not cell.covered] if cells else [line]:
            box = ink_box(page.boxes, run)
            if box is not None:
                yield run, box


def _beside(pieces: Sequence[tuple[Run, Box]], picture: Box) -> Iterator[Run]:
    """What is printed at the height of a picture, then what is nearest above and below it."""
    _, top, _, bottom = picture
    yield from (run for run, box in pieces if box[1] < bottom and box[3] > top)
    above = sorted((p for p in pieces if p[1][3] <= top), key=lambda p: -p[1][3])
    below = sorted((p for p in pieces if p[1][1] >= bottom), key=lambda p: p[1][1])
    yield from (run for run, _ in (*above[:ABOVE], *below[:BELOW]))


def _place(pieces: Sequence[tuple[Run, Box]], picture: Box) -> int:
    """Where in the page's text a picture stands: behind the last line above it."""
    return max((run.start for run, box in pieces if box[3] <= picture[3]), default=-1)
