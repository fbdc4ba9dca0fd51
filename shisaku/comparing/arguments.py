"""The options of ``shisaku compare``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shisaku.messages import Messages
from shisaku.usage import Parser

# Named here too: options must come at once, and the ways load pandas.
WAYS = (
    "theme",
    "article",
    "year",
    "start",
    "phase",
    "department",
    "organization",
    "training",
    "review",
)
FORMS = ("table", "csv", "parquet", "html")


def add_compare(command: Parser, messages: Messages, number: Callable[[str], int]) -> None:
    """Add the values and options; ``number`` reads a positive number."""
    option = command.options.add_argument
    command.values.add_argument("data", type=Path, metavar="DIR", help=messages("help-data"))
    option("--by", required=True, choices=WAYS, help=messages("help-compare-by"))
    option("--rows", action="store_true", help=messages("help-compare-rows"))
    only = messages("help-compare-only")
    option("--only", action="append", default=[], metavar="CATEGORY", help=only)
    city = messages("help-compare-city")
    option("--city", action="append", default=[], metavar="NAME", help=city)
    option("--top", type=number, metavar="N", help=messages("help-compare-top"))
    option("--excerpts", action="store_true", help=messages("help-excerpts"))
    option("--format", choices=FORMS, default=FORMS[0], help=messages("help-compare-format"))
    option("--out", type=Path, metavar="FILE", help=messages("help-compare-out"))
