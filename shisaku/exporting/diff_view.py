"""``shisaku diff``: the changes as text, JSON or CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from normalize.schema import SchemaError, load_schema
from shisaku.console import console, say
from shisaku.exporting.diff import diff_measures, diff_table
from shisaku.exporting.diff_model import Change, Difference, Field
from shisaku.exporting.diff_parts import MEASURES
from shisaku.exporting.diff_read import NotReadable
from shisaku.exporting.output import print_csv
from shisaku.layout import columns, short
from shisaku.messages import Messages

EXIT_SAME, EXIT_DIFFERENT, EXIT_WRONG_USE = 0, 1, 2
_SIGNS = {"added": "+", "removed": "-", "changed": "*", "moved": ">"}
_BEFORE = 6
"""Characters shown before the first difference."""

COLUMNS = ("table", "document_id", "kind", "old_id", "new_id", "title", "causes", "field")


def diff_command(old: Path, new: Path, table: str | None, form: str, messages: Messages) -> int:
    """Print what differs; 0 nothing, 1 something, 2 wrong use."""
    try:
        found = diff_measures(old, new) if table is None else diff_table(old, new, table)
    except SchemaError:
        names = ", ".join(load_schema().table_names)
        say(messages("no-table", table=table, tables=names))
        return EXIT_WRONG_USE
    except NotReadable as error:
        say(messages("diff-no-data", path=error))
        return EXIT_WRONG_USE
    match form:
        case "json":
            print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        case "csv":
            header = [messages(f"diff-column-{name}") for name in (*COLUMNS, "old", "new")]
            print_csv(header, _rows(found, messages))
        case _:
            _print(found, messages)
    return EXIT_DIFFERENT if found.changes else EXIT_SAME


def _rows(found: Difference, messages: Messages) -> Iterator[list[str | None]]:
    """A row for each field that differs; one with an empty field for a row added or removed."""
    for change in found.changes:
        head = [
            change.table,
            change.document_id,
            messages(f"diff-{change.kind}"),
            change.old_id,
            change.new_id,
            change.title,
            _causes(change, messages),
        ]
        for field in change.fields:
            yield [*head, field.name, _text(field.old), _text(field.new)]
        if not change.fields:
            yield [*head, None, None, None]


def _print(found: Difference, messages: Messages) -> None:
    out = console()
    for document, changes in groupby(found.changes, key=lambda change: change.document_id):
        listed = list(changes)
        out.print(f"{document} ({_causes(listed[0], messages)})", style="bold")
        grid = columns("left", "left", "left")
        for change in listed:
            grid.add_row(f"  {_SIGNS[change.kind]}", _id(change), short(change.title, 60))
            for field in change.fields:
                before, after = (short(text, 60) or "-" for text in where_they_differ(field))
                grid.add_row("", "", f"{field.name}: {before} → {after}")
        out.print(grid)
    counts = Counter(change.kind for change in found.changes)
    told = {kind: f"{counts[kind]:,}" for kind in ("added", "removed", "changed", "moved")}
    title = load_schema().table(found.table).title_ja if messages.language == "ja" else found.table
    out.print(messages("diff-summary", table=title, same=f"{found.n_same:,}", **told))
    if found.table == MEASURES and found.changes:
        out.print(messages("diff-more"), soft_wrap=True)


def where_they_differ(field: Field) -> tuple[str, str]:
    """The old and the new text from a little before the first difference to the last.

    Of several lines only those are kept that the other side lacks.
    """
    old, new = (_text(value) or "" for value in (field.old, field.new))
    before, after = _lines_without(old, new), _lines_without(new, old)
    start = max(0, _n_common(before, after) - _BEFORE)
    end = _n_common(before[:start:-1], after[:start:-1])
    return _cut(before, start, end), _cut(after, start, end)


def _lines_without(text: str, other: str) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines if line not in other.split("\n"))


def _n_common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, end: int) -> str:
    stop = len(text) - end
    return f"{'…' if start else ''}{text[start:stop]}{'…' if end else ''}"


def _id(change: Change) -> str:
    if change.old_id and change.new_id and change.old_id != change.new_id:
        return f"{change.old_id} → {change.new_id}"
    return change.new_id or change.old_id or ""


def _causes(change: Change, messages: Messages) -> str:
    return messages("diff-and").join(messages(f"diff-cause-{cause}") for cause in change.causes)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
