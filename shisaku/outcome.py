"""What a conversion came to: small numbers kept while the rows themselves go to disk."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.frozen import frozen
from normalize.columns import column_values, rows_where
from shisaku.messages import Messages, catalogue
from shisaku.noted import noted_issues
from shisaku.places import places_of
from shisaku.sources import MANIFEST
from shisaku.tally import Tallies, tallied
from shisaku.work import Rows, document_id, document_row, storable


@frozen
class Outcome:
    """What became of one file. ``code`` and ``message`` are its first error.

    ``counts`` are the rows of each table that has any.
    """

    path: Path
    document_id: str
    status: str
    chars: int
    unclassified: int
    counts: Mapping[str, int]
    tallies: Tallies
    code: str | None
    message: str | None

    def explained(self, messages: Messages) -> str:
        """Why the file gave no document: as stored in Japanese, in short in English."""
        name = f"unreadable-{self.code}"
        if messages.language != "ja" and name in catalogue():
            text = messages(name)
        else:
            text = self.message or ""
        return f"{text} [{self.code}]"


def outcome_of(path: Path, rows: Rows) -> Outcome:
    """The outcome that the rows of a file tell."""
    row, found = document_row(rows), rows.get("issues", ())
    named = set(column_values(found, "span_id"))
    places = places_of(rows_where(rows.get("spans", ()), "span_id", named), rows.get("pages", ()))
    manifest = storable(f"{path.parent.name}/{MANIFEST}")
    issues = noted_issues(row, found, places, manifest)
    errors = [issue for issue in issues if issue.severity == "error"]
    return Outcome(
        path=path,
        document_id=document_id(rows),
        status=str(row["status"]),
        chars=_number(row["char_count"]),
        unclassified=_number(row["chars_unclassified"]),
        counts={table: len(table_rows) for table, table_rows in rows.items() if table_rows},
        tallies=tallied(issues),
        code=errors[0].code if errors else None,
        message=errors[0].message if errors else None,
    )


def longer_names(paths: Sequence[Path]) -> Mapping[Path, str]:
    """The name of each file; from the folder that all have in common on, if others share it."""
    shared = Counter(path.name for path in paths)
    try:
        common = os.path.commonpath([path.parent for path in paths])
    except ValueError:  # none, or on several drives
        common = ""
    return {
        p: storable(p.relative_to(common).as_posix() if common and shared[p.name] > 1 else p.name)
        for p in paths
    }


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
