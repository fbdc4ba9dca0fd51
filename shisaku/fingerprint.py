"""What a document was made from: if all of it is as it was, the document need not be made again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from extract.frozen import frozen
from normalize.layout_file import read_layout
from normalize.manifest import read_manifest
from parsers.layer_faults import LayerError
from parsers.layers import read_layers, sources_sha256
from parsers.vocabulary import Vocabulary
from shisaku.readers import Reading
from shisaku.vocabulary_option import vocabulary_in
from shisaku.work import digest

PACKAGES = ("extract", "parsers", "normalize", "shisaku")
LIBRARIES = frozenset(
    (
        *("fugashi", "kanjize", "numpy", "pandas", "pdfplumber", "pillow"),
        *("pyarrow", "pypdfium2", "regex", "unidic_lite"),
    )
)
"""What a reading or its bytes depend on, besides the program itself."""


@frozen
class Fingerprint:
    """SHA-256 of a source's bytes, of what is written about it, of options and program."""

    source: str
    about: str
    configuration: str


def fingerprint(path: Path, reading: Reading) -> Fingerprint:
    """The fingerprint of a source now. ``about`` is plan.toml, its folder, and layout.toml."""
    about = f"{read_manifest(path)!r}\n{_layout(path, vocabulary_in(reading.vocabulary))}"
    return Fingerprint(digest(path), _sha256(about), configuration(reading))


@cache
def configuration(reading: Reading) -> str:
    """The digest of options, vocabulary, program and libraries; no password is part of it."""
    words = vocabulary_in(reading.vocabulary).digest
    options = replace(reading, password=None, vocabulary=None)
    versions = "\n".join(sorted(_libraries()))
    return _sha256(f"{options!r}\n{words}\n{program()}\n{sys.version}\n{versions}")


def ingredients(reading: Reading) -> Mapping[str, str]:
    """By name what two machines must have alike to make the same document.

    Read anew each time: a process may live longer than what it was started with.
    """
    try:
        layers = read_layers(reading.vocabulary) if reading.vocabulary else ()
        words = sources_sha256(layers)
    except (OSError, LayerError):
        words = ""
    found = {
        "program": _program(),
        "vocabulary": words,
        "python": sys.version,
        "libraries": "\n".join(sorted(set(_libraries()))),
    }
    if not reading.ocr:
        return found
    from extract.ocr_words import tesseract_version

    return {**found, "tesseract": tesseract_version()}


@cache
def program() -> str:
    """The digest of the program with its data, which a person may edit in place."""
    return _program()


def _program() -> str:
    total = hashlib.sha256()
    for package in PACKAGES:
        for name, content in sorted(_contents(files(package), package)):
            total.update(f"{name}:{len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()


def _contents(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _contents(entry, f"{name}/{entry.name}")
        elif entry.name.endswith((".py", ".toml", ".csv")):
            yield f"{name}/{entry.name}", entry.read_bytes()


def _libraries() -> Iterator[str]:
    """Names and versions as folders of installations state them: asking for each takes longer."""
    for folder in sys.path:
        try:
            found = list(Path(folder or ".").glob("*.dist-info"))
        except OSError:
            continue
        for path in found:
            if path.name.partition("-")[0].lower() in LIBRARIES:
                yield path.name


def _layout(path: Path, words: Vocabulary) -> str:
    try:
        return read_layout(path, words).vocabulary.layout_sha256
    except LayerError as error:
        return repr(error)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
