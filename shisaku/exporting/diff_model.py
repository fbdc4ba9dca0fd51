"""What differs between two conversions or packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from extract.frozen import frozen

Row = Mapping[str, Any]
Kind = Literal["added", "removed", "changed", "moved"]
Cause = Literal["source", "program", "vocabulary", "new-document", "lost-document", "unknown"]


@frozen
class Field:
    """A column, or a table of parts, that has another value: what it was, what it is."""

    name: str
    old: object
    new: object


@frozen
class Change:
    """One row that is new, gone or different. ``moved`` is only its id that changed.

    ``old_id`` and ``new_id`` are the printed key (without the document), None on the side where
    the row is not; ``title`` names it for people.
    """

    kind: Kind
    table: str
    document_id: str
    old_id: str | None
    new_id: str | None
    title: str
    fields: tuple[Field, ...]
    causes: tuple[Cause, ...]


@frozen
class Difference:
    """All changes of a table, in order of document and id, and how many rows are the same."""

    table: str
    changes: Sequence[Change]
    n_same: int
