"""What explains marks: 「◎必須 ▲必要に応じて」, lines below 「凡例」, a table of marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.model import Block, Cell, Findings, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary

LONGEST_LINE = 200


@frozen
class MarkMeaning:
    """A mark and the words printed beside it."""

    mark: View
    meaning: View
    run: Run


def find_mark_legends(
    blocks: Sequence[Block], tables: Sequence[Table] = ()
) -> Findings[MarkMeaning]:
    """Every explained mark, those of running text first.

    A line of bullets explains nothing: one line needs two different marks, or the word for a
    legend before or over them, or several lines each with one mark and a sign of equality.
    """
    found: list[MarkMeaning] = []
    below = False
    for block in blocks:
        if block.grid is None:
            pairs, below = _in_block(block, below)
            found += pairs
    return Findings((*found, *(pair for table in tables for pair in _in_table(table))))


def _in_block(block: Block, below: bool) -> tuple[list[MarkMeaning], bool]:
    """The marks of a block, and whether the next one still stands below the word for a legend."""
    first = view(block.first).strip()
    if not below and not _glyph().search(block.run.text):
        return [], len(block.lines) == 1 and _is_name(first)
    listed = [_pairs(line, _equal()) for line in block.lines]
    marks = [pairs[0].mark.text for pairs in listed if len(pairs) == 1]
    if len(marks) == len(listed) > 1 and len(set(marks)) == len(marks):
        return [pair for pairs in listed for pair in pairs], False
    found: list[MarkMeaning] = []
    for line in block.lines:
        pairs = _pairs(line, _one_line()) or _pairs(line, _equal())
        named = below or _named().match(view(line).strip().folded.text)
        distinct = len({pair.mark.text for pair in pairs}) == len(pairs)
        if pairs and distinct and (len(pairs) > 1 or named):
            found += pairs
        else:
            below = _is_name(view(line).strip())
    return found, below


def _is_name(line: View) -> bool:
    """Whether a line holds nothing but the word for a legend."""
    found = _head().match(line.folded.text)
    return bool(line.text) and found is not None and found.end() == len(line.folded.text)


@per_vocabulary
def _glyph() -> regex.Pattern[str]:
    return compiled(f"[{_glyphs()}]")


@per_vocabulary
def _glyphs() -> str:
    return regex.escape("".join(load("marks")["legend_line"]["glyphs"]))


@per_vocabulary
def _named() -> regex.Pattern[str]:
    return compiled(load("mark_legends")["named"])


@per_vocabulary
def _head() -> regex.Pattern[str]:
    return compiled(load("mark_legends")["head"])


@per_vocabulary
def _says() -> regex.Pattern[str]:
    return compiled(load("mark_legends")["says"])


@per_vocabulary
def _one_line() -> regex.Pattern[str]:
    shapes = load("mark_legends")
    entry = shapes["entry"].replace("GLYPHS", _glyphs())
    return compiled(f"{shapes['head']}(?:{entry})+{shapes['end']}")


@per_vocabulary
def _equal() -> regex.Pattern[str]:
    shapes = load("mark_legends")
    entry = shapes["equal"].replace("GLYPHS", _glyphs())
    return compiled(f"{shapes['head']}{entry}{shapes['end']}")


def _pairs(line: Run, pattern: regex.Pattern[str]) -> list[MarkMeaning]:
    folded = view(line).strip().folded
    match = pattern.match(folded.text) if len(folded.text) <= LONGEST_LINE else None
    if match is None:
        return []
    return [
        MarkMeaning(as_printed(folded.cut(*mark)), _meaning(folded, *meaning), line.strip())
        for mark, meaning in zip(match.spans("mark"), match.spans("meaning"), strict=True)
    ]


def _meaning(folded: View, start: int, end: int) -> View:
    said = _says().search(folded.text[start:end])
    return as_printed(folded.cut(start, start + said.start() if said else end)).strip()


def _in_table(table: Table) -> Iterator[MarkMeaning]:
    """The marks of a table that holds nothing else, one word of a legend in its first row."""
    names = load("mark_legends")["table"]
    cells = [cell for row in table.rows for cell in row if cell.text and not cell.covered]
    heads = {key(cell.text) for cell in table.rows[0]} if table.rows else set[str]()
    if not heads & {key(name) for name in names["heads"]}:
        return
    known = {key(name) for name in names["names"]}
    left = [cell for cell in cells if key(cell.text) not in known]
    marks, meanings = left[::2], left[1::2]
    if len(marks) != len(meanings) or not marks or not all(_is_mark(cell) for cell in marks):
        return
    if any(_is_mark(cell) for cell in meanings) or len({c.text for c in marks}) != len(marks):
        return
    for mark, meaning in zip(marks, meanings, strict=True):
        shown = mark.view.strip().folded
        at = _glyph().search(shown.text)
        if at is not None:
            glyph = as_printed(shown.cut(*at.span()))
            yield MarkMeaning(glyph, meaning.view.strip(), mark.view.strip().whole)


def _is_mark(cell: Cell) -> bool:
    return _glyph().fullmatch(key(cell.text).removesuffix("印")) is not None
