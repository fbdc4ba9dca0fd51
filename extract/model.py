"""The page model: what every reader delivers and every parser cuts from."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from extract.frozen import frozen

if TYPE_CHECKING:
    from extract.ink import Bookmark, Floats

TextLayer = Literal["text", "native", "ocr", "none", "damaged"]
Severity = Literal["error", "warning", "info"]


@frozen
class Run:
    """A printed run: code points ``start`` to ``end`` (half-open) of one page's text.

    ``text`` is the run as read, so ``page.text[start:end] == text`` always holds;
    parsers never build a ``Run`` other than by cutting one.
    """

    page_no: int
    start: int
    end: int
    text: str

    def cut(self, start: int, end: int) -> Run:
        """The part between two offsets counted from this run's own start."""
        return Run(self.page_no, self.start + start, self.start + end, self.text[start:end])

    def strip(self) -> Run:
        """The run without the white space around it (possibly empty, at its start)."""
        size = len(self.text.strip())
        if size == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, left + size)


@frozen
class Repair:
    """A reading that was changed: which field, from what, to what, by which rule, and why."""

    run: Run | None
    table: str
    column: str
    raw: str
    repaired: str
    rule: str
    reason: str
    confidence: float = 1.0


@frozen
class Issue:
    """Something a person should look at. ``code`` is stable, ``message`` is for reading."""

    severity: Severity
    code: str
    message: str
    run: Run | None = None
    value_raw: str | None = None


@frozen
class CellInk:
    """What a drawn bar puts into one cell: its share of the cell's width (0–1) and its shape.

    ``bar`` numbers the bars of the page. ``rows`` are the rows of the grid that the bar may
    belong to when it crosses a border; one row when that is plain. ``label`` is the text that
    is printed in the bar, ``box`` the bar's extent on the page (x0, top, x1, bottom). ``unsure``
    marks an end of the bar that reaches so little into the cell that it may not be meant.
    Of a cell over several columns of the grid ``edges`` are the x of these, from its left side to
    its right one, and ``ends`` those of the bar, before a page is turned; empty otherwise.
    """

    bar: int
    coverage: float
    shape: str
    rows: tuple[int, ...]
    box: tuple[float, float, float, float]
    label: Run | None = None
    unsure: bool = False
    edges: tuple[float, ...] = ()
    ends: tuple[float, ...] = ()


@frozen
class Fill:
    """The background of a cell: its colour (RGB as 0xRRGGBB), the cell's box on the page."""

    colour: int
    box: tuple[float, float, float, float]


@frozen
class RestOfCell:
    """A further line of a cell that stands apart from the lines before it.

    ``wrapped`` tells that the line above had no room left, so that a word may go on here.
    """

    run: Run
    wrapped: bool


@frozen
class GridCell:
    """One cell of a grid. ``row`` and ``col`` count from 0; spans are at least 1.

    A ``covered`` cell is the empty place that a neighbour's span covers: it keeps rows of a
    ruled grid as long as rows of a text, and is no cell of its own. ``rest`` are lines of the
    cell that other columns part from ``run``. An ``unread`` cell holds ink that was not
    recognised: it has no text and is not blank.
    """

    row: int
    col: int
    run: Run
    row_span: int = 1
    col_span: int = 1
    covered: bool = False
    ink: tuple[CellInk, ...] = ()
    fill: Fill | None = None
    rest: tuple[RestOfCell, ...] = ()
    unread: bool = False


@frozen
class Grid:
    """Cells of one page in reading order; ``row_runs`` are whole rows with their separators.

    ``xs`` and ``ys`` are the edges of its columns and rows in points, empty for a text.
    """

    page_no: int
    row_runs: tuple[Run, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    source: Literal["tabs", "pipes", "markup", "rulings", "alignment", "blanks"]
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()

    @property
    def n_cols(self) -> int:
        """Columns of the widest row."""
        return max((c.col + c.col_span for row in self.cells for c in row), default=0)


@frozen
class Page:
    """One page: its text as read, its lines (without line ends), its grids.

    ``width_pt`` and ``height_pt`` are None for plain text. ``furniture`` are lines that belong
    to the page, not to the plan (running heads, page numbers). ``boxes`` is (characters, 4):
    x0, top, x1, bottom of every code point of ``text``, NaN where nothing was printed.
    ``pictures`` are the boxes of pictures that may hold a table, ``lost_bars`` those of level
    bars below numbered labels whose columns or rows cannot be told, ``loose_bars`` those of bars
    in no grid. ``confidences`` is (characters,) where a machine read the page from its picture:
    how surely each code point was recognised, 0 to 100, NaN where nothing was.
    """

    page_no: int
    text: str
    lines: tuple[Run, ...]
    grids: tuple[Grid, ...] = ()
    width_pt: float | None = None
    height_pt: float | None = None
    furniture: tuple[Run, ...] = ()
    boxes: Floats | None = field(default=None, compare=False, repr=False)
    confidences: Floats | None = field(default=None, compare=False, repr=False)
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    lost_bars: tuple[tuple[float, float, float, float], ...] = ()
    loose_bars: tuple[tuple[float, float, float, float], ...] = ()


@frozen
class Document:
    """A file that was read: its pages and what is known of it before any parsing."""

    source_name: str
    sha256: str
    media_type: str
    encoding: str | None
    text_layer: TextLayer
    pages: tuple[Page, ...]
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()


class UnreadableFile(Exception):
    """A file that gives no document. ``code`` is stable, the text says what to do.

    ``detail`` is the part of the text that no translation can know; the whole text by default.
    """

    def __init__(self, code: str, message: str, detail: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = message if detail is None else detail
