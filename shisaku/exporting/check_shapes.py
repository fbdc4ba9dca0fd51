"""Shapes of cells and headers that the checks look for."""

from __future__ import annotations

import re

_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?"
NUMBER = re.compile(rf"{_NUMBER}(?:[eE][-+]?[0-9]+)?")
"""A number as programs read it."""

_PRINTED = r"[-▲△]?[0-9０-９][0-9０-９,，.．]*[^0-9０-９\s、，,;；/／()（）・～〜~\-－]{0,3}"
SEVERAL = re.compile(
    rf"{_PRINTED}(?:\s*[、;；/／・～〜~\n]\s*{_PRINTED}|[,，]\s+{_PRINTED}"
    rf"|\s*[(（]\s*{_PRINTED}\s*[)）]|\s+{_PRINTED})+"
)
"""Numbers beside each other in one cell: 10、20 or 10（5） or 2019～2021."""

LIST = re.compile(r"[;；、,，\n]")
SEMICOLON = re.compile(r"[;；]")
"""What stands between the values of a list: of any, and where commas may be part of a text."""

SYMBOL = re.compile(r"[*＊×xX…‥・\-－―–—ー＿_#△▲秘]+|N/?A|n/?a|不詳|秘匿")
"""A cell that says with a sign that there is no number."""

YEAR_COLUMN = re.compile(r"(?:^|_)(?:fy|fiscal_year)$|年度$")
CODE_COLUMN = re.compile(r"^(?:municipality_code|全国地方公共団体コード)$")
PREFECTURE_COLUMN = re.compile(r"^(?:prefecture_name|都道府県名)$")
WESTERN_YEAR = re.compile(r"[12][0-9]{3}(?:年度?)?")
ERA_YEAR = re.compile(
    r"(?:明治|大正|昭和|平成|令和|[MTSHR])\s*(?:元|[0-9０-９]{1,2})\s*年?度?"
    r"(?!.*[(（](?:19|20)[0-9]{2})"
)
"""A year of an era, alone in its cell."""

WIDE_COLUMN = re.compile(
    r"(?:19|20)[0-9]{2}(?:年度?)?|(?:平成|令和|[HR])\s*(?:元|[0-9]{1,2})\s*(?:年度?)?"
)
"""A header that is a year: the table is laid out in columns that grow with time."""

NAMELESS = re.compile(r"\s*|unnamed.*|(?:col(?:umn)?|field|列|項目|x|v)?\s*[0-9]+", re.IGNORECASE)
"""A header that does not say what stands below it."""

DITTO = re.compile(r"[〃\"”″]|同上|々|同じ|〻")
"""A cell that stands for the one above it."""

OTHER = re.compile(r"(?:その他|他|other)\s*[(（:：].+", re.IGNORECASE)
"""Free text behind the choice その他."""

# NEC's row 13, NEC's and IBM's extensions: the lead bytes of code page 932 that JIS X 0208 has not.
_VENDOR_BYTES = frozenset({0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC})


def has_dependent_character(text: str) -> bool:
    """Whether a character is a vendor's extension of Shift_JIS (①, ㈱, Ⅳ, 髙) or private (外字)."""
    return not text.isascii() and any(map(_is_dependent, text))


def _is_dependent(char: str) -> bool:
    if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" or char == "\ufffd":
        return True
    if char.isascii():
        return False
    try:
        return char.encode("cp932")[0] in _VENDOR_BYTES
    except UnicodeEncodeError:
        return False
