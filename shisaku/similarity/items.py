"""The items of converted plans that can be compared, each with what it is compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from extract.frozen import frozen
from normalize.schema import load_schema
from shisaku.exporting.stored import DOCUMENTS, Row, Stored, by_document
from shisaku.loading_excerpts import FIELDS, excerpts_among
from shisaku.measure_facts import in_charge
from shisaku.similarity.settings import Kind, settings

THEMES = "item_themes"
_OTHERS = ("measures", "departments", THEMES)


@frozen
class ItemTheme:
    """A theme of an item with its Japanese name; ``score`` is how sure it is, up to 1."""

    code: str
    name: str
    score: float


@frozen
class Item:
    """One item. ``place`` is the code of its municipality, None where that is unknown.

    ``title`` is the item's own, ``heading`` that of the measure that it is one item of several of.
    ``departments`` are canonical names.
    """

    kind: str
    item_id: str
    document_id: str
    place: str | None
    text: str
    title: str = ""
    heading: str = ""
    departments: tuple[str, ...] = ()
    themes: tuple[ItemTheme, ...] = ()
    span_id: str | None = None
    city: str = ""
    plan: str = ""


def read_items(data: Stored) -> Iterator[Item]:
    """The items of all documents but excerpts of a plan that is there itself, in order of ids.

    One document is in memory at a time. Raises ``ValueError`` for a folder of another version.
    """
    left_out = _excerpts(data)
    for rows in _documents(data):
        (document,) = rows[DOCUMENTS]
        if document["document_id"] not in left_out:
            for kind in settings().kinds:
                yield from items_of(kind, rows)


def items_of(kind: Kind, rows: Mapping[str, Sequence[Row]]) -> list[Item]:
    """The items of one kind in the rows of one document; an item without text is none."""
    (document,) = rows[DOCUMENTS]
    measures = {row["measure_id"]: row for row in rows.get("measures", ())}
    assigned, themes = _assigned(rows), _themes(kind, rows)
    found = []
    for row in rows.get(kind.table, ()):
        item_id = next(row[name] for name in kind.ids if name in row)
        measure = measures.get(row.get("measure_id"), {})
        charged = in_charge(assigned[row.get("measure_id")], item_id)
        units = (one["department"] for one in charged if one["kind"] == "unit")
        # A measure without lettered items is its one item, so its title is the item's own.
        is_whole = not row.get("item_label")
        title = row[kind.title] if kind.title else measure.get("title") if is_whole else None
        item = Item(
            kind=kind.table,
            item_id=str(item_id),
            document_id=str(row["document_id"]),
            place=document["municipality_code"],
            text=row[kind.text] or "",
            title=title or "",
            heading="" if is_whole else measure.get("title") or "",
            departments=tuple(dict.fromkeys(filter(None, units))),
            themes=tuple(themes[item_id]),
            span_id=row["span_id"],
            city=document["municipality_name"] or "",
            plan=document["plan_title"] or "",
        )
        if item_id and (item.text or item.title):
            found.append(item)
    return found


def _documents(data: Stored) -> Iterator[Mapping[str, Sequence[Row]]]:
    names = (DOCUMENTS, *_OTHERS, *(kind.table for kind in settings().kinds))
    # A program without the table of themes compares without themes.
    tables = [table for table in load_schema().tables if table.name in names]
    rows = {table.name: data.rows(table) for table in tables}
    yield from (by_table for _, by_table in by_document(tables, rows))


def _excerpts(data: Stored) -> Container[str]:
    """Documents that are a part of another one that is there."""
    table = load_schema().table(DOCUMENTS)
    at = [table.column_names.index(name) for name in FIELDS]
    return excerpts_among([row[n] for n in at] for row in data.rows(table))


def _assigned(rows: Mapping[str, Sequence[Row]]) -> dict[str | None, list[Row]]:
    """The departments by their measure."""
    found: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows.get("departments", ()):
        found[row["measure_id"]].append(row)
    return found


def _themes(kind: Kind, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[ItemTheme]]:
    found: dict[str, list[ItemTheme]] = defaultdict(list)
    for row in rows.get(THEMES, ()):
        if row["item_table"] == kind.table:
            theme = ItemTheme(row["theme"], row["theme_name"], row["score"])
            found[row["item_id"]].append(theme)
    return found
