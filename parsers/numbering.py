"""Reads the number in front of a heading: its style, its canonical form, its value."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import kanjize
import regex

from parsers.vocabulary import load

NUM = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
KANJI = regex.compile(r"[〇一二三四五六七八九十百]+")
# By name, because ² and ½ share their category with ② and Ⅱ and number nothing.
ENCLOSED = regex.compile(r"(?:CIRCLED|PARENTHESIZED) (?:DIGIT|NUMBER)|ROMAN NUMERAL")
ASCII_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A printed number: ``raw`` as in the folded line, ``parts`` its values (2.1 -> (2, 1)).

    ``title_at`` is where the title begins in the folded line.
    """

    style: str
    raw: str
    number: str
    parts: tuple[int, ...]
    title_at: int
    may_be_sentence: bool


def ordinal_value(text: str) -> int | None:
    """The value of one ordinal: 12, 十二, ⑫, Ⅻ, XII. None for anything else."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if text in ASCII_ROMAN:
        return ASCII_ROMAN[text]
    if len(text) == 1 and ENCLOSED.search(unicodedata.name(text, "")):
        return int(unicodedata.numeric(text))
    if not KANJI.fullmatch(text):
        return None
    try:
        return int(kanjize.kanji2number(text))
    except (ValueError, KeyError):
        return None


@cache
def _styles() -> tuple[tuple[str, regex.Pattern[str], str, bool], ...]:
    return tuple(
        (
            row["name"],
            regex.compile(row["pattern"].replace("NUM", NUM)),
            row["number"],
            row.get("sentence", False),
        )
        for row in load("numbering")["style"]
    )


def read_number(line: str) -> Numbered | None:
    """The number at the start of a folded line, or None when the line has none."""
    for name, pattern, form, sentence in _styles():
        match = pattern.match(line)
        if match is None:
            continue
        printed = match["n"]
        pieces = regex.split(r"[.\-]", printed) if name.startswith("dotted") else [printed]
        values = [ordinal_value(piece) for piece in pieces]
        if any(value is None for value in values):
            return None
        parts = tuple(value for value in values if value is not None)
        digits = printed if name in {"circled", "roman"} else ".".join(map(str, parts))
        if name.startswith("dotted"):
            digits = printed
        return Numbered(name, match[0].strip(), form.format(n=digits), parts, match.end(), sentence)
    return None
