"""Matrices and rows on a console, as wide as it is; Japanese characters take two columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from shisaku.comparing.grid import Grid, grid
from shisaku.comparing.labels import (
    category_name,
    city_name,
    code_name,
    counted_name,
    notes,
    place,
    remarks,
    way_name,
)
from shisaku.comparing.model import Comparison, Row
from shisaku.console import harmless_text
from shisaku.layout import columns, print_title, short
from shisaku.loading_places import records
from shisaku.messages import Messages

if TYPE_CHECKING:
    from rich.console import Console

_GAP = 2
_WIDEST_CELL = 24
_WIDEST_HEAD = 16
"""Columns of the console that the name of a category may take before it is folded."""
_WIDEST_SIDE = 36


def print_matrix(out: Console, comparison: Comparison, messages: Messages) -> None:
    """The matrix in as many blocks as the width of the console asks for."""
    from rich.table import Table

    print_title(
        out, f"{way_name(comparison.by, messages)}: {counted_name(comparison.by, messages)}"
    )
    made = grid(comparison, messages)
    side = min(max((_width(name) for name, _ in made.rows), default=0), _WIDEST_SIDE)
    for block in blocks(_widths(made), out.width - side):
        table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="none", pad_edge=False)
        table.add_column("", overflow="fold", width=side)
        for index in block:
            width = _widths(made)[index]
            head = harmless_text(made.columns[index])
            table.add_column(head, justify="right", overflow="fold", width=width)
        for name, cells in made.rows:
            texts = (harmless_text(cells[index].text) for index in block)
            table.add_row(harmless_text(name), *texts)
        out.print(table)
        out.print()
    for note in notes(comparison, messages):
        out.print(harmless_text(note), soft_wrap=True)


def print_rows(out: Console, comparison: Comparison, messages: Messages) -> None:
    """The rows behind the counts by category: city, place in the source, id, what it is."""
    rows = sorted(records(comparison.rows), key=_order(comparison))
    named = {c.code: category_name(c, messages) for c in comparison.categories}
    groups = {c.code: category_name(c, messages) for c in comparison.groups}
    for (group, category), found in groupby(rows, key=lambda r: (r["group"], r["category"])):
        listed = list(found)
        title = f"{groups[group]} {named[category]}" if group in groups else named[category]
        print_title(out, title, len({(row["document_id"], row["id"]) for row in listed}))
        table = columns("left", "right", "left", "left")
        for row in listed:
            table.add_row(
                harmless_text(city_name(row)), place(row), _what(row), _evidence(row, messages)
            )
        out.print(table)
    told = remarks(comparison, messages)
    if rows:
        out.print()
        told.insert(0, messages("compare-places"))
    for remark in told:
        out.print(harmless_text(remark), soft_wrap=True)


def blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Numbers of columns in blocks that fit into the room; a column too wide stands alone."""
    block: list[int] = []
    used = 0
    for index, width in enumerate(widths):
        if block and used + width + _GAP > room:
            yield block
            block, used = [], 0
        block.append(index)
        used += width + _GAP
    if block:
        yield block


def _widths(made: Grid) -> list[int]:
    """The width of each column: its longest cell, or its name up to a limit."""
    longest = [
        max((_width(cells[n].text) for _, cells in made.rows), default=0)
        for n in range(len(made.columns))
    ]
    return [
        max(min(cell, _WIDEST_CELL), min(_width(name), _WIDEST_HEAD))
        for cell, name in zip(longest, made.columns, strict=True)
    ]


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _order(comparison: Comparison) -> Callable[[Row], tuple[int, int]]:
    places = {c.code: n for n, c in enumerate(comparison.categories)}
    groups = {c.code: n for n, c in enumerate(comparison.groups)}
    return lambda row: (groups.get(row["group"], 0), places[row["category"]])


def _what(row: Row) -> str:
    """The id, its title and text; titles and texts that say the same once."""
    told = dict.fromkeys(short(text, 60) for text in (row["title"], row["text"]) if text)
    return harmless_text("\n".join([row["id"], *told]))


def _evidence(row: Row, messages: Messages) -> str:
    codes = (code_name(row[name], messages) for name in ("status", "value"))
    known = (*codes, short(row["evidence"], 40))
    return harmless_text("\n".join(str(text) for text in known if text))
