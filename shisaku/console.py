"""Where messages go: consoles that never crash on a character, plain in a pipe."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 100
"""Columns of what goes into a pipe or file, where there is no terminal to ask."""


def forgive_encodings() -> None:
    """Print ``?`` for what the console's encoding lacks (CP932 has no 〜 of Unicode) and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def console(stream: TextIO | None = None) -> Console:
    """A console on a stream (standard output by default): no markup, no guessed colours.

    A pipe gets plain text of ``PIPE_WIDTH`` columns.
    """
    from rich.console import Console

    stream = stream or sys.stdout
    return Console(
        file=stream,
        width=None if stream.isatty() else PIPE_WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
        # Old consoles cannot print box characters; rich then draws with ASCII.
        safe_box=True,
    )


def say(text: str) -> None:
    """One line to standard error."""
    print(text, file=sys.stderr, flush=True)
