"""Loads the rows of words and shapes beside this package, once, and checks them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.fold import key


class VocabularyError(ValueError):
    """A vocabulary file contradicts itself; the message names the file and the row."""


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``parsers/data/<name>.toml``."""
    return tomllib.loads((files("parsers") / "data" / f"{name}.toml").read_text("utf-8"))


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


@cache
def aliases(name: str, section: str) -> dict[str, str]:
    """Folded alias -> canonical name of one ``[section]`` of lists in a vocabulary file."""
    return lookup(name, load(name)[section])
