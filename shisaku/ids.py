"""Documents under other ids: what a document is called when its own id is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, count

from shisaku.work import Rows, document_id


def free_id(plain: str, sha256: str, is_taken: Callable[[str], bool]) -> str:
    """The id itself, with the head of the source's digest if taken, and a count for equal files."""
    marked = f"{plain}-{sha256[:8]}"
    counted = (f"{marked}-{n}" for n in count(2))
    return next(name for name in chain((plain, marked), counted) if not is_taken(name))


def renamed(rows: Rows, new: str) -> Rows:
    """The rows under another document id, in the ids that begin with it too."""
    old = document_id(rows)

    def value_of(value: object) -> object:
        if value == old:
            return new
        if isinstance(value, str) and value.startswith(f"{old}:"):
            return new + value[len(old) :]
        return value

    def row(old_row: Mapping[str, object]) -> dict[str, object]:
        return {column: value_of(value) for column, value in old_row.items()}

    return {table: [row(r) for r in table_rows] for table, table_rows in rows.items()}
