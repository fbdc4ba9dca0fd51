"""Files of a user's rows, and the vocabulary that they make on top of the shipped one."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from extract.regular_file import read_small_text
from parsers.extending import extended
from parsers.extension_marks import marks_of
from parsers.layer_faults import LayerError, Source, Writing
from parsers.vocabulary import EXTEND, SHIPPED, Vocabulary, in_force, shipped

PACKAGES = ("parsers", "normalize")
"""The packages whose vocabulary files a user may extend."""

# The register of municipalities is no layout: a name more would be a municipality more.
_CLOSED = frozenset({"municipalities", "municipality_names"})


@frozen
class Layer:
    """The rows that one file adds to the vocabulary file ``name``."""

    name: str
    content: Mapping[str, Any]
    at: Writing


@cache
def extendable() -> Mapping[str, tuple[str, ...]]:
    """The names of the vocabulary files with the packages that have one of that name."""
    found: dict[str, tuple[str, ...]] = {}
    for package in PACKAGES:
        for file in sorted((files(package) / "data").iterdir(), key=lambda f: f.name):
            name = file.name.removesuffix(".toml")
            if name != file.name and name not in _CLOSED:
                found[name] = (*found.get(name, ()), package)
    return found


def read_layers(folder: Path) -> tuple[Layer, ...]:
    """The rows of a vocabulary folder, by file name.

    Raises LayerError ``unreadable``, ``malformed`` or ``unknown-file``, OSError for a folder that
    cannot be listed.
    """
    layers: list[Layer] = []
    for path in sorted(p for p in folder.iterdir() if p.suffix == ".toml"):
        source, content = read_source(path)
        layers.append(Layer(_known(path.stem, source, 1), content, Writing(source)))
    return tuple(layers)


def read_source(path: Path, shown: str | None = None) -> tuple[Source, dict[str, Any]]:
    """The text and the content of a TOML file, ``shown`` the path in messages about it.

    Raises LayerError ``unreadable`` or ``malformed``, which may say which mistake it is
    (``malformed-bracket``).
    """
    name = shown or str(path)
    try:
        text = read_small_text(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = "UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        raise LayerError("unreadable", Source(name, ""), 1, reason=reason) from error
    source = Source(name, text)
    try:
        return source, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from parsers.toml_lines import error_line, mistake

        line = error_line(error, text) if isinstance(error, tomllib.TOMLDecodeError) else 1
        usual = mistake(text, line)
        name = f"malformed-{usual}" if usual else "malformed"
        raise LayerError(name, source, line, reason=str(error)) from error


def sections(content: Mapping[str, Any], source: Source) -> tuple[Layer, ...]:
    """The rows of one file with a section for each vocabulary file (layout.toml)."""
    layers = []
    for name, rows in content.items():
        at = Writing(source, (name,))
        if name not in extendable():
            raise at.fault("unknown-file", (), known=_near(name))
        if not isinstance(rows, dict):
            raise at.fault("wrong-type", (), expected="table")
        layers.append(Layer(name, rows, at))
    return tuple(layers)


def layered(layers: Sequence[Layer], base: Vocabulary = SHIPPED) -> Vocabulary:
    """The vocabulary with the rows of all layers on top of ``base``, the first layer lowest.

    Raises LayerError for a row that contradicts another, an unknown key or a bad value.
    """
    held = dict(base.files)
    for layer in layers:
        for package, rows in _by_package(layer).items():
            place, whole = (package, layer.name), shipped(package, layer.name)
            below = held.get(place) or {k: v for k, v in whole.items() if k != EXTEND}
            held[place] = extended(below, rows, marks_of(whole), layer.at)
    return replace(base, files=held)


def sources_sha256(layers: Iterable[Layer]) -> str:
    """SHA-256 of the files of layers, whatever their line ends; "" for no layer."""
    texts = [layer.name + "\n" + layer.at.source.text for layer in layers]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest() if texts else ""


@cache
def shipped_sha256() -> str:
    """SHA-256 of the data files beside the packages, whatever their line ends."""
    digest = hashlib.sha256()
    for package in ("extract", *PACKAGES):
        for file in sorted((files(package) / "data").iterdir(), key=lambda f: f.name):
            if file.name.endswith((".toml", ".csv")):
                digest.update(f"{package}/{file.name}\n".encode())
                digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def words_sha256() -> str:
    """SHA-256 of all rows in force but those of the plan's layout."""
    own = in_force().words_sha256
    return (
        hashlib.sha256((shipped_sha256() + own).encode()).hexdigest() if own else shipped_sha256()
    )


def _by_package(layer: Layer) -> dict[str, dict[str, Any]]:
    """The rows by the package whose file of this name has the section that they extend."""
    packages = extendable()[layer.name]
    known = {section: p for p in packages for section in shipped(p, layer.name)}
    rows: dict[str, dict[str, Any]] = {}
    for section, value in layer.content.items():
        package = packages[0] if section == EXTEND else known.get(section, packages[0])
        rows.setdefault(package, {})[section] = value
    return rows


def _known(name: str, source: Source, line: int) -> str:
    if name not in extendable():
        raise LayerError("unknown-file", source, line, key=name, known=_near(name))
    return name


def _near(name: str) -> str:
    near = get_close_matches(name, extendable(), 1)
    return near[0] if near else ", ".join(extendable())
