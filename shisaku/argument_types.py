"""What a text on the command line has to be; ``argparse`` shows the message of what it is not."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from shisaku.messages import Messages

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://(?P<rest>.*)", re.DOTALL)


def place_of(messages: Messages) -> Callable[[str], Path]:
    """A file or folder: a path, or the ``file://`` address of one on this machine.

    Other addresses are refused: documents come to their places by renaming, and PDFs are read
    here and there, which storage behind an address cannot do.
    """

    def place(text: str) -> Path:
        url = _URL.fullmatch(text)
        if url is None:
            return Path(text)
        if url["scheme"].lower() != "file":
            raise argparse.ArgumentTypeError(messages("no-url", value=text))
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        parts = urlsplit(text)
        if parts.netloc not in ("", "localhost") or parts.query or parts.fragment:
            raise argparse.ArgumentTypeError(messages("no-url", value=text))
        return Path(url2pathname(parts.path))

    return place


def positive(messages: Messages) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise argparse.ArgumentTypeError(messages("not-positive", value=text))
        return int(text)

    return number


def address_of(messages: Messages) -> Callable[[str], str]:
    """The address of a folder, with its last slash."""

    def address(text: str) -> str:
        if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\?#]+", text):
            raise argparse.ArgumentTypeError(messages("not-address", value=text))
        return f"{text.rstrip('/')}/"

    return address
