"""The commands and their options, as ``argparse`` takes them."""

from __future__ import annotations

import argparse
from pathlib import Path

from shisaku.messages import LANGUAGES, Messages


def argument_parser(messages: Messages) -> argparse.ArgumentParser:
    """The parser with its help in one language. The chosen command is in ``command``."""
    parser = argparse.ArgumentParser(
        prog="shisaku",
        description=messages("help").strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=messages(f"help-{name}"),
            description=f"{messages(f'help-{name}')}\n{messages(f'help-{name}-more')}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.add_argument("--lang", choices=LANGUAGES, help=messages("help-lang"))
        return made

    convert = command("convert")
    convert.add_argument(
        "inputs", nargs="+", type=Path, metavar="INPUT", help=messages("help-inputs")
    )
    convert.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help=messages("help-out")
    )
    convert.add_argument("--workers", type=_positive, metavar="N", help=messages("help-workers"))
    convert.add_argument("--quiet", action="store_true", help=messages("help-quiet"))
    inspect = command("inspect")
    inspect.add_argument("file", type=Path, metavar="FILE", help=messages("help-file"))
    schema = command("schema")
    schema.add_argument("--table", metavar="T", help=messages("help-table"))
    schema.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help=messages("help-format"),
    )
    evaluate = command("evaluate")
    evaluate.add_argument("gold", type=Path, metavar="GOLD", help=messages("help-gold"))
    evaluate.add_argument(
        "--data", required=True, type=Path, metavar="DIR", help=messages("help-data")
    )
    evaluate.add_argument("--json", action="store_true", help=messages("help-json"))
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
