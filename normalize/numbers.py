"""Numbers with their unit and qualifier, as printed in tables and targets of a plan."""

import re
from decimal import Decimal
from typing import Final

from kanjize import kanji2number

from extract.frozen import frozen
from normalize.numerals import KANJI_DIGITS, any_of, fold, kanji_int, unwrapped
from normalize.ordinals import number_words, ordinal
from parsers.vocabulary import per_vocabulary

__all__ = ["NumberReading", "ordinal", "parse_number"]


@frozen
class NumberReading:
    """A printed number.

    `value` is in the printed unit (60.6 for 60.6％, 12 for 12百万円), None when there is none; then
    `reason` is `empty`, `no-value` (a dash), `triangle` (△5 where nobody said it is a minus) or
    `not-a-number`. `unit` and `qualifier` are as printed; two qualifiers are joined by ・.
    """

    value: float | None
    unit: str | None = None
    qualifier: str | None = None
    reason: str | None = None


_TRIANGLES: Final = "△▲"
_DIGITS: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_MULTIPLIERS: Final = "十百千万億兆"


@per_vocabulary
def _number() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>(?:{any_of(number_words('before'))}\s*)*)"
        rf"(?P<sign>[+{_TRIANGLES}-]?)\s*"
        rf"(?P<number>(?P<digits>{_DIGITS})|(?P<kanji>[{KANJI_DIGITS}{_MULTIPLIERS}]+))"
        rf"(?P<rest>.*)",
        re.DOTALL,
    )


_MIXED: Final = re.compile(rf"[{_MULTIPLIERS}][0-9{_MULTIPLIERS}]*")


@per_vocabulary
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s*({any_of(number_words('after'))})\s*$")


# 3人/年 and 12か所 have a unit; 3人、5件 and 7割が利用 are text with numbers in it.
_UNIT: Final = re.compile(
    r"\s*\(?\s*(?P<unit>[^\s0-9ぁ-おが-ぢっ-ん()、。.,~:;・?!+=△▲-]{0,8})\s*\)?\s*"
)
_YEAR_DIGITS: Final = 4


def parse_number(text: str, *, triangle_is_minus: bool = False) -> NumberReading:
    """The number of a whole cell: 1,200人, 60.6(%), 約80％以上, 三百, 1万2千人, △5.

    △ and ▲ mean minus in accounts and are marks elsewhere, so they count only when the caller, who
    knows the legend, says so. Ranges, fractions and text around the number give no value.
    """
    folded = unwrapped(fold(text))
    if not folded:
        return NumberReading(None, reason="empty")
    if folded in number_words("amount_units"):
        return NumberReading(None, reason="not-a-number")
    if folded in number_words("no_value") or not folded.strip("- "):
        return NumberReading(None, reason="no-value")
    found = _number().fullmatch(folded)
    if found is None:
        return NumberReading(None, reason="not-a-number")
    if found["sign"] and found["sign"] in _TRIANGLES and not triangle_is_minus:
        return NumberReading(None, reason="triangle")
    return _reading(found)


def _reading(found: re.Match[str]) -> NumberReading:
    rest = found["rest"]
    value: Decimal | int | None
    if found["kanji"]:
        value = kanji_int(found["kanji"])
    else:
        value, rest = _multiplied(found["digits"].replace(",", ""), rest)
    unit, words = _unit_and_words(rest)
    if value is None or unit is None or not _is_unit(unit, found):
        return NumberReading(None, reason="not-a-number")
    before = re.findall(any_of(number_words("before")), found["before"])
    signed = -value if found["sign"] and found["sign"] != "+" else value
    qualifier = "・".join([*before, *words])
    return NumberReading(float(signed), unit or None, qualifier or None)


def _is_unit(unit: str, found: re.Match[str]) -> bool:
    """Whether `unit` may follow the number: 2018年 is a year, 一般 and 十分 are words."""
    if found["kanji"]:
        return not unit or unit in number_words("counters")
    year = unit == "年" and found["digits"].isdigit() and len(found["digits"]) == _YEAR_DIGITS
    return not year and unit not in number_words("calendar")


def _multiplied(digits: str, rest: str) -> tuple[Decimal | int | None, str]:
    """The value of `digits` and the multipliers after it (1.5万, 1万2千), and what follows them."""
    if rest.startswith(number_words("amount_units")):
        return Decimal(digits), rest
    mixed = _MIXED.match(rest)
    if mixed is None:
        return Decimal(digits), rest
    follows = rest[mixed.end() :]
    if len(mixed.group()) == 1:
        return Decimal(digits) * kanji2number(f"一{mixed.group()}"), follows
    if "." in digits:
        return None, follows
    try:
        return kanji2number(digits + mixed.group()), follows
    except ValueError:
        return None, follows


def _unit_and_words(rest: str) -> tuple[str | None, list[str]]:
    """The printed unit ("" = none; None = this is no unit) and the qualifiers behind it."""
    words: list[str] = []
    while last := _after().search(rest):
        words.insert(0, last[1])
        rest = rest[: last.start()]
    unit = _UNIT.fullmatch(rest)
    return (unit["unit"] if unit else None), words
