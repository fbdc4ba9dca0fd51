"""Rows and frames of the declared tables, with what a test gives and nothing else in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from normalize.schema import load_schema

Row = dict[str, Any]
ID = "unknown-a"
TYPES = {"string": "string", "int32": "Int64", "float64": "Float64", "bool": "boolean"}


def row(table: str, **values: Any) -> Row:
    """A row with what is given; the rest is null, or of no weight where null may not be."""
    plain = {"string": "x", "int32": 0, "float64": 0.0, "bool": False}
    made: Row = {
        c.name: None if c.nullable else c.enum[0] if c.enum else plain[c.type]
        for c in load_schema().table(table).columns
    }
    return made | {"document_id": ID} | values


def frame(table: str, *rows: Row) -> pd.DataFrame:
    """Rows as ``shisaku.load`` would give them."""
    columns = load_schema().table(table).columns
    made = pd.DataFrame(list(rows), columns=[c.name for c in columns])
    return made.astype({c.name: TYPES[c.type] for c in columns})


def finder(**rows: list[Row]) -> Callable[[str], pd.DataFrame]:
    """Gives the frame of each table; without ``documents`` there is one document."""
    known = {"documents": [row("documents", status="ok")], **rows}
    return lambda table: frame(table, *known.get(table, []))
