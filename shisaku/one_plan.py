"""One file, read for a person: what it says and its rows, with its vocabulary in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.frozen import frozen
from extract.model import Document, Run, UnreadableFile
from normalize.layout_file import read_layout
from normalize.manifest import Manifest, read_manifest
from parsers.layer_faults import LayerError
from parsers.patterns import PatternTimeout, pattern_time
from parsers.plan import Plan
from parsers.vocabulary import using
from shisaku.messages import Messages, catalogue
from shisaku.places import Places, places_of
from shisaku.readers import FORMATS, Reading
from shisaku.sources import SourceError, find_sources
from shisaku.vocabulary_option import fault_text, vocabulary_in
from shisaku.work import CompleteRows, complete, pattern_values, read_document, rows_of_document


@frozen
class OnePlan:
    """A plan's file, its document, what parsers read from it, and its rows as stored."""

    path: Path
    document: Document
    manifest: Manifest
    plan: Plan
    rows: CompleteRows

    def places(self, runs: Sequence[Run]) -> Places:
        """Where runs are printed; the span of each is its number in the sequence, as a string."""
        spans = [
            {"span_id": str(n), "page_no": r.page_no, "char_start": r.start, "char_end": r.end}
            for n, r in enumerate(runs)
        ]
        return places_of(spans, self.rows["pages"])


@contextmanager
def one_plan(file: Path, reading: Reading, messages: Messages) -> Iterator[OnePlan]:
    """The plan in a file; inside, everything reads with the vocabulary of its layout.

    Raises SourceError for a folder, for a file without a reader, for a layout that is refused
    for a file that gives no document (``not-a-plan``) and for patterns that take too long.
    """
    if file.is_dir():
        raise SourceError("one-file", path=file)
    (path, *_) = find_sources([file]).files or (None,)
    if path is None:
        raise SourceError("no-documents", path=file, suffixes=", ".join(FORMATS))
    try:
        layout = read_layout(path, vocabulary_in(reading.vocabulary))
    except LayerError as error:
        raise SourceError("layout-cannot", fault=fault_text(error, messages)) from error
    with using(layout.vocabulary), pattern_time(reading.limits.pattern_seconds):
        try:
            document = read_document(path, reading, layout)
            manifest = read_manifest(path)
            rows = complete(rows_of_document(document, manifest))
            yield OnePlan(path, document, manifest, Plan(document), rows)
        except UnreadableFile as error:
            raise SourceError("not-a-plan", path=file, reason=_reason(error, messages)) from error
        except PatternTimeout as error:
            raise SourceError("pattern-timeout", **pattern_values(error)) from error


def _reason(error: UnreadableFile, messages: Messages) -> str:
    """Why the file gives no document, in the words that a conversion has for it."""
    name = f"unreadable-{error.code}"
    return messages(name, detail=error.detail) if name in catalogue() else error.message
