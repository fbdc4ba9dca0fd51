"""One file becomes the rows of one document, whatever happens on the way."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.model import Document, UnreadableFile
from extract.page_rules import ruled
from extract.regular_file import digest_of
from normalize.layout_file import FILE_NAME, Layout, read_layout
from normalize.manifest import Manifest, read_manifest
from parsers.layer_faults import LayerError
from parsers.patterns import PatternTimeout, pattern_time
from parsers.vocabulary import using
from shisaku.messages import catalogue, stored
from shisaku.readers import AS_USUAL, FORMATS, Reading, format_of
from shisaku.vocabulary_option import stored_fault, try_out, vocabulary_in

if TYPE_CHECKING:
    from normalize.validate import Violation

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows of one document by table name; the one row of ``documents`` is always there."""
CompleteRows = Mapping[str, list[dict[str, Any]]]
"""Rows with every declared table and every column."""


def rows_of_file(path: Path, reading: Reading = AS_USUAL) -> Rows:
    """All rows of the document in a file; a file that gives none has status ``failed``.

    Raises MemoryError, and no other Exception: an error of the program is the issue
    ``internal-error``.
    """
    try:
        manifest, words = read_manifest(path), vocabulary_in(reading.vocabulary)
        try:
            layout = read_layout(path, words)
            if layout.vocabulary.layout_sha256:
                try_out(layout.vocabulary, Path(FILE_NAME))
        except LayerError as error:
            with using(words):
                return failed_rows(path, "layout-refused", stored_fault(error), manifest)
        with using(layout.vocabulary), pattern_time(reading.limits.pattern_seconds):
            return _rows_of_layout(path, reading, layout, manifest)
    except MemoryError:  # no fault of the program, and no memory here to say more
        raise
    except Exception as error:
        return failed_rows(path, "internal-error", internal_error(path, error))


def _rows_of_layout(path: Path, reading: Reading, layout: Layout, manifest: Manifest) -> Rows:
    try:
        document = read_document(path, reading, layout)
    except UnreadableFile as error:
        return failed_rows(path, error.code, explained(error), manifest)
    try:
        rows = rows_of_document(document, manifest)
    except PatternTimeout as error:
        message = stored("pattern-timeout", **pattern_values(error))
        return failed_rows(path, "pattern-timeout", message, manifest)
    del document  # the rows hold what is needed; a long PDF is large
    return _checked(rows)


def read_document(path: Path, reading: Reading, layout: Layout) -> Document:
    """The document in a file, its pages as its layout has them; UnreadableFile if there is none."""
    asked = replace(reading, turns=layout.turns) if layout.turns else reading
    return ruled(FORMATS[path.suffix.lower()].read(path, asked), layout.pages)


def complete(rows: Rows) -> CompleteRows:
    """Rows with every declared table and column, null where nothing was set: as stored."""
    from normalize.schema import load_schema

    return {
        table.name: [
            {name: row.get(name) for name in table.column_names} for row in rows.get(table.name, ())
        ]
        for table in load_schema().tables
    }


def failed_rows(path: Path, code: str, message: str, manifest: Manifest | None = None) -> Rows:
    """The rows of a file that gives no document: its ``documents`` row and one error issue."""
    from normalize.build import failed

    kind = format_of(path)
    return failed(
        source_name=storable(path.name),
        sha256=digest(path),
        media_type=kind.media_type if kind else "application/octet-stream",
        code=code,
        message=message,
        manifest=manifest or read_manifest(path),
    )


def pattern_values(error: PatternTimeout) -> Mapping[str, str]:
    """What the message ``pattern-timeout`` takes."""
    return {"row": error.row, "file": error.file, "seconds": f"{error.seconds:g}"}


def explained(error: UnreadableFile) -> str:
    """Why a file gave no document and what to do, in the dataset's language."""
    name = f"unreadable-{error.code}"
    return stored(name, detail=error.detail) if name in catalogue() else error.message


def internal_error(path: Path, error: Exception) -> str:
    """A message that names the file and what went wrong where, without a traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" {Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else ""
    detail = f"{type(error).__name__}{place}"
    return stored("internal-error", path=storable(path.name), detail=detail)


def digest(path: Path) -> str:
    """SHA-256 of a file as 64 hex digits; that of no bytes if it cannot be read."""
    try:
        return digest_of(path)
    except OSError:
        return hashlib.sha256().hexdigest()


def storable(text: str) -> str:
    """Text that UTF-8 can hold: a file name of other bytes has lone surrogates on Linux."""
    return text.encode("utf-8", "replace").decode("utf-8")


def document_row(rows: Rows) -> Mapping[str, object]:
    """The one row of ``documents``."""
    return rows["documents"][0]


def document_id(rows: Rows) -> str:
    """The id of the document that the rows belong to."""
    return str(document_row(rows)["document_id"])


def rows_of_document(document: Document, manifest: Manifest) -> Rows:
    """All rows of a document that was read; unlike ``rows_of_file`` it lets errors through."""
    from normalize.build import build

    return build(replace(document, source_name=storable(document.source_name)), manifest)


def _checked(rows: Rows) -> Rows:
    """The rows if they can be stored: found here, a fault costs this document only.

    Rows that can be stored but break the contract (a key twice, a span beside its text) are
    kept, with an error issue for each kind of fault, and the document is ``partial``.
    """
    from normalize.validate import validate
    from normalize.write import arrow_tables, check_owner

    check_owner(rows, document_id(rows))
    violations = validate(rows)
    if not violations:
        return rows
    # Says what cannot be stored; rows without any fault need not be laid out twice.
    for _ in arrow_tables(rows, document_id(rows)):
        pass
    return _with_faults(rows, violations)


def _with_faults(rows: Rows, violations: Sequence[Violation]) -> Rows:
    (document,) = rows["documents"]
    kinds = dict.fromkeys((v.rule, v.table, v.column) for v in violations)
    found: list[Mapping[str, object]] = [
        {
            "document_id": document["document_id"],
            "issue_id": f"{document['document_id']}:issue:v{n:04d}",
            "severity": "error",
            "code": "contract-violation",
            "message": stored("contract-violation", table=table, column=column, rule=rule),
            "value_raw": None,
            "span_id": None,
        }
        for n, (rule, table, column) in enumerate(kinds, 1)
    ]
    issues = [*rows.get("issues", ()), *found]
    partial = {**document, "status": "partial", "issue_count": len(issues)}
    return {**rows, "issues": issues, "documents": [partial]}
