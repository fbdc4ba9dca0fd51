"""A schedule as a grid of years: marks as printed, and what each row was read as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from shisaku.layout import flat
from shisaku.messages import Messages
from shisaku.terms import phase_name, value_name
from shisaku.work import CompleteRows

if TYPE_CHECKING:
    from rich.console import Console

Rows = list[dict[str, Any]]

# What stands for a bar, an arrow or a shaded cell.
DRAWN = "━━"
DRAWN_KINDS = ("drawn", "filled", "image")


def print_schedule(
    out: Console, spans: Rows, marks: Rows, rows: CompleteRows, messages: Messages
) -> None:
    """The rows of one schedule under all years of its header, empty columns too."""
    from rich.padding import Padding
    from rich.table import Table

    labels = {item["item_id"]: item["item_label"] for item in rows["measure_items"]}
    years = _years(spans, marks, header_years(rows, [*spans, *marks]))
    by_row: dict[str, tuple[Rows, Rows]] = defaultdict(lambda: ([], []))
    for span in spans:
        by_row[span["schedule_row_id"]][0].append(span)
    for mark in marks:
        by_row[mark["schedule_row_id"]][1].append(mark)
    if not by_row:
        return
    grid = Table(box=None, padding=(0, 1), header_style="none")
    grid.add_column("")
    grid.add_column(messages("phase"), overflow="fold")
    for year in years:
        grid.add_column(year, overflow="fold")
    grid.add_column(messages("interpreted"), overflow="fold")
    for row_spans, row_marks in by_row.values():
        first = (row_spans or row_marks)[0]
        cells = {year: "" for year in years}
        for mark in row_marks:
            shown = DRAWN if mark["mark_kind"] in DRAWN_KINDS else mark["mark_raw"]
            printed = " ".join(filter(None, (shown, mark["task_raw"])))
            cells[_year(mark)] = " ".join(filter(None, (cells[_year(mark)], printed)))
        label = flat(first["row_label_raw"] or first["phase_raw"])
        read = "; ".join(_span(s, messages) for s in row_spans)
        grid.add_row(labels.get(first["item_id"]) or "", label, *cells.values(), read)
    out.print(Padding(grid, (0, 0, 0, 2)))


def header_years(rows: CompleteRows, printed: Iterable[dict[str, Any]]) -> set[int]:
    """The years of the header rows of the tables in which the given rows are printed.

    A header is a row of cells with at least two years; one that has no year of the given rows
    belongs to something else in the table.
    """
    from normalize.years import axis

    printed = list(printed)
    known = {row.get("fiscal_year") or row.get("start_fy") for row in printed}
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    tables = _tables(rows, {row["span_id"] for row in printed})
    for cell in rows["cells"]:
        if cell["table_id"] in tables:
            lines[cell["table_id"], cell["row"]].append(cell["text"])
    headers = ({year for year in axis(texts) if year is not None} for texts in lines.values())
    return {year for header in headers if len(header) > 1 and header & known for year in header}


def _tables(rows: CompleteRows, span_ids: set[Any]) -> set[str]:
    """The tables whose cells hold the spans."""
    spans = {span["span_id"]: span for span in rows["spans"]}
    wanted = sorted(
        (spans[name]["page_no"], spans[name]["char_start"]) for name in span_ids if name in spans
    )
    found = set()
    for table in rows["tables"]:
        whole = spans.get(table["span_id"])
        if whole is None:
            continue
        start, end = ((whole["page_no"], whole[name]) for name in ("char_start", "char_end"))
        if any(start <= place < end for place in wanted):
            found.add(table["table_id"])
    return found


def _years(spans: Rows, marks: Rows, header: set[int]) -> list[str]:
    """Every year from the first to the last that is printed or read, then what is no year."""
    printed = [mark["fiscal_year"] for mark in marks]
    read = [span[column] for span in spans for column in ("start_fy", "end_fy")]
    known = [year for year in (*printed, *read, *header) if year]
    axis = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    return axis + sorted({_year(mark) for mark in marks} - set(axis))


def _year(mark: dict[str, Any]) -> str:
    return str(mark["fiscal_year"] or mark["year_raw"] or "?")


def _span(span: dict[str, Any], messages: Messages) -> str:
    """A phase and its years; an inferred year stands in parentheses, an unknown one is ``?``."""
    start = _bound(span["start_fy"], span["start_status"])
    end = _bound(span["end_fy"], span["end_status"])
    phase = phase_name(messages, span["phase"]) if span["phase"] else flat(span["phase_raw"]) or "-"
    read = f"{phase} {start}{messages('to')}{end}"
    if span["reliability"] == "full":
        return read
    trust = value_name(messages, "schedule_spans", "reliability", span["reliability"])
    return f"{read} {messages('note', text=trust)}"


def _bound(year: int | None, status: str) -> str:
    if year is None:
        return "?"
    return f"({year})" if status == "inferred" else str(year)
