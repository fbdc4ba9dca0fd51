"""``shisaku compare``: a comparison on the console, or as CSV, Parquet or HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.frozen import frozen
from shisaku.comparing.compare import UnknownChoice, compare
from shisaku.comparing.labels import category_name
from shisaku.comparing.model import INFERRED, Comparison
from shisaku.comparing.page import page
from shisaku.comparing.tables import print_matrix, print_rows
from shisaku.console import console, say
from shisaku.csv_file import Cell, write_csv
from shisaku.exporting.output import print_csv
from shisaku.loading import load
from shisaku.loading_files import LoadError
from shisaku.loading_places import records
from shisaku.messages import Messages

if TYPE_CHECKING:
    from pandas import DataFrame

EXIT_OK, EXIT_WRONG_USE = 0, 2
_MOST_DEPARTMENTS = 30
"""Departments on a console unless a person asks for more: each city has others."""


@frozen
class CompareOptions:
    """What a person asked for; the names are those of the options."""

    data: Path
    by: str
    rows: bool = False
    only: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    top: int | None = None
    excerpts: bool = False
    form: str = "table"
    out: Path | None = None


def compare_command(options: CompareOptions, messages: Messages) -> int:
    """Print or write the comparison; 0, or 2 for data or choices that are not there."""
    if options.form == "parquet" and options.out is None:
        say(messages("compare-needs-out"))
        return EXIT_WRONG_USE
    try:
        data = load(options.data, excerpts=options.excerpts)
        found = compare(data.table, options.by, options.only, options.cities, _top(options))
    except LoadError as error:
        say(messages(error.message_name, **error.values))
        return EXIT_WRONG_USE
    except UnknownChoice as error:
        say(messages("compare-unknown", asked=error.asked, choices=", ".join(error.choices)))
        return EXIT_WRONG_USE
    remarks = [
        messages("compare-left-out", part=part, whole=whole)
        for part, whole in data.excerpts.items()
    ]
    if options.form in ("csv", "parquet") and found.rows.empty:
        remarks.append(messages("compare-none"))
    try:
        _give(found, options, messages, remarks)
    except OSError as error:
        say(messages("file-not-writable", path=options.out, reason=error.strerror or error))
        return EXIT_WRONG_USE
    for remark in remarks if options.form != "html" else ():
        say(remark)
    return EXIT_OK


def _top(options: CompareOptions) -> int | None:
    if options.by == "department" and not options.only and options.form == "table":
        return options.top or _MOST_DEPARTMENTS
    return options.top


def _give(
    found: Comparison, options: CompareOptions, messages: Messages, remarks: list[str]
) -> None:
    match options.form:
        case "table":
            _tables(found, options, messages)
        case "csv":
            _csv(found, options, messages)
        case "html":
            _text(page(found, messages, remarks), options.out)
        case _:
            _parquet(found.rows if options.rows else found.matrix, options.out)
    if options.out is not None:
        say(messages("compare-written", path=options.out))


def _tables(found: Comparison, options: CompareOptions, messages: Messages) -> None:
    show = print_rows if options.rows else print_matrix
    if options.out is None:
        show(console(), found, messages)
        return
    with options.out.open("w", encoding="utf-8") as file:
        show(console(file), found, messages)


def _text(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8", newline="\n")


def _csv(found: Comparison, options: CompareOptions, messages: Messages) -> None:
    frame = found.rows if options.rows else found.matrix
    header = [_header(str(name), found, messages) for name in frame.columns]
    rows: list[list[Cell]] = [list(row.values()) for row in records(frame)]
    shown = [[_yes_no(v, messages) if isinstance(v, bool) else v for v in row] for row in rows]
    if options.out is None:
        print_csv(header, shown)
    else:
        write_csv(options.out, header, shown)


def _header(name: str, found: Comparison, messages: Messages) -> str:
    """The name of a column in the reader's language."""
    names = {c.code: category_name(c, messages) for c in found.categories}
    code, is_inferred = name.removesuffix(f"_{INFERRED}"), name.endswith(f"_{INFERRED}")
    if code in names:
        return messages("compare-of-inferred", category=names[code]) if is_inferred else names[code]
    return messages(f"compare-column-{name}")


def _yes_no(value: bool, messages: Messages) -> str:
    return messages("compare-yes" if value else "compare-no")


def _parquet(frame: DataFrame, out: Path | None) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # Without what pandas adds, its version among it: the same data give the same bytes.
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, out, compression="zstd", compression_level=3)
