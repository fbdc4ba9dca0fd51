"""The commands and their options, as ``argparse`` takes them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from shisaku.messages import LANGUAGES, Messages
from shisaku.readers import PDF_READERS
from shisaku.usage import Parser, Version

SEVERITIES = ("error", "warning", "info")
"""How bad an issue is, the worst first."""


def argument_parser(messages: Messages) -> Parser:
    """The parser with its help in one language. The chosen command is in ``command``."""
    parser = Parser(messages, prog="shisaku", description=messages("help").strip())
    parser.options.add_argument("--version", action=Version, help=messages("help-version"))
    _add_language(parser, messages)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title=messages("usage-commands")
    )

    def command(name: str) -> Parser:
        brief = messages(f"help-{name}")
        more = f"{brief}\n{messages(f'help-{name}-more')}"
        made = commands.add_parser(name, messages=messages, help=brief, description=more)
        _add_language(made, messages)
        return made

    for name, add in _COMMANDS.items():
        add(command(name), messages)
    return parser


def _convert(command: Parser, messages: Messages) -> None:
    add, option = command.values.add_argument, command.options.add_argument
    add("inputs", nargs="+", type=Path, metavar="INPUT", help=messages("help-inputs"))
    option("--out", required=True, type=Path, metavar="DIR", help=messages("help-out"))
    workers = _positive(messages)
    option("--workers", type=workers, metavar="N", help=messages("help-workers"))
    option("--quiet", action="store_true", help=messages("help-quiet"))
    _add_reading(command, messages)


def _inspect(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("file", type=Path, metavar="FILE", help=messages("help-file"))
    option("--page", type=_positive(messages), metavar="N", help=messages("help-page"))
    option("--image", type=Path, metavar="OUT.png", help=messages("help-image"))
    option("--explain", action="store_true", help=messages("help-explain"))
    _add_reading(command, messages)


def _init(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("file", type=Path, metavar="PLAN", help=messages("help-plan"))
    option("--layout", action="store_true", help=messages("help-layout"))
    option("--force", action="store_true", help=messages("help-force"))
    _add_reading(command, messages)


def _issues(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("data", type=Path, metavar="DIR", help=messages("help-data"))
    option("--severity", choices=SEVERITIES, help=messages("help-severity"))
    option("--code", metavar="C", help=messages("help-code"))
    option("--csv", type=Path, metavar="FILE", help=messages("help-csv"))


def _schema(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    option("--table", metavar="T", help=messages("help-table"))
    forms = ("text", "markdown", "json")
    option("--format", choices=forms, default="text", help=messages("help-format"))


def _evaluate(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("gold", type=Path, metavar="GOLD", help=messages("help-gold"))
    option("--data", required=True, type=Path, metavar="DIR", help=messages("help-data"))
    option("--json", action="store_true", help=messages("help-json"))


_COMMANDS: dict[str, Callable[[Parser, Messages], None]] = {
    "convert": _convert,
    "issues": _issues,
    "inspect": _inspect,
    "init": _init,
    "schema": _schema,
    "evaluate": _evaluate,
}


def _add_reading(command: Parser, messages: Messages) -> None:
    """How PDFs are read, and by which words."""
    option = command.options.add_argument
    option("--reader", choices=PDF_READERS, default=PDF_READERS[0], help=messages("help-reader"))
    option("--password-file", type=Path, metavar="FILE", help=messages("help-password-file"))
    option("--ocr", action="store_true", help=messages("help-ocr"))
    option("--vocab", type=Path, metavar="DIR", help=messages("help-vocab"))


def _add_language(parser: Parser, messages: Messages) -> None:
    parser.options.add_argument("--lang", choices=LANGUAGES, help=messages("help-lang"))


def _positive(messages: Messages) -> Callable[[str], int]:
    def positive(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise argparse.ArgumentTypeError(messages("not-positive", value=text))
        return int(text)

    return positive
