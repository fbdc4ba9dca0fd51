"""Grids that a text file draws with tabs or, as in Markdown, with pipes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal

from extract.model import Grid, GridCell, Run

_Kind = Literal["tabs", "pipes"]
_Spans = Callable[[str], Iterator[tuple[int, int]]]

_BULLET = re.compile(r"[ \u3000]*(?:[-*+] +)?(?=\|)")
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = frozenset("-:| ")


def text_grids(lines: Sequence[Run]) -> tuple[Grid, ...]:
    """All grids of a page in reading order; a pipe row that holds a tab is a pipe row."""
    grids: list[Grid] = []
    for kind, block in _blocks(lines, _kind):
        if kind == "pipes":
            # A single row of pipes is no table, but it may still hold tabs.
            grids.extend(pipe_grids(block) or tab_grids(block))
        elif kind == "tabs":
            grids.extend(tab_grids(block))
    return tuple(grids)


def tab_grids(lines: Sequence[Run]) -> tuple[Grid, ...]:
    """Each run of consecutive lines that hold a tab, one cell before, between and after tabs.

    Cells are as printed (not stripped); rows may differ in width.
    """
    blocks = _blocks(lines, lambda text: "tabs" if "\t" in text else None)
    return tuple(_grid(block, "tabs", _between_tabs) for kind, block in blocks if kind)


def pipe_grids(lines: Sequence[Run]) -> tuple[Grid, ...]:
    """Each run of two or more consecutive lines that begin (after a list bullet) and end with |.

    Cells are what stands between two pipes, as printed; an escaped pipe parts nothing.
    A delimiter row such as |---|:-:| keeps its place and its row run but has no cells.
    """
    blocks = _blocks(lines, lambda text: "pipes" if _is_pipe_row(text) else None)
    return tuple(
        _grid(block, "pipes", _between_pipes) for kind, block in blocks if kind and len(block) > 1
    )


def _kind(text: str) -> _Kind | None:
    if _is_pipe_row(text):
        return "pipes"
    return "tabs" if "\t" in text else None


def _is_pipe_row(text: str) -> bool:
    stripped = text.rstrip()
    if not stripped.endswith("|") or stripped.endswith("\\|"):
        return False
    bullet = _BULLET.match(stripped)
    return bullet is not None and bullet.end() < len(stripped) - 1


def _blocks(
    lines: Sequence[Run], kind: Callable[[str], _Kind | None]
) -> Iterator[tuple[_Kind | None, list[Run]]]:
    return ((k, list(block)) for k, block in groupby(lines, key=lambda line: kind(line.text)))


def _grid(rows: Sequence[Run], source: _Kind, spans: _Spans) -> Grid:
    cells = tuple(
        tuple(
            GridCell(row, col, line.cut(start, end))
            for col, (start, end) in enumerate(spans(line.text))
        )
        for row, line in enumerate(rows)
    )
    return Grid(rows[0].page_no, tuple(rows), cells, source)


def _between_tabs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cell in text.split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _between_pipes(text: str) -> Iterator[tuple[int, int]]:
    # A lone "-" in each cell is how a table says "nothing": that row is content.
    if any(sign in text for sign in ("--", ":-", "-:")) and _DELIMITER.issuperset(text):
        return
    pipes = [found.start() for found in _PIPE.finditer(text)]
    for left, right in pairwise(pipes):
        yield left + 1, right
