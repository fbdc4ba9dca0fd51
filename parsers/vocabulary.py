"""The rows of words and shapes in force: those beside the packages, maybe with a user's on top.

What is derived from them is kept by ``per_vocabulary``, which forgets it when another vocabulary
comes into force; so a document without rows of its own pays nothing for those that have some.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from extract.fold import key

P = ParamSpec("P")
T = TypeVar("T")

MOST_KEPT = 16_384
"""Values that are kept of one function."""

EXTEND = "extend"
"""The table of a shipped file that says how its rows may be extended; it holds no words."""


class VocabularyError(ValueError):
    """A vocabulary file contradicts itself; the message names the file and the row."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Files that differ from the shipped ones, whole, by package and name; what made them so.

    ``words_sha256`` is that of a user's vocabulary folder, ``layout_sha256`` that of the layout
    files of the plan, each "" without one. ``contents_pages`` are the pages that the layout calls
    a contents page.
    """

    files: Mapping[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    words_sha256: str = ""
    layout_sha256: str = ""
    contents_pages: frozenset[int] = frozenset()

    @property
    def digest(self) -> str:
        """Two vocabularies of one digest say the same; "" for the shipped rows alone."""
        return self.words_sha256 + self.layout_sha256


SHIPPED = Vocabulary()
# A process reads one document at a time, so one place holds what is in force.
_in_force = [SHIPPED]
_forget: list[Callable[[], None]] = []
_tables: list[Callable[[], object]] = []


def per_vocabulary(function: Callable[P, T]) -> Callable[P, T]:
    """``functools.cache`` for a function of the vocabulary: emptied when another is in force.

    With parameters it keeps the latest ``MOST_KEPT`` values: those may be strings of documents.
    """
    has_parameters = bool(signature(function).parameters)
    kept = lru_cache(MOST_KEPT if has_parameters else None)(function)
    _forget.append(kept.cache_clear)
    if not has_parameters:
        _tables.append(kept)
    return kept  # type: ignore[return-value]


def make_all() -> None:
    """Makes everything that is derived from the vocabulary in force, so that a fault shows now."""
    for table in _tables:
        table()


@contextmanager
def using(vocabulary: Vocabulary) -> Iterator[None]:
    """Everything inside reads with this vocabulary, everything after with the one before."""
    before = _in_force[0]
    _switch(vocabulary)
    try:
        yield
    finally:
        _switch(before)


def in_force() -> Vocabulary:
    """The vocabulary that everything reads with now."""
    return _in_force[0]


def own_strings(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The strings that a vocabulary has and the shipped files lack, with the name of the file."""
    for (package, name), content in vocabulary.files.items():
        known = set(_strings(shipped(package, name)))
        yield from ((f"{name}.toml", text) for text in _strings(content) if text not in known)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _switch(to: Vocabulary) -> None:
    before = _in_force[0]
    # Without a digest nothing tells that two vocabularies say the same.
    if to is not before and (to.digest != before.digest or not to.digest):
        for forget in _forget:
            forget()
    _in_force[0] = to


@cache
def shipped(package: str, name: str) -> dict[str, Any]:
    """The content of ``<package>/data/<name>.toml`` as it is, ``[extend]`` included."""
    return tomllib.loads((files(package) / "data" / f"{name}.toml").read_text("utf-8"))


@per_vocabulary
def load(name: str, package: str = "parsers") -> dict[str, Any]:
    """The rows of ``<package>/data/<name>.toml`` with those of the vocabulary in force."""
    extended = _in_force[0].files.get((package, name))
    if extended is not None:
        return extended
    return {k: value for k, value in shipped(package, name).items() if k != EXTEND}


def lookup(name: str, groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded alias -> canonical name; an alias with two meanings is refused."""
    table: dict[str, str] = {}
    for canonical, aliases in groups.items():
        for alias in aliases:
            folded = key(alias)
            if table.setdefault(folded, canonical) != canonical:
                raise VocabularyError(
                    f"{name}.toml: {alias!r} means both {table[folded]!r} and {canonical!r}"
                )
    return table


@per_vocabulary
def aliases(name: str, section: str) -> dict[str, str]:
    """Folded alias -> canonical name of one ``[section]`` of lists in a vocabulary file."""
    return lookup(name, load(name)[section])
