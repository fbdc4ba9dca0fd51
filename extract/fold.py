"""The folded view that matching runs on: one spelling for each character, mapped back.

Width, spaces, dashes, tildes, radicals and compatibility ideographs fold; circled digits,
square forms, Roman numerals and the long-vowel mark do not, because they carry meaning.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import regex

from extract.frozen import frozen
from extract.offsets import Offsets, join

# Seen by no reader: soft hyphen, zero-width characters, byte order mark, variation selectors.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_UNSEEN_SELECTORS = "\U000e0100-\U000e01ef"
_DROP_UNSEEN = dict.fromkeys((*map(ord, _UNSEEN), *range(0xE0100, 0xE01F0)))
_VOICED = {"\u3099": "\u3099\u309b\uff9e", "\u309a": "\u309a\u309c\uff9f"}
_COMBINING = {spelled: mark for mark, spellings in _VOICED.items() for spelled in spellings}
# Normalizing is quadratic in the marks on one base; UAX #15 (stream-safe text) stops at 30.
_MOST_MARKS = 30


@frozen
class Folded:
    """Folded text; ``offsets`` is None when it matches the source character by character."""

    text: str
    offsets: Offsets | None = None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range, in whole graphemes, of a match at ``start`` to ``end``."""
        return self.offsets.source(start, end) if self.offsets else (start, end)


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """The text as matching sees it; folding twice changes nothing more."""
    if text.isascii() or _changing().isdisjoint(text):
        return Folded(text)
    if _joining().isdisjoint(text):
        return Folded(_single(text))
    return Folded(*join(_graphemes(text)))


def fold_text(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The form labels are looked up by: folded, without any white space."""
    seen = text if _unseen().isdisjoint(text) else text.translate(_DROP_UNSEEN)
    return fold_text("".join(seen.split()))


def _graphemes(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Source ranges in order, what each folds to, and whether it is one grapheme of several."""
    done = 0
    for found in _cluster().finditer(text):
        start, end = found.span()
        if done < start:
            yield done, start, _single(text[done:start]), False
        yield start, end, _grapheme(found[0]), True
        done = end
    if done < len(text):
        yield done, len(text), _single(text[done:]), False


@lru_cache(maxsize=4096)
def _grapheme(text: str) -> str:
    marks = "".join(_COMBINING.get(c, c) for c in text[1:].translate(_DROP_UNSEEN))
    whole = _single(text[0]) + marks
    return unicodedata.normalize("NFC", whole) if 0 < len(marks) <= _MOST_MARKS else whole


def _single(text: str) -> str:
    return text.translate(_translation())


@cache
def fold_table() -> dict[str, str]:
    """Each character that folds alone, and what it folds to (data/fold.csv, data/radicals.csv).

    A row that names a character twice, or folds one to another that folds further by a
    different rule, is a mistake in the data: ValueError.
    """
    table: dict[str, str] = {}
    for row in _rows("radicals.csv"):
        _add(table, chr(int(row["source"], 16)), chr(int(row["target"], 16)))
    for row in _rows("fold.csv"):
        for code in range(int(row["first"], 16), int(row["last"], 16) + 1):
            target = row["target"]
            form = unicodedata.normalize("NFKC", chr(code)) if target == "NFKC" else ""
            _add(table, chr(code), form if form else chr(int(target, 16)))
    closed = {source: table.get(target, target) for source, target in table.items()}
    if unstable := sorted(t for t in closed.values() if t in closed):
        raise ValueError(f"extract/data/fold.csv: folds in more than two steps: {unstable}")
    return closed


def _add(table: dict[str, str], source: str, target: str) -> None:
    if source in table:
        raise ValueError(f"extract/data/fold.csv: U+{ord(source):04X} is listed twice")
    if len(target) == 1 and target != source:
        table[source] = target


def _rows(name: str) -> list[dict[str, str]]:
    text = files("extract").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _translation() -> dict[int, str]:
    return {ord(source): target for source, target in fold_table().items()}


@cache
def _marks() -> str:
    """Combining marks of the basic plane; beyond it only variation selectors matter here."""
    # One search instead of a question a character; ideographs and Hangul have none.
    codes = map(chr, (*range(0x300, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000)))
    return "".join(regex.findall(r"[\p{Mn}\p{Me}]", "".join(codes)))


@cache
def _joining() -> frozenset[str]:
    """Characters that can belong to the grapheme before them."""
    return frozenset(_marks()) | frozenset(_COMBINING) | _unseen()


@cache
def _unseen() -> frozenset[str]:
    return frozenset(map(chr, _DROP_UNSEEN))


@cache
def _changing() -> frozenset[str]:
    """Characters that fold, alone or with the one before; most text has none of them."""
    # Asking whether it has takes less than half of the time that translating it takes.
    return _joining() | frozenset(fold_table())


@cache
def _cluster() -> re.Pattern[str]:
    """Graphemes of several characters: a base with marks, or kana with a spaced dakuten."""
    # Two sets, because one that reaches beyond the basic plane is searched range by range.
    mark = f"(?:[{_marks()}{_UNSEEN}]|[{_UNSEEN_SELECTORS}])"
    unseen = f"(?:[{_UNSEEN}]|[{_UNSEEN_SELECTORS}])"
    table = fold_table()
    kana = [chr(c) for c in (*range(0x3041, 0x30FF), *range(0xFF66, 0xFF9E))]
    spaced = (
        f"[{''.join(k for k in kana if _takes(table.get(k, k), sign))}]{unseen}*[{forms[1:]}]"
        for sign, forms in _VOICED.items()
    )
    return re.compile(f"(?:{'|'.join(spaced)}){mark}*|[^\\x00-\\x1f\\x7f-\\x9f]{mark}+")


def _takes(kana: str, mark: str) -> bool:
    return len(unicodedata.normalize("NFC", kana + mark)) == 1
