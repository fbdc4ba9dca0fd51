"""How much a reading of bytes looks like Japanese text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# Control characters but tab, line ends, vertical tab, form feed; bytes that could not be read.
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Characters looked at from each end of the text.
_SAMPLE = 50_000


def plausibility(text: str) -> float:
    """How much a text looks like Japanese, from -1 (control characters) to 1; 0 for none.

    Measured on its two ends. ASCII, kana and JIS level 1 kanji count fully; what appears
    when one encoding is read as another (rare kanji, half-width kana) counts less.
    """
    sample = Counter(text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:])
    return sum(_weight(c) * n for c, n in sample.items()) / max(1, sample.total())


@lru_cache(maxsize=65_536)
def _weight(char: str) -> float:
    if NOT_TEXT.match(char):
        return -1.0
    try:
        code = char.encode("cp932")
    except UnicodeEncodeError:
        return 0.2
    if len(code) == 1:
        return 1.0 if code[0] < 0x80 else 0.3
    # JIS level 1 ends in row 0x98; from 0xF0 on there are no shared characters.
    return 1.0 if code[0] <= 0x98 else 0.5 if code[0] < 0xF0 else 0.2
