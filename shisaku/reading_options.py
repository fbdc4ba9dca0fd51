"""What a person asked of readers and engine, checked before any work is done."""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from extract.limits import MIB, USUAL_LIMITS, Limits
from extract.regular_file import read_small_text
from shisaku.messages import Messages
from shisaku.readers import Reading
from shisaku.sources import SourceError
from shisaku.vocabulary_option import asked_vocabulary, checked_vocabulary


def asked_reading(asked: argparse.Namespace, messages: Messages) -> Reading:
    """The options of the readers.

    Raises SourceError ``not-readable`` or ``no-password`` for a password file that cannot be
    read or holds none, ``no-tesseract`` when OCR is asked for and cannot run here,
    ``no-vocabulary`` or ``vocabulary-refused`` for a vocabulary that cannot be used.
    """
    password = None if asked.password_file is None else _password(asked.password_file)
    if asked.ocr:
        from extract.ocr_words import has_tesseract

        if not has_tesseract():
            raise SourceError("no-tesseract")
    vocabulary = asked_vocabulary(asked.vocab)
    checked_vocabulary(vocabulary, messages)
    return Reading(asked.reader, password, asked.ocr, vocabulary, limits=asked_limits(asked))


def asked_scheduler(asked: argparse.Namespace) -> str | None:
    """The address of a Dask scheduler, None for a run on this machine.

    Raises SourceError ``engine-options`` for options that do not go together, ``no-distributed``
    where the library is missing.
    """
    if asked.engine == "local" and asked.scheduler is None:
        return None
    if asked.engine == "local" or asked.scheduler is None or asked.workers is not None:
        raise SourceError("engine-options")
    if find_spec("distributed") is None:
        raise SourceError("no-distributed")
    return str(asked.scheduler)


def asked_limits(asked: argparse.Namespace) -> Limits:
    """The bounds on each file: those that were asked for, the usual ones otherwise."""
    mib = {"max_bytes": asked.max_file_size, "max_content": asked.max_page_content}
    counts = {
        "max_pages": asked.max_pages,
        "max_objects": asked.max_objects,
        "pattern_seconds": asked.max_pattern_time,
    }
    told = {name: size * MIB for name, size in mib.items() if size is not None}
    return replace(USUAL_LIMITS, **told, **{n: v for n, v in counts.items() if v is not None})


def _password(path: Path) -> str:
    """The first line of a file: on the command line every user of the machine could read it."""
    try:
        lines = read_small_text(path).splitlines()
    except OSError as error:
        raise SourceError("not-readable", path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise SourceError("no-password", path=path) from error
    if not lines or not lines[0]:
        raise SourceError("no-password", path=path)
    return lines[0]
