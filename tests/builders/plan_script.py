"""A whole plan as a list of things to print, taken from a plan's text and its parsed tables.

Each renderer prints the same script, so that what is read from their PDFs can be compared with
what is read from the text. Arrows that the text lost are drawn again over known years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from extract.text_file import read_text
from normalize.build import build
from normalize.collect import place
from normalize.manifest import Manifest
from parsers.measures import Measure
from parsers.model import Table
from parsers.plan import Plan
from parsers.year_header import year_columns
from tests.builders.pdf_fonts import text_width

NOTE = "（※事業実施スケジュールは次ページ）"
# One after the other for the rows of all schedules; renderers must know each of them.
DRAWN_AS = (
    "block_arrow",
    "line_filled_head",
    "pentagon",
    "block_arrow_outlined",
    "bar",
    "chevron",
    "line_open_head",
    "rounded_bar",
    "notched_arrow",
    "line_dashed_head",
    "double_headed_arrow",
    "line_oval_head",
    "gradient_bar",
    "line_no_head",
)
# Lines of a card that fit on a page beside the page's heading; longer ones get the note.
_MOST_LINES = 44
_LINE_WIDTH = 384.0


@dataclass(frozen=True, slots=True)
class Title:
    """The title page."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading. Level 1 begins a page; ``listed`` ones stand on the contents page."""

    level: int
    text: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of texts; every row has as many cells as the widest."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ScheduleRowScript:
    """A row of a schedule: its label, and the first and last year of the arrow over it, if any.

    ``phases`` has several entries where one row packs several phases: its one arrow then tells
    marks but no phase's years. ``shape`` is a name of arrow_shapes.SHAPES.
    """

    label: str
    phases: tuple[str, ...]
    span: tuple[int, int] | None
    shape: str


@dataclass(frozen=True, slots=True)
class ScheduleScript:
    """The schedule of one item: header label (ア) 事業項目), year labels with years, rows."""

    item_label: str | None
    header: str
    year_labels: tuple[str, ...]
    years: tuple[int, ...]
    rows: tuple[ScheduleRowScript, ...]


@dataclass(frozen=True, slots=True)
class CardScript:
    """A measure's card: labelled texts, then schedules; split ones put those on a new page."""

    policy_no: int | None
    measure_no: int | None
    fields: tuple[tuple[str, str], ...]
    schedules: tuple[ScheduleScript, ...]
    split: bool


Element = Title | HeadingLine | Paragraph | Ruled | CardScript


@dataclass(frozen=True, slots=True)
class PlanScript:
    """The plan: the contents page stands before ``elements[contents_at]``."""

    title: str
    elements: tuple[Element, ...]
    contents_at: int

    @property
    def cards(self) -> tuple[CardScript, ...]:
        """The measures in printed order."""
        return tuple(e for e in self.elements if isinstance(e, CardScript))

    @property
    def listed(self) -> tuple[HeadingLine, ...]:
        """The headings of the contents page."""
        return tuple(e for e in self.elements if isinstance(e, HeadingLine) and e.listed)


@dataclass(frozen=True, slots=True)
class ExpectedArrow:
    """What must be read for one row of a schedule (years None: no arrow, or a packed row)."""

    policy_no: int | None
    measure_no: int | None
    item_label: str | None
    row_label: str
    packed: bool
    drawn: tuple[int, int] | None

    @property
    def span(self) -> tuple[int, int] | None:
        """The years of the row's phase."""
        return None if self.packed else self.drawn


def expected_arrows(script: PlanScript) -> tuple[ExpectedArrow, ...]:
    """The rows of all schedules in printed order."""
    return tuple(
        ExpectedArrow(
            card.policy_no,
            card.measure_no,
            schedule.item_label,
            row.label,
            len(row.phases) > 1,
            row.span,
        )
        for card in script.cards
        for schedule in card.schedules
        for row in schedule.rows
    )


