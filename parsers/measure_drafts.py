"""Gathers the lines of one measure: values by field, text without a label, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.fold import key
from extract.view import View, chain
from parsers.centred_labels import SHORT
from parsers.field_labels import is_partner_alone, is_partner_label, measure_field
from parsers.indicator_labels import read_label
from parsers.indicator_values import Dated, read_line, read_whole_line
from parsers.patterns import compiled
from parsers.plain_labels import Line, line_field
from parsers.vocabulary import load
from parsers.year_header import is_year_label
from parsers.year_lines import is_years

# The line above was the name of an indicator.
NAMED = "indicator"
# The line above was a word for indicators alone: each line is one.
LISTED = "indicators"
# The line above names the departments right below the title: text may follow.
BELOW = "below"
# A shorter line without a full stop may be the rest of the departments.
RUNNING = 20


@dataclass(slots=True)
class Draft:
    """The lines of one measure on the way: values by field, text without a label, indicators."""

    values: dict[str, View] = field(default_factory=dict)
    text: View | None = None
    labels: list[tuple[str, Dated]] = field(default_factory=list)
    lines: list[View] = field(default_factory=list)  # each with all of an indicator
    twice: View | None = None
    seen: set[str] = field(default_factory=set)  # labels of departments and outlines
    unknown: list[View] = field(default_factory=list)
    partners: bool = False  # whether the departments so far are those that take part
    number: str | None = None  # of a title that is no heading
    alone: bool = False  # and would be, though no other ones were printed
    further: dict[str, list[View]] = field(default_factory=dict)  # lines that values go on with

    def whole(self) -> Draft:
        """The draft with the further lines of each value behind it, joined once for all."""
        for name, lines in self.further.items():
            pieces = [("\n", line) for line in lines]
            if name == "text" and self.text is not None:
                self.text = chain(self.text, pieces)
            elif name != "text":
                self.values[name] = chain(self.values[name], pieces)
        self.further = {}
        return self


def field_of(line: Line) -> str | None:
    """Which field of a measure a line begins, None for one that only goes on or is unknown."""
    if line.closes:
        return None
    if line.units:
        return "departments"
    return line_field(line.label.text) if line.label is not None else None


def drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    """The lines, cut before each label of a title; what stands before the first has none."""
    draft = Draft()
    last: str | None = "text"
    for line in lines:
        if last == "schedule":
            line = _of_year(line)
        name = field_of(line)
        if _begins(draft, name):
            yield draft.whole()
            draft = Draft()
        if line.closes:
            last = None
            draft.unknown += [line.label] if line.label is not None else []
        elif name is not None:
            last = _take(draft, name, line) if not line.units else _beside(draft, line, last)
        elif line.label is None:
            if last != "schedule" and is_years(line.value):
                last = None  # the head of a schedule whose label is not there
            if last == BELOW:
                last = "text" if _is_running(line.value) else None
            if last == LISTED:
                last = LISTED if _holds_indicator(draft, line.value) else None
            elif not _ends_indicator(draft, last, line.value):
                _go_on(draft, last, line.value)
        else:
            last = _take_label(draft, line.label, line.value)
    yield draft.whole()


def _begins(draft: Draft, name: str | None) -> bool:
    """Whether a label opens the next measure: that of a title, or a number after a whole one."""
    if name == "measure":
        return draft.values.keys() != {"number"}
    return name == "number" and {"measure", "departments"} <= draft.values.keys()


def _of_year(line: Line) -> Line:
    """A line of a schedule: a year with a colon is no label there, nor a word before gaps."""
    if line.closes and compiled(r"\S(?:\s{2,}\S+){2,}").search(line.value.text):
        return Line(None, line.value)
    if line.label is None or field_of(line) is not None or not is_year_label(line.label.text):
        return line
    return Line(None, line.label.then(line.value, ":") if line.value.text else line.label)


def _take_label(draft: Draft, label_view: View, value: View) -> str | None:
    """What the next line goes on with, after the label of an indicator and its value."""
    label = read_label(label_view)
    if label is None:
        return None
    heads = label.role in {"name", "target"} and label.year is None
    if not value.text:
        return LISTED if heads else None
    if heads and label.role == "target" and _holds_indicator(draft, value):
        return LISTED
    draft.labels.append((label.role, Dated(value, label.year)))
    return NAMED if label.role == "name" else None


def _holds_indicator(draft: Draft, value: View) -> bool:
    """Whether a line below the word for indicators is one by itself; it is kept."""
    whole = read_whole_line(value, None, None, None) is not None
    draft.lines += [value] if whole else []
    return whole


def _beside(draft: Draft, line: Line, last: str | None) -> str | None:
    """A line of departments between title and text; the text goes on below it."""
    _take(draft, "departments", line)
    return last


def _ends_indicator(draft: Draft, last: str | None, value: View) -> bool:
    """Whether a line below the name of an indicator holds its values (R5 12% → R11 50%)."""
    if last != NAMED:
        return False
    role, entry = draft.labels[-1]
    whole = entry.value.then(value, " ")
    if read_line(whole, None, None, None) is None:
        return False
    draft.labels[-1] = (role, Dated(whole, entry.year))
    return True


def _take(draft: Draft, name: str, line: Line) -> str | None:
    """The field that the next line may go on with."""
    partners = line.label is not None and is_partner_label(line.label.text)
    if line.label is not None and name in {"departments", "outline"}:
        again = key(line.label.text)
        if again in draft.seen and measure_field(again) == name:
            draft.twice = draft.twice or line.label
        draft.seen.add(again)
    if name == "departments" and name in draft.values and partners != draft.partners:
        if partners:
            name = "related"
        else:  # those that take part are printed first
            draft.values["related"] = draft.values.pop(name)
    if name in draft.values:
        if name == "outline" and line.label is not None and measure_field(line.label.text) is None:
            _go_on(draft, name, line.value)
            return name
        if name == "departments":
            draft.twice = draft.twice or line.value
        return None
    if name == "departments":
        draft.partners = partners
        draft.alone = line.label is not None and is_partner_alone(line.label.text)
    if line.value.text:
        first = name == "departments" and draft.text is None and not draft.values
        draft.values[name] = line.value
        if first:
            return BELOW
        alone = name == "measure" and is_number_alone(line.value)
        return name if name not in SHORT or alone else None
    return name


def _go_on(draft: Draft, last: str | None, value: View) -> None:
    if last == "text":
        if draft.text is None:
            draft.text = value
        else:
            draft.further.setdefault(last, []).append(value)
    elif last == "measure" and is_number_alone(draft.values.get(last)):
        draft.values["number"] = draft.values[last]
        draft.values[last] = value
    elif last is not None and last in SHORT:
        draft.values.setdefault(last, value)
    elif last is not None and last not in {NAMED, LISTED} and value.text:
        if last not in draft.values:
            draft.values[last] = value
        else:
            draft.further.setdefault(last, []).append(value)


def _is_running(value: View) -> bool:
    return value.text.endswith("。") or len(value.text) >= RUNNING


def is_number_alone(value: View | None) -> bool:
    """Whether only the number of a title is read so far: its words stand on the next line."""
    if value is None:
        return False
    return compiled(load("fields")["card"]["number_alone"]).fullmatch(value.folded.text) is not None
