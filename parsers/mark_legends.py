"""Lines that explain marks: 「◎必須 ▲必要に応じて」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.model import Run
from extract.view import View, view
from parsers.model import Block, Findings
from parsers.printed import as_printed
from parsers.vocabulary import load

LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class MarkMeaning:
    """A mark and the words printed beside it."""

    mark: View
    meaning: View
    run: Run


def find_mark_legends(blocks: Sequence[Block]) -> Findings[MarkMeaning]:
    """Every explained mark.

    A line of bullets explains nothing: one line needs two different marks, or the word for a
    legend before them, or several lines each with one mark and a sign of equality.
    """
    found: list[MarkMeaning] = []
    for block in blocks:
        if block.grid is None:
            lines = [(line, _pairs(line, _one_line())) for line in block.lines]
            listed = [(line, _pairs(line, _equal())) for line in block.lines]
            marks = [pairs[0].mark.text for _, pairs in listed if len(pairs) == 1]
            if len(marks) == len(listed) > 1 and len(set(marks)) == len(marks):
                found += [pair for _, pairs in listed for pair in pairs]
                continue
            for line, pairs in lines:
                distinct = len({pair.mark.text for pair in pairs}) == len(pairs)
                named = _named().match(view(line).folded.text.strip())
                if distinct and (len(pairs) > 1 or (pairs and named)):
                    found += pairs
    return Findings(tuple(found))


@cache
def _glyphs() -> str:
    return regex.escape("".join(load("marks")["legend_line"]["glyphs"]))


@cache
def _named() -> regex.Pattern[str]:
    return regex.compile(load("mark_legends")["named"])


@cache
def _one_line() -> regex.Pattern[str]:
    return regex.compile(load("mark_legends")["one_line"].replace("GLYPHS", _glyphs()))


@cache
def _equal() -> regex.Pattern[str]:
    return regex.compile(load("mark_legends")["equal"].replace("GLYPHS", _glyphs()))


def _pairs(line: Run, pattern: regex.Pattern[str]) -> list[MarkMeaning]:
    folded = view(line).strip().folded
    match = pattern.match(folded.text) if len(folded.text) <= LONGEST_LINE else None
    if match is None:
        return []
    return [
        MarkMeaning(as_printed(folded.cut(*mark)), as_printed(folded.cut(*meaning)), line.strip())
        for mark, meaning in zip(match.spans("mark"), match.spans("meaning"), strict=True)
    ]
