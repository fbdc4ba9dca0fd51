"""Rows of all declared tables that keep the contract, with any strings where strings may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from normalize.schema import Column, Table, load_schema

Rows = dict[str, list[dict[str, Any]]]
ROWS = 2
"""Rows of every table, so that every reference has something to refer to."""

ODD = (
    "", "'", "''", "'=1", "=SUM(A1)", "+81", "-1", "@x", "＝A1", "082112", "00", "1e5", "true",
    "null", "NaN", ",", '"', '""', '"a"', "a\nb", "a\r\nb", "\r", "\n", "\t1", " x ", "　", "\x00",
    "\x1f", "\x85", "\u2028", "\ufeff", "\ufffe", "𠮷野", "か\u3099", "_x0041_", ";", "|", "#",
)  # fmt: skip

texts = st.sampled_from(ODD) | st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("'=,\"\r\n"), max_size=12
)
_pools: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "string": st.lists(texts, min_size=5, max_size=30),
        "int32": st.lists(st.integers(-(2**31), 2**31 - 1), min_size=2, max_size=8),
        "float64": st.lists(
            st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=8
        ),
        "bool": st.just([False, True]),
    }
)


@st.composite
def documents(draw: st.DrawFn, document_id: str) -> Rows:
    """All rows of one document; ``normalize.validate`` finds nothing in them.

    A few values are drawn and then dealt out: thousands of draws would take seconds.
    """
    return dealt(document_id, draw(_pools), draw(st.integers(0, 2**32)))


def odd_document(document_id: str, seed: int) -> Rows:
    """One such document whose texts are all of ``ODD``."""
    pools: dict[str, list[Any]] = {
        "string": [],
        "int32": [-1, 0, 2**31 - 1],
        "float64": [-0.0, 1e-7, 0.1, 1e300],
    }
    return dealt(document_id, {**pools, "bool": [False, True]}, seed)


def dealt(document_id: str, pools: Mapping[str, Sequence[Any]], seed: int) -> Rows:
    """All rows of a document with values out of the pools, by type of column."""
    deal = Random(seed)
    rows: Rows = {}
    for table in load_schema().tables:
        count = 1 if table.name == "documents" else ROWS
        rows[table.name] = [
            {c.name: _value(deal, pools, table, c, document_id, n) for c in table.columns}
            for n in range(count)
        ]
    _agree(rows)
    return rows


def _value(
    deal: Random,
    pools: Mapping[str, Sequence[Any]],
    table: Table,
    column: Column,
    document: str,
    row: int,
) -> Any:
    if column.name == "document_id":
        return document
    owner, _, key = (column.references or f"{table.name}.{column.name}").partition(".")
    is_key = column.name in table.primary_key
    if column.references or is_key:
        chosen = row if is_key else deal.randrange(ROWS)
        made: Any = chosen + 1 if column.type == "int32" else f"{document}:{owner}:{key}:{chosen}"
    elif column.enum:
        made = deal.choice(column.enum)
    else:
        made = deal.choice(
            (*ODD, *pools["string"]) if column.type == "string" else pools[column.type]
        )
    return None if column.nullable and not is_key and deal.random() < 0.3 else made


def _agree(rows: Rows) -> None:
    """Spans are cut out of their pages, and each character of the pages is counted once."""
    pages: Sequence[dict[str, Any]] = rows["pages"]
    for span in rows["spans"]:
        text = pages[span["page_no"] - 1]["text"]
        span |= {"char_start": 0, "char_end": len(text), "raw_text": text}
    (document,) = rows["documents"]
    count = sum(len(page["text"]) for page in pages)
    for name in document:
        if name.startswith("chars_"):
            document[name] = 0
    document |= {"char_count": count, "chars_body": count}
