"""Reads measures printed without a table: a heading, text, and labelled lines below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.card_fields import unknown_label
from parsers.departments import looks_like_departments
from parsers.indicator_rows import Place, from_labels
from parsers.indicator_values import Dated, Indicator, read_whole_line
from parsers.item_tail import Tail, split_tail
from parsers.labelled_headings import label_headings, lines_below, numbered_line
from parsers.measure_drafts import Draft, drafts, field_of, is_number_alone
from parsers.measure_lines import is_address, read_lines
from parsers.measure_titles import Titled, without_departments
from parsers.measures import Measure, measure_of, of_partners
from parsers.model import Block, Findings, Heading, Table
from parsers.others import is_no_title, is_part, is_report, passed_over
from parsers.plain_labels import Line
from parsers.schedule_lines import schedule_lines, untold
from parsers.sections import ancestors, before_headings, body_headings

TABLES = {"measure_card", "measure_list"}
UNITS = {"measure", "departments"}


@frozen
class Told:
    """A measure that lines tell of, with its indicators."""

    measure: Measure
    indicators: tuple[Indicator, ...] = ()


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
    inner: dict[int | None, list[int]] = {}
    for i in sorted(labels):
        inner.setdefault(headings[i].parent, []).append(i)
    outside = above(headings, {i for i in taken if i is not None})
    bracketed = _bracketed(headings)
    values: list[Told] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    read = {
        index: tuple(lines_below(blocks, headings, index, inner.get(index, ())))
        for index, _ in body_headings(headings)
        if index not in taken and index not in outside and index not in labels
    }
    below = _bracketed_below(headings, read)
    for index, lines in read.items():
        heading = headings[index]
        if index not in below:
            lines = tuple(replace(line, units=False) if line.units else line for line in lines)
        told_by_line = any(field_of(line) == "departments" for line in lines)
        if not (told_by_line or index in bracketed) or is_address(lines):
            continue
        if is_no_title(headings, index):
            issues.append(passed_over(heading))
            continue
        for draft in drafts(lines):
            titled = numbered_line(blocks, headings, index) if index in inner else None
            _name(draft, heading, titled, bracketed.get(index))
            if "measure" not in draft.values and is_part(heading):
                continue
            draft.values.setdefault("measure", heading.title)
            if draft.twice is not None:
                issues.append(_twice(draft.twice))
            elif _tells(draft):
                told, found = _told(draft, index, heading)
                values.append(told)
                issues += (unknown_label(label) for label in draft.unknown)
                issues += untold(draft.values.get("schedule"), told.measure.schedules)
                repairs += found
    for draft in drafts(tuple(read_lines(tuple(before_headings(blocks, headings))))):
        if "measure" in draft.values and draft.twice is None and _tells(draft):
            told, found = _told(draft, None, None)
            values.append(told)
            issues += untold(draft.values.get("schedule"), told.measure.schedules)
            repairs += found
    under = {told.measure.section for told in values if told.measure.section is not None}
    outer = above(headings, under)
    kept = tuple(told for told in values if told.measure.section not in outer)
    return Findings(kept, tuple(repairs), tuple(issues))


def _name(draft: Draft, heading: Heading, titled: Titled | None, tail: Tail | None) -> None:
    """Gives a draft without a labelled title that of the numbered line, or what ``tail`` has.

    ``tail`` is the heading's title parted from the departments in brackets behind it.
    """
    if titled is not None and "measure" not in draft.values:
        draft.values["measure"], draft.text = titled.title, None
        draft.number = titled.number_raw
    if tail is not None and tail.brackets is not None and not draft.values.keys() & UNITS:
        draft.values["measure"], draft.values["departments"] = tail.text, tail.brackets
        draft.number = heading.number_raw


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
    parents = Counter(headings[i].parent for i in found)
    return {i: tail for i, tail in found.items() if parents[headings[i].parent] > 1}


def _are_sure(title: View) -> bool:
    return without_departments(Titled(None, title)).departments is not None


def _bracketed_below(headings: Sequence[Heading], read: Mapping[int, Sequence[Line]]) -> set[int]:
    """Headings with a line of departments in brackets and no label; one alone may be a remark."""
    found = [
        index
        for index, lines in read.items()
        if sum(line.units for line in lines) == 1
        and not any(not line.units and field_of(line) == "departments" for line in lines)
    ]
    parents = Counter(headings[index].parent for index in found)
    return {index for index in found if parents[headings[index].parent] > 1}


def above(headings: Sequence[Heading], sections: Iterable[int]) -> set[int]:
    """The headings over those of measures: what departments lead there is no measure."""
    found: set[int] = set()
    for section in sections:
        for at in ancestors(headings, headings[section].parent):
            if at in found:
                break
            found.add(at)
    return found


def _tells(draft: Draft) -> bool:
    """Whether the lines tell of a measure: units in charge, and what it is about."""
    units = draft.values.get("departments")
    if units is None:
        units = without_departments(Titled(None, draft.values["measure"])).departments
    if units is None or not looks_like_departments(units):
        return False
    if is_number_alone(draft.values["measure"]):
        return False
    others = draft.values.keys() - {"departments", "related", "measure", "number"}
    if others or draft.labels or draft.lines:
        return True
    return draft.text is not None and not is_report(draft.text.folded.text)


def _told(draft: Draft, index: int | None, heading: Heading | None) -> tuple[Told, list[Repair]]:
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
