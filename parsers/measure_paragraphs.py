"""Reads measures printed without a table: a heading, text, and labelled lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.card_fields import unknown_label
from parsers.departments import looks_like_departments
from parsers.field_labels import is_partner_alone, is_partner_label
from parsers.indicator_labels import read_label
from parsers.indicator_rows import Place, from_labels
from parsers.indicator_values import Dated, Indicator, read_line, read_whole_line
from parsers.item_tail import Tail, split_tail
from parsers.labelled_headings import label_headings, lines_below, numbered_line
from parsers.measure_lines import is_address, read_lines
from parsers.measure_titles import Titled, without_departments
from parsers.measures import Measure, measure_of, of_partners
from parsers.model import Block, Findings, Heading, Table
from parsers.patterns import compiled
from parsers.plain_labels import Line, line_field
from parsers.schedule_lines import schedule_lines
from parsers.sections import before_headings
from parsers.table_kinds import measure_field
from parsers.vocabulary import load
from parsers.year_header import is_year_label

TABLES = {"measure_card", "measure_list"}
UNITS = {"measure", "departments"}
# The line above was the name of an indicator.
NAMED = "indicator"
# The line above was a word for indicators alone: each line is one.
LISTED = "indicators"


@frozen
class Told:
    """A measure that lines tell of, with its indicators."""

    measure: Measure
    indicators: tuple[Indicator, ...] = ()


@dataclass(slots=True)
class _Draft:
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


def read_measure_paragraphs(
    blocks: Sequence[Block], headings: Sequence[Heading], tables: Sequence[Table]
) -> Findings[Told]:
    """The measures of headed paragraphs, in printed order.

    A heading is the title of a measure when a line below it, before the next heading, says which
    departments are in charge, and text or another label says what they do. A label of the
    measure's title begins a measure of its own. An address with a department is no measure.
    Headings beside each other may name the departments in brackets behind their titles instead.
    """
    taken = {table.section for table in tables if table.kind in TABLES}
    labels = label_headings(headings)
    outside = above(headings, {i for i in taken if i is not None})
    bracketed = _bracketed(headings)
    values: list[Told] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    read = {
        index: tuple(lines_below(blocks, headings, index, labels))
        for index, heading in enumerate(headings)
        if heading.kind == "heading" and heading.toc_status != "toc_only"
        if index not in taken and index not in outside and index not in labels
    }
    below = _bracketed_below(headings, read)
    for index, lines in read.items():
        heading = headings[index]
        if index not in below:
            lines = tuple(replace(line, units=False) if line.units else line for line in lines)
        told_by_line = any(_field(line) == "departments" for line in lines)
        if not (told_by_line or index in bracketed) or is_address(lines):
            continue
        for draft in _drafts(lines):
            inner = any(headings[i].parent == index for i in labels)
            titled = numbered_line(blocks, headings, index) if inner else None
            if titled is not None and "measure" not in draft.values:
                draft.values["measure"], draft.text = titled.title, None
                draft.number = titled.number_raw
            tail = bracketed.get(index)
            if tail is not None and tail.brackets is not None and not draft.values.keys() & UNITS:
                draft.values["measure"], draft.values["departments"] = tail.text, tail.brackets
                draft.number = heading.number_raw
            draft.values.setdefault("measure", heading.title)
            if draft.twice is not None:
                issues.append(_twice(draft.twice))
            elif _tells(draft):
                told, found = _told(draft, index, heading)
                values.append(told)
                issues += (unknown_label(label) for label in draft.unknown)
                repairs += found
    for draft in _drafts(tuple(read_lines(tuple(before_headings(blocks, headings))))):
        if "measure" in draft.values and draft.twice is None and _tells(draft):
            told, found = _told(draft, None, None)
            values.append(told)
            repairs += found
    under = {told.measure.section for told in values if told.measure.section is not None}
    outer = above(headings, under)
    kept = tuple(told for told in values if told.measure.section not in outer)
    return Findings(kept, tuple(repairs), tuple(issues))


def _bracketed(headings: Sequence[Heading]) -> dict[int, Tail]:
    """Headings with their departments in brackets behind the title; one alone may be a remark.

    Where all headings beside each other have such a bracket, it may name places too (図書館).
    """
    groups: dict[tuple[int | None, str], list[tuple[int, Tail]]] = {}
    for i, heading in enumerate(headings):
        tail = split_tail(heading.title)
        groups.setdefault((heading.parent, heading.style), []).append((i, tail))
    found: dict[int, Tail] = {}
    for members in groups.values():
        named = [(i, tail) for i, tail in members if tail.departments]
        sure = [(i, tail) for i, tail in named if _are_sure(headings[i].title)]
        found |= dict(named if sure and len(named) == len(members) else sure)
    parents = [headings[i].parent for i in found]
    return {i: tail for i, tail in found.items() if parents.count(headings[i].parent) > 1}


def _are_sure(title: View) -> bool:
    return without_departments(Titled(None, title)).departments is not None


def _bracketed_below(headings: Sequence[Heading], read: Mapping[int, Sequence[Line]]) -> set[int]:
    """Headings with a line of departments in brackets and no label; one alone may be a remark."""
    found = [
        index
        for index, lines in read.items()
        if sum(line.units for line in lines) == 1
        and not any(not line.units and _field(line) == "departments" for line in lines)
    ]
    parents = [headings[index].parent for index in found]
    return {index for index in found if parents.count(headings[index].parent) > 1}


def above(headings: Sequence[Heading], sections: Iterable[int]) -> set[int]:
    """The headings over those of measures: what departments lead there is no measure."""
    found: set[int] = set()
    for section in sections:
        at = headings[section].parent
        while at is not None and at not in found:
            found.add(at)
            at = headings[at].parent
    return found


def _field(line: Line) -> str | None:
    if line.closes:
        return None
    if line.units:
        return "departments"
    return line_field(line.label.text) if line.label is not None else None


def _drafts(lines: Sequence[Line]) -> Iterator[_Draft]:
    """The lines, cut before each label of a title; what stands before the first has none."""
    draft = _Draft()
    last: str | None = "text"
    for line in lines:
        if last == "schedule":
            line = _of_year(line)
        name = _field(line)
        if (name == "measure" and draft.values.keys() != {"number"}) or (
            name == "number" and {"measure", "departments"} <= draft.values.keys()
        ):
            yield draft
            draft = _Draft()
        if line.closes:
            last = None
            draft.unknown += [line.label] if line.label is not None else []
        elif name is not None:
            last = _take(draft, name, line) if not line.units else _beside(draft, line, last)
        elif line.label is None:
            if last == LISTED:
                last = LISTED if _holds_indicator(draft, line.value) else None
            elif not _ends_indicator(draft, last, line.value):
                _go_on(draft, last, line.value)
        else:
            last = _take_label(draft, line.label, line.value)
    yield draft


def _of_year(line: Line) -> Line:
    """A line of a schedule: a year with a colon is no label there, nor a word before gaps."""
    if line.closes and compiled(r"\S(?:\s{2,}\S+){2,}").search(line.value.text):
        return Line(None, line.value)
    if line.label is None or _field(line) is not None or not is_year_label(line.label.text):
        return line
    return Line(None, line.label.then(line.value, ":") if line.value.text else line.label)


def _take_label(draft: _Draft, label_view: View, value: View) -> str | None:
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


def _holds_indicator(draft: _Draft, value: View) -> bool:
    """Whether a line below the word for indicators is one by itself; it is kept."""
    whole = read_whole_line(value, None, None, None) is not None
    draft.lines += [value] if whole else []
    return whole


def _beside(draft: _Draft, line: Line, last: str | None) -> str | None:
    """A line of departments between title and text; the text goes on below it."""
    _take(draft, "departments", line)
    return last


def _ends_indicator(draft: _Draft, last: str | None, value: View) -> bool:
    """Whether a line below the name of an indicator holds its values (R5 12% → R11 50%)."""
    if last != NAMED:
        return False
    role, entry = draft.labels[-1]
    whole = entry.value.then(value, " ")
    if read_line(whole, None, None, None) is None:
        return False
    draft.labels[-1] = (role, Dated(whole, entry.year))
    return True


_SHORT = frozenset({"departments", "related", "measure", "number", "period"})
"""Fields whose value ends with its line."""


def _take(draft: _Draft, name: str, line: Line) -> str | None:
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
        draft.values[name] = line.value
        alone = name == "measure" and _is_number_alone(line.value)
        return name if name not in _SHORT or alone else None
    return name


def _go_on(draft: _Draft, last: str | None, value: View) -> None:
    if last == "text":
        draft.text = draft.text.then(value, "\n") if draft.text is not None else value
    elif last == "measure" and _is_number_alone(draft.values.get(last)):
        draft.values["number"] = draft.values[last]
        draft.values[last] = value
    elif last is not None and last in _SHORT:
        draft.values.setdefault(last, value)
    elif last is not None and last not in {NAMED, LISTED} and value.text:
        held = draft.values.get(last)
        draft.values[last] = held.then(value, "\n") if held is not None else value


def _is_number_alone(value: View | None) -> bool:
    """Whether only the number of a title is read so far: its words stand on the next line."""
    if value is None:
        return False
    return compiled(load("fields")["card"]["number_alone"]).fullmatch(value.folded.text) is not None


def _tells(draft: _Draft) -> bool:
    """Whether the lines tell of a measure: units in charge, and what it is about."""
    units = draft.values.get("departments")
    if units is None:
        units = without_departments(Titled(None, draft.values["measure"])).departments
    if units is None or not looks_like_departments(units):
        return False
    if _is_number_alone(draft.values["measure"]):
        return False
    others = draft.values.keys() - {"departments", "related", "measure", "number"}
    return bool(others) or bool(draft.labels or draft.lines) or draft.text is not None


def _told(draft: _Draft, index: int | None, heading: Heading | None) -> tuple[Told, list[Repair]]:
    values = dict(draft.values)
    if draft.text is not None:
        values.setdefault("outline", draft.text)
    measure, repairs = measure_of(None, index, values)
    if draft.alone:
        measure = of_partners(measure)
    if "schedule" in values:
        measure = replace(measure, schedules=schedule_lines(values["schedule"]))
    if draft.number is not None:
        measure = replace(measure, number_raw=draft.number)
    if heading is not None and measure.number_raw is None and values["measure"] is heading.title:
        measure = replace(measure, number_raw=heading.number_raw)
    owner = measure.title.whole
    indicators = tuple(_indicators(draft.labels, Place(None, index, owner)))
    found = (read_whole_line(line, None, index, owner) for line in draft.lines)
    whole = tuple(entry for entry in found if entry is not None)
    return Told(measure, (*indicators, *whole)), repairs


def _indicators(labels: Sequence[tuple[str, Dated]], place: Place) -> Iterator[Indicator]:
    """The indicators that labelled lines tell of; each begins with its name."""
    values: dict[str, Dated] = {}
    targets: list[Dated] = []
    for role, entry in labels:
        if role == "name":
            if "name" in values:
                yield from_labels(values, targets, place)
            values, targets = {role: entry}, []
        elif role == "target":
            targets.append(entry)
        else:
            values.setdefault(role, entry)
    if "name" in values:
        yield from_labels(values, targets, place)


def _twice(value: View) -> Issue:
    message = "一つの見出しに担当課が二度あり、施策名を決められません。"
    return Issue("info", "measure-title-unknown", message, value.whole, value.text)
