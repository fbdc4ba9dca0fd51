"""The tables ``similar_items`` and ``similar_terms``: declared here, written into their own folder.

They span documents, so they belong to no conversion and are none of its tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from normalize.schema import Schema, Table, arrow_schema, build_schema
from shisaku.parts import PartWriter
from shisaku.similarity.features import Part
from shisaku.similarity.find import Shared, Similar

ITEMS, TERMS = "similar_items", "similar_terms"
SHOWN = 8
"""Shared terms in a row of ``similar_items``."""
_AT_ONCE = 4_096

Row = Mapping[str, object]


@cache
def similar_schema() -> Schema:
    """The declarations in ``tables/*.toml``, checked like those of the converted tables."""
    folder = files("shisaku.similarity").joinpath("tables")
    return build_schema(
        {
            name: tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
            for name in (ITEMS, TERMS)
        }
    )


def write_similar(found: Iterable[Similar], folder: Path) -> int:
    """Write both tables into a folder, a few thousand rows in memory; the number of pairs.

    Rows are in the order they come in.
    """
    tables = {name: similar_schema().table(name) for name in (ITEMS, TERMS)}
    for name in tables:
        (folder / name).mkdir()
    pairs = 0
    with (
        PartWriter(folder / ITEMS, arrow_schema(tables[ITEMS])) as items,
        PartWriter(folder / TERMS, arrow_schema(tables[TERMS])) as terms,
    ):
        for some in _pieces(found):
            _write(items, tables[ITEMS], [item_row(one) for one in some])
            _write(terms, tables[TERMS], [r for one in some for r in term_rows(one)])
            pairs += len(some)
    return pairs


def item_row(similar: Similar) -> Row:
    """The row of ``similar_items``."""
    return {
        **_key(similar),
        "similar_item_id": similar.other.item_id,
        "similar_document_id": similar.other.document_id,
        "score": similar.score,
        "shared_words": similar.words,
        "shared_terms": shown(similar.shared),
    }


def term_rows(similar: Similar) -> list[Row]:
    """The rows of ``similar_terms``."""
    return [
        {
            **_key(similar),
            "seq": seq,
            "kind": kind_of(shared),
            "term": shared.term,
            "weight": shared.weight,
        }
        for seq, shared in enumerate(similar.shared, 1)
    ]


def kind_of(shared: Shared) -> str:
    """The kind of a shared term as the table names it: a weak word is a word."""
    return Part.WORD.value if shared.part is Part.WEAK else shared.part.value


def shown(shared: Sequence[Shared]) -> str:
    """The terms that weigh most, with their weights."""
    return "、".join(f"{one.term} {one.weight:.3f}" for one in shared[:SHOWN])


def _key(similar: Similar) -> Row:
    item = similar.item
    return {
        "item_table": item.kind,
        "item_id": item.item_id,
        "document_id": item.document_id,
        "rank": similar.rank,
    }


def _pieces(found: Iterable[Similar]) -> Iterator[list[Similar]]:
    rest = iter(found)
    while piece := list(islice(rest, _AT_ONCE)):
        yield piece


def _write(writer: PartWriter, table: Table, rows: Sequence[Row]) -> None:
    import pyarrow as pa

    columns: dict[str, list[Any]] = {name: [r[name] for r in rows] for name in table.column_names}
    if rows:
        batch = pa.RecordBatch.from_pydict(columns, arrow_schema(table))
        writer.write(str(rows[0]["document_id"]), batch)
