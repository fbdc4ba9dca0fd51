"""The page that says how to read the others: texts, and the declared meaning of codes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from normalize.schema import load_schema
from shisaku.messages import Language


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the guide: paragraphs, then names with their meanings."""

    title: str
    text: Sequence[str]
    rows: Sequence[tuple[str, str]]


def guide(language: Language) -> list[Section]:
    """The sections of ``data/guide.toml``; a column that is not there is a ``SchemaError``."""
    source = files("shisaku.site").joinpath("data", "guide.toml").read_text(encoding="utf-8")
    return [
        Section(row["title"][language], row["text"][language], _codes(row.get("codes"), language))
        for row in tomllib.loads(source)["section"]
    ]


def _codes(place: str | None, language: Language) -> list[tuple[str, str]]:
    """The values of a column with their Japanese names, which English has none of."""
    if place is None or language != "ja":
        return []
    table, _, column = place.partition(".")
    declared = load_schema().table(table).column(column)
    return list(zip(declared.enum, declared.enum_ja, strict=True))
