"""Small repairs of spelling that need no vocabulary."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]"
BETWEEN_CJK = regex.compile(
    rf"(?<={CJK})[ \u3000]+(?={CJK})|(?<=第)[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?={CJK})"
)


def unspaced(text: str) -> str:
    """A letter-spaced word put together (検 討 → 検討); any other text as it is."""
    words = text.split()
    if len(words) >= 2 and all(len(word) == 1 for word in words):
        return "".join(words)
    return text


def closed_up(text: str) -> str:
    """A title without the spaces that only set it wide (第 3 次 ○○計画 → 第3次○○計画)."""
    return BETWEEN_CJK.sub("", unspaced(text))


@lru_cache(maxsize=4096)
def unvoiced(text: str) -> str:
    """Kana without voicing marks (デ → テ), to compare readings that lost them."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if c not in "\u3099\u309a")
