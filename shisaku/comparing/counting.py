"""Rows to counts: a category that a document lacks is 0, a part that it lacks is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shisaku.comparing.model import COUNT_TYPES, INFERRED, Category
from shisaku.measure_facts import SEPARATOR

if TYPE_CHECKING:
    from pandas import DataFrame

_KEY = ["document_id", "group", "category"]


def counted(
    documents: DataFrame,
    rows: DataFrame,
    categories: Sequence[Category],
    groups: Sequence[Category],
) -> DataFrame:
    """Counts of different ids with the columns of ``COUNT_TYPES``, in order of the documents.

    Rows of a category that is not among ``categories`` are not counted.
    """
    import pandas as pd

    each = rows.assign(group=rows["group"].fillna(""), is_sure=rows["status"].ne(INFERRED))
    each["is_sure"] = each["is_sure"].fillna(True)
    ids = each.groupby([*_KEY, "id"], sort=False)["is_sure"].any().reset_index()
    sums = ids.groupby(_KEY, sort=False)["is_sure"].agg(["size", "sum"])
    told = each[[*_KEY, "value"]].dropna(subset="value").drop_duplicates().sort_values("value")
    values = told.groupby(_KEY, sort=False)["value"].agg(SEPARATOR.join)
    wanted = pd.MultiIndex.from_product(
        [documents["document_id"], [g.code for g in groups] or [""], [c.code for c in categories]],
        names=_KEY,
    )
    made = sums.reindex(wanted).fillna(0).astype("Int64")
    table = made.assign(inferred=made["size"] - made["sum"], values=values.reindex(wanted))
    table = table.rename(columns={"size": "count"}).drop(columns="sum").reset_index()
    lacks = table["document_id"].isin(documents[~documents["in_document"]]["document_id"])
    for name in ("count", "inferred"):
        table[name] = table[name].mask(lacks)
    return table.astype(COUNT_TYPES)


def wide(
    documents: DataFrame,
    counts: DataFrame,
    categories: Sequence[Category],
    groups: Sequence[Category],
) -> DataFrame:
    """A row per document (and group), a column per category; see ``Comparison.matrix``."""
    if not categories:
        return documents
    uncertain = bool(counts["inferred"].fillna(0).sum())
    names = [n for c in categories for n in (c.code, f"{c.code}_{INFERRED}")[: 1 + uncertain]]
    keys = ["document_id", "group"]
    made = documents.merge(counts[keys].drop_duplicates(), on="document_id")
    for column, suffix in {"count": "", "inferred": f"_{INFERRED}"}.items():
        part = counts.pivot(index=keys, columns="category", values=column).add_suffix(suffix)
        made = made.merge(part.reset_index(), on=keys, how="left")
    made["group_name"] = made["group"].map({g.code: g.name for g in groups}).astype("string")
    grouped = ["group", "group_name"] if groups else []
    return made[[*documents.columns, *grouped, *names]]
