"""The commands and their options, as ``argparse`` takes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.limits import MIB, USUAL_LIMITS
from shisaku.argument_types import address_of, place_of, positive
from shisaku.comparing.arguments import add_compare
from shisaku.messages import LANGUAGES, Messages
from shisaku.readers import PDF_READERS
from shisaku.similarity.arguments import add_similar
from shisaku.usage import Parser, Version

SEVERITIES = ("error", "warning", "info")
"""How bad an issue is, the worst first."""
ENGINES = ("local", "dask")
EXPORT_FORMS = ("datapackage", "csv", "xlsx", "jsonl", "sqlite")


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
    place, number = place_of(messages), positive(messages)
    add("inputs", nargs="+", type=place, metavar="INPUT", help=messages("help-inputs"))
    option("--out", required=True, type=place, metavar="DIR", help=messages("help-out"))
    option("--engine", choices=ENGINES, default=ENGINES[0], help=messages("help-engine"))
    option("--scheduler", metavar="ADDRESS", help=messages("help-scheduler"))
    option("--workers", type=number, metavar="N", help=messages("help-workers"))
    option("--timeout", type=number, metavar="SECONDS", help=messages("help-timeout"))
    option("--memory-limit", type=number, metavar="MB", help=messages("help-memory-limit"))
    option("--force", action="store_true", help=messages("help-convert-force"))
    option("--prune", action="store_true", help=messages("help-prune"))
    option("--report", type=Path, metavar="DIR", help=messages("help-run-report"))
    forms = ("text", "json")
    option("--log-format", choices=forms, default=forms[0], help=messages("help-log-format"))
    option("--quiet", action="store_true", help=messages("help-quiet"))
    _add_reading(command, messages)


def _inspect(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("file", type=Path, metavar="FILE", help=messages("help-file"))
    option("--page", type=positive(messages), metavar="N", help=messages("help-page"))
    option("--image", type=Path, metavar="OUT.png", help=messages("help-image"))
    option("--explain", action="store_true", help=messages("help-explain"))
    _add_reading(command, messages)


def _init(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("file", type=Path, metavar="FILE", help=messages("help-plan"))
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


def _export(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("data", type=Path, metavar="DIR", help=messages("help-data"))
    option("--to", required=True, choices=EXPORT_FORMS, help=messages("help-to"))
    option("--out", required=True, type=Path, metavar="NEW", help=messages("help-export-out"))
    option("--previous", type=Path, metavar="OLD", help=messages("help-previous"))
    option("--check", action="store_true", help=messages("help-export-check"))
    option("--publisher", metavar="NAME", help=messages("help-publisher"))
    address = address_of(messages)
    option("--base-url", type=address, metavar="URL", help=messages("help-base-url"))


def _import_package(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("package", type=Path, metavar="DIR", help=messages("help-package"))
    option("--out", required=True, type=Path, metavar="NEW", help=messages("help-export-out"))
    forms = ("parquet", "csv")
    option("--from", dest="form", choices=forms, default=forms[0], help=messages("help-from"))


def _compact(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("data", type=Path, metavar="DIR", help=messages("help-data"))
    option("--out", required=True, type=Path, metavar="NEW", help=messages("help-export-out"))


def _report(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("data", type=Path, metavar="DIR", help=messages("help-data"))
    option("--out", required=True, type=Path, metavar="NEW", help=messages("help-export-out"))
    option("--similar", type=Path, metavar="DIR", help=messages("help-report-similar"))


def _check(command: Parser, messages: Messages) -> None:
    option = command.options.add_argument
    command.values.add_argument("folder", type=Path, metavar="DIR", help=messages("help-folder"))
    forms = ("text", "json", "csv")
    option("--format", choices=forms, default=forms[0], help=messages("help-list-format"))


def _diff(command: Parser, messages: Messages) -> None:
    add, option = command.values.add_argument, command.options.add_argument
    add("old", type=Path, metavar="OLD", help=messages("help-old"))
    add("new", type=Path, metavar="NEW", help=messages("help-new"))
    option("--table", metavar="T", help=messages("help-diff-table"))
    forms = ("text", "json", "csv")
    option("--format", choices=forms, default=forms[0], help=messages("help-list-format"))


def _similar(command: Parser, messages: Messages) -> None:
    add_similar(command, messages, positive(messages))


def _compare(command: Parser, messages: Messages) -> None:
    add_compare(command, messages, positive(messages))


_COMMANDS: dict[str, Callable[[Parser, Messages], None]] = {
    "convert": _convert,
    "issues": _issues,
    "inspect": _inspect,
    "init": _init,
    "schema": _schema,
    "evaluate": _evaluate,
    "export": _export,
    "import-package": _import_package,
    "compact": _compact,
    "report": _report,
    "check": _check,
    "diff": _diff,
    "similar": _similar,
    "compare": _compare,
}


_LIMITS = (
    ("max-file-size", "MB", USUAL_LIMITS.max_bytes // MIB),
    ("max-pages", "N", USUAL_LIMITS.max_pages),
    ("max-objects", "N", USUAL_LIMITS.max_objects),
    ("max-page-content", "MB", USUAL_LIMITS.max_content // MIB),
    ("max-pattern-time", "SECONDS", USUAL_LIMITS.pattern_seconds),
)
"""Bounds on one file: option, its value, what it is without the option."""


def _add_reading(command: Parser, messages: Messages) -> None:
    """How PDFs are read, and by which words."""
    option = command.options.add_argument
    option("--reader", choices=PDF_READERS, default=PDF_READERS[0], help=messages("help-reader"))
    option("--password-file", type=Path, metavar="FILE", help=messages("help-password-file"))
    option("--ocr", action="store_true", help=messages("help-ocr"))
    option("--vocab", type=Path, metavar="DIR", help=messages("help-vocab"))
    count = positive(messages)
    for name, metavar, usual in _LIMITS:
        helped = messages(f"help-{name}", usual=f"{usual:,}")
        option(f"--{name}", type=count, metavar=metavar, help=helped)


def _add_language(parser: Parser, messages: Messages) -> None:
    parser.options.add_argument("--lang", choices=LANGUAGES, help=messages("help-lang"))
