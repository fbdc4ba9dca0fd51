"""Sizes and confidences for pages that are pictures, from data/ocr.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Section = Mapping[str, float]

# The recogniser takes the comma of 1,056 for a point more often than it should.
POINT = re.compile(r"\d[.．]\d{3}(?!\d)")
SECTIONS = ("confidence", "skew", "quarter", "bar")


@cache
def rules() -> Mapping[str, Section]:
    """Section name to its numbers; units stand in the file.

    A section that is missing or unknown, or a number that is not positive, is a ValueError.
    """
    return check_rules(files("extract").joinpath("data/ocr.toml").read_text(encoding="utf-8"))


def check_rules(text: str) -> Mapping[str, Section]:
    """The sections of a rules file, checked."""
    data = tomllib.loads(text)
    if set(data) != set(SECTIONS):
        raise ValueError(f"ocr.toml: sections {sorted(set(data) ^ set(SECTIONS))}")
    for name, section in data.items():
        for key, value in section.items():
            if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
                raise ValueError(f"ocr.toml: {name}.{key} must be a positive number")
    if data["confidence"]["read"] > data["confidence"]["sure"]:
        raise ValueError("ocr.toml: confidence.read is above confidence.sure")
    if data["confidence"]["value"] < data["confidence"]["read"]:
        raise ValueError("ocr.toml: confidence.value is below confidence.read")
    return MappingProxyType({name: MappingProxyType(data[name]) for name in SECTIONS})
