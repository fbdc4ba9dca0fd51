"""The municipalities of Japan: codes, names and the postal prefixes seen in each.

Codes are the six digits of 全国地方公共団体コード: five of JIS X 0401/0402 and a check digit.
The rows are ``data/municipalities.csv`` (its source is in ``municipalities.toml``); the villages
of the Northern Territories, which have no postal code, are not among them.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from functools import cache
from pathlib import Path

from extract.frozen import frozen

DATA = Path(__file__).parent / "data"
_WEIGHTS = (6, 5, 4, 3, 2)
_IGNORED = re.compile(r"[\s\ufe00-\ufe0f\U000e0100-\U000e01ef]+")  # spaces, variation selectors


class Kind(StrEnum):
    """What kind of body a row is; ``ward`` is an administrative ward (行政区), no municipality."""

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    SPECIAL_WARD = "special_ward"
    WARD = "ward"


_KINDS = {kind.value: kind for kind in Kind}  # a dict, as calling Kind 2,000 times costs 1 ms


@frozen
class Municipality:
    """A row of the register.

    ``name`` has no 郡 (that is ``district``, empty where there is none) and no prefecture;
    a ward's name begins with its city's. ``postal_prefixes`` are the first three digits.
    """

    code: str
    name: str
    name_kana: str
    district: str
    prefecture_code: str
    prefecture_name: str
    kind: Kind
    postal_prefixes: frozenset[str]


@frozen
class Register:
    """All rows in the order of their codes, with the look-ups that matching needs."""

    municipalities: tuple[Municipality, ...]
    _by_code: Mapping[str, Municipality]
    _by_name: Mapping[str, tuple[Municipality, ...]]

    def by_code(self, code: str) -> Municipality | None:
        """The row of a six-digit code; None for any other string."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Municipality, ...]:
        """Every row a printed name can mean, in the order of codes; empty for an unknown name.

        Width, spaces and glyph variants do not matter. A town also answers to its name with the
        district before it, a ward to its own name without the city's.
        """
        return self._by_name.get(fold_name(name), ())


def check_digit(code5: str) -> str:
    """The check digit of a five-digit code: weights 6 to 2, modulus 11 (全国地方公共団体コード).

    Raises ValueError unless the input is five ASCII digits.
    """
    if not re.fullmatch(r"[0-9]{5}", code5):
        raise ValueError(f"not five digits: {code5!r}")
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code5, strict=True))
    return str((11 - total % 11) % 10)


@cache
def vocabulary() -> dict[str, list[str]]:
    """The lists of ``data/municipality_names.toml``: glyph variants and contexts of names."""
    with (DATA / "municipality_names.toml").open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    return lists


@cache
def variants() -> dict[int, str]:
    """Translation of a variant glyph to the one the register is matched by, one for one.

    Raises ValueError for a row that is not two or more single characters, or that repeats one.
    """
    table: dict[int, str] = {}
    for group in vocabulary()["glyph_variants"]:
        canonical, *others = group.split()
        for other in others:
            if len(canonical) != 1 or len(other) != 1 or ord(other) in table:
                raise ValueError(f"municipality_names.toml: glyph_variants row {group!r}")
            table[ord(other)] = canonical
    if chained := [glyph for glyph in table.values() if ord(glyph) in table]:
        raise ValueError(f"municipality_names.toml: {chained} both kept and replaced")
    return table


@cache
def _variant() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, variants()))}]")


def with_variants(text: str) -> str:
    """The text with one glyph of each variant group, which is where ``variants`` leads to.

    Most text has no other, and searching it takes a fifth of the time that translating does.
    """
    return text.translate(variants()) if _variant().search(text) else text


def fold_name(name: str) -> str:
    """The form names are compared in: NFKC, no white space, one glyph of each variant group."""
    bare = _IGNORED.sub("", unicodedata.normalize("NFKC", name))
    # Once more, as dropping a space can join a letter and an accent.
    return unicodedata.normalize("NFC", bare).translate(variants())


def ward_city(ward: Municipality) -> str:
    """The city whose name begins a ward's: up to the first 市 that is not its first character."""
    return ward.name[: ward.name.index("市", 1) + 1]


def _spellings(rows: Iterable[Municipality]) -> Iterator[tuple[str, Municipality]]:
    for row in rows:
        yield row.name, row
        if row.district:
            yield row.district + row.name, row
        elif row.kind is Kind.WARD:
            yield row.name.removeprefix(ward_city(row)), row


def _by_name(rows: Iterable[Municipality]) -> dict[str, tuple[Municipality, ...]]:
    names, bearers = zip(*_spellings(rows), strict=True)
    # Folding all names as one string costs half of folding them one by one.
    folded = fold_name(",".join(names)).split(",")
    found: dict[str, tuple[Municipality, ...]] = {}
    for name, row in zip(folded, bearers, strict=True):
        found[name] = (*found[name], row) if name in found else (row,)
    return found


def _row(line: Sequence[str]) -> Municipality:
    code, name, kana, district, prefecture_code, prefecture, kind, prefixes = line
    return Municipality(
        code,
        name,
        kana,
        district,
        prefecture_code,
        prefecture,
        _KINDS[kind],
        frozenset(prefixes.split()),
    )


@cache
def load_register() -> Register:
    """The register, read once. Raises ValueError if the file's header is not the declared one."""
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        if header != [field.name for field in fields(Municipality)]:
            raise ValueError(f"municipalities.csv: header {header}")
        rows = tuple(map(_row, lines))
    return Register(rows, {row.code: row for row in rows}, _by_name(rows))


@cache
def prefecture_pattern() -> re.Pattern[str]:
    """Matches the full name of a prefecture in folded text."""
    rows = load_register().municipalities
    return re.compile("|".join(row.name for row in rows if row.kind is Kind.PREFECTURE))
