"""Numbers that count things off: ①, ⑵, Ⅲ, 第4章, その1, ア."""

import re
import unicodedata
from typing import Final

from normalize.eras import read_toml, word_list
from normalize.numerals import any_of, fold, small_int
from parsers.vocabulary import per_vocabulary

_ROMAN: Final = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}


@per_vocabulary
def number_words(kind: str) -> tuple[str, ...]:
    """The words of one kind in number_words.toml; TableError for an unknown kind."""
    return word_list(read_toml("number_words.toml"), kind)


@per_vocabulary
def _shape() -> re.Pattern[str]:
    before, after = (any_of(number_words(f"ordinal_{side}")) for side in ("before", "after"))
    return re.compile(rf"\(?\s*(?:{before})?\s*(?P<number>.+?)\s*(?:{after})?\s*[).、:]?")


def ordinal(text: str) -> int | None:
    """The integer of ①, ㊿, ⑴, ⒈, Ⅻ, IV, (3), 3., 第三章 or その1; None for anything else.

    Values of single signs are those of the Unicode Character Database; capital Latin letters count
    when they write a Roman numeral below 40.
    """
    stripped = text.strip()
    sign = _sign(stripped)
    if sign is not None:
        return sign
    found = _shape().fullmatch(fold(stripped))
    if found is None:
        return None
    number = found["number"]
    if len(number) <= 6 and (value := small_int(number)) is not None:
        return value
    sign = _sign(number)
    return sign if sign is not None else _roman(number)


def _sign(text: str) -> int | None:
    """The value of one enclosed or Roman sign; plain digits and kanji are not signs."""
    if len(text) != 1 or unicodedata.category(text) not in ("No", "Nl", "So"):
        return None
    value = unicodedata.numeric(text, -1.0)
    return int(value) if value >= 0 and value.is_integer() else None


def _roman(text: str) -> int | None:
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
