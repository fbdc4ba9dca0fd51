"""Labels that stand in the middle of their cell's lines, as converters of PDFs print them.

    市民が来庁せずに手続できるよう、子育てなどの手続を対象と
取組内容
    します。

The lines above such a label are no part of what the label before it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.blank_columns import cells
from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.departments import looks_like_departments
from parsers.model import Block
from parsers.patterns import compiled
from parsers.plain_labels import Line, is_known, line_field
from parsers.year_lines import is_years, wrapped_years

ALIGNED = r"(?P<label>[^\s::。、]{2,12})(?:[ \u3000]{2,}|\t[ \t]*)(?P<value>\S.*)"
"""A label and its value with a gap between them that no word of a sentence has."""
# A line that goes on below ends this near to the longest one, as a share of its length.
FULL = 0.85
SHORT = frozenset({"departments", "related", "measure", "number", "period"})
"""Fields whose value ends with its line."""


@frozen
class _Row:
    """A label's line, which ends at a column, and the indented lines below it."""

    shown: View
    label: View
    value: View | None
    below: tuple[View, ...]
    end: int

    @property
    def field(self) -> str | None:
        return line_field(self.label.text)


def centred_labels(blocks: Sequence[Block]) -> Mapping[Run, Line | None]:
    """The lines of cells whose label is not on their first line, by their runs, as they are to be
    read: the first with the label, the others without; None for a label's line without a value."""
    moved: dict[Run, Line | None] = {}
    for block in blocks:
        if block.grid is None and len(block.lines) > 2:
            moved.update(_of_block(block))
    return moved


def _of_block(block: Block) -> Iterator[tuple[Run, Line | None]]:
    rows = _rows(block)
    longest = max(_width(run.text.rstrip()) for run in block.lines)
    above = 0
    # From the end: what lies below the last label is all its own.
    for before, row in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True):
        own = row.below[: len(row.below) - above]
        above = _above(before, row, own, longest)
        if above:
            lifted = before.below[len(before.below) - above :]
            yield lifted[0].whole, Line(row.label, lifted[0])
            yield from ((line.whole, Line(None, line)) for line in (*lifted[1:], *own))
            yield row.shown.whole, None if row.value is None else Line(None, row.value)


def _above(before: _Row, row: _Row, own: Sequence[View], longest: int) -> int:
    """How many of the lines below the row before belong to a row."""
    if row.value is None:
        count = len(own)
        lifted = before.below[len(before.below) - count :] if count else ()
        wraps = before.end >= FULL * longest and len(before.below) == count
        fits = 0 < count <= len(before.below) and (not wraps or is_years(lifted[0]))
    else:
        count, lifted = 1, before.below[-1:]
        if lifted and row.field == "schedule" and wrapped_years(lifted[0], row.value):
            return count
        full = bool(lifted) and _width(lifted[0].text) > _width(row.value.text)
        fits = not own and len(before.below) == 1 and full and row.field not in SHORT
        fits = fits and before.field in SHORT and before.end < FULL * longest
    units = before.field == "departments" and any(map(looks_like_departments, lifted))
    return count if fits and not units else 0


def _rows(block: Block) -> list[_Row]:
    """The labels at the left edge of a block; nothing else may stand there."""
    lines = [view(run) for run in block.lines]
    indents = [_indent(line.text) for line in lines]
    edge = min(indents)
    rows: list[_Row] = []
    for line, indent in zip(lines, indents, strict=True):
        shown = line.strip()
        if indent > edge:
            if not rows:
                return []
            rows[-1] = replace(rows[-1], below=(*rows[-1].below, shown))
            continue
        match = compiled(ALIGNED).fullmatch(shown.text)
        label = shown if match is None else shown.cut(*match.span("label"))
        if not is_known(label):
            return []
        value = None if match is None else shown.cut(*match.span("value"))
        rows.append(_Row(shown, label, value, (), _width(line.text.rstrip())))
    return rows


def _indent(text: str) -> int:
    return _width(text[: len(text) - len(text.lstrip())])


def _width(text: str) -> int:
    """The width of a text in character cells."""
    return sum(map(cells, text))
