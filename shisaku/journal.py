"""What earlier runs made of which source: one line of JSON for each step, the last one counts.

The file lies in a hidden folder of the dataset, which readers skip. A line is written when a
document is whole in its place, so a document without one is made again; lines that a stopped run
left half written count for nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from shisaku.fingerprint import Fingerprint
from shisaku.outcome import Outcome
from shisaku.tally import Tallies, Tally

FORM = 1
"""The number of the lines' form; lines of another are not understood."""


@frozen
class Entry:
    """A document in its place: under which id, made from what, with which files and outcome.

    ``own_id`` is the id that the document would like; ``document_id`` the one it got.
    ``footprint`` is as ``normalize.publish`` makes it.
    """

    own_id: str
    document_id: str
    made_from: Fingerprint
    footprint: int
    status: str
    chars: int
    unclassified: int
    counts: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[tuple[str, str, int, str], ...] = ()
    code: str | None = None
    message: str | None = None

    def outcome(self, path: Path) -> Outcome:
        """The outcome as it was, without examples of its issues."""
        tallies: Tallies = {
            (severity, code): Tally(n, (), said) for severity, code, n, said in self.issues
        }
        values = (self.status, self.chars, self.unclassified, self.counts, tallies)
        return Outcome(path, self.document_id, *values, self.code, self.message)


def entry_of(own_id: str, outcome: Outcome, made_from: Fingerprint, footprint: int) -> Entry:
    """The entry of a document that was just published under its outcome's id."""
    return Entry(
        own_id=own_id,
        document_id=outcome.document_id,
        made_from=made_from,
        footprint=footprint,
        status=outcome.status,
        chars=outcome.chars,
        unclassified=outcome.unclassified,
        counts=outcome.counts,
        issues=tuple((s, c, t.count, t.common) for (s, c), t in outcome.tallies.items()),
        code=outcome.code,
        message=outcome.message,
    )


class Journal:
    """The entries of an output folder by source, kept in step with a file.

    ``staged`` are documents that are done and wait for their turn, with the folder of their
    files. ``sources`` are the sources by id of their document. ``left`` are ids that a source has
    left: no longer its document, and maybe still there.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, which need not be there; raises OSError."""
        self._path = path
        self._out = path.parent.parent.resolve()
        self.entries: dict[Path, Entry] = {}
        self.sources: dict[str, Path] = {}
        self.staged: dict[Path, tuple[Path, Entry]] = {}
        self.left: set[str] = set()
        content = path.read_bytes() if path.exists() else b""
        for line in content.splitlines():
            with suppress(ValueError, TypeError, KeyError):
                self._take(json.loads(line))
        self._file = path.open("ab")
        if content and not content.endswith(b"\n"):
            self._file.write(b"\n")

    def forget(self, source: Path) -> None:
        """Before a document is touched: whatever happens from here on, it is not whole."""
        if source in self.entries or source in self.staged:
            self._append({"source": self._name(source)})

    def stage(self, source: Path, folder: Path, entry: Entry) -> None:
        """A document is done; its files lie in a folder below that of the journal."""
        aside = folder.relative_to(self._path.parent).as_posix()
        self._append({"source": self._name(source), "entry": asdict(entry), "aside": aside})

    def add(self, source: Path, entry: Entry) -> None:
        """A document is whole in its place."""
        self._append({"source": self._name(source), "entry": asdict(entry)})

    def finish(self) -> None:
        """Write the entries anew, one line each, sorted; no id is left any more."""
        aside = self._path.with_suffix(".new")
        with aside.open("wb") as file:
            for source in sorted(self.entries, key=str):
                row = {"source": self._name(source), "entry": asdict(self.entries[source])}
                file.write(_line(row))
            file.flush()
            os.fsync(file.fileno())
        self._file.close()  # Windows renames nothing that is open
        os.replace(aside, self._path)

    def close(self) -> None:
        """Let go of the file, as it is."""
        self._file.close()

    def _append(self, row: Mapping[str, Any]) -> None:
        self._file.write(_line(row))
        # Not synced: after a power failure a line may be missing, and its document is made again.
        self._file.flush()
        self._take({**row, "form": FORM})

    def _take(self, row: Mapping[str, Any]) -> None:
        if row["form"] != FORM:
            return
        source = Path(os.path.normpath(self._out / row["source"]))
        if "aside" in row:
            self.staged[source] = (self._path.parent / row["aside"], _entry(row["entry"]))
            return
        self.staged.pop(source, None)
        before = self.entries.pop(source, None)
        if before is not None:
            self.left.add(before.document_id)
            self.sources.pop(before.document_id, None)
        if "entry" in row:
            entry = _entry(row["entry"])
            self.entries[source] = entry
            self.sources[entry.document_id] = source
            self.left.discard(entry.document_id)

    def _name(self, source: Path) -> str:
        """The source as seen from the output folder: both may be moved together."""
        try:
            return Path(os.path.relpath(source, self._out)).as_posix()
        except ValueError:  # on another drive
            return source.as_posix()


def _entry(row: Mapping[str, Any]) -> Entry:
    told = dict(row)
    made_from = Fingerprint(**told.pop("made_from"))
    issues = tuple((str(s), str(c), int(n), str(m)) for s, c, n, m in told.pop("issues"))
    return Entry(**told, made_from=made_from, issues=issues)


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps({"form": FORM, **row}, ensure_ascii=True).encode("ascii") + b"\n"
