"""What a person reads of a comparison: names, cells, places; Japanese or English."""

from __future__ import annotations

from shisaku.comparing.model import Category, Comparison, Row
from shisaku.comparing.vocabulary import read
from shisaku.messages import Messages

ABSENT = "―"
"""A cell of a part that is not in the document, where 0 would say that there is none."""


def way_name(by: str, messages: Messages) -> str:
    """What a way to compare is called."""
    return str(read("ways.toml")[by][messages.language])


def counted_name(by: str, messages: Messages) -> str:
    """What its counts count."""
    return str(read("ways.toml")[by][f"counted_{messages.language}"])


def shows_values(by: str) -> bool:
    """Whether the values of its rows say something in a cell, as who chairs a body."""
    return bool(read("ways.toml")[by].get("values", False))


def category_name(category: Category, messages: Messages) -> str:
    """A category by its name, in English by its code, as codes of the tables are."""
    return category.name if messages.language == "ja" else category.code


def code_name(code: str | None, messages: Messages) -> str | None:
    """A status or role by its name, in English by its code; other values are themselves."""
    names: dict[str, str] = read("ways.toml")["codes"] if messages.language == "ja" else {}
    return None if code is None else names.get(code, code)


def city_name(row: Row) -> str:
    """The municipality of a row, or the id of a document that nobody knows the municipality of."""
    return str(row["municipality"] or row["document_id"])


def cell_text(count: Row, with_values: bool) -> str:
    """A count with how many of it are only inferred in ( ) and its values in [ ]."""
    if count["count"] is None:
        return ABSENT
    inferred = f" ({count['inferred']})" if count["inferred"] else ""
    values = f" [{count['values'].replace(';', '; ')}]" if with_values and count["values"] else ""
    return f"{count['count']}{inferred}{values}"


def place(row: Row) -> str:
    """Where a row is printed: the line of a text file, ``p.3`` in a PDF, ``-`` for nowhere."""
    if row["page_no"] is None:
        return "-"
    return f"p.{row['page_no']}" if row["line_no"] is None else str(row["line_no"])


def notes(comparison: Comparison, messages: Messages) -> list[str]:
    """What the signs of a matrix mean, as far as they stand in it, and what could not be read."""
    counts = comparison.counts
    has_cells = bool(comparison.categories)
    signs = {
        "compare-absent": has_cells and not comparison.documents["in_document"].all(),
        "compare-inferred": bool(counts["inferred"].fillna(0).sum()),
    }
    told = [messages(name) for name, is_there in signs.items() if is_there]
    told += remarks(comparison, messages)
    failed = comparison.documents[comparison.documents["status"].eq("failed")]
    if len(failed):
        names = ", ".join(failed["document_id"])
        told.append(messages("compare-failed", documents=names))
    return told


def remarks(comparison: Comparison, messages: Messages) -> list[str]:
    """That there is nothing to compare, or how many categories more there are."""
    told = []
    if comparison.rows.empty:
        told.append(messages("compare-none"))
    if comparison.more:
        shown = len(comparison.categories)
        told.append(messages("compare-more", more=f"{comparison.more:,}", shown=shown))
    return told
