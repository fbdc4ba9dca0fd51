"""Checks of one document's rows against the declared tables and the two invariants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from extract.frozen import frozen
from normalize.columns import column_values, has_null, row_values, surely_accepts, undeclared
from normalize.schema import Schema, Table, load_schema

Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]
Values = Mapping[str, Sequence[object]]
Rule = Literal[
    "unknown-table",
    "unknown-column",
    "type",
    "not-null",
    "enum",
    "primary-key",
    "reference",
    "span-text",
    "char-count",
]


@frozen
class Violation:
    """A rule that a row breaks. ``row`` is its index in the table's rows, from 0.

    ``column`` names the column, or the columns of the key joined by commas; both are
    None for a table that is not declared. ``value`` is what stood there.
    """

    rule: Rule
    table: str
    column: str | None = None
    row: int | None = None
    value: object = None

    def __str__(self) -> str:
        place = self.table if self.column is None else f"{self.table}.{self.column}"
        where = "" if self.row is None else f" row {self.row}"
        return f"{self.rule}: {place}{where}: {self.value!r:.200}"


def validate(rows: Rows) -> tuple[Violation, ...]:
    """Every violation in rows by table name; empty when the rows keep the contract.

    A column that a row lacks counts as null. Keys, references and invariants are looked at
    only once names, types and null flags are right, because they read values by their type.
    """
    schema = load_schema()
    known = [(table, _values(table, rows.get(table.name, ()))) for table in schema.tables]
    shape = [*_unknown_tables(schema, rows)]
    for table, values in known:
        shape.extend(_shape(table, values, rows.get(table.name, ())))
    if shape:
        return tuple(shape)
    return (
        *(v for table, values in known for v in _enums(table, values)),
        *(v for table, values in known for v in _primary_key(table, values)),
        *_references(known),
        *_span_texts(rows),
        *_char_counts(rows),
    )


def _unknown_tables(schema: Schema, rows: Rows) -> Iterator[Violation]:
    names = set(schema.table_names)
    return (Violation("unknown-table", name) for name in rows if name not in names)


def _values(table: Table, rows: Sequence[Row]) -> Values:
    return {column.name: column_values(rows, column.name) for column in table.columns}


def _shape(table: Table, by_name: Values, rows: Sequence[Row]) -> Iterator[Violation]:
    if unknown := undeclared(table, rows):
        for index, row in enumerate(rows):
            for name in row.keys() & unknown:
                yield Violation("unknown-column", table.name, name, index, row[name])
    for column in table.columns:
        values = by_name[column.name]
        if surely_accepts(column, values) and (column.nullable or not has_null(values)):
            continue
        for index, value in enumerate(values):
            if value is None:
                if not column.nullable:
                    yield Violation("not-null", table.name, column.name, index)
            elif not column.accepts(value):
                yield Violation("type", table.name, column.name, index, value)


def _enums(table: Table, by_name: Values) -> Iterator[Violation]:
    for column in table.columns:
        if column.enum:
            allowed = {None, *column.enum}
            values = by_name[column.name]
            if set(values) <= allowed:
                continue
            for index, value in enumerate(values):
                if value not in allowed:
                    yield Violation("enum", table.name, column.name, index, value)


def _primary_key(table: Table, by_name: Values) -> Iterator[Violation]:
    columns = [by_name[name] for name in table.primary_key]
    # A column of one value tells no rows apart; most keys are then one column of text.
    telling = [values for values in columns if len(set(values)) > 1]
    keys = telling[0] if len(telling) == 1 else list(zip(*columns, strict=True))
    if len(set(keys)) == len(keys):
        return
    seen: set[tuple[object, ...]] = set()
    for index, key in enumerate(zip(*columns, strict=True)):
        if key in seen:
            yield Violation("primary-key", table.name, ",".join(table.primary_key), index, key)
        seen.add(key)


def _references(known: Sequence[tuple[Table, Values]]) -> Iterator[Violation]:
    owners = {table.name: values for table, values in known}
    documents = frozenset[object]().union(*(values["document_id"] for _, values in known))
    several = len(documents) > 1
    targets: dict[str, set[object]] = {}

    def keys(by_name: Values, name: str) -> Sequence[object]:
        """The values of a column, with their documents if there is more than one."""
        values = by_name[name]
        return list(zip(by_name["document_id"], values, strict=True)) if several else values

    for table, by_name in known:
        for column in table.columns:
            if column.references is None or not by_name["document_id"]:
                continue
            if column.references not in targets:
                owner, key = column.references.split(".")
                nulls = [(document, None) for document in documents] if several else [None]
                targets[column.references] = {*keys(owners[owner], key), *nulls}
            target, found = targets[column.references], keys(by_name, column.name)
            if target.issuperset(found):
                continue
            for index, value in enumerate(by_name[column.name]):
                if found[index] not in target:
                    yield Violation("reference", table.name, column.name, index, value)


def _span_texts(rows: Rows) -> Iterator[Violation]:
    """Provenance: a span's raw text is exactly what its page holds between its offsets."""
    pages = row_values(rows.get("pages", ()), "document_id", "page_no", "text")
    texts = {(document, page): text for document, page, text in pages}
    names = ("document_id", "page_no", "char_start", "char_end", "raw_text")
    spans = row_values(rows.get("spans", ()), *names)
    for index, (document, page, start, end, raw) in enumerate(spans):
        text = texts.get((document, page))
        if text is None:
            continue  # reported as a reference to no page
        assert isinstance(text, str) and isinstance(start, int) and isinstance(end, int)
        # Python would read a negative or overlong slice without complaint.
        if not 0 <= start <= end <= len(text) or text[start:end] != raw:
            yield Violation("span-text", "spans", "raw_text", index, raw)


def _char_counts(rows: Rows) -> Iterator[Violation]:
    """Completeness: each character of the pages is counted in exactly one kind."""
    printed: dict[object, int] = {}
    for page in rows.get("pages", ()):
        document = page["document_id"]
        printed[document] = printed.get(document, 0) + len(str(page["text"]))
    for index, row in enumerate(rows.get("documents", ())):
        kinds = [row[name] for name in row if name.startswith("chars_")]
        total = sum(count for count in kinds if isinstance(count, int))
        if row["char_count"] != total or row["char_count"] != printed.get(row["document_id"], 0):
            yield Violation("char-count", "documents", "char_count", index, row["char_count"])
