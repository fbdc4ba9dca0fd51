"""A parser of options that speaks the user's language in its own words too."""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from shisaku.messages import Messages


class Parser(argparse.ArgumentParser):
    """An ``ArgumentParser`` whose usage, titles and errors come from the catalogue.

    ``values`` and ``options`` are the groups to add arguments to.
    """

    def __init__(self, messages: Messages, **settings: Any) -> None:
        self.messages = messages
        super().__init__(
            add_help=False,
            # A part of a name would be taken for an option that nobody meant.
            allow_abbrev=False,
            formatter_class=lambda prog: _Formatter(prog, messages),
            **settings,
        )
        self.values = self.add_argument_group(messages("usage-arguments"))
        self.options = self.add_argument_group(messages("usage-options"))
        self.options.add_argument("-h", "--help", action="help", help=messages("usage-help"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        if self.messages.language == "ja":
            message = in_japanese(message)
        hint = self.messages("usage-hint", program=self.prog)
        self.exit(2, f"{self.prog}: {self.messages('usage-error')}: {message}\n{hint}\n")


class Version(argparse.Action):
    """Prints the program's version and ends; the version is loaded only then."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(
        self, parser: argparse.ArgumentParser, *_: str | Sequence[Any] | argparse.Namespace | None
    ) -> None:
        from normalize.version import PROGRAM_VERSION

        print(f"{parser.prog} {PROGRAM_VERSION}")
        parser.exit()


def in_japanese(message: str) -> str:
    """An error of ``argparse`` in Japanese; what is not in the table stays as it is."""
    for pattern, japanese in _errors().items():
        if found := pattern.fullmatch(message):
            return japanese.format(*(in_japanese(part) for part in found.groups()))
    return message


@cache
def _errors() -> Mapping[re.Pattern[str], str]:
    text = files("shisaku").joinpath("data", "usage_ja.toml").read_text(encoding="utf-8")
    return {re.compile(row["en"], re.S): row["ja"] for row in tomllib.loads(text)["error"]}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, messages: Messages) -> None:
        super().__init__(prog)
        self._usage_word = f"{messages('usage')}: "

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)
