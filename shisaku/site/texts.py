"""What the pages say, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from shisaku.messages import Language


@cache
def texts(language: Language) -> Mapping[str, str]:
    """The texts of ``data/texts.toml`` by name; a name without the language is a ``KeyError``."""
    source = files("shisaku.site").joinpath("data", "texts.toml").read_text(encoding="utf-8")
    return {name: by_language[language] for name, by_language in tomllib.loads(source).items()}
