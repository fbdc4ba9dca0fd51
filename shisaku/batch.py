"""Many files: who converts them, and in which order their documents appear, under which ids.

The dataset must not depend on who was done first, on what an earlier run had done, or on where
it was stopped. So documents appear in the order of their sources' names: the first of those with
one id gets it, and the others, like all that failed, come last.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from extract.frozen import frozen
from shisaku.fingerprint import Fingerprint, fingerprint
from shisaku.journal import Entry
from shisaku.limits import NO_LIMITS, Limits
from shisaku.outcome import Outcome
from shisaku.readers import format_of
from shisaku.store import Store, discard, held
from shisaku.task import Lost, Staged, Task, stage, stage_lost

LONG_RUN = 4.0
"""Seconds that all files together take in one process, from which starting workers pays."""

Engine = Callable[[Iterator[Path], Task], Iterator[tuple[Path, Staged | Lost]]]
"""Does the task for each source, in any order, and says what became of it.

It should take a source only when it can begin it. An OSError means that output cannot be
written, and ends the run.
"""


def choose_engine(files: Sequence[Path], asked: int | None, limits: Limits, alone: bool) -> Engine:
    """This process for a short run, workers for a long one.

    ``alone`` keeps documents out of this process: the run before may have died of one. So do
    limits, which only a process of its own can keep.
    """
    workers = choose_workers(files, asked)
    if workers == 1 and limits == NO_LIMITS and not alone:
        return here
    from shisaku.pool import in_workers

    return partial(in_workers, workers=workers, limits=limits)


def choose_workers(files: Sequence[Path], asked: int | None) -> int:
    """Processes to use: what was asked for, else one unless the run is long."""
    if asked is None:
        asked = (os.cpu_count() or 1) if _seconds(files) > LONG_RUN else 1
    return max(1, min(asked, len(files)))


def here(paths: Iterator[Path], task: Task) -> Iterator[tuple[Path, Staged | Lost]]:
    """The engine that is this process itself."""
    for path in paths:
        try:
            yield path, task(path)
        except MemoryError:
            yield path, Lost("memory-limit", "-")


@frozen
class Converted:
    """A document in its place; ``is_new`` is false if it lay there before.

    ``seconds`` is what its conversion took, ``peak_mb`` the most its process had held by then.
    """

    outcome: Outcome
    seconds: float = 0.0
    peak_mb: int = 0
    is_new: bool = True


class Batch:
    """One run over sorted files. ``arrived`` is told the status of each as it is known.

    A file that goes away during the run leaves its earlier document as it is, if there is one.
    """

    def __init__(
        self,
        files: Sequence[Path],
        store: Store,
        arrived: Callable[[str], None],
        force: bool = False,
    ) -> None:
        self._files, self._store, self._arrived, self._force = files, store, arrived, force
        self._made_from: dict[Path, Fingerprint] = {}
        self._ready: dict[Path, Staged | Entry] = {}
        self._owners: dict[str, Path] = {}
        self._last: list[tuple[Path, Staged | None, str | None]] = []

    def run(self, engine: Engine) -> Iterator[Converted]:
        """Every document of the files, as it comes to its place or is found there."""
        task = partial(stage, aside=self._store.aside, reading=self._store.reading)
        stream = engine(self._to_do(), task)
        for path in self._files:
            yield from self._placed(path, self._result(path, stream))
        taken = set(self._owners) | held(self._store.journal.entries, set(self._files))
        for path, staged, own_id in self._last:
            yield self._placed_last(path, staged, own_id, taken)

    def _to_do(self) -> Iterator[Path]:
        for path in self._files:
            self._made_from[path] = fingerprint(path, self._store.reading)
            found = self._found(path)
            if found is None:
                yield path
            else:
                self._ready[path] = found
                self._arrived(found.outcome.status if isinstance(found, Staged) else "unchanged")

    def _found(self, path: Path) -> Entry | Staged | None:
        """What earlier runs made of a source, in its place or waiting for it."""
        if self._force:
            return None
        made_from = self._made_from[path]
        return self._store.unchanged(path, made_from) or self._store.kept(path, made_from)

    def _result(self, path: Path, stream: Iterator[tuple[Path, Staged | Lost]]) -> Staged | Entry:
        while path not in self._ready:
            # Taking the next result may also find that this very file has nothing to do.
            found = next(stream, None)
            if found is None:
                break
            self._ready[found[0]] = result = self._staged(*found)
            # Nothing to wait for: it is published next.
            if found[0] != path and result.outcome.status != "failed":
                self._store.keep(result, self._made_from[found[0]])
            self._arrived(result.outcome.status)
        return self._ready.pop(path)

    def _staged(self, path: Path, result: Staged | Lost) -> Staged:
        if isinstance(result, Staged):
            return result
        return stage_lost(path, result, self._store.aside, self._store.reading)

    def _placed(self, path: Path, result: Staged | Entry) -> Iterator[Converted]:
        if isinstance(result, Entry):
            if self._owners.setdefault(result.own_id, path) is path:
                yield Converted(result.outcome(path), is_new=False)
            else:
                self._last.append((path, None, result.own_id))
            return
        own_id = result.outcome.document_id
        if result.outcome.status == "failed":
            if not self._is_kept(path):
                self._last.append((path, result, None))
        elif self._owners.setdefault(own_id, path) is path:
            outcome = self._store.publish(result, self._made_from.pop(path))
            yield Converted(outcome, result.seconds, result.peak_mb)
        else:
            discard(result)
            self._last.append((path, None, own_id))

    def _is_kept(self, path: Path) -> bool:
        """A source that went away under our hands, of which there is a document: it stays."""
        entry = self._store.journal.entries.get(path)
        known = entry is not None and entry.status != "failed" and self._store.is_whole(entry)
        return known and not path.exists()

    def _placed_last(
        self, path: Path, staged: Staged | None, own_id: str | None, taken: set[str]
    ) -> Converted:
        if staged is None:
            assert own_id is not None
            staged = self._store.duplicate(path, self._owners[own_id], own_id)
        outcome = self._store.publish_failed(staged, self._made_from.pop(path), taken)
        taken.add(outcome.document_id)
        return Converted(outcome, staged.seconds, staged.peak_mb)


def _seconds(files: Sequence[Path]) -> float:
    total = 0.0
    for path in files:
        kind = format_of(path)
        try:
            total += path.stat().st_size / 1e6 * kind.seconds if kind else 0.0
        except OSError:  # unreadable: its own row will say so
            continue
    return total
