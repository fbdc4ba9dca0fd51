"""Whether the text that a PDF carries is language: fonts can map their glyphs to anything.

A text layer is damaged when its characters stand for no letters (U+FFFD, private use, control
characters, ``(cid:…)``), when its letters are none that Japanese is written with, when a text of
kanji has lost its kana or has Western letters with accents for them, or when its numbers are lost
or all alike. Such a text must not be read for facts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

import numpy as np
import regex

from extract.fold import fold_text
from extract.model import Issue, Page, Run

# Share of printed characters that stand for nothing. Bullets in private use stay far below.
MOST_BLIND = 0.1
# Share of letters outside JIS X 0213, which holds what Japanese names are written with.
MOST_FOREIGN = 0.3
# Kana among kanji and kana: 0.3–0.6 in plans, 0.09 in a budget book that is all tables.
FEWEST_KANA = 0.02
# Share of letters with accents right behind kanji or kana: what lost kana are told as.
MOST_ACCENTED = 0.005
# Fewer characters than these say nothing about a document or about one page of it.
ENOUGH = 40
ENOUGH_KANJI = 300
# Many digits of so few kinds are one glyph's code for all of them.
ENOUGH_DIGITS = 200
FEWEST_DIGITS = 3
# So many chapters and articles without a number, and none with one, have lost their numbers.
ENOUGH_UNNUMBERED = 5
# Pages on which half of the characters stand for nothing are named one by one.
BLIND_PAGE = 0.5
# Kinds of characters that are searched for one by one.
FEW = 16
DAMAGED = "text-layer-damaged"
PAGE_DAMAGED = "page-text-damaged"
# Programs that write a PDF anew lose what its characters are.
_ORIGINAL = "複製したPDFや保存し直したPDFの場合は、元のPDFを変換してください。"
CID = regex.compile(r"\(cid:\d+\)")
RADICAL = regex.compile("[\u2e80-\u2fdf]")
KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
UNNUMBERED = regex.compile(r"第[ \u3000]?[編章節条項号]")
NUMBER = regex.compile(r"[\p{Nd}\p{No}\p{Nl}]|第[一二三四五六七八九十百]")
KANJI = regex.compile(r"\p{Unified_Ideograph}")
ACCENTED = regex.compile(r"[\p{L}&&[\u00aa-\u024f]]", flags=regex.V1)
MISPLACED = regex.compile(
    rf"(?<=[\p{{Unified_Ideograph}}\p{{Hiragana}}\p{{Katakana}}ー]){ACCENTED.pattern}",
    flags=regex.V1,
)


def damage(texts: Iterable[str]) -> str | None:
    """Why a text is no language, as a Japanese sentence; None for language and for too little."""
    text = "\n".join(texts)
    blind = len(CID.findall(text))
    counts = _counts(CID.sub("", text) if blind else text)
    printed = blind + sum(n for c, n in counts.items() if not c.isspace())
    blind += sum(n for c, n in counts.items() if _is_blind(c))
    if printed < ENOUGH:
        return None
    if blind > MOST_BLIND * printed:
        return f"文字{printed}字のうち{blind}字が、どの文字か分からない符号です。"
    letters = sum(n for c, n in counts.items() if c.isalpha())
    foreign = sum(n for c, n in counts.items() if c.isalpha() and _is_foreign(c))
    if foreign > MOST_FOREIGN * letters:
        return f"文字{letters}字のうち{foreign}字が、日本語では使われない文字です。"
    kanji = sum(n for c, n in counts.items() if KANJI.match(c))
    kana = sum(n for c, n in counts.items() if KANA.match(c))
    if kanji >= ENOUGH_KANJI and kana < FEWEST_KANA * (kanji + kana):
        return f"漢字{kanji}字に対して仮名が{kana}字しかありません。"
    if any(map(ACCENTED.match, counts)):
        accented = len(MISPLACED.findall(text))
        if accented > MOST_ACCENTED * printed:
            return f"漢字や仮名のすぐ後に、日本語では使われない欧文の文字が{accented}字あります。"
    return _numbers_fault(text, counts)


def _numbers_fault(text: str, counts: Mapping[str, int]) -> str | None:
    """Why the numbers of a text cannot be what is printed; None when they can."""
    digits = Counter[int]()
    for character, n in counts.items():
        if character.isdecimal():
            digits[unicodedata.decimal(character)] += n
    if digits.total() >= ENOUGH_DIGITS and len(digits) < FEWEST_DIGITS:
        return f"数字{digits.total()}字が{len(digits)}種類しかありません。"
    lost = len(UNNUMBERED.findall(text))
    if lost >= ENOUGH_UNNUMBERED and not NUMBER.search(text):
        return f"「第　章」のように番号のない見出しが{lost}あり、数字が一字もありません。"
    return None


def _counts(text: str) -> dict[str, int]:
    """How often each character occurs."""
    # Ten times as fast as counting strings; lone surrogates come from broken fonts.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    numbers = np.bincount(codes)
    used = np.flatnonzero(numbers)
    return dict(zip(map(chr, used.tolist()), numbers[used].tolist(), strict=True))


def layer_issues(pages: Sequence[Page]) -> Iterator[Issue]:
    """What is wrong with the text of a PDF's pages.

    ``text-layer-damaged`` (error) stands for the whole document; ``page-text-damaged`` (error)
    for single pages of another, which must not be read either; ``characters-unknown`` (warning)
    for single characters; ``radicals-in-text`` (info) for letters coded as radicals.
    """
    reason = damage(page.text for page in pages)
    if reason is not None:
        message = f"PDFの文字情報が壊れています。{reason}本文は読み取りません。{_ORIGINAL}"
        yield Issue("error", DAMAGED, message)
        return
    kinds = _counts("".join(page.text for page in pages)).keys()
    blind = {c for c in kinds if _is_blind(c)}
    foreign = {c for c in kinds if c.isalpha() and _is_foreign(c)}
    sound: list[Page] = []
    for page in pages:
        run = _blind_place(page, blind) or _foreign_place(page, foreign)
        if run is None:
            sound.append(page)
            continue
        message = (
            f"{page.page_no}ページの文字の多くが、どの文字か分かりません。本文は読み取りません。"
        )
        yield Issue("error", PAGE_DAMAGED, message, run, run.text)
    yield from _unknown(sound, {c for c in kinds if _is_unknown(c)})
    if any(RADICAL.match(kind) for kind in kinds):
        yield from _radicals(sound)


@lru_cache(maxsize=65_536)
def _is_blind(character: str) -> bool:
    kind = unicodedata.category(character)
    return character == "\ufffd" or kind in ("Co", "Cn", "Cs") or _is_control(character, kind)


def _is_control(character: str, kind: str) -> bool:
    return kind == "Cc" and not character.isspace()


@lru_cache(maxsize=65_536)
def _is_foreign(letter: str) -> bool:
    forms = (form(letter) for form in (str, fold_text))
    return not any(form.encode("shift_jisx0213", "ignore") for form in forms)


def _blind_place(page: Page, kinds: Set[str]) -> Run | None:
    """The first character that stands for nothing (``kinds``) on a page full of them."""
    if not _has_any(page.text, kinds):  # as nearly no page has
        return None
    printed = [(at, c) for at, c in enumerate(page.text) if not c.isspace()]
    blind = [at for at, c in printed if c in kinds]
    if len(printed) < ENOUGH or len(blind) < BLIND_PAGE * len(printed):
        return None
    return Run(page.page_no, blind[0], blind[0] + 1, page.text[blind[0]])


def _has_any(text: str, kinds: Set[str]) -> bool:
    """Whether any of these characters is in a text."""
    # A document has few of them: one search each is faster than a look at each character.
    return any(kind in text for kind in kinds) if len(kinds) < FEW else not kinds.isdisjoint(text)


def _foreign_place(page: Page, kinds: Set[str]) -> Run | None:
    """The first letter of a page whose letters are mostly foreign ones (``kinds``)."""
    if not _has_any(page.text, kinds):
        return None
    letters = [(at, c) for at, c in enumerate(page.text) if c.isalpha()]
    if len(letters) < ENOUGH:
        return None
    foreign = [at for at, c in letters if c in kinds]
    if len(foreign) <= BLIND_PAGE * len(letters):
        return None
    return Run(page.page_no, foreign[0], foreign[0] + 1, page.text[foreign[0]])


def _unknown(pages: Sequence[Page], kinds: Set[str]) -> Iterator[Issue]:
    """One issue for all characters whose code tells no letter, with the place of the first."""
    places = [(page, at) for page in pages for at in _unknown_places(page.text, kinds)]
    if not places:
        return
    page, at = places[0]
    on = len({page.page_no for page, _ in places})
    message = f"どの文字か分からない符号が{len(places)}字、{on}ページにあります。"
    run = Run(page.page_no, at, at + 1, page.text[at])
    yield Issue("warning", "characters-unknown", message, run, run.text)


def _unknown_places(text: str, kinds: Set[str]) -> list[int]:
    """Where U+FFFD and control characters stand; private use is mostly bullets, and is left."""
    if not _has_any(text, kinds):
        return []
    return [at for at, c in enumerate(text) if c in kinds]


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or _is_control(character, unicodedata.category(character))


def _radicals(pages: Sequence[Page]) -> Iterator[Issue]:
    places = [(page, match) for page in pages for match in RADICAL.finditer(page.text)]
    if not places:
        return
    page, first = places[0]
    kinds = "".join(sorted({match[0] for _, match in places}))
    shown = kinds if len(kinds) <= 10 else f"{kinds[:10]}など"
    run = Run(page.page_no, first.start(), first.end(), first[0])
    message = (
        f"部首用の文字が{len(places)}字あります（{shown}）。"
        "値では同じ形の漢字に直し、原文はそのまま残します。"
    )
    yield Issue("info", "radicals-in-text", message, run, first[0])
