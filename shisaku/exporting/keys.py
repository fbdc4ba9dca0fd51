"""Keys between tables as databases and packages state them, from the declared references."""

from __future__ import annotations

from collections.abc import Iterator

from extract.frozen import frozen
from normalize.schema import Schema, SchemaError, Table

_DOCUMENT = "document_id"


@frozen
class ForeignKey:
    """``fields`` of a table must stand in the ``key`` fields of the table ``target``.

    ``optional`` is whether the last field may be null; the others never are.
    """

    fields: tuple[str, ...]
    target: str
    key: tuple[str, ...]
    optional: bool

    def without_nulls(self) -> ForeignKey:
        """The same key for readers that want all of its fields or none to be null.

        An optional one keeps only its last field. Nothing else is lost than the demand that both
        rows are of one document, because ids begin with that of their document.
        """
        if not self.optional:
            return self
        return ForeignKey(self.fields[-1:], self.target, self.key[-1:], True)


def foreign_keys(schema: Schema, table: Table) -> Iterator[ForeignKey]:
    """The keys of a table in the order of its columns.

    Ids are unique within their document, so a reference is to (document_id, id), which must be
    the primary key of the table that is referred to; any other is a ``SchemaError``.
    """
    for column in table.columns:
        if column.references is None:
            continue
        target, _, key = column.references.partition(".")
        pair = (_DOCUMENT, key) if key != _DOCUMENT else (key,)
        if schema.table(target).primary_key != pair:
            raise SchemaError(f"{table.name}.{column.name}: {column.references} is no whole key")
        fields = (_DOCUMENT, column.name) if len(pair) == 2 else (column.name,)
        yield ForeignKey(fields, target, pair, column.nullable)
