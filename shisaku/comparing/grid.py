"""A comparison as a grid of cells, the longer side downwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from extract.frozen import frozen
from shisaku.comparing.labels import category_name, cell_text, city_name, shows_values
from shisaku.comparing.model import Comparison, Row
from shisaku.loading_places import records
from shisaku.messages import Messages

Key = tuple[str, str, str]
"""Document, group (empty without groups) and category of a cell."""


@frozen
class Cell:
    """What stands in a cell; ``count`` is None where the part is not in the document."""

    key: Key
    text: str
    count: int | None


@frozen
class Grid:
    """Names of the columns, and each row's name with its cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def grid(comparison: Comparison, messages: Messages) -> Grid:
    """Cities (with phases, where there are such) by categories, whichever is longer downwards."""
    with_values = shows_values(comparison.by)
    cells = {_key(row): _cell(row, with_values) for row in records(comparison.counts)}
    cities = city_names(comparison)
    groups = {g.code: category_name(g, messages) for g in comparison.groups} or {"": ""}
    lacking = set(comparison.documents[~comparison.documents["in_document"]]["document_id"])
    sides = [
        (f"{city} {name}".strip(), document, group)
        for document, city in cities.items()
        # One line is enough to say that a document has none of it.
        for group, name in ({next(iter(groups)): ""} if document in lacking else groups).items()
    ]
    heads = [(category_name(c, messages), c.code) for c in comparison.categories]
    if comparison.groups or len(sides) > len(heads):
        rows = tuple(
            (name, tuple(cells[(document, group, code)] for _, code in heads))
            for name, document, group in sides
        )
        return Grid(tuple(name for name, _ in heads), rows)
    turned = tuple(
        (name, tuple(cells[(document, group, code)] for _, document, group in sides))
        for name, code in heads
    )
    return Grid(tuple(name for name, _, _ in sides), turned)


def city_names(comparison: Comparison) -> Mapping[str, str]:
    """Names of documents by id, no two alike: of several plans of a city each with its title.

    An excerpt has the title of the whole plan; these two have their ids in ( ).
    """
    documents = records(comparison.documents)
    plain = {row["document_id"]: city_name(row) for row in documents}
    titles = {row["document_id"]: row["plan_title"] or row["document_id"] for row in documents}
    titled = _apart(plain, {document: f" {title}" for document, title in titles.items()})
    return _apart(titled, {document: f" ({document})" for document in titled})


def _apart(names: Mapping[str, str], more: Mapping[str, str]) -> Mapping[str, str]:
    """Names with more said where one is there twice."""
    counts = Counter(names.values())
    return {key: name + (more[key] if counts[name] > 1 else "") for key, name in names.items()}


def _cell(row: Row, with_values: bool) -> Cell:
    return Cell(_key(row), cell_text(row, with_values), row["count"])


def _key(row: Row) -> Key:
    return row["document_id"], row["group"], row["category"]
