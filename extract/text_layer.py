"""Whether the text that a PDF carries is language: fonts can map their glyphs to anything.

A text layer is damaged when its characters stand for no letters (U+FFFD, private use, control
characters, ``(cid:…)``), when its letters are none that Japanese is written with, or when a
text of kanji has lost its kana. Such a text must not be read for facts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import regex

from extract.fold import fold_text
from extract.model import Issue, Page, Run

# Share of printed characters that stand for nothing. Bullets in private use stay far below.
MOST_BLIND = 0.1
# Share of letters outside JIS X 0213, which holds what Japanese names are written with.
MOST_FOREIGN = 0.3
# Kana among kanji and kana: 0.3–0.6 in plans, 0.09 in a budget book that is all tables.
FEWEST_KANA = 0.02
# Fewer characters than these say nothing about a document or about one page of it.
ENOUGH = 40
ENOUGH_KANJI = 300
# Pages on which half of the characters stand for nothing are named one by one.
BLIND_PAGE = 0.5
DAMAGED = "text-layer-damaged"
CID = regex.compile(r"\(cid:\d+\)")
RADICAL = regex.compile("[\u2e80-\u2fdf]")
KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
KANJI = regex.compile(r"\p{Unified_Ideograph}")


def damage(texts: Iterable[str]) -> str | None:
    """Why a text is no language, as a Japanese sentence; None for language and for too little."""
    counts = Counter[str]()
    blind = 0
    for text in texts:
        found = len(CID.findall(text))
        blind += found
        counts.update(CID.sub("", text) if found else text)
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
    return None


def layer_issues(pages: Sequence[Page]) -> Iterator[Issue]:
    """What is wrong with the text of a PDF's pages.

    ``text-layer-damaged`` (error) stands for the whole document; ``page-text-damaged`` (error)
    for single pages of another; ``radicals-in-text`` (info) for letters coded as radicals.
    """
    reason = damage(page.text for page in pages)
    if reason is not None:
        message = f"PDFの文字情報が壊れています。{reason}本文は読み取りません。"
        yield Issue("error", DAMAGED, message)
        return
    for page in pages:
        if (run := _blind_place(page)) is not None:
            message = f"{page.page_no}ページの文字の多くが、どの文字か分からない符号です。"
            yield Issue("error", "page-text-damaged", message, run, run.text)
    yield from _radicals(pages)


def _is_blind(character: str) -> bool:
    kind = unicodedata.category(character)
    return character == "\ufffd" or kind in ("Co", "Cn", "Cs") or _is_control(character, kind)


def _is_control(character: str, kind: str) -> bool:
    return kind == "Cc" and not character.isspace()


def _is_foreign(letter: str) -> bool:
    return not fold_text(letter).encode("shift_jisx0213", "ignore")


def _blind_place(page: Page) -> Run | None:
    """The first character that stands for nothing on a page full of them."""
    if not any(map(_is_blind, set(page.text))):
        return None
    printed = [(at, c) for at, c in enumerate(page.text) if not c.isspace()]
    blind = [at for at, c in printed if _is_blind(c)]
    if len(printed) < ENOUGH or len(blind) < BLIND_PAGE * len(printed):
        return None
    return Run(page.page_no, blind[0], blind[0] + 1, page.text[blind[0]])


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
