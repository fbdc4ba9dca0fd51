"""Similar items on the screen, as CSV or JSON, with city, place in the file and shared terms."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from normalize.schema import load_schema
from shisaku.console import console
from shisaku.exporting.output import print_csv
from shisaku.exporting.stored import Stored
from shisaku.layout import columns, flat, short
from shisaku.messages import Messages
from shisaku.places import Places, places_of
from shisaku.similarity.features import Part
from shisaku.similarity.find import Shared, Similar
from shisaku.similarity.items import Item
from shisaku.similarity.output import SHOWN, kind_of, shown

COLUMNS = (
    *("rank", "score", "city", "plan", "document", "table", "item"),
    *("page", "line", "title", "text", "terms"),
)
LONGEST = 160
"""Characters of a text on the screen."""


def found_places(data: Stored, item: Item | None, found: Sequence[Similar]) -> Mapping[str, Places]:
    """Where in their files the items stand, by document id."""
    items = [*([item] if item else []), *(similar.other for similar in found)]
    documents = {one.document_id for one in items}
    spans = _only(data, "spans", "span_id", {one.span_id for one in items if one.span_id})
    pages = _only(data, "pages", "document_id", documents)
    return {name: places_of(spans[name], pages[name]) for name in documents}


def print_found(
    item: Item | None,
    found: Sequence[Similar],
    places: Mapping[str, Places],
    form: str,
    messages: Messages,
    none: str | None = None,
) -> None:
    """Print what is like an item, or like a text where there is none; ``form`` is of ``FORMS``.

    ``none`` is what a table says when nothing is found.
    """
    if form == "csv":
        header = [messages(f"similar-column-{name}") for name in COLUMNS]
        print_csv(header, ([*_cells(similar, places)] for similar in found))
    elif form == "json":
        own = None if item is None else _described(item, places)
        plain = {"item": own, "similar": [_plain(similar, places) for similar in found]}
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        _print_table(item, found, places, messages, none or messages("similar-none"))


def _print_table(
    item: Item | None,
    found: Sequence[Similar],
    places: Mapping[str, Places],
    messages: Messages,
    none: str,
) -> None:
    out = console()
    if item is not None:
        out.print(_where(item, places, messages), style="bold")
        out.print(_text(item))
    if not found:
        out.print(none)
        return
    grid = columns("right", "right", "left")
    for similar in found:
        grid.add_row()
        heading = _where(similar.other, places, messages)
        grid.add_row(f"{similar.rank}", f"{similar.score:.3f}", heading)
        grid.add_row("", "", _text(similar.other))
        terms = "  ".join(_term(one, similar, messages) for one in similar.shared[:SHOWN])
        grid.add_row("", "", messages("similar-shared", terms=terms))
    out.print(grid)


def kind_name(kind: str, messages: Messages) -> str:
    """What a kind of items is called: its table."""
    return load_schema().table(kind).title_ja if messages.language == "ja" else kind


def _where(item: Item, places: Mapping[str, Places], messages: Messages) -> str:
    page, line = _place(item, places)
    if line is not None:
        place = messages("similar-line", line=f"{line:,}")
    else:
        place = messages("similar-page", page=page or "-")
    city = item.city or messages("unknown")
    kind = kind_name(item.kind, messages)
    return "  ".join(filter(None, (city, flat(item.plan), place, kind, item.item_id)))


def _text(item: Item) -> str:
    title = item.title or item.heading
    return short(f"{title}：{item.text}" if title and item.text else title or item.text, LONGEST)


def _term(shared: Shared, similar: Similar, messages: Messages) -> str:
    term = shared.term
    if shared.part is Part.THEME and messages.language == "ja":
        term = next((t.name for t in similar.other.themes if t.code == term), term)
    return f"{messages(f'similar-kind-{kind_of(shared)}', term=term)} {shared.weight:.2f}"


def _place(item: Item, places: Mapping[str, Places]) -> tuple[int | None, int | None]:
    """Page, and the line in the file if that is a text."""
    place = places[item.document_id]
    return place.page(item.span_id), None if place.is_paged else place.line(item.span_id)


def _cells(similar: Similar, places: Mapping[str, Places]) -> tuple[str | int | None, ...]:
    other = similar.other
    page, line = _place(other, places)
    return (
        *(similar.rank, f"{similar.score:.4f}", other.city, other.plan, other.document_id),
        *(other.kind, other.item_id, page, line, other.title or other.heading, other.text),
        shown(similar.shared),
    )


def _plain(similar: Similar, places: Mapping[str, Places]) -> dict[str, Any]:
    terms = [{"kind": kind_of(s), "term": s.term, "weight": s.weight} for s in similar.shared]
    head = {"rank": similar.rank, "score": similar.score}
    return {**head, **_described(similar.other, places), "shared_terms": terms}


def _described(item: Item, places: Mapping[str, Places]) -> dict[str, Any]:
    page, line = _place(item, places)
    return {
        "municipality_code": item.place,
        "municipality_name": item.city or None,
        "plan_title": item.plan or None,
        "document_id": item.document_id,
        "item_table": item.kind,
        "item_id": item.item_id,
        "page_no": page,
        "line": line,
        "title": item.title or item.heading or None,
        "text": item.text or None,
    }


def _only(
    data: Stored, table: str, column: str, values: set[str]
) -> Mapping[str, list[dict[str, Any]]]:
    """The rows with these values by document, one batch in memory at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted(values), pa.string())
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for batch in data.batches(load_schema().table(table)):
        kept = batch.filter(pc.is_in(batch.column(column), value_set=wanted))
        for row in kept.to_pylist():
            found[row["document_id"]].append(row)
    return found