@cache
def plan_script(path: Path, title: str | None = None) -> PlanScript:
    """The script of a plan's text file. The plan must have a contents page."""
    document = read_text(path)
    plan = Plan(document)
    if plan.contents is None:
        raise ValueError("the plan has no contents page")
    rows = build(document, Manifest("plan"))
    cards = dict(_cards(plan, rows))
    elements: list[Element] = []
    contents_at = 0
    tables = {run.start: i for i, table in enumerate(plan.tables) for run in table.row_runs}
    headings = {h.run.start: h for h in plan.headings.values}
    done: set[int] = set()
    for index, block in enumerate(plan.blocks):
        if index in (plan.contents.title_block, *plan.contents.blocks):
            contents_at = contents_at or len(elements)
            continue
        table = tables.get(block.first.start)
        if table is not None:
            if table not in done:
                done.add(table)
                elements.append(cards.get(table) or _ruled(plan.tables[table]))
            continue
        for line in block.lines:
            heading = headings.get(line.start)
            if heading is not None:
                text = line.text.strip()
                listed = heading.toc_page is not None
                elements.append(HeadingLine(heading.level, text, listed))
            elif line.text.strip() and NOTE[1:-1] not in line.text:
                elements.append(Paragraph(line.text.strip()))
    first = next(i for i, e in enumerate(elements) if isinstance(e, HeadingLine))
    cover = tuple(e.text for e in elements[:first] if isinstance(e, Paragraph))
    return PlanScript(title or cover[0], (Title(cover), *elements[first:]), contents_at - first + 1)


def _ruled(table: Table) -> Ruled:
    width = table.n_cols
    rows = []
    for row in table.rows:
        texts = [""] * width
        for cell in row:
            texts[cell.col] = cell.text
        rows.append(tuple(texts))
    return Ruled(tuple(rows))


def _cards(
    plan: Plan, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[tuple[int, CardScript]]:
    numbers = {row["measure_id"]: row for row in rows["measures"]}
    ordered = list(numbers.values())
    spans = {
        row["schedule_row_id"].rsplit(":", 1)[1]: (row["start_fy"], row["end_fy"])
        for row in rows["schedule_spans"]
        if row["reliability"] != "packed"
    }
    marked: dict[str, list[int]] = {}
    for row in rows["schedule_marks"]:
        at = row["schedule_row_id"].rsplit(":", 1)[1]
        marked.setdefault(at, []).append(row["fiscal_year"])
    shapes = cycle(DRAWN_AS)
    for measure, row in zip(plan.measures.values, ordered, strict=True):
        assert measure.table is not None, "the plan of this script has cards only"
        table = plan.tables[measure.table]
        schedules = tuple(_schedules(table, measure, spans, marked, shapes))
        fields = tuple(_fields(table))
        lines = sum(_lines(text) for _, text in fields)
        lines += sum(1 + len(s.rows) for s in schedules)
        card = CardScript(
            row["policy_no"], row["measure_no"], fields, schedules, lines > _MOST_LINES
        )
        yield measure.table, card


def _fields(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        if len(year_columns(row)) >= 2:
            return
        yield row[0].text, row[1].text


def _lines(text: str) -> int:
    return sum(1 + int(text_width(line, 10.5) / _LINE_WIDTH) for line in text.split("\n"))


def _schedules(
    table: Table,
    measure: Measure,
    spans: dict[str, tuple[int | None, int | None]],
    marked: dict[str, list[int]],
    shapes: Iterator[str],
) -> Iterator[ScheduleScript]:
    """One for each year header of the card, deletion notices included as rows without arrow."""
    items = {place(entry.row.run): entry for entry in measure.schedules}
    headers = [i for i, row in enumerate(table.rows) if len(year_columns(row)) >= 2]
    for i, end in zip(headers, [*headers[1:], len(table.rows)], strict=True):
        head = table.rows[i]
        labels = tuple(cell.text for cell in year_columns(head))
        years = tuple(int(label[:4]) for label in labels)
        found: list[ScheduleRowScript] = []
        letter: str | None = None
        for row in table.rows[i + 1 : end]:
            at = place(row[0].view.whole)
            entry = items.get(at)
            label = row[0].text
            if entry is None:
                found.append(ScheduleRowScript(label, (), None, next(shapes)))
                continue
            letter = entry.label
            start, last = spans.get(at, (None, None))
            first = start if start is not None else min(marked[at])
            if last is None:
                several = max(marked[at]) > first
                last = max(marked[at]) if several else years[-1]
            phases = tuple(phase.text for phase in entry.row.phases)
            found.append(ScheduleRowScript(label, phases, (first, last), next(shapes)))
        yield ScheduleScript(letter, head[0].text, labels, years, tuple(found))
