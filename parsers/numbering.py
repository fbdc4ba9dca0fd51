"""Reads the number in front of a heading: its style, its canonical form, its value."""

from __future__ import annotations

import unicodedata

import kanjize
import regex

from extract.frozen import frozen
from parsers.patterns import first_of, taken
from parsers.vocabulary import VocabularyError, load, per_vocabulary

NUM = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
KANJI = regex.compile(r"[〇一二三四五六七八九十百]+")
# By name, because ² and ½ share their category with ② and Ⅱ and number nothing.
ENCLOSED = regex.compile(r"(?:CIRCLED|PARENTHESIZED) (?:DIGIT|NUMBER)|ROMAN NUMERAL")
ASCII_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
READINGS = ("ordinal", "path", "kana", "letter", "none")


@frozen
class Numbered:
    """A printed number: ``raw`` as in the folded line, ``parts`` its values (2.1 -> (2, 1)).

    ``title_at`` is where the title begins in the folded line. A ``weak`` number is one that
    list items and running text have too. ``label`` is the word before it (基本目標 1) or the
    sign that stands in its place (■), which has no parts.
    """

    style: str
    raw: str
    number: str
    parts: tuple[int, ...]
    title_at: int
    may_be_sentence: bool
    weak: bool = False
    label: str | None = None


@frozen
class _Style:
    name: str
    pattern: str
    read: str
    number: str
    sentence: bool
    weak: bool


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


@per_vocabulary
def _styles(weak: bool) -> tuple[_Style, ...]:
    """The styles in their order, those that prove nothing left out unless ``weak``."""
    labels = sorted(load("headings")["labels"]["kinds"], key=len, reverse=True)
    words = {"NUM": NUM, "LABEL": "|".join(map(regex.escape, labels))}
    styles = (_style(row, words) for row in load("numbering")["style"])
    return tuple(style for style in styles if weak or not style.weak)


def _style(row: dict[str, str | bool], words: dict[str, str]) -> _Style:
    pattern = str(row["pattern"])
    for word, meaning in words.items():
        pattern = pattern.replace(word, meaning)
    if row["read"] not in READINGS:
        raise VocabularyError(f"numbering.toml: {row['name']!r} has no reading {row['read']!r}")
    return _Style(
        str(row["name"]),
        pattern,
        str(row["read"]),
        str(row["number"]),
        bool(row.get("sentence", False)),
        bool(row.get("weak", False)),
    )


@per_vocabulary
def _any(weak: bool) -> regex.Pattern[str]:
    return first_of(style.pattern for style in _styles(weak))


@per_vocabulary
def fixed_ranks() -> dict[str, int]:
    """Styles whose order is the same in every plan (編, 章, 節, 項), outermost = 0."""
    return {row["name"]: row["rank"] for row in load("numbering")["style"] if "rank" in row}


def size_style(size: float) -> str:
    """The style of a heading that only its size in points tells."""
    return f"size:{size:g}"


def indent_style(characters: int) -> str:
    """The style of a heading that the contents page lists without a number, so far indented."""
    return f"indent:{characters}"


def marked_style(depth: int) -> str:
    """The style of a heading that only so many number signs (#) in front tell."""
    return f"marked:{depth}"


def prominence(style: str) -> tuple[str, float] | None:
    """By what a style without numbers is ranked, and how far out; None for any other.

    Larger print stands above smaller, less indented entries above more indented ones, fewer
    number signs above more.
    """
    name, _, value = style.partition(":")
    signs = {"size": 1.0, "indent": -1.0, "marked": -1.0}
    return (name, signs[name] * float(value)) if name in signs else None


@per_vocabulary
def read_number(line: str, *, weak: bool = False) -> Numbered | None:
    """The number at the start of a folded line, or None when the line has none.

    With ``weak``, also a number that only a sequence of its kind makes one.
    """
    match = _any(weak).match(line)
    if match is None:
        return None
    style = _styles(weak)[taken(match)]
    parts = _parts(style.read, match["n"])
    return _numbered(style, match, parts) if parts is not None else None


def _numbered(style: _Style, match: regex.Match[str], parts: tuple[int, ...]) -> Numbered:
    label = match.groupdict().get("label")
    number = style.number.format(n=".".join(map(str, parts)), p=match["n"])
    name = f"{style.name}:{label}" if label else style.name
    # 施策1-1-1 stands under 施策1-1, as 1-1-1 does under 1-1.
    name = f"{name}:{len(parts)}" if label and len(parts) > 1 else name
    at = match.end()
    return Numbered(name, match[0].strip(), number, parts, at, style.sentence, style.weak, label)


def _parts(read: str, printed: str) -> tuple[int, ...] | None:
    """The values of a number, None where one of them is none."""
    if read == "none":
        return ()
    if read == "kana":
        return (KANA.index(printed) + 1,)
    if read == "letter":
        return (ord(printed.lower()) - ord("a") + 1,)
    pieces = regex.split(r"[.\-]", printed) if read == "path" else [printed]
    values = [ordinal_value(piece) for piece in pieces]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None
