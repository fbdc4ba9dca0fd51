"""What ``shisaku similar`` wrote about measures: which items of other municipalities are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from normalize.schema import SchemaError
from shisaku.exporting.stored import Row

TABLE, ITEMS = "similar_items", "measure_items"
MOST = 2
"""Similar items of one item on a page."""

Similar = Mapping[str, Sequence[tuple[str, str, float]]]
"""Id, shared terms and score of what is most like an item, by the id of the item."""


def read_similar(folder: Path) -> Similar:
    """The nearest items of each item of a measure, from the folder that ``similar --out`` wrote.

    ``SchemaError``, a ``ValueError``, for a folder that is none.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = ["item_id", "similar_item_id", "shared_terms", "score", "rank", "item_table"]
    try:
        table = pq.read_table(folder / TABLE, columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise SchemaError(f"{folder / TABLE}: {error}") from error
    wanted = pc.and_(pc.equal(table["item_table"], ITEMS), pc.less_equal(table["rank"], MOST))
    found: dict[str, list[tuple[str, str, float]]] = {}
    for row in table.filter(wanted).sort_by("rank").to_pylist():
        told = (row["similar_item_id"], row["shared_terms"], row["score"])
        found.setdefault(row["item_id"], []).append(told)
    return found


def similar_rows(items: Sequence[Row], similar: Similar) -> list[tuple[str, str, str, float]]:
    """The similar items of a measure's items: the item's label, then as ``Similar`` has them."""
    return [
        (item["item_label"] or "", *told)
        for item in items
        for told in similar.get(item["item_id"], ())
    ]
