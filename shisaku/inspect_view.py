"""``shisaku inspect``: what was read from one file, for a person's eye."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shisaku.console import console, say
from shisaku.inspect_lists import (
    print_bodies,
    print_counts,
    print_remarks,
    print_repairs,
    print_trainings,
    print_warnings,
)
from shisaku.inspect_measures import print_measures
from shisaku.layout import at, columns, flat, print_title
from shisaku.messages import Messages
from shisaku.places import Places, places_of
from shisaku.readers import AS_USUAL, FORMATS, Reading
from shisaku.sources import SourceError, find_sources
from shisaku.terms import table_kind_name, value_name
from shisaku.work import CompleteRows, complete, rows_of_file

if TYPE_CHECKING:
    from rich.console import Console

EXIT_OK, EXIT_INCOMPLETE, EXIT_WRONG_USE = 0, 1, 2


def inspect(file: Path, messages: Messages, reading: Reading = AS_USUAL) -> int:
    """Read one file and print what it holds; exit status as that of a conversion."""
    if file.is_dir():
        say(messages("one-file", path=file))
        return EXIT_WRONG_USE
    try:
        found = find_sources([file])
        if not found.files:
            raise SourceError("no-documents", path=file, suffixes=", ".join(FORMATS))
    except SourceError as error:
        say(messages(error.name, **error.values))
        return EXIT_WRONG_USE
    rows = complete(rows_of_file(found.files[0], reading))
    print_document(console(), rows, messages)
    return EXIT_OK if rows["documents"][0]["status"] == "ok" else EXIT_INCOMPLETE


def print_document(out: Console, rows: CompleteRows, messages: Messages) -> None:
    """All parts of a document, those without content left out."""
    places = places_of(rows["spans"], rows["pages"])
    parts: tuple[Callable[[Console, CompleteRows, Places, Messages], None], ...] = (
        print_facts,
        print_warnings,
        print_headings,
        print_tables,
        print_measures,
        print_bodies,
        print_trainings,
        print_counts,
        print_repairs,
        print_remarks,
    )
    for part in parts:
        part(out, rows, places, messages)


def print_facts(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Who, what, when, and how well it was read."""
    row = rows["documents"][0]
    unknown = messages("unknown")
    where = "".join(filter(None, (row["prefecture_name"], row["municipality_name"])))
    years = (row["period_start_fy"], row["period_end_fy"])
    period = messages("to").join(str(year or "?") for year in years)
    printed = f" ({flat(row['period_raw'])})" if row["period_raw"] else ""
    lines = sum(page["line_count"] for page in rows["pages"])
    size = messages(
        "size-value",
        pages=messages.counted("page-count", row["page_count"]),
        lines=messages.counted("line-count", lines),
        chars=messages.counted("char-count", row["char_count"]),
    )
    if row["encoding"]:
        size = messages("size-with-encoding", size=size, encoding=row["encoding"])
    known = value_name(messages, "documents", "municipality_status", row["municipality_status"])
    code = f" {row['municipality_code']}" if row["municipality_code"] else ""
    grid = columns("left", "left")
    for name, value in (
        ("document", row["document_id"]),
        ("source", row["source_name"]),
        ("status", value_name(messages, "documents", "status", row["status"])),
        ("municipality", f"{where or unknown}{code} [{known}]" if where else unknown),
        ("title", row["plan_title"] or unknown),
        ("period", period + printed if any(years) else unknown),
        ("size", size),
    ):
        grid.add_row(messages(name), value)
    out.print(grid)


def print_headings(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """The tree of headings with lines in the file and pages of the contents."""
    if not rows["sections"]:
        return
    print_title(out, messages("headings"), len(rows["sections"]))
    grid = columns("right", "left", "left")
    for row in rows["sections"]:
        number = _number(row)
        note = messages("contents-page", page=row["toc_page"]) if row["toc_page"] else ""
        if row["toc_status"] == "toc_only":
            note += f" {messages('contents-only')}"
        indent = "  " * (row["level"] - 1)
        title = flat(row["title"] or row["title_raw"])
        grid.add_row(places.at(row["span_id"]), f"{indent}{number}{title}", note.strip())
    out.print(grid)


def _number(row: Mapping[str, Any]) -> str:
    """The number as printed, in 〔 〕 where it is inferred."""
    if row["number_raw"]:
        return f"{flat(row['number_raw'])} "
    return f"〔{row['number']}〕" if row["number"] else ""


def print_tables(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Tables with their lines, kind, size and caption."""
    from rich.table import Table

    if not rows["tables"]:
        return
    print_title(out, messages("tables"), len(rows["tables"]))
    grid = Table(box=None, padding=(0, 1), header_style="none")
    where = "column-page" if places.is_paged else "lines"
    for name, justify in ((where, "right"), ("rows-cols", "right"), ("kind", "left")):
        grid.add_column(messages(name), justify=justify, no_wrap=True)  # type: ignore[arg-type]
    grid.add_column(messages("caption"), overflow="fold")
    for row in rows["tables"]:
        size = f"{row['n_rows']}×{row['n_cols']}"
        kind = table_kind_name(messages, row["kind"] or "-")
        grid.add_row(_extent(row, places, messages), size, kind, flat(row["caption_raw"]))
    out.print(grid)


def _extent(table: Mapping[str, Any], places: Places, messages: Messages) -> str:
    """First and last line of a table in a text, pages of one in a PDF."""
    if places.is_paged:
        first, last = table["first_page_no"], table["last_page_no"]
        return f"p.{first}" if first == last else f"p.{first}{messages('to')}{last}"
    lines = places.line(table["span_id"]), places.last_line(table["span_id"])
    return messages("to").join(map(at, lines))
