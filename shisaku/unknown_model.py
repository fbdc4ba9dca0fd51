"""A printed string that no row of a vocabulary names, and shapes of such strings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from parsers.year_header import is_year_label

Kind = Literal["label", "department", "mark", "year"]


@frozen
class Unknown:
    """A string that nothing recognised, where it is printed first, and how often.

    ``file`` and ``path`` tell the list (or table) of a vocabulary file that needs a row;
    ``word`` is what to write there. The last key is "?" for a label whose field nothing tells.
    ``value`` is the year of a year label, None where nothing tells it. ``sure`` is false where
    the place is only the likeliest one.
    """

    kind: Kind
    printed: str
    run: Run
    count: int
    file: str
    path: tuple[str, ...]
    word: str
    value: int | None = None
    sure: bool = True

    @property
    def told(self) -> bool:
        """Whether there is a row to write, and not only a question."""
        return self.value is not None if self.kind == "year" else self.path[-1] != "?"


def year_like(text: str) -> bool:
    """Whether a label names a year, or stands for one (初年度)."""
    return is_year_label(text) or stands_for_year(text)


def stands_for_year(text: str) -> bool:
    """Whether a label has the shape of one that stands for a year without naming it."""
    return regex.match(shapes()["like_year"], key(text)) is not None


@cache
def shapes() -> Mapping[str, Any]:
    """The rows of data/explain.toml."""
    text = files("shisaku").joinpath("data", "explain.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
