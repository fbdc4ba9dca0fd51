"""Finds the labelled lines of a section: 「担当課：…」「【担当課】…」「■担当課　…」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.frozen import frozen
from extract.view import View, view
from parsers.departments import looks_like_departments
from parsers.indicator_labels import read_label
from parsers.model import Block
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.table_kinds import measure_field
from parsers.vocabulary import load, per_vocabulary


@frozen
class Line:
    """A line, or a part of one: its known label (None for running text) and what follows it.

    ``closes`` marks a line with a label that is not known: what stands above ends there.
    """

    label: View | None
    value: View
    closes: bool = False


@per_vocabulary
def _labels() -> tuple[regex.Pattern[str], ...]:
    words = load("fields")["lines"]
    signs = rf"[{regex.escape(words['signs'])}]"
    pairs = "|".join(
        rf"{regex.escape(a)}\s*(?P<label>[^{regex.escape(z)}]{{1,20}}?)\s*{regex.escape(z)}"
        for a, z in words["pairs"]
    )
    return (
        regex.compile(rf"(?:{signs}\s*)?(?:{pairs})\s*[::]?\s*"),
        regex.compile(rf"(?:{signs}\s*)?(?P<label>[^::。、\s][^::。、]{{0,20}}?)\s*[::]\s*"),
        regex.compile(rf"{signs}\s*(?P<label>\S{{1,16}})(?:\s+|$)"),
    )


@per_vocabulary
def _further() -> regex.Pattern[str]:
    return regex.compile(r"\s(?P<label>[^::。、\s]{1,16})\s*[::]")


def read_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines of a section's running text, each cut before a further known label in it."""
    for block in blocks:
        if block.grid is None:
            for run in block.lines:
                shown = view(run).strip()
                if shown.text:
                    yield from _line(shown)


@per_vocabulary
def _whole() -> tuple[regex.Pattern[str], ...]:
    """A line that is one label with its value: (担当課:市民課), 担当課 市民課."""
    return (
        regex.compile(r"[(]\s*(?P<label>[^::()]{1,16}?)\s*[::]\s*(?P<value>[^()]+)[)]"),
        regex.compile(r"(?P<label>\S{2,8})\s+(?P<value>\S.*)"),
    )


def _departments(folded: View) -> Line | None:
    """The line of departments that needs no sign, because its value is a list of units."""
    for pattern in _whole():
        match = pattern.fullmatch(folded.text)
        if match is not None and measure_field(match["label"]) == "departments":
            label, value = (as_printed(folded.cut(*match.span(n))) for n in ("label", "value"))
            if looks_like_departments(value):
                return Line(label, value)
    return None


def _line(shown: View) -> Iterator[Line]:
    folded = shown.folded
    plain = _departments(folded)
    if plain is not None:
        yield plain
        return
    for pattern in _labels():
        match = pattern.match(folded.text)
        if match is None:
            continue
        label = as_printed(folded.cut(*match.span("label")))
        if not _known(label):
            # A colon in a sentence is no label; a bracket or a sign opens one.
            opens = not compiled(r"[\p{L}\p{N}]").match(folded.text)
            if opens and not folded.text.endswith("。"):
                yield Line(None, shown, closes=True)
                return
            continue
        yield from _values(folded, label, match.end())
        return
    yield Line(None, shown)


def _values(folded: View, label: View, at: int) -> Iterator[Line]:
    for match in _further().finditer(folded.text, at):
        further = as_printed(folded.cut(*match.span("label")))
        if _known(further):
            yield Line(label, as_printed(folded.cut(at, match.start())))
            yield from _values(folded, further, match.end())
            return
    yield Line(label, as_printed(folded.cut(at, len(folded.text))))


def _known(label: View) -> bool:
    return measure_field(label.text) is not None or read_label(label) is not None


def is_address(lines: Sequence[Line]) -> bool:
    """Whether a section tells whom to ask: telephone, mail, postal code."""
    patterns = load("fields")["lines"]["refuses"]
    texts = [line.value.folded.text for line in lines]
    return any(compiled(pattern).search(text) for pattern in patterns for text in texts)
