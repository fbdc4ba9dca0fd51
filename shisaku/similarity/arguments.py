"""The options of ``shisaku similar``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shisaku.messages import Messages
from shisaku.usage import Parser

FORMS = ("table", "csv", "json")
MOST = 5
"""Similar items of an item, unless another number is asked for."""


def add_similar(command: Parser, messages: Messages, number: Callable[[str], int]) -> None:
    """Add them; ``number`` reads a whole number from 1 on."""
    add, option = command.values.add_argument, command.options.add_argument
    add("data", type=Path, metavar="DIR", help=messages("help-data"))
    add("item", nargs="?", metavar="ITEM", help=messages("help-similar-item"))
    option("--text", metavar="TEXT", help=messages("help-similar-text"))
    option("--out", type=Path, metavar="NEW", help=messages("help-similar-out"))
    option("--top", type=number, default=MOST, metavar="N", help=messages("help-similar-top"))
    option("--format", choices=FORMS, default=FORMS[0], help=messages("help-similar-format"))
