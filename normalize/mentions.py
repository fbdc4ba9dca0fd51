"""Where running text names municipalities, and the prefecture printed before each name.

A name is read backwards from its suffix (市, 町, 村, 区) and the longest one wins, so the time is
linear in the text. Names shared by several municipalities count once, by name: which one is
meant is for ``normalize.register.resolve`` to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import regex

from extract.frozen import frozen
from normalize.municipalities import (
    Kind,
    load_register,
    prefecture_pattern,
    vocabulary,
    ward_city,
    with_variants,
)

_SUFFIX = re.compile("[市町村区]")
# What can carry a kanji word on; ``re`` takes 4 ms to make such a set.
_WORD_CHARACTER = regex.compile("[\u3400-\u9fff\uf900-\ufaff々〆ァ-ヺー]")
_JOINED = regex.compile(f"{_WORD_CHARACTER.pattern}{{0,6}}")
_LOT_NUMBER = re.compile(
    r"\s*(?:[0-9０-９]+\s*(?:丁目|番|[-－−‐―ー]\s*[0-9０-９])|[一二三四五六七八九十]+丁目)"
)
_GAP = " \u3000\t\n/／"  # at most two of these between a prefecture and a name


@frozen
class Mention:
    """A municipality's name in a text: half-open offsets, the register's spelling of the name,
    and the prefecture printed right before it (None where there is none)."""

    start: int
    end: int
    name: str
    prefecture: str | None


@frozen
class _Index:
    names: Mapping[str, str]
    """Folded spelling to the name that counts: a ward's to its city's, others to their own."""
    lengths: tuple[int, ...]
    """Lengths of the folded spellings, longest first."""
    places: Mapping[str, frozenset[tuple[str, str]]]
    """Name to the (prefecture, district) pairs that have it."""
    words: re.Pattern[str]


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _index() -> _Index:
    names: dict[str, str] = {}
    places: dict[str, set[tuple[str, str]]] = {}
    for row in load_register().municipalities:
        if row.kind is Kind.PREFECTURE:
            continue
        name = ward_city(row) if row.kind is Kind.WARD else row.name
        names[with_variants(row.name)] = name
        places.setdefault(name, set()).add((row.prefecture_name, row.district))
    return _Index(
        names=names,
        lengths=tuple(sorted({len(spelling) for spelling in names}, reverse=True)),
        places={name: frozenset(pairs) for name, pairs in places.items()},
        words=_alternation(vocabulary()["words"]),
    )


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The municipalities a text names, in the order of the text, without overlaps.

    Left out, because the name is likely no municipality's: a part of a longer name or word
    (as in 市場, 区域), a former body (旧 before it), a part of a city's address (a 町 after the
    city's name or before a lot number), a one-character stem inside a kanji word, a name that
    the prefecture printed before it does not have.
    """
    index = _index()
    folded = with_variants(text)  # one for one: offsets stay those of the text
    prefectures = {m.end(): (m.start(), m[0]) for m in prefecture_pattern().finditer(folded)}
    inside_word = {i for m in index.words.finditer(folded) for i in range(m.start(), m.end())}
    crossed = {i for end, (start, _) in prefectures.items() for i in range(start + 1, end)}
    found: list[Mention] = []
    for start, end in _outermost(_candidates(folded, index)):
        name = index.names[folded[start:end]]
        if end - 1 in inside_word or start in crossed or _is_former(folded, start):
            continue
        at = _before_district(folded, start, index.places[name])
        touching = prefectures.get(at)
        own = {prefecture for prefecture, _ in index.places[name]}
        if touching and touching[1] not in own:
            continue
        if at == start and not touching:
            if _is_inside_word(folded, start, end):
                continue
            if _is_part_of_address(folded, start, end, found):
                continue
        near = touching or prefectures.get(_before_gap(folded, at))
        prefecture = near[1] if near and near[1] in own else None
        # A ward's mention is its city's: the span covers the city's name only.
        found.append(Mention(start, min(end, start + len(name)), name, prefecture))
    return tuple(found)


def mentions(text: str) -> Counter[str]:
    """How often a text names each municipality, by the register's spelling of the name."""
    return Counter(mention.name for mention in find_mentions(text))


def prefecture_of(found: Iterable[Mention], name: str) -> str | None:
    """The prefecture printed before a name; None if nowhere printed or not always the same."""
    printed = {m.prefecture for m in found if m.name == name and m.prefecture is not None}
    return printed.pop() if len(printed) == 1 else None


def _candidates(folded: str, index: _Index) -> Iterator[tuple[int, int]]:
    for match in _SUFFIX.finditer(folded):
        end = match.end()
        for length in index.lengths:
            if length <= end and folded[end - length : end] in index.names:
                yield end - length, end
                break


def _outermost(candidates: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without what lies in a longer candidate or begins inside an earlier one."""
    kept: list[tuple[int, int]] = []
    for start, end in candidates:
        while kept and kept[-1][0] >= start:
            kept.pop()
        if not kept or kept[-1][1] <= start:
            kept.append((start, end))
    return kept


def _is_former(folded: str, start: int) -> bool:
    return folded.startswith(tuple(vocabulary()["former"]), start - 1) if start else False


def _before_district(folded: str, start: int, places: Iterable[tuple[str, str]]) -> int:
    """Where the district printed before the name begins; the name's own start without one."""
    for _, district in places:
        if district and folded.endswith(with_variants(district), 0, start):
            return start - len(district)
    return start


def _before_gap(folded: str, at: int) -> int:
    window = folded[max(0, at - 2) : at]
    return at - len(window) + len(window.rstrip(_GAP))


def _is_inside_word(folded: str, start: int, end: int) -> bool:
    if end - start > 2 or start == 0 or folded[start - 1] in vocabulary()["word_ends"]:
        return False
    return bool(_WORD_CHARACTER.match(folded[start - 1]))


def _is_part_of_address(folded: str, start: int, end: int, found: list[Mention]) -> bool:
    """Whether it is no city, and only kanji stand between the name before it and itself."""
    if folded[end - 1] == "市":
        return False
    return bool(found and _JOINED.fullmatch(folded, found[-1].end, start)) or bool(
        folded[end - 1] in "町村" and _LOT_NUMBER.match(folded, end)
    )
