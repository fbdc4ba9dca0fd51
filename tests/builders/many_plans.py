"""Converted data of many plans, made of one: the same rows, in other words, of other places."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from normalize.municipalities import load_register
from normalize.schema import load_schema
from normalize.table_model import Table

KANJI = ("\u4e00", "\u9fff")
KEPT = ("theme", "phase", "municipality", "prefecture", "plan_slug", "part_of")
"""Columns whose values are those of a vocabulary: all plans share them."""


def multiplied(data: Path, document_id: str, out: Path, count: int) -> Path:
    """Write ``count`` copies of a document of a converted folder, each of another municipality.

    In each the kanji stand for others, the same in all tables: texts are as varied as those of as
    many plans, however they are compressed, and every span is still cut out of its page.
    """
    places = list(islice(load_register().municipalities, count))
    if len(places) < count:
        raise ValueError(f"the register has {len(places)} municipalities")
    slug = document_id.partition("-")[2]
    pages = pq.read_table(data / "pages" / f"{document_id}.parquet")["text"].to_pylist()
    kanji = sorted({char for text in pages for char in text if KANJI[0] <= char <= KANJI[1]})
    tables = load_schema().tables
    wholes = {t.name: pq.read_table(data / t.name / f"{document_id}.parquet") for t in tables}
    for table in tables:
        (out / table.name).mkdir(parents=True)
    for step, place in enumerate(places):
        others = str.maketrans(dict(zip(kanji, kanji[step:] + kanji[:step], strict=True)))
        new_id = f"{place.code}-{slug}"
        for table in tables:
            made = _copied(wholes[table.name], table, (document_id, new_id), others)
            if table.name == "documents":
                named = {"municipality_code": place.code, "municipality_name": place.name}
                made = _filled(made, named)
            pq.write_table(made, out / table.name / f"{new_id}.parquet")
    return out


def _copied(
    whole: pa.Table, table: Table, ids: tuple[str, str], others: dict[int, str]
) -> pa.Table:
    """A table under another id, the one of two, with other kanji in its texts."""
    columns = []
    for column in table.columns:
        values = whole[column.name]
        if column.name.endswith("_id"):
            values = pc.replace_substring(values, *ids)
        elif column.type == "string" and not column.enum and not column.name.startswith(KEPT):
            texts = [text and text.translate(others) for text in values.to_pylist()]
            values = pa.array(texts, pa.string())
        columns.append(values)
    return pa.table(columns, schema=whole.schema)


def _filled(table: pa.Table, values: dict[str, str]) -> pa.Table:
    columns = [
        pa.array([values[name]] * len(table), pa.string()) if name in values else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    return pa.table(columns, schema=table.schema)
