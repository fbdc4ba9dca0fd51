"""What the program says: one catalogue, two languages."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from extract.frozen import frozen

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


@frozen
class Messages:
    """The catalogue in one language."""

    language: Language

    def __call__(self, name: str, **values: object) -> str:
        """The named message with its values filled in; a name that is not there is a KeyError."""
        return catalogue()[name][self.language].format(**values)

    def counted(self, name: str, count: int) -> str:
        """The named message with a ``count``; of one, the message ``<name>-one`` if there is."""
        one = f"{name}-one"
        chosen = one if count == 1 and one in catalogue() else name
        return self(chosen, count=f"{count:,}")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Message texts by name and language, as ``shisaku/data/messages.toml`` has them."""
    text = files("shisaku").joinpath("data", "messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def stored(name: str, **values: object) -> str:
    """A message for a dataset: always Japanese, so that the locale never changes the bytes."""
    return Messages("ja")(name, **values)


def asked_language(arguments: Sequence[str]) -> Language | None:
    """The language that ``--lang`` names: help and errors come before options are read."""
    given = [a.partition("=")[2] for a in arguments if a.startswith("--lang=")]
    given += [b for a, b in pairwise(arguments) if a == "--lang"]
    return next((language for language in LANGUAGES if language in given), None)


def default_language() -> Language:
    """Japanese if the user's locale is Japanese, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    # Windows sets none of them and calls the locale Japanese_Japan.
    name = locale.getlocale()[0] or ""
    return "ja" if name.lower().startswith("ja") else "en"
