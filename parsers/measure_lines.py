"""Finds the labelled lines of a section: 「担当課：…」「【担当課】…」「■担当課　…」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.model import Run
from extract.view import View, view
from parsers.centred_labels import ALIGNED, centred_labels
from parsers.departments import are_units, looks_like_departments, split_departments
from parsers.field_labels import measure_field
from parsers.model import Block
from parsers.patterns import compiled
from parsers.plain_labels import Line, is_known, plain_labels
from parsers.printed import as_printed
from parsers.sections import running_lines
from parsers.vocabulary import load, per_vocabulary


@per_vocabulary
def _labels() -> tuple[regex.Pattern[str], ...]:
    signs, pairs = rf"[{regex.escape(load('fields')['lines']['signs'])}]", _pairs()
    return (
        compiled(rf"(?:{signs}\s*)?(?:{pairs})\s*[::]?\s*"),
        compiled(rf"(?:{signs}\s*)?(?P<label>[^::。、\s][^::。、]{{0,20}}?)\s*[::]\s*"),
        compiled(rf"{signs}\s*(?P<label>\S{{1,16}})(?:\s+|$)"),
    )


def _pairs() -> str:
    """The pattern of a label between brackets."""
    return "|".join(
        rf"{regex.escape(a)}\s*+(?P<label>[^{regex.escape(z)}]{{1,20}}?)\s*+{regex.escape(z)}"
        for a, z in load("fields")["lines"]["pairs"]
    )


@per_vocabulary
def _further() -> regex.Pattern[str]:
    return compiled(
        r"(?:\s|(?P<open>[(]))(?P<label>[^::。、\s()]{1,16})\s*[::]"
        rf"|(?<!\s)\s*+(?:{_pairs()})\s*[::]?\s*"
    )


def read_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines of a section's running text, each cut before a further known label in it."""
    every = [view(run).strip() for run in running_lines(blocks)]
    lines = [line for line in every if line.text]
    aligned, plain, centred = _aligned(lines), plain_labels(lines), centred_labels(blocks)
    for shown in lines:
        if shown.whole in centred:
            line = centred[shown.whole]
            yield from () if line is None else (line,)
        elif shown.whole in aligned:
            yield from _aligned_line(shown)
        elif shown.whole in plain:
            yield plain[shown.whole]
        else:
            yield from _line(shown)


def _aligned(lines: Sequence[View]) -> set[Run]:
    """The lines of a label, a gap and a value, where one of them names departments.

    What another one of them is labelled is then a label, too, though its word is not known.
    """
    shaped = [line for line in lines if compiled(ALIGNED).fullmatch(line.text)]
    plain = (_departments(line.folded) for line in shaped)
    if len(shaped) < 2 or not any(line is not None and line.label is not None for line in plain):
        return set()
    return {line.whole for line in shaped}


def _aligned_line(shown: View) -> Iterator[Line]:
    match = compiled(ALIGNED).fullmatch(shown.text)
    assert match is not None, "only lines of this shape are aligned"
    label, value = (shown.cut(*match.span(name)) for name in ("label", "value"))
    if not is_known(label):
        yield Line(label, shown, closes=True)
        return
    behind = compiled(_NUMBER_BEHIND).fullmatch(value.folded.text)
    if behind is None:
        yield Line(label, value)
        return
    yield Line(label, as_printed(value.folded.cut(*behind.span("value"))))
    yield Line(None, as_printed(value.folded.cut(*behind.span("number"))), closes=True)


# At the other end of the line, as in 「取組名  申請の拡大        No.1-1」.
_NUMBER_BEHIND = (
    r"(?P<value>\S.*?)(?<!\s)\s{3,}+"
    r"(?P<number>(?:No[.]?\s*)?[\dA-Z]{1,3}(?:[-.]\d{1,3}){0,3})"
)


@per_vocabulary
def _whole() -> tuple[regex.Pattern[str], ...]:
    """A line that is one label with its value: (担当課:市民課), 担当課 市民課."""
    return (
        compiled(r"[(]\s*+(?P<label>[^::()]{1,16}?)\s*+[::]\s*+(?P<value>[^()]+)[)]"),
        compiled(r"(?P<label>\S{2,8})\s+(?P<value>\S.*)"),
    )


def _departments(folded: View) -> Line | None:
    """The line of departments that needs no sign, because its value is a list of units."""
    for pattern in _whole():
        match = pattern.fullmatch(folded.text)
        if match is not None and measure_field(match["label"]) == "departments":
            label, value = (as_printed(folded.cut(*match.span(n))) for n in ("label", "value"))
            if looks_like_departments(value):
                return Line(label, value)
    match = _bracket().fullmatch(folded.text)
    if match is not None:
        value = as_printed(folded.cut(*match.span("value")))
        if are_units(split_departments(value)):
            return Line(None, value, units=True)
    return None


@per_vocabulary
def _bracket() -> regex.Pattern[str]:
    """A line that is one pair of brackets with all that stands in it."""
    pairs = [*load("fields")["lines"]["pairs"], "()"]
    shapes = (
        rf"{regex.escape(a)}\s*+(?P<value>[^{regex.escape(a + z)}]+){regex.escape(z)}"
        for a, z in pairs
    )
    return compiled("|".join(shapes))


def _line(shown: View) -> Iterator[Line]:
    folded = shown.folded
    if ends_measure(shown):
        yield Line(None, shown, closes=True)
        return
    plain = _departments(folded)
    if plain is not None:
        yield plain
        return
    for pattern in _labels():
        match = pattern.match(folded.text)
        if match is None:
            continue
        label = as_printed(folded.cut(*match.span("label")))
        if not is_known(label):
            # A colon in a sentence is no label; a bracket or a sign opens one.
            opens = not compiled(r"[\p{L}\p{N}]").match(folded.text)
            if opens and not folded.text.endswith("。"):
                yield Line(None, shown, closes=True)
                return
            continue
        yield from _values(folded, label, match.end())
        return
    yield Line(None, shown)


def ends_measure(shown: View) -> bool:
    """Whether a line opens what stands behind a measure and is none of it (参考, 出典)."""
    patterns = load("fields")["lines"]["ends"]
    return any(compiled(pattern).match(shown.folded.text) for pattern in patterns)


def _values(folded: View, label: View, at: int) -> Iterator[Line]:
    """A label and what stands behind it, and so on for each further known label."""
    end = len(folded.text)
    for match in _further().finditer(folded.text, at):
        further = as_printed(folded.cut(*match.span("label")))
        if is_known(further):
            yield Line(label, as_printed(folded.cut(at, match.start())))
            if match["open"] and folded.text.endswith(")", 0, end):
                end -= 1  # the bracket around further departments: 担当課:総務課(関係課:全課)
            label, at = further, match.end()
    yield Line(label, as_printed(folded.cut(at, end)))


def is_address(lines: Sequence[Line]) -> bool:
    """Whether a section tells whom to ask: telephone, mail, postal code."""
    patterns = load("fields")["lines"]["refuses"]
    texts = [line.value.folded.text for line in lines]
    return any(compiled(pattern).search(text) for pattern in patterns for text in texts)
