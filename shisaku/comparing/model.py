"""What a comparison is: categories, the rows in them, and counts of the rows by document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from extract.frozen import frozen

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Any]
Find = Callable[[str], "DataFrame"]
"""Gives a table by its name, as ``shisaku.load(DIR).table`` does."""

UNKNOWN = "unknown"
"""The category of rows that belong to a comparison and fall into no known category."""
OBSERVED, INFERRED = "observed", "inferred"

DOCUMENT_TYPES = {
    "document_id": "string",
    "municipality_code": "string",
    "municipality": "string",
    "plan_title": "string",
    "status": "string",
    "in_document": "boolean",
}
ROW_TYPES = {
    "document_id": "string",
    "municipality": "string",
    "plan_title": "string",
    "group": "string",
    "group_name": "string",
    "category": "string",
    "category_name": "string",
    "id": "string",
    "title": "string",
    "text": "string",
    "value": "string",
    "status": "string",
    "evidence": "string",
    "page_no": "Int64",
    "line_no": "Int64",
    "printed": "string",
    "span_id": "string",
}
"""Columns of ``Comparison.rows``: ``id`` is that of the item, body, course or rule counted,
``value`` a year or the like that belongs to it, ``status`` how the category is known,
``evidence`` the printed words that put the row there, and then where they are printed.
"""
COUNT_TYPES = {
    "document_id": "string",
    "group": "string",
    "category": "string",
    "count": "Int64",
    "inferred": "Int64",
    "values": "string",
}


@frozen
class Category:
    """A column of a matrix: its code, and its name in Japanese."""

    code: str
    name: str


@frozen
class Found:
    """What one way to compare finds in the tables.

    ``present`` are the documents that have such a part at all: in the others a count is unknown,
    not 0. ``groups`` divide each document's counts once more, as phases do years. ``is_open`` where
    the documents themselves name the categories: of some documents only what these name counts.
    """

    rows: list[Row]
    categories: tuple[Category, ...]
    present: frozenset[str]
    groups: tuple[Category, ...] = ()
    is_open: bool = False


@frozen
class Comparison:
    """One comparison of all documents.

    ``documents`` has the columns of ``DOCUMENT_TYPES``, a row per document; ``rows`` those of
    ``ROW_TYPES``, a row per evidence; ``counts`` those of ``COUNT_TYPES``, a row per document,
    group and category: how many different ``id``s, how many of them are only inferred, their
    values. ``count`` is unknown where ``in_document`` is false: the part is not in the document.
    ``matrix`` has the counts with a row per document (and group) and a column per category code;
    columns ``<code>_inferred`` follow where some of the counted is only inferred. ``more`` is how
    many categories with rows are not among ``categories`` because there are too many.
    """

    by: str
    documents: DataFrame
    categories: tuple[Category, ...]
    groups: tuple[Category, ...]
    rows: DataFrame
    counts: DataFrame
    matrix: DataFrame
    more: int = 0
