"""Where messages go: consoles that never crash on a character, plain in a pipe."""

from __future__ import annotations

import codecs
import io
import sys
from functools import cache
from typing import TYPE_CHECKING, TextIO
from unicodedata import category

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 100
"""Columns of what goes into a pipe or file, where there is no terminal to ask."""


MISSING = "〓"
"""What stands for a character that cannot be shown, as in print: ``?`` is an unknown value."""

_STEERING = frozenset({"Cc", "Cf"})
# Twins in Unicode of which CP932 has only the second.
_TWINS = str.maketrans("〜−—‖–", "～－―∥-")


def forgive_encodings() -> None:
    """Show a twin or ``MISSING`` for what the console's encoding lacks, and go on."""
    codecs.register_error("shisaku", _instead)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="shisaku")


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_shown(char, error.encoding) for char in lost), error.end


@cache
def _shown(char: str, encoding: str) -> str:
    # Imported here: only a console that lacks a character pays for the table of spellings.
    from extract.fold import fold_text

    candidates = (char.translate(_TWINS), fold_text(char), MISSING)
    return next((text for text in candidates if text and _has(encoding, text)), "?")


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def console(stream: TextIO | None = None) -> Console:
    """A console on a stream (standard output by default): no markup, no guessed colours.

    A pipe gets plain text of ``PIPE_WIDTH`` columns.
    """
    from rich.console import Console

    stream = stream or sys.stdout
    return Console(
        file=stream,
        width=None if stream.isatty() else PIPE_WIDTH,
        # Notebooks ask every program for colours, and would get escapes and HTML of rich's own.
        force_terminal=stream.isatty(),
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
        # Old consoles cannot print box characters; rich then draws with ASCII.
        safe_box=True,
    )


def say(text: str) -> None:
    """A message to standard error; control characters of file names do nothing there."""
    print(harmless_text(text), file=sys.stderr, flush=True)


def harmless_text(text: str) -> str:
    """The text with ``MISSING`` for what would steer a terminal (escapes, turned directions)."""
    return "".join(c if c in "\n\t" or category(c) not in _STEERING else MISSING for c in text)
