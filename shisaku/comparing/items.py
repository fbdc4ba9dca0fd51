"""Items of measures by theme, by legal article and by department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from normalize.tags import laws
from normalize.theme_vocabulary import themes
from shisaku.comparing.model import UNKNOWN, Category, Find, Found, Row
from shisaku.loading_places import grouped, key_of, records
from shisaku.measure_facts import article_name, in_charge

ITEMS = "measure_items"


def by_theme(find: Find) -> Found:
    """Items by theme; an item without one is ``unknown``."""
    items = all_items(find)
    told = [row for row in records(find("item_themes")) if row["item_table"] == ITEMS]
    rows = [
        items[key] | _as(row["theme"], row["evidence_raw"], row["span_id"]) | {"value": None}
        for row in told
        if (key := key_of(row, "item_id")) in items
    ]
    themed = {(row["document_id"], row["id"]) for row in rows}
    rest = [item | _as(UNKNOWN) for key, item in items.items() if key not in themed]
    known = {theme.code: theme.name for theme in themes().values()}
    # A user's own themes may have been there when the data were made.
    known |= {row["theme"]: row["theme_name"] for row in told if row["theme"] not in known}
    categories = (*(Category(*each) for each in known.items()), Category(UNKNOWN, "テーマなし"))
    return Found([*rows, *rest], categories, _documents(items))


def by_article(find: Find) -> Found:
    """Items by the article that a printed tag names; ``unknown`` is a tag nobody can resolve.

    The code is the article, with its paragraph if there is one (``10``, ``15-1``), of the first
    law of the vocabulary; the identifier of another law stands before its articles.
    """
    items, parts = all_items(find), all_measures(find)
    articles: dict[tuple[Any, ...], Category] = {}
    rows = []
    for tag in records(find("legal_tags")):
        name = article_name(tag)
        place = (tag["law_id"], tag["article"], tag["paragraph"] or 0)
        code = UNKNOWN if name is None else article_code(*place)
        if name is not None:
            articles[place] = Category(code, name)
        rows.append(
            _owner(tag, items, parts)
            | _as(code, tag["tag_raw"], tag["span_id"])
            | {"status": tag["status"]}
        )
    first = [articles[place] for place in sorted(articles, key=_law_order)]
    lost = (Category(UNKNOWN, "条を決められない"),) if any(_is_unknown(r) for r in rows) else ()
    return Found(rows, (*first, *lost), _of(rows), is_open=True)


def by_department(find: Find) -> Found:
    """Items by department, the one with the most items first.

    A department that is named for a whole measure carries those of its items that name none.
    """
    items, measures = all_items(find), all_measures(find)
    assigned = grouped(records(find("departments")), "measure_id")
    with_items = {key_of(row, "measure_id") for row in items.values()}
    owners = [
        *((item, item["id"]) for item in items.values()),
        *((row, None) for key, row in measures.items() if key not in with_items),
    ]
    rows = [
        row
        for owner, item_id in owners
        for row in _carried(
            owner, in_charge(assigned.get(key_of(owner, "measure_id"), ()), item_id)
        )
    ]
    counts: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        counts.setdefault(row["category"], set()).add((row["document_id"], row["id"]))
    counts.pop(UNKNOWN, None)
    named = [Category(name, name) for name in sorted(counts, key=lambda n: (-len(counts[n]), n))]
    lost = (Category(UNKNOWN, "部署なし"),) if any(_is_unknown(r) for r in rows) else ()
    present = _of([row for row in rows if not _is_unknown(row)])
    return Found(rows, (*named, *lost), present, is_open=True)


def all_items(find: Find) -> Mapping[tuple[str, str], Row]:
    """What is shown of each item, by document and item id; ``value`` tells one that was deleted."""
    titles = {key_of(row, "measure_id"): row["title"] for row in records(find("measures"))}
    return {
        key_of(row, "item_id"): {
            "document_id": row["document_id"],
            "measure_id": row["measure_id"],
            "id": row["item_id"],
            "title": titles.get(key_of(row, "measure_id")),
            "text": row["text"],
            "value": None if row["deleted_fy"] is None else row["deleted_raw"],
            "span_id": row["span_id"],
        }
        for row in records(find(ITEMS))
    }


def all_measures(find: Find) -> Mapping[tuple[str, str], Row]:
    """What is shown of each measure, by document and measure id."""
    return {
        key_of(row, "measure_id"): {
            "document_id": row["document_id"],
            "measure_id": row["measure_id"],
            "id": row["measure_id"],
            "title": row["title"],
            "text": row["outline"],
            "span_id": row["span_id"],
        }
        for row in records(find("measures"))
    }


def _as(code: str, evidence: str | None = None, span_id: str | None = None) -> Row:
    """The category of a row; where no evidence is printed, its own place stands."""
    found: Row = {"category": code, "evidence": evidence}
    return found | ({} if span_id is None else {"span_id": span_id})


def _carried(owner: Row, departments: Sequence[Row]) -> Iterator[Row]:
    for row in departments:
        name = row["department"] or row["department_raw"]
        role = {"value": row["role"]} if row["role"] else {}
        yield owner | _as(name, row["department_raw"], row["span_id"]) | role
    if not departments:
        yield owner | _as(UNKNOWN)


def _owner(
    row: Row, items: Mapping[tuple[str, str], Row], measures: Mapping[tuple[str, str], Row]
) -> Row:
    """The item a row belongs to, else the measure, else the row itself."""
    item = items.get(key_of(row, "item_id")) or measures.get(key_of(row, "measure_id"))
    return item or {"document_id": row["document_id"], "id": row["span_id"]}


def article_code(law_id: str, article: int, paragraph: int) -> str:
    """The code of an article, as ``by_article`` has it; no paragraph is 0."""
    code = f"{article}-{paragraph}" if paragraph else str(article)
    return code if law_id == laws()["law"][0]["id"] else f"{law_id}:{code}"


def _law_order(place: tuple[Any, ...]) -> tuple[Any, ...]:
    laws_known = [law["id"] for law in laws()["law"]]
    law_id, *numbers = place
    return laws_known.index(law_id) if law_id in laws_known else len(laws_known), law_id, *numbers


def _documents(items: Mapping[tuple[str, str], Row]) -> frozenset[str]:
    return frozenset(document_id for document_id, _ in items)


def _of(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row["document_id"] for row in rows)


def _is_unknown(row: Row) -> bool:
    return bool(row["category"] == UNKNOWN)
