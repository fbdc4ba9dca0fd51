"""An output folder during a run: what is in it, and how a document gets there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from normalize.publish import footprints, publish, staged_footprint, withdraw
from parsers.vocabulary import using
from shisaku.duplicates import duplicate_message
from shisaku.fingerprint import Fingerprint
from shisaku.ids import free_id, renamed
from shisaku.journal import Entry, Journal, entry_of
from shisaku.lock import locked
from shisaku.outcome import Outcome
from shisaku.readers import Reading
from shisaku.task import Staged, stage_rows
from shisaku.vocabulary_option import vocabulary_in
from shisaku.work import document_row, failed_rows

HIDDEN = ".shisaku"
"""The folder of an output folder that holds lock, journal, report and unfinished documents."""
_ASIDE = "unfinished-"


class Store:
    """The documents of an output folder that this process alone may change.

    ``aside`` is where unfinished documents are written. ``after_death`` says that the run before
    this one did not end by itself.
    """

    def __init__(self, out: Path, aside: Path, reading: Reading, after_death: bool) -> None:
        self.out, self.aside, self.reading = out, aside, reading
        self.after_death = after_death
        self.journal = Journal(out / HIDDEN / "journal.jsonl")
        self._footprints = footprints(out)

    def unchanged(self, path: Path, made_from: Fingerprint) -> Entry | None:
        """The entry of a source whose document is as a new conversion would make it."""
        entry = self.journal.entries.get(path)
        if entry is None or entry.status == "failed" or entry.made_from != made_from:
            return None
        return entry if self.is_whole(entry) and entry.document_id == entry.own_id else None

    def keep(self, staged: Staged, made_from: Fingerprint) -> None:
        """A document is done; should the run be killed before its turn, the next one has it."""
        own_id = staged.outcome.document_id
        footprint = staged_footprint(staged.folder)
        entry = entry_of(own_id, staged.outcome, made_from, footprint)
        self.journal.stage(staged.path, staged.folder, entry)

    def kept(self, path: Path, made_from: Fingerprint) -> Staged | None:
        """The document that a killed run had done from the same source, if it is whole."""
        folder, entry = self.journal.staged.get(path, (None, None))
        if folder is None or entry is None or entry.made_from != made_from:
            return None
        try:
            whole = staged_footprint(folder) == entry.footprint
        except OSError:
            return None
        return Staged(path, folder, entry.outcome(path)) if whole else None

    def is_whole(self, entry: Entry) -> bool:
        """Whether all files of a document lie there with the sizes they had."""
        return self._footprints.get(entry.document_id) == entry.footprint

    def publish(self, staged: Staged, made_from: Fingerprint, own_id: str | None = None) -> Outcome:
        """A staged document comes to its place under its outcome's id; raises OSError."""
        path, document_id = staged.path, staged.outcome.document_id
        self.journal.forget(path)
        # Another source had this id: its document ends here.
        self.journal.forget(self.journal.sources.get(document_id, path))
        footprint = staged_footprint(staged.folder)
        publish(staged.folder, document_id, self.out)
        entry = entry_of(own_id or document_id, staged.outcome, made_from, footprint)
        self.journal.add(path, entry)
        discard(staged)
        return staged.outcome

    def publish_failed(
        self, staged: Staged, made_from: Fingerprint, taken: Collection[str]
    ) -> Outcome:
        """A failed document comes to its place, under its own id unless that is taken."""
        own_id = staged.outcome.document_id
        if own_id in taken:
            staged = self._renamed(staged, taken)
        return self.publish(staged, made_from, own_id)

    def duplicate(self, path: Path, owner: Path, own_id: str) -> Staged:
        """The failed document of a file whose id another file has."""
        message = duplicate_message(path, owner, own_id)
        with using(vocabulary_in(self.reading.vocabulary)):
            rows = renamed(failed_rows(path, "duplicate-document-id", message), own_id)
        return stage_rows(path, rows, self.aside)

    def tidy(self) -> None:
        """Remove the documents that their sources have left, then write the journal anew."""
        claimed = {entry.document_id for entry in self.journal.entries.values()}
        for document_id in sorted(self.journal.left - claimed):
            withdraw(document_id, self.out)
        self.journal.finish()

    def _renamed(self, staged: Staged, taken: Collection[str]) -> Staged:
        from normalize.write import staged_rows

        rows = staged_rows(staged.folder)
        sha256 = str(document_row(rows)["source_sha256"])
        new = free_id(staged.outcome.document_id, sha256, taken.__contains__)
        discard(staged)
        return stage_rows(staged.path, renamed(rows, new), self.aside)


def discard(staged: Staged) -> None:
    """Remove what is left of a document that was written aside."""
    shutil.rmtree(staged.folder, ignore_errors=True)


@contextmanager
def opened(out: Path, reading: Reading) -> Iterator[Store]:
    """The store of an output folder, made if need be; nobody else has it meanwhile.

    Raises SourceError ``already-running`` and OSError. What a killed run left unfinished goes.
    """
    hidden = out / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with locked(hidden / "lock", out) as after_death:
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=hidden))
        store = Store(out, aside, reading, after_death)
        _remove_unfinished(hidden, store)
        try:
            yield store
        finally:
            store.journal.close()
            _remove_unfinished(hidden, store)
            with suppress(OSError):  # something waits in it for the next run
                aside.rmdir()


def _remove_unfinished(hidden: Path, store: Store) -> None:
    """Remove what was written aside and waits for nothing.

    A worker of a killed run may still write there for a moment; the next run tries again.
    """
    waiting = {folder for folder, _ in store.journal.staged.values()}
    for run in hidden.glob(f"{_ASIDE}*"):
        for folder in run.iterdir():
            if folder not in waiting:
                shutil.rmtree(folder, ignore_errors=True)
        if run != store.aside:
            with suppress(OSError):
                run.rmdir()


def held(entries: Mapping[Path, Entry], files: Collection[Path]) -> set[str]:
    """Ids of good documents whose sources are not among the files: no failed one takes them."""
    return {e.document_id for p, e in entries.items() if p not in files and e.status != "failed"}
