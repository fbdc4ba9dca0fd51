"""Puts the characters of a page in reading order: paragraphs and grids from top to bottom."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from extract.cell_lines import place_lines
from extract.drawn_cells import Drawn
from extract.frozen import frozen
from extract.ink import Floats, PageInk
from extract.model import Grid, Run
from extract.page_writer import PageWriter
from extract.paragraphs import usual_pitch
from extract.ruling_grids import RuledGrid
from extract.text_columns import in_columns


@frozen(eq=False)
class Composed:
    """The text of a page with boxes of its code points, its lines and grids."""

    text: str
    boxes: Floats
    lines: tuple[Run, ...]
    grids: tuple[Grid, ...]


def compose(ink: PageInk, grids: Sequence[RuledGrid], drawn: Sequence[Drawn]) -> Composed:
    """The page in reading order; ``drawn`` goes with ``grids``.

    Grids stand between the lines above and below their upper edge, turned lines at the end. Of
    text set in two columns the second follows the first.
    """
    placed = place_lines(ink.chars, grids, drawn)
    writer = PageWriter(ink)
    pending = deque(sorted(placed.grids, key=lambda p: p.grid.top))
    free = in_columns(ink.chars, placed.free, grids)
    pitch = usual_pitch([line for line, _ in free])
    for line, column in free:
        while pending and pending[0].grid.top < line.middle:
            writer.grid(pending.popleft())
        writer.line(line, pitch, column)
    while pending:
        writer.grid(pending.popleft())
    for line in placed.turned:
        writer.line(line, 0.0)
    writer.finish()
    tape = writer.tape.read(ink.page_no, ink.chars)
    lines = {span: tape.run(*span) for span in writer.lines}
    tables = tuple(grid.read(tape, lines) for grid in writer.grids)
    return Composed(tape.text, tape.boxes, tuple(lines.values()), tables)
