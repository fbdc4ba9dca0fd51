"""Sizes and tolerances of drawn bars, from data/arrows.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Section = Mapping[str, float]

# What the code asks for.
SECTIONS = (
    "outline",
    "bar",
    "line",
    "head",
    "gradient",
    "image",
    "years",
    "rows",
    "label",
    "shading",
)


@cache
def rules() -> Mapping[str, Section]:
    """Section name to its numbers; lengths in points, shares 0–1.

    A section that is missing or unknown, or a number that is not positive, is a ValueError.
    """
    return check_rules(files("extract").joinpath("data/arrows.toml").read_text(encoding="utf-8"))


def check_rules(text: str) -> Mapping[str, Section]:
    """The sections of a rules file, checked."""
    data = tomllib.loads(text)
    if set(data) != set(SECTIONS):
        raise ValueError(f"arrows.toml: sections {sorted(set(data) ^ set(SECTIONS))}")
    for name, section in data.items():
        for key, value in section.items():
            if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
                raise ValueError(f"arrows.toml: {name}.{key} must be a positive number")
    return MappingProxyType({name: MappingProxyType(data[name]) for name in SECTIONS})
