"""A made plan in one layout, with the rows that must come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MadeLayout:
    """The text of a plan and, by table, all rows that must come of it, in order.

    A row names the columns that matter; what it does not name is not compared. ``parent`` in a
    row of ``sections`` or ``policies`` stands for the raw title of the row above it, ``measure``
    in any row for the raw title of its measure, ``item`` for the label of its item.
    ``issues`` are the codes that must be among the issues; None leaves them free.
    """

    name: str
    text: str
    expected: Mapping[str, Sequence[Row]]
    issues: Sequence[str] = field(default=())


def shown(tables: Mapping[str, Sequence[Mapping[str, Any]]], table: str) -> list[dict[str, Any]]:
    """The rows of a table with ``parent``, ``measure`` and ``item`` as a reader names them."""
    titles = {
        row[f"{kind}_id"]: row["title_raw"]
        for name, kind in (("sections", "section"), ("policies", "policy"), ("measures", "measure"))
        for row in tables.get(name, ())
    }
    labels = {row["item_id"]: row["item_label"] for row in tables.get("measure_items", ())}
    return [
        {
            **row,
            "parent": titles.get(row.get("parent_section_id") or row.get("parent_policy_id")),
            "measure": titles.get(row.get("measure_id")),
            "item": labels.get(row.get("item_id")),
        }
        for row in tables.get(table, ())
    ]


def projected(rows: Sequence[Mapping[str, Any]], like: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows cut to the columns that the expected rows name, each by its counterpart."""
    every = {name for row in like for name in row}
    cut = []
    for number, row in enumerate(rows):
        names = like[number] if number < len(like) else every
        cut.append({name: row.get(name) for name in names})
    return cut
