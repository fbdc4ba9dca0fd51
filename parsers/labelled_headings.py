"""Headings that are labels of a measure's fields: 「(ア) 取組の内容」 under 「ア 申請の拡充」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.view import view
from parsers.field_labels import measure_field
from parsers.indicator_labels import read_label
from parsers.measure_lines import read_lines
from parsers.measure_titles import Titled
from parsers.model import Block, Heading
from parsers.numbering import read_number
from parsers.plain_labels import Line
from parsers.printed import as_printed
from parsers.sections import own_blocks


def label_headings(headings: Sequence[Heading]) -> frozenset[int]:
    """The headings without headings of their own that only name a field, beside each other.

    One of them must name the departments, or what a measure is about; one alone may be a title.
    """
    parents = {heading.parent for heading in headings}
    groups: dict[tuple[int | None, str], list[int]] = {}
    for i, heading in enumerate(headings):
        if heading.kind == "heading" and heading.parent is not None and i not in parents:
            groups.setdefault((heading.parent, heading.style), []).append(i)
    found: set[int] = set()
    for members in groups.values():
        fields = {i: measure_field(headings[i].title.text) for i in members}
        named = {i for i in members if fields[i] or read_label(headings[i].title) is not None}
        if len(named) > 1 and {"departments", "outline"} & set(fields.values()):
            found |= named
    return frozenset(found)


def lines_below(
    blocks: Sequence[Block], headings: Sequence[Heading], index: int, labels: Sequence[int]
) -> Iterator[Line]:
    """The lines of a section, with those of the label headings right below it (in printed order)
    behind their labels."""
    yield from read_lines(tuple(own_blocks(blocks, headings, index)))
    for i in labels:
        title = headings[i].title
        yield Line(title, title.cut(len(title.text), len(title.text)))
        yield from read_lines(tuple(own_blocks(blocks, headings, i)))


def numbered_line(
    blocks: Sequence[Block], headings: Sequence[Heading], index: int
) -> Titled | None:
    """The only line of a section that label headings follow, when it is numbered: the title.

    A number that has no second one beside it is no heading (ア under each of (1), (2)).
    """
    lines = [line for b in own_blocks(blocks, headings, index) for line in b.lines]
    if len(lines) != 1:
        return None
    folded = view(lines[0]).strip().folded
    numbered = read_number(folded.text, weak=True)
    if numbered is None or not numbered.parts or folded.text.endswith("。"):
        return None
    title = as_printed(folded.cut(numbered.title_at, len(folded.text)))
    return Titled(numbered.raw, title) if title.text else None
