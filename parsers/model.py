"""What parsing finds, as plain frozen values that still point at their print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from functools import wraps
from typing import Any, Generic, TypeVar

from extract.frozen import frozen
from extract.model import CellInk, Fill, Grid, Issue, Repair, Run
from extract.view import View

T = TypeVar("T")


class TextClass(StrEnum):
    """The eight classes of which every character of a page has exactly one."""

    HEADING = "heading"
    BODY = "body"
    TABLE = "table"
    CAPTION = "caption"
    CONTENTS = "contents"
    FURNITURE = "furniture"
    FIGURE = "figure"
    UNCLASSIFIED = "unclassified"


@frozen
class Findings(Generic[T]):
    """Values with what was repaired and what is unsure about them."""

    values: tuple[T, ...] = ()
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()


@frozen
class Block:
    """Consecutive lines without a blank one between them: running text or one grid.

    ``gap`` counts the blank lines before the block; a long gap is where a figure was.
    ``run`` is the whole block with its inner line ends.
    """

    lines: tuple[Run, ...]
    gap: int
    run: Run
    grid: Grid | None = None

    @property
    def first(self) -> Run:
        """The first line."""
        return self.lines[0]

    def between(self, first: Run, last: Run) -> Run:
        """The run from the start of one of the block's lines to the end of another."""
        return self.run.cut(first.start - self.run.start, last.end - self.run.start)


@frozen
class Heading:
    """A heading of the body (or, when only the contents page has it, of that page).

    ``level`` 1 is the outermost of this document; ``parent`` is an index into the list.
    ``parts`` are the values of the number (2.1 -> (2, 1)), empty without one. ``toc_run`` is its
    line on the contents page.
    """

    level: int
    kind: str
    number_raw: str | None
    number: str | None
    number_status: str | None
    title: View
    run: Run
    parent: int | None
    toc_page: int | None = None
    toc_status: str = "no_toc"
    style: str = "unnumbered"
    parts: tuple[int, ...] = ()
    toc_run: Run | None = None


@frozen
class Cell:
    """One cell of an assembled table; ``view`` is its readable text.

    ``text`` is that without white space around it, made once because every parser of tables
    looks at every cell. An ``unread`` cell is empty but not blank: its print was not recognised.
    """

    row: int
    col: int
    view: View
    row_span: int = 1
    col_span: int = 1
    covered: bool = False
    ink: tuple[CellInk, ...] = ()
    fill: Fill | None = None
    unread: bool = False
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Derives ``text``."""
        object.__setattr__(self, "text", self.view.text.strip())

    def in_row(self, row: int) -> Cell:
        """The same cell as part of another table, where it stands in that row."""
        # ``dataclasses.replace`` takes ten times as long, and a card has hundreds of cells.
        place = (self.col, self.view, self.row_span, self.col_span)
        return Cell(row, *place, self.covered, self.ink, self.fill, self.unread)


@frozen
class Table:
    """A table as a reader sees it: parts on several pages joined, in printed rows.

    ``section`` is an index into the headings, ``rows[i]`` are the cells of one printed row, of
    which ``row_runs[i]`` is the place. ``other_runs`` are the printed rows that are no row of
    their own: a header repeated on the next page, the rest of a row that the page cut, the half
    of the rows on a facing page. ``ruled`` tells that the spans of cells were drawn: in a text
    an empty cell can be the rest of a merged one.
    """

    rows: tuple[tuple[Cell, ...], ...]
    row_runs: tuple[Run, ...]
    kind: str
    n_header_rows: int
    caption: View | None
    section: int | None
    other_runs: tuple[Run, ...] = ()
    ruled: bool = False
    _made: dict[Callable[[Table], Any], Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def n_cols(self) -> int:
        """Columns of the widest row."""
        return max((c.col + c.col_span for row in self.rows for c in row), default=0)

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the header."""
        return self.rows[self.n_header_rows :]


def once_per_table(read: Callable[[Table], T]) -> Callable[[Table], T]:
    """A reader of tables whose answer the table keeps: several parsers ask the same of it."""

    @wraps(read)
    def kept(table: Table) -> T:
        made = table._made
        if read not in made:
            made[read] = read(table)
        found: T = made[read]
        return found

    return kept
