"""One source becomes the tables of one document, written aside: safe to do twice, anywhere.

Workers of this machine and of others do this and no more. What the document is called in the
dataset, and when it appears there, is for the one process that knows all documents.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from extract.frozen import frozen
from parsers.vocabulary import using
from shisaku.limits import peak_mb
from shisaku.messages import stored
from shisaku.outcome import Outcome, outcome_of
from shisaku.readers import AS_USUAL, Reading
from shisaku.vocabulary_option import vocabulary_in
from shisaku.work import Rows, document_id, failed_rows, internal_error, rows_of_file, storable


@frozen
class Staged:
    """A converted source: the folder with one finished file a table, and what it came to.

    ``seconds`` is what the conversion took. ``peak_mb`` is the most memory that the process has
    held so far, in MiB; 0 where unknown.
    """

    path: Path
    folder: Path
    outcome: Outcome
    seconds: float = 0.0
    peak_mb: int = 0


LossKind = Literal["worker-died", "time-limit", "memory-limit"]


@frozen
class Lost:
    """Why a task gave nothing; ``detail`` is what the message of that name takes."""

    kind: LossKind
    detail: str


class Refused(Exception):
    """A machine that must not do a task: ``name`` is the message, ``detail`` what it takes."""

    def __init__(self, name: str, detail: str, machine: str = "") -> None:
        self.name, self.detail = name, detail
        self.machine = machine or _this_machine()
        # In args, so that it can be sent from one process to another.
        super().__init__(name, detail, self.machine)


def _this_machine() -> str:
    import socket  # only what fails asks for it

    return socket.gethostname()


Task = Callable[[Path], Staged]
"""What an engine does with each source: ``partial(stage, aside=..., reading=...)``."""


def stage(path: Path, aside: Path, reading: Reading = AS_USUAL) -> Staged:
    """Convert a file and write its tables into a new folder below ``aside``.

    Nobody else uses that folder, so the same file may be staged many times at once. Raises
    OSError if it cannot be written and MemoryError if there is no room for the work; whatever else
    goes wrong is a failed document.
    """
    begun = time.perf_counter()
    rows = rows_of_file(path, reading)
    try:
        staged = stage_rows(path, rows, aside)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        with using(vocabulary_in(reading.vocabulary)):
            rows = failed_rows(path, "internal-error", internal_error(path, error))
        staged = stage_rows(path, rows, aside)
    return replace(staged, seconds=time.perf_counter() - begun, peak_mb=peak_mb())


def stage_lost(path: Path, lost: Lost, aside: Path, reading: Reading = AS_USUAL) -> Staged:
    """The failed document of a source whose task was lost."""
    code = "internal-error" if lost.kind == "worker-died" else lost.kind
    message = stored(lost.kind, path=storable(path.name), detail=lost.detail)
    with using(vocabulary_in(reading.vocabulary)):
        return stage_rows(path, failed_rows(path, code, message), aside)


def stage_rows(path: Path, rows: Rows, aside: Path) -> Staged:
    """Rows of one document, written into a new folder below ``aside``; raises OSError."""
    from normalize.write import stage_tables

    folder = Path(tempfile.mkdtemp(prefix="document-", dir=aside))
    stage_tables(rows, document_id(rows), folder)
    return Staged(path, folder, outcome_of(path, rows))
