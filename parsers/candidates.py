"""Collects the lines of the body that could be headings, before any is believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extract.fold import key
from extract.model import Run
from extract.view import View, view
from parsers.figure_text import figure_blocks
from parsers.model import Block
from parsers.numbering import Numbered, read_number
from parsers.printed import as_printed
from parsers.vocabulary import load

MAX_HEADING = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be a heading. ``kind`` is numbered, unnumbered or a document part.

    A heading that the file names (a bookmark, a contents page) has its ``level`` there, from 1;
    ``named_by`` tells where its number stands when the line itself prints none.
    """

    block: int
    line: Run
    kind: str
    numbered: Numbered | None
    title: View
    level: int | None = None
    named_by: str | None = None


@cache
def _settings() -> dict[str, Any]:
    return load("headings")


@cache
def part_kinds() -> dict[str, str]:
    """Folded title -> front_matter or back_matter."""
    return {key(word): kind for kind, words in _settings()["parts"].items() for word in words}


def candidates(blocks: tuple[Block, ...], skip: frozenset[int]) -> Iterator[Candidate]:
    """Every line that could be a heading, in order; ``skip`` are blocks of the contents page."""
    figures = figure_blocks(blocks)
    for i, block in enumerate(blocks):
        if block.grid is not None or i in skip or i in figures:
            continue
        for n, line in enumerate(block.lines):
            candidate = _read(i, line, alone=len(block.lines) == 1)
            if candidate is None and n == 0:
                candidate = _unnumbered(blocks, i)
            if candidate is not None:
                yield candidate


def is_sentence(text: str) -> bool:
    """Whether a line ends like running text rather than like a heading."""
    return text.endswith(("。", "、", ",", "，", "；", ";", "！", "!"))


def _read(i: int, line: Run, *, alone: bool) -> Candidate | None:
    shown = view(line).strip()
    folded = shown.folded
    if not folded.text or len(folded.text) > MAX_HEADING:
        return None
    kind = _part_kind(folded.text) if alone else None
    if kind is not None:
        return Candidate(i, line, kind, None, shown)
    numbered = read_number(folded.text)
    if numbered is None:
        return None
    title = as_printed(folded.cut(numbered.title_at, len(folded.text)))
    if not title.text or (is_sentence(folded.text) and not numbered.may_be_sentence):
        return None
    return Candidate(i, line, "numbered", numbered, title)


def _part_kind(text: str) -> str | None:
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
