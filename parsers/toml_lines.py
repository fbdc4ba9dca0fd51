"""Where in a TOML file a value is written: ``tomllib`` gives values without their lines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

import regex

_HEADER = regex.compile(r"^\s*\[\[?\s*(?P<path>[^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_CLOSED = regex.compile(r"\[(?:\[[^\[\]]+\]|[^\[\]]+)\]\s*(?:#.*)?")
_KEY = regex.compile(
    r"""^\s*(?P<path>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_PART = regex.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_QUOTED = regex.compile(r""""[^"]*"|'[^']*'|#.*""")
_WIDE = regex.compile("[“”„‟＂‘’＇「」『』＝［］，、]")
# How the TOML reader tells a place: the words are its own, in every version of Python.
_LINE = regex.compile(r"at line (\d+)")


def line_of(text: str, path: Sequence[str], value: str | None = None) -> int:
    """The line (from 1) of a key, or of a string in its value; the nearest one known otherwise.

    ``path`` are the keys on the way, rows of an array of tables without their number; a string
    that stands in several rows is looked for in each.
    """
    wanted, nearest = tuple(path), 1
    found_key = 0
    for number, own, line in _lines(text):
        if own[: len(wanted)] != wanted and wanted[: len(own)] != own:
            continue
        inside = own[: len(wanted)] == wanted
        if inside and not found_key:
            found_key = number
        if inside and (value is None or _written(value, line)):
            return number
        nearest = nearest if found_key else number
    return found_key or nearest


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line that the TOML reader complains about, the last one for an end too early."""
    line = _LINE.search(str(error))
    return int(line[1]) if line else max(1, len(text.splitlines()))


def mistake(text: str, line: int) -> str | None:
    """What is usually wrong with a line that is refused, None where it is nothing usual.

    ``bracket`` (a header without its end), ``twice`` (a table or key for the second time),
    ``question`` (a row still to be filled in), ``wide`` (quotes or = of Japanese typing).
    """
    lines = text.splitlines()
    refused = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    if refused.startswith("?"):
        return "question"
    if refused.startswith("[") and "=" not in refused and not _CLOSED.match(refused):
        return "bracket"
    if _WIDE.search(_QUOTED.sub("", refused)):
        return "wide"
    own = [(number, path) for number, path, _ in _lines(text) if number <= line]
    again = bool(own) and own[-1][0] == line and own[-1][1] in [path for _, path in own[:-1]]
    return "twice" if again and (_HEADER.match(refused) or _KEY.match(refused)) else None


def _written(value: str, line: str) -> bool:
    return any(f"{quote}{value}{quote}" in line for quote in "\"'") or line.strip() == value


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Each line that is no comment, with the keys it stands under."""
    table: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if header := _HEADER.match(line):
            table, key = _parts(header["path"]), ()
        elif found := _KEY.match(line):
            key = _parts(found["path"])
        yield number, table + key, line


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(path))
