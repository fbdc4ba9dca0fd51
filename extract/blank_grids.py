"""Grids that a text file draws with blanks alone, their cells wrapped over several lines.

Where rows begin is told by a column of numbers or by the ends of the longest texts. A table
whose lines leave that open is no grid: its words would come into wrong cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.blank_columns import MOST_RETRIED, Aligned, aligned_lines, has_columns
from extract.model import Grid, GridCell, RestOfCell, Run

_NUMBER = re.compile(
    r"(?:No\.?)?[0-9０-９]{1,4}(?:[-－‐.．][0-9０-９]{1,3}){0,3}|[①-⑳]|[(（][0-9０-９]{1,2}[)）]"
)
_SENTENCE_END = ("。", "．", "。）", "。)")
_OPENS_ITEM = re.compile(r"[・○●◎◇◆□■※①-⑳]|[(（][0-9０-９]{1,2}[)）]")
_SUM = re.compile(r"(?:合|小|総)?\s*計")
_PAGE = re.compile(r"[0-9]{1,3}")
# Less room than this is left at the end of a line that only wraps, in character cells; what may
# not begin a line (。」) goes down with the character before it. A column that is narrow is filled
# to its end.
ROOM = 4
NARROW = 20
# No words wrap in a column of so many character cells.
MARK = 4
# So many lines above a table are tried as its first one.
RETRIES = 2
# Names of columns have so many lines at most.
DEEPEST = 2


def blank_grids(page: Run, lines: Sequence[Run]) -> tuple[Grid, ...]:
    """The grids of a page, in reading order.

    ``page`` is all of its text, ``lines`` are lines of it that stand behind each other and that
    no other grid has.
    """
    grids: list[Grid] = []
    at = refused = 0
    while at < len(lines):
        found = aligned_lines(lines, at) if has_columns(lines[at].text) else None
        if found is None:
            at += 1
            continue
        rows = _rows(found) if found.parts else None
        if rows is not None and len(rows) > 1:
            grids.append(_grid(page, found, rows))
        elif refused < RETRIES and len(found.lines) <= MOST_RETRIED:
            # Its first line may be none of the table.
            refused += 1
            at += 1
            continue
        refused = 0
        at = found.stop
    return tuple(grids)


def _rows(found: Aligned) -> list[list[int]] | None:
    """The lines of each row, None where that cannot be told."""
    if _are_contents(found):
        return None
    widest = _widest(found)
    anchor = _anchor(found)
    first = _below_names(found)
    if _are_single(found, first, anchor, widest):
        return [list(range(first)), *([line] for line in range(first, len(found.lines)))]
    rows: list[list[int]] = [[0]]
    above = 0  # the last line that prints something in the widest column
    for line in range(1, len(found.lines)):
        begins = _begins(found, line, above, anchor, widest)
        if begins is None:
            return None
        if begins:
            rows.append([line])
        else:
            rows[-1].append(line)
        if found.parts[line][widest] is not None:
            above = line
    sure = anchor is not None or _are_sure(found, rows, widest)
    return rows if sure and _begin_level(found, rows) else None


def _begin_level(found: Aligned, rows: Sequence[Sequence[int]]) -> bool:
    """Whether the cells of each row begin on its first line.

    Where shorter cells are set in the middle of a row, some begin above its number and would
    come into the row before.
    """
    for lines in rows:
        first = found.parts[lines[0]]
        later = (found.parts[line] for line in lines[1:])
        below = {col for row in later for col, part in enumerate(row) if part is not None}
        if any(first[col] is None for col in below):
            return False
    return True


def _below_names(found: Aligned) -> int:
    """The first line below the names of the columns; a blank line may end names of two lines."""
    if len(found.lines) > DEEPEST and found.apart[DEEPEST] and None in found.parts[1]:
        return 1 if found.apart[1] else DEEPEST
    return 1


def _are_single(found: Aligned, first: int, anchor: int | None, widest: int) -> bool:
    """Whether each line is a row: all have a number, or all of them all columns."""
    lines = range(first, len(found.lines))
    if anchor is not None:
        return all(_NUMBER.fullmatch(found.text(line, anchor)) for line in lines)
    texts = [found.text(line, widest) for line in lines]
    whole = {text.endswith(_SENTENCE_END) for text in texts}
    return all(None not in found.parts[line] for line in lines) and len(whole) == 1


def _are_sure(found: Aligned, rows: Sequence[Sequence[int]], widest: int) -> bool:
    """Whether no row may be two: a further line that fills all columns goes on with a sentence."""
    for lines in rows:
        filled = any(None not in found.parts[line] for line in lines[1:])
        told = [found.text(line, widest) for line in lines if found.text(line, widest)]
        if filled and (not told[-1].endswith(_SENTENCE_END) or _has_marks(found, lines)):
            return False
    return True


def _has_marks(found: Aligned, lines: Sequence[int]) -> bool:
    """Whether a narrow column has something on two lines: marks are one a row (Ａ, 継続)."""
    narrow = (col for col in range(found.n_cols) if found.widest[col] <= MARK)
    return any(sum(found.parts[line][col] is not None for line in lines) > 1 for col in narrow)


def _begins(found: Aligned, line: int, above: int, anchor: int | None, widest: int) -> bool | None:
    """Whether a line is the first of a row; None where the lines contradict each other, and for
    a sum, which is no row of what it sums up."""
    if _SUM.fullmatch(found.text(line, 0)):
        return None
    ended = found.apart[line] or _has_ended(found, above, widest)
    filled = [part is not None for part in found.parts[line]]
    if anchor is not None:
        if _NUMBER.fullmatch(found.text(line, anchor)) is None:
            return None if found.apart[line] else False
        return True if ended else None
    if not ended or not filled[widest]:
        return None if found.apart[line] else False
    if filled[-1]:
        return True
    # A new paragraph of the same cell; beside a new title it may as well be a new row.
    return None if filled[0] else False


def _has_ended(found: Aligned, line: int, col: int) -> bool:
    """Whether the text of a column has come to its end in a line that prints some of it."""
    text = found.text(line, col)
    return text.endswith(_SENTENCE_END) or not _is_full(found, line, col)


def _is_full(found: Aligned, line: int, col: int) -> bool:
    """Whether a line of a column has no room for what the next one begins with."""
    part = found.parts[line][col]
    room = ROOM if found.widest[col] >= NARROW else 1
    return part is not None and found.widest[col] - part.width <= room


def _widest(found: Aligned) -> int:
    """The column of the longest texts."""
    return max(range(found.n_cols), key=lambda col: found.widest[col])


def _anchor(found: Aligned) -> int | None:
    """The column of numbers, one a row, below its name."""
    for col in range(found.n_cols - 1):
        below = [found.text(line, col) for line in range(1, len(found.lines))]
        printed = [text for text in below if text]
        first = printed[1:] if printed and len(printed[0]) == 1 else printed
        for texts in (printed, first):  # a name of two characters may stand on two lines
            several = len(texts) > 1 and len(set(texts)) == len(texts)
            if several and all(_NUMBER.fullmatch(text) for text in texts):
                return col
    return None


def _are_contents(found: Aligned) -> bool:
    """Whether the last column is page numbers that never fall."""
    last = [found.text(line, found.n_cols - 1) for line in range(len(found.lines))]
    pages = [int(text) for text in last if _PAGE.fullmatch(text)]
    return len(pages) == len(last) and pages == sorted(pages)


def _grid(page: Run, found: Aligned, rows: Sequence[Sequence[int]]) -> Grid:
    cells = tuple(
        tuple(_cell(found, lines, row, col) for col in range(found.n_cols))
        for row, lines in enumerate(rows)
    )
    runs = tuple(_run(page, found.lines[r[0]], found.lines[r[-1]]) for r in rows)
    return Grid(found.lines[0].page_no, runs, cells, "blanks")


def _run(page: Run, first: Run, last: Run) -> Run:
    """A row from its first line to its last one."""
    return page.cut(first.start - page.start, last.end - page.start)


def _cell(found: Aligned, lines: Sequence[int], row: int, col: int) -> GridCell:
    held = [line for line in lines if found.parts[line][col] is not None]
    if not held:
        first = found.lines[lines[0]]
        return GridCell(row, col, first.cut(0, 0))
    runs = [_cut(found, line, col) for line in held]
    rest = tuple(
        RestOfCell(run, _is_full(found, above, col) and not _OPENS_ITEM.match(run.text))
        for above, run in zip(held, runs[1:], strict=False)
    )
    return GridCell(row, col, runs[0], rest=rest)


def _cut(found: Aligned, line: int, col: int) -> Run:
    part = found.parts[line][col]
    assert part is not None, "only filled columns are cut"
    return found.lines[line].cut(part.start, part.end)
