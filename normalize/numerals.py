"""Digits as they are printed: one character for one, and kanji numerals as integers.

Everything that reads years, dates and numbers looks at `fold(text)`, which has the length of
`text`, so that an offset into the one is an offset into the other.
"""

import re
from functools import lru_cache
from typing import Final

from kanjize import KanjizeConfiguration, KanjizeStyle, kanji2number, number2kanji

_TILDES: Final = "〜∼∽〰"
_DASHES: Final = "‐‑‒–—―−➖"
# Behind katakana ー is a long vowel, elsewhere (令和6ー8年度) a misprinted dash.
_LONG_MARK: Final = re.compile("(?<![ァ-ヺｦ-ﾟーｰ])[ーｰ]+")
_OPENING: Final = "（〔［【["
_CLOSING: Final = "）〕］】]"
_SPACES: Final = "\u3000\u00a0\u2002\u2003\u2009"

_FOLD: Final[dict[int, str]] = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, _TILDES), "~")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _OPENING), "(")
    | dict.fromkeys(map(ord, _CLOSING), ")")
    | dict.fromkeys(map(ord, _SPACES), " ")
    | {ord("･"): "・", ord("·"): "・", ord("､"): "、", ord("零"): "〇"}
)

KANJI_DIGITS: Final = "〇一二三四五六七八九"
_KANJI_NUMERAL: Final = re.compile(rf"[{KANJI_DIGITS}十百千万億兆]{{1,40}}")
_FLAT: Final = KanjizeConfiguration(style=KanjizeStyle.FLAT)
_NEEDLESS_ONE: Final = re.compile("一(?=[十百千])")


def fold(text: str) -> str:
    """`text` with width, dashes, tildes, brackets and spaces made one; the length never changes."""
    dashed = _LONG_MARK.sub(lambda found: "-" * len(found.group()), text)
    return dashed.translate(_FOLD)


def unwrapped(folded: str) -> str:
    """`folded` without blanks around it and without the parentheses that hold all of it."""
    text = folded.strip()
    inner = text[1:-1]
    if text.startswith("(") and text.endswith(")") and not set(inner) & set("()"):
        return inner.strip()
    return text


def spaced(word: str) -> str:
    """A pattern for `word` as print spaces it out (毎 年 度), two blanks at most in a gap."""
    return r"\s{0,2}".join(map(re.escape, word))


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of `words`, the longest first, each as print may space it out."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(map(spaced, longest_first)) + ")" if words else r"(?!)"


@lru_cache(maxsize=4096)
def kanji_int(text: str) -> int | None:
    """The integer of a kanji numeral (二十六 = 26, 二〇二一 = 2021), None for anything else.

    A numeral counts only when it is the way to write its number, positional or with multipliers;
    二十〇, 十百 and 〇七 are misreadings more often than numbers.
    """
    if not _KANJI_NUMERAL.fullmatch(text):
        return None
    try:
        value = kanji2number(text)
    except ValueError:
        return None
    written = (number2kanji(value), number2kanji(value, _FLAT), "〇" if value == 0 else None)
    plain = _NEEDLESS_ONE.sub("", text)
    same = text in written or plain == _NEEDLESS_ONE.sub("", written[0])
    return value if same else None


def small_int(text: str) -> int | None:
    """The integer of ASCII digits or of a kanji numeral; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    return kanji_int(text)
