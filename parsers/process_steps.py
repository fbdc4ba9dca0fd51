"""Steps of a printed process (ステップ① …): number, title and the paragraph that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from extract.frozen import frozen
from extract.model import Issue
from extract.view import View, view
from parsers.model import Block, Findings, Heading
from parsers.numbering import ordinal_value
from parsers.passages import Passage, passages
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class ProcessStep:
    """One step. ``process`` is the name printed nearest before the first step, None if none;
    ``content`` is None where nothing but the title is printed.
    """

    process: View | None
    number: int
    title: View
    content: View | None
    section: int | None


@frozen
class _Step:
    at: int
    number: int
    title: View
    content: View | None


def find_process_steps(
    blocks: Sequence[Block], headings: Sequence[Heading]
) -> Findings[ProcessStep]:
    """The steps in printed order. A lone step is none; a row that skips a number ends there,
    with an issue.
    """
    found = passages(blocks, headings)
    steps = [s for s in (_step(found, i) for i in range(len(found))) if s is not None]
    names = _names(found, frozenset(step.at for step in steps if step.number == 1))
    values: list[ProcessStep] = []
    issues: list[Issue] = []
    row: list[_Step] = []
    for step in steps:
        follows = row and step.number == row[-1].number + 1
        if row and not follows:
            values += _process(found, row, names)
            row = []
        if follows or step.number == 1:
            row.append(step)
        else:
            issues.append(_out_of_row(step))
    return Findings((*values, *_process(found, row, names)), (), tuple(issues))


@per_vocabulary
def _shape(name: str) -> regex.Pattern[str]:
    return compiled(load("rules")["steps"][name])


def _step(found: Sequence[Passage], i: int) -> _Step | None:
    """The step that a paragraph begins; its text is the rest of it, else the next paragraph."""
    first, *rest = view(found[i].printed).strip().lines()
    folded = first.folded
    m = _shape("line").match(folded.text)
    if m is None:
        return None
    number = ordinal_value(m["no"] or m["no2"])
    title = folded.cut(*m.span("title")).strip()
    content: View | None = None
    if rest:
        content = view(
            found[i].printed.cut(
                rest[0].whole.start - found[i].printed.start, len(found[i].printed.text)
            )
        ).strip()
    elif t := _shape("titled").match(title.text):
        content = as_printed(title.cut(*t.span("content")))
        title = title.cut(*t.span("title"))
    elif i + 1 < len(found) and _explains(found[i], found[i + 1]):
        content = view(found[i + 1].printed).strip()
    if quoted := _shape("quoted").match(title.text):
        title = title.cut(*quoted.span("title"))
    return _Step(i, number, as_printed(title), content) if number and title.text else None


def _explains(step: Passage, after: Passage) -> bool:
    if after.section != step.section:
        return False
    text = after.text.text
    return text.endswith("。") and not _shape("line").match(text)


def _process(
    found: Sequence[Passage], row: Sequence[_Step], names: Mapping[int, View]
) -> list[ProcessStep]:
    if len(row) < 2:
        return []
    section, process = found[row[0].at].section, names.get(row[0].at)
    return [ProcessStep(process, s.number, s.title, s.content, section) for s in row]


def _names(found: Sequence[Passage], starts: frozenset[int]) -> dict[int, View]:
    """For each paragraph in ``starts`` the name of a process nearest before, in its section."""
    names: dict[int, View] = {}
    last: tuple[int | None, View] | None = None
    for i, passage in enumerate(found[: max(starts, default=0) + 1]):
        if last is not None and last[0] != passage.section:
            last = None
        if i in starts and last is not None:
            names[i] = last[1]
        text = passage.text
        hits = list(_shape("process").finditer(text.text))
        if hits:
            last = passage.section, as_printed(text.cut(*hits[-1].span()))
    return names


def _out_of_row(step: _Step) -> Issue:
    return Issue(
        "warning",
        "process-step-out-of-row",
        "手順の番号が前の段とつながりません。",
        step.title.whole,
        step.title.text,
    )
