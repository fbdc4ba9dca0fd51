"""Bytes of a text file become text: which encoding, and which bytes it could not read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from extract.frozen import frozen
from extract.model import UnreadableFile
from extract.plausibility import NOT_TEXT, plausibility

# Byte order mark, the codec of what follows it, the codec that reads both.
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
# In order of preference; euc_jis_2004 is EUC-JP with the circled digits of row 13.
_GUESSES = ("utf-8", "cp932", "euc_jp", "euc_jis_2004", "utf-16-le", "utf-16-be")
_REPLACEMENT = "\ufffd"
# Python's cp932 gives these for single bytes that the code page does not define.
_UNDEFINED = {"cp932": "\x80\uf8f0-\uf8f3"}
_MOST_NOISE = 0.3  # of the characters; a text with more of them is a binary file
_LEAST_PLAUSIBLE = 0.5


class Replaced(NamedTuple):
    """A run of U+FFFD at ``start`` to ``end`` of the text, and what the file has there.

    ``raw`` names bytes in hexadecimal (``82 ff``) or a character (``U+0000``).
    """

    start: int
    end: int
    kind: Literal["undecodable", "control"]
    raw: str


@frozen
class Decoded:
    """Text without NUL and lone surrogates, the codec that gave it, and what was replaced."""

    text: str
    encoding: str
    replaced: tuple[Replaced, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file in UTF-8, UTF-16, CP932, EUC-JP or ISO-2022-JP, line ends kept.

    A byte order mark decides and is dropped; without one the encoding is the one whose
    reading is most like Japanese text. Raises UnreadableFile: ``empty``, ``binary``.
    """
    _refuse(data)
    text, encoding, name = _marked(data) or _guess(data)
    if not text:
        raise UnreadableFile("empty", "The file is empty.")
    if len(NOT_TEXT.findall(text)) > _MOST_NOISE * len(text):
        raise _binary("bytes of no known text encoding")
    stored, replaced = _replace(text, encoding)
    if encoding.startswith("utf-16") and len(data) % 2:
        half = Replaced(len(stored), len(stored) + 1, "undecodable", data[-1:].hex())
        stored, replaced = stored + _REPLACEMENT, (*replaced, half)
    return Decoded(stored, name, replaced)


def _marked(data: bytes) -> tuple[str, str, str] | None:
    for bom, encoding, name in _BOMS:
        if data.startswith(bom):
            return _read(data[len(bom) :], encoding), encoding, name
    return None


def _guess(data: bytes) -> tuple[str, str, str]:
    for encoding in ("iso2022_jp", "utf-8") if b"\x1b$" in data else ("utf-8",):
        text = _strictly(data, encoding)
        if text is not None and "\0" not in text:
            return text, encoding, encoding
    guesses = (name for name in _GUESSES if not name.startswith("utf-16") or _wide(data, name))
    readings = [(_read(data, encoding), encoding) for encoding in guesses]
    scored = [(plausibility(text), text, encoding) for text, encoding in readings]
    score, text, encoding = max(scored, key=lambda reading: reading[0])
    if score < _LEAST_PLAUSIBLE:
        raise _binary("bytes of no known text encoding")
    return text, encoding, encoding


def _wide(data: bytes, encoding: str) -> bool:
    """Whether a fifth of the code units are ASCII or kana, as in Japanese text in UTF-16."""
    high = data[1::2] if encoding == "utf-16-le" else data[::2]
    return 5 * (high.count(0x00) + high.count(0x30)) >= max(1, len(high))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _read(data: bytes, encoding: str) -> str:
    """The text; a lone surrogate stands for each byte or code unit that could not be read."""
    if encoding.startswith("utf-16"):
        return data[: len(data) // 2 * 2].decode(encoding, "surrogatepass")
    return data.decode(encoding, "surrogateescape")


def _replace(text: str, encoding: str) -> tuple[str, tuple[Replaced, ...]]:
    bad = re.compile(f"[\\ud800-\\udfff{_UNDEFINED.get(encoding, '')}]+|\\x00+")
    replaced = tuple(_replaced(text, bad, encoding))
    return bad.sub(lambda found: _REPLACEMENT * len(found[0]), text) if replaced else text, replaced


def _replaced(text: str, bad: re.Pattern[str], encoding: str) -> Iterator[Replaced]:
    for found in bad.finditer(text):
        if found[0].startswith("\0"):
            yield Replaced(found.start(), found.end(), "control", "U+0000")
        else:
            yield Replaced(found.start(), found.end(), "undecodable", _raw(found[0], encoding))


def _raw(text: str, encoding: str) -> str:
    """The first bytes behind a run that could not be read, in hexadecimal."""
    errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
    return text[:8].encode(encoding, errors).hex(" ") + (" …" if len(text) > 8 else "")


def _refuse(data: bytes) -> None:
    if not data:
        raise UnreadableFile("empty", "The file is empty.")
    for signature, name in _signatures():
        if data.startswith(signature):
            raise _binary(name)


def _binary(what: str) -> UnreadableFile:
    return UnreadableFile("binary", f"Not a text file ({what}).")


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    text = files("extract").joinpath("data", "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((bytes.fromhex(row["hex"]), row["name"]) for row in rows)
