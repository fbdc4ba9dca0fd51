"""Collects the lines of the body that could be headings, before any is believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.figure_text import figure_blocks
from parsers.heading_signs import heading_signs
from parsers.model import Block
from parsers.numbering import Numbered, fixed_ranks, read_number
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary

MAX_HEADING = 80


@frozen
class Candidate:
    """A line that could be a heading. ``kind`` is numbered, unnumbered or a document part.

    A heading that the file names (a bookmark, a contents page) has its ``level`` there, from 1;
    ``named_by`` tells where its number stands when the line itself prints none. The title of a
    number that stands alone is the line below it.
    """

    block: int
    line: Run
    kind: str
    numbered: Numbered | None
    title: View
    level: int | None = None
    named_by: str | None = None
    number_raw: str | None = None


@per_vocabulary
def _settings() -> dict[str, Any]:
    return load("headings")


@per_vocabulary
def part_kinds() -> dict[str, str]:
    """Folded title -> front_matter or back_matter."""
    return {key(word): kind for kind, words in _settings()["parts"].items() for word in words}


def candidates(blocks: tuple[Block, ...], skip: frozenset[int]) -> Iterator[Candidate]:
    """Every line that could be a heading, in order; ``skip`` are blocks of the contents page."""
    figures = figure_blocks(blocks)
    signs = heading_signs(blocks, skip | figures)
    for i, block in enumerate(blocks):
        if block.grid is not None or i in skip or i in figures:
            continue
        for n in range(len(block.lines)):
            candidate = _read(blocks, i, n)
            if candidate is None and n == 0:
                candidate = _unnumbered(blocks, i)
            if candidate is not None and _is_known(candidate.numbered, signs):
                yield candidate


def _is_known(numbered: Numbered | None, signs: frozenset[str]) -> bool:
    """Whether a number is one, or a sign that opens headings in this document."""
    return numbered is None or bool(numbered.parts) or numbered.label in signs


def is_sentence(text: str) -> bool:
    """Whether a line ends like running text rather than like a heading."""
    return text.endswith(("。", "、", ",", "，", "；", ";", "！", "!"))


def _read(blocks: Sequence[Block], i: int, n: int) -> Candidate | None:
    line = blocks[i].lines[n]
    shown = view(line).strip()
    folded = shown.folded
    if not folded.text or len(folded.text) > MAX_HEADING:
        return None
    numbered = read_number(folded.text, weak=True)
    kind = part_kind(folded.text) if len(blocks[i].lines) == 1 else None
    # A number before it makes it a heading like its brothers (2 委員名簿).
    if kind is not None and (numbered is None or numbered.weak):
        return Candidate(i, line, kind, None, shown)
    if numbered is None:
        return None
    title = as_printed(folded.cut(numbered.title_at, len(folded.text)))
    raw = as_printed(folded.cut(0, numbered.title_at)).text
    if not title.text:
        below = _title_below(blocks, i, n) if _may_stand_alone(numbered) else None
        return Candidate(i, line, "numbered", numbered, below, number_raw=raw) if below else None
    if is_sentence(folded.text) and (numbered.weak or not numbered.may_be_sentence):
        return None
    if compiled(_settings()["cells_behind"]).search(title.folded.text):
        return None
    if numbered.weak and ("。" in title.text or len(title.text) > _settings()["weak_length"]):
        return None
    if numbered.style not in fixed_ranks() and _has_columns(title.text):
        return None
    if _goes_on(blocks[i], n, folded.text, weak=numbered.weak):
        return None
    return Candidate(i, line, "numbered", numbered, title, number_raw=raw)


def _has_columns(title: str) -> bool:
    """Whether a line is a row of a table drawn with blanks: words, a wide gap, words."""
    return compiled(_settings()["columns"]).search(title) is not None


def _may_stand_alone(numbered: Numbered) -> bool:
    """Whether the title of such a number may stand on the line below it (第1章, 基本目標1)."""
    return numbered.style in fixed_ranks() or (numbered.label is not None and bool(numbered.parts))


def _title_below(blocks: Sequence[Block], i: int, n: int) -> View | None:
    """The line under a number that stands alone, when it reads like its title."""
    rest = blocks[i].lines[n + 1 :]
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if (
        not rest
        and following is not None
        and following.gap < _settings()["unnumbered"]["figure_gap"]
    ):
        same_page = following.first.page_no == blocks[i].first.page_no
        rest = following.lines if following.grid is None and same_page else ()
    if not rest:
        return None
    title = view(rest[0]).strip()
    text = title.folded.text
    if len(text) > _settings()["unnumbered"]["max_length"] or is_sentence(text):
        return None
    return title if read_number(text, weak=True) is None else None


def _goes_on(block: Block, n: int, text: str, *, weak: bool) -> bool:
    """Whether a line is the first of a sentence that goes on in the next line."""
    rules = _settings()["unfinished"]
    if n + 1 >= len(block.lines):
        return False
    if text.endswith(tuple(rules["always"])):
        return True
    return len(text) >= rules["min_length"] and _is_unfinished(text, rules, weak)


def _is_unfinished(text: str, rules: dict[str, Any], weak: bool) -> bool:
    closed = text.endswith((")", "]", "】", "〕"))
    return text.endswith(tuple(rules["endings"])) or (weak and "、" in text and not closed)


def part_kind(text: str) -> str | None:
    """Which part of a document a folded line opens: front_matter, back_matter, one inside it."""
    squeezed = key(text)
    kind = part_kinds().get(squeezed)
    if kind is not None:
        return kind
    for section, name in (("part_endings", "{}"), ("sub_part_endings", "sub_{}")):
        for kind, endings in _settings()[section].items():
            if len(squeezed) <= 40 and squeezed.endswith(tuple(endings)):
                return name.format(kind)
    return None


def _unnumbered(blocks: tuple[Block, ...], i: int) -> Candidate | None:
    """A short line alone above a paragraph: a heading whose number may be lost."""
    rules = _settings()["unnumbered"]
    block = blocks[i]
    shown = view(block.first).strip()
    text = shown.folded.text
    if len(block.lines) > 1 or not 2 <= len(text) <= rules["max_length"]:
        return None
    if text[0] in rules["not_opening"] or is_sentence(text) or "。" in text:
        return None
    if not regex.search(r"[\p{Han}\p{Hiragana}\p{Katakana}]", text):
        return None
    if i + 1 >= len(blocks) or blocks[i + 1].grid is not None:
        return None
    if blocks[i + 1].gap >= rules["figure_gap"]:
        return None  # it names the figure that stood below it
    below = blocks[i + 1].first.text.strip()
    if not (below.endswith("。") or len(below) >= rules["min_paragraph"]):
        return None
    return Candidate(i, block.first, "unnumbered", None, shown)
