"""Reads indicators that stand in lines under a label, in sections that are no measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from parsers.indicator_labels import read_label
from parsers.indicator_values import Indicator, read_whole_line
from parsers.measure_lines import read_lines
from parsers.model import Block, Heading
from parsers.others import is_of_bodies
from parsers.sections import body_headings, own_blocks


def read_indicator_lines(
    blocks: Sequence[Block], headings: Sequence[Heading], told: Collection[int | None]
) -> Iterator[Indicator]:
    """The lines with a name, a value of now and a target, below or behind a word for indicators.

    ``told`` are the sections whose indicators are known already.
    """
    for index, _ in body_headings(headings):
        if index in told or is_of_bodies(headings, index):
            continue
        below = False
        for line in read_lines(tuple(own_blocks(blocks, headings, index))):
            if line.label is not None:
                label = read_label(line.label)
                below = label is not None and label.role in {"name", "target"}
            if below and line.value.text:
                found = read_whole_line(line.value, None, index, None)
                below = found is not None
                if found is not None:
                    yield found
