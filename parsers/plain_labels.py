"""Labelled lines, and labels without a sign: words alone on a line, or a blank before the value.

Tables that a program dissolved into lines look so: the cells of a form below each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from extract.view import View
from parsers.field_labels import measure_field
from parsers.indicator_labels import read_label
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Line:
    """A line, or a part of one: its known label (None for running text) and what follows it.

    ``closes`` marks a line with a label that is not known: what stands above ends there. It has
    its label where lines around it are aligned like it.
    ``units`` marks a line that is nothing but departments in brackets, without a label.
    """

    label: View | None
    value: View
    closes: bool = False
    units: bool = False


def line_field(label: str) -> str | None:
    """Which field of a measure the label of a line names; a word for measures over a list tells
    what the measure of the section does."""
    field = measure_field(label)
    return "outline" if field is None and is_over_measures(label) else field


def is_known(label: View) -> bool:
    """Whether a label names a field of a measure, or what is printed of an indicator."""
    return line_field(label.text) is not None or read_label(label) is not None


def is_over_measures(label: str) -> bool:
    """Whether a word over a list says that its lines are measures (主な取組)."""
    return key(label) in _over_measures()


@per_vocabulary
def _over_measures() -> frozenset[str]:
    return frozenset(map(key, load("fields")["bullets"]["over"]))


# A label with a blank behind it, or alone.
SHAPE = r"(?P<label>[^\s::。、]{2,14})(?:\s+(?P<value>\S.*))?"
# So many different labels are no chance; fewer where each has a line of its own.
FEWEST = 3
FEWEST_ALONE = 2


def plain_labels(lines: Sequence[View]) -> Mapping[Run, Line]:
    """The lines of a section that are a known label alone, or one with a blank and its value.

    None are where the labels do not tell of a measure: who is in charge of it, and its title or
    what it is about; nor where labels follow each other without values.
    """
    found: dict[Run, Line] = {}
    fields: set[str] = set()
    for shown in lines:
        folded = shown.folded
        match = compiled(SHAPE).fullmatch(folded.text)
        if match is None:
            continue
        field = measure_field(match["label"])
        label = as_printed(folded.cut(*match.span("label")))
        if field is None and read_label(label) is None:
            continue
        end = len(folded.text)
        start = match.start("value") if match["value"] is not None else end
        found[shown.whole] = Line(label, as_printed(folded.cut(start, end)))
        fields |= {field} if field is not None else set()
    tells = "departments" in fields and bool(fields & {"measure", "outline"})
    alone = all(not line.value.text for line in found.values())
    enough = len(fields) >= (FEWEST_ALONE if alone else FEWEST)
    if not (tells and enough) or _is_mixed(lines, found):
        return {}
    return found | _closing(lines)


def _closing(lines: Sequence[View]) -> dict[Run, Line]:
    """Lines that are the word of something else that a form tells: what stands above ends."""
    words = {key(word) for word in load("fields")["lines"]["closing"]}
    return {line.whole: Line(None, line, closes=True) for line in lines if key(line.text) in words}


def _is_mixed(lines: Sequence[View], found: Mapping[Run, Line]) -> bool:
    """Whether a label that needs a value has none before the next one: cells lost their order."""
    for shown, below in pairwise(lines):
        line, following = found.get(shown.whole), found.get(below.whole)
        if line is None or following is None or line.label is None or line.value.text:
            continue
        if measure_field(line.label.text) in {"measure", "departments", "outline"}:
            return True
    return False
