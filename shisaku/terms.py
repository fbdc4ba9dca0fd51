"""Codes of the tables by the names that a Japanese reader knows them by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from shisaku.messages import Messages


def value_name(messages: Messages, table: str, column: str, value: Any) -> str:
    """A value of a declared enum by its declared Japanese name; itself in English."""
    if messages.language != "ja":
        return str(value)
    return _declared(table, column).get(str(value), str(value))


def phase_name(messages: Messages, code: str) -> str:
    """The phase of a schedule by the name in the vocabulary of phases; itself in English."""
    return _phases().get(code, code) if messages.language == "ja" else code


def table_kind_name(messages: Messages, kind: str) -> str:
    """What a table is about; itself in English, and where the vocabulary has no name."""
    return _names("table_kind").get(kind, kind) if messages.language == "ja" else kind


def aspect_name(messages: Messages, aspect: str) -> str:
    """An aspect that is evaluated, such as ``measures.effects``; empty in English."""
    if messages.language != "ja":
        return ""
    return "・".join(_names("aspect").get(part, part) for part in aspect.split("."))


def table_name(messages: Messages, table: str) -> str:
    """A table by its name, in Japanese with its declared title."""
    if messages.language != "ja":
        return table
    from normalize.schema import load_schema

    return f"{table}（{load_schema().table(table).title_ja}）"


@cache
def _declared(table: str, column: str) -> Mapping[str, str]:
    from normalize.schema import load_schema

    found = load_schema().table(table).column(column)
    return dict(zip(found.enum, found.enum_ja, strict=True))


@cache
def _phases() -> Mapping[str, str]:
    from normalize.eras import read_toml

    return dict(read_toml("phases.toml")["codes"])


@cache
def _names(section: str) -> Mapping[str, str]:
    text = files("shisaku").joinpath("data", "terms_ja.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[section])
