"""Two versions of a data set compared: what was added, removed, changed, and why.

A document whose file has another digest was changed at its source; one whose program, table or
vocabulary version differs was read differently. Both may be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from normalize.schema import load_schema
from normalize.table_model import Table
from shisaku.exporting.diff_match import by_id_and_title, by_key
from shisaku.exporting.diff_model import Cause, Change, Difference, Field, Row
from shisaku.exporting.diff_parts import MEASURES, owner, part_fields, parts_of
from shisaku.exporting.diff_read import DOCUMENTS, read_rows

_PROGRAM = ("program_version", "schema_version")
_VOCABULARY = ("vocabulary_sha256", "layout_sha256")
Documents = tuple[Mapping[str, Row], Mapping[str, Row]]


def diff_measures(old: Path, new: Path) -> Difference:
    """The measures of two folders, with their parts (departments, schedules …) as fields."""
    table = load_schema().table(MEASURES)
    documents = _documents(old, new)
    before, after = read_rows(old, MEASURES), read_rows(new, MEASURES)
    pairs = by_id_and_title(before, after, "measure_id")
    old_parts, new_parts = parts_of(old), parts_of(new)
    ids = frozenset({"document_id", "measure_id"})
    changes = list(_one_sided(table, documents, pairs.added, pairs.removed))
    same = 0
    for was, now in pairs.both:
        fields = (
            *_fields(table, was, now, ids),
            *part_fields(old_parts.get(owner(was), {}), new_parts.get(owner(now), {})),
        )
        moved = was["measure_id"] != now["measure_id"]
        if fields or moved:
            changes.append(_changed(table, documents, was, now, fields))
        else:
            same += 1
    return Difference(MEASURES, _ordered(changes), same)


def diff_table(old: Path, new: Path, name: str) -> Difference:
    """The rows of any table by primary key; SchemaError for a table that is not declared."""
    table = load_schema().table(name)
    documents = _documents(old, new)
    pairs = by_key(
        read_rows(old, name),
        read_rows(new, name),
        lambda row: tuple(row.get(column) for column in table.primary_key),
    )
    changes = list(_one_sided(table, documents, pairs.added, pairs.removed))
    for was, now in pairs.both:
        if fields := _fields(table, was, now, frozenset(table.primary_key), references=True):
            changes.append(_changed(table, documents, was, now, fields))
    return Difference(name, _ordered(changes), len(pairs.both) + len(pairs.added) - len(changes))


def _documents(old: Path, new: Path) -> Documents:
    before, after = (
        {row["document_id"]: row for row in read_rows(folder, DOCUMENTS)} for folder in (old, new)
    )
    return before, after


def _causes(documents: Documents, document_id: str) -> tuple[Cause, ...]:
    before, after = (side.get(document_id) for side in documents)
    if before is None:
        return ("new-document",)
    if after is None:
        return ("lost-document",)
    differing: list[Cause] = []
    if before.get("source_sha256") != after.get("source_sha256"):
        differing.append("source")
    if any(before.get(name) != after.get(name) for name in _PROGRAM):
        differing.append("program")
    if any(before.get(name) != after.get(name) for name in _VOCABULARY):
        differing.append("vocabulary")
    return tuple(differing) or ("unknown",)


def _one_sided(
    table: Table, documents: Documents, added: Iterable[Row], removed: Iterable[Row]
) -> Iterator[Change]:
    for row in added:
        causes = _causes(documents, row["document_id"])
        key = _key(table, row)
        yield Change("added", table.name, row["document_id"], None, key, _title(row), (), causes)
    for row in removed:
        causes = _causes(documents, row["document_id"])
        key = _key(table, row)
        yield Change("removed", table.name, row["document_id"], key, None, _title(row), (), causes)


def _changed(
    table: Table, documents: Documents, was: Row, now: Row, fields: Sequence[Field]
) -> Change:
    return Change(
        "changed" if fields else "moved",
        table.name,
        now["document_id"],
        _key(table, was),
        _key(table, now),
        _title(now),
        tuple(fields),
        _causes(documents, now["document_id"]),
    )


def _fields(
    table: Table, was: Row, now: Row, keys: frozenset[str], *, references: bool = False
) -> tuple[Field, ...]:
    """The columns that differ. One that a version lacks is null there.

    ``references`` is whether those to other rows count: they say where a value is printed and
    what it belongs to by ids that move with every line put in above.
    """
    return tuple(
        Field(column.name, was.get(column.name), now.get(column.name))
        for column in table.columns
        if column.name not in keys
        and (references or column.references is None)
        and was.get(column.name) != now.get(column.name)
    )


def _key(table: Table, row: Row) -> str:
    own = [name for name in table.primary_key if name != "document_id"] or ["document_id"]
    return ", ".join("" if row.get(name) is None else str(row[name]) for name in own)


def _title(row: Row) -> str:
    for name in ("title", "plan_title", "name", "raw_text"):
        if row.get(name):
            return str(row[name])
    return ""


def _ordered(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda c: (c.document_id, c.new_id or c.old_id or "", c.kind))
