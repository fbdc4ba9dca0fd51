"""Finds the columns of a table whose cells a text keeps apart by blanks alone.

Programs that turn a page into text set its columns either in character cells, where a wide
character takes two, or by counting characters. Both are tried.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from extract.frozen import frozen
from extract.model import Run

Span = tuple[int, int]
Widths = Callable[[str], int]

# White that only a column leaves; where many lines share it, one blank is enough.
WIDE = 2
MANY_LINES = 4
LEAST_COLUMNS = 3
# Lines of a table longer than this are no print of a page.
LONGEST = 400
# So many lines that are no table are not tried again from the second one on.
MOST_RETRIED = 50
_END = 1 << 30
# What a heading or a note at the margin begins with: no cell wraps so.
_OPENS = re.compile(
    r"(?:[0-9０-９]{1,2}(?:[-－.．][0-9０-９]{1,2})*[\s.．)）]|[(（][0-9０-９]{1,2}[)）]|[①-⑳]"
    r"|第[0-9０-９一二三四五六七八九十]+[章節編部]|[※■◆●【]|(?:資料|出典|注|備考)[0-9０-９]*[:：)）\s]|[(（]注|以上$)"
)


@frozen
class Part:
    """What a line prints in one column: its place in the line, its width in character cells."""

    start: int
    end: int
    width: int


@frozen
class Aligned:
    """Lines that share white. ``parts[line][column]`` is None where a column is empty.

    ``parts`` is empty for lines that are many and no table. ``apart`` tells of each line whether
    a blank line stands before it, ``widest`` how wide the widest part of each column is, ``stop``
    is the place behind the last line among those that were asked for.
    """

    lines: tuple[Run, ...]
    apart: tuple[bool, ...]
    parts: tuple[tuple[Part | None, ...], ...]
    stop: int
    widest: tuple[int, ...]

    def text(self, line: int, col: int) -> str:
        """What stands in a column of a line, empty where nothing does."""
        part = self.parts[line][col]
        return self.lines[line].text[part.start : part.end] if part is not None else ""

    @property
    def n_cols(self) -> int:
        """How many columns the lines have."""
        return len(self.parts[0]) if self.parts else 0


def aligned_lines(lines: Sequence[Run], first: int = 0) -> Aligned | None:
    """The longest run from line ``first`` on that stands in columns, None without one.

    Lines are whole, blank ones among them; a table does not go on over two of those, nor over
    one before text in a single column.
    """
    found = [
        run
        for widths in (cells, _count)
        if (run := _grown(lines, first, widths) or _below_header(lines, first, widths)) is not None
    ]
    return max(found, key=lambda run: (len(run.lines), run.n_cols), default=None)


def has_columns(text: str) -> bool:
    """Whether a line alone holds enough wide gaps for a table; a quick test."""
    inner = text.strip()
    wide = inner.replace("\u3000", "  ")
    return len(inner) <= LONGEST and "\t" not in inner and wide.count("  ") >= LEAST_COLUMNS - 1


def cells(char: str) -> int:
    """The width of a character in character cells (Unicode: East Asian Width)."""
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def _count(char: str) -> int:
    return 1


def _grown(lines: Sequence[Run], first: int, widths: Widths, least: int = WIDE) -> Aligned | None:
    """Lines from one on, as long as they share its white; ``least`` is how much it must leave."""
    if _is_none(lines[first].text):
        return None
    white = _inner(_white(lines[first].text, widths))
    if sum(b - a >= least for a, b in white) < LEAST_COLUMNS - 1:
        return None
    kept, apart = [lines[first]], [False]
    blank, stop = 0, first + 1
    for at in range(first + 1, len(lines)):
        line = lines[at]
        text = line.text
        if not text.strip():
            blank += 1
            if blank > 1:
                break
            continue
        if _is_none(text):
            break
        shared = _shared(white, _white(text, widths))
        if not _goes_on(white, shared):
            break
        if len(_pieces(text, shared, widths)) < 2 and (blank or _OPENS.match(text)):
            break  # a heading, a note or a page number under the table
        white = shared
        stop = at + 1
        kept.append(line)
        apart.append(bool(blank))
        blank = 0
    narrowest = WIDE if len(kept) < MANY_LINES else 1
    gutters = [gap for gap in white if gap[1] - gap[0] >= narrowest]
    if len(gutters) < LEAST_COLUMNS - 1 or len(kept) < 2:
        return None
    rows = tuple(_columns(line.text, gutters, widths) for line in kept)
    if any(part is None for part in rows[0]):
        # White inside of a column that happens to be shared. A long run is told of all the same,
        # so that it is not looked at again from each of its lines.
        many = len(kept) > MOST_RETRIED
        return Aligned(tuple(kept), tuple(apart), (), stop, ()) if many else None
    return Aligned(tuple(kept), tuple(apart), rows, stop, _widest_parts(rows))


def _below_header(lines: Sequence[Run], first: int, widths: Widths) -> Aligned | None:
    """Lines in columns below a line of as many names, which are set in the middle of them."""
    names = _apart(lines[first].text, widths)
    start = next((i for i in (first + 1, first + 2) if _is_printed(lines, i)), None)
    if len(names) < LEAST_COLUMNS or start is None:
        return None
    body = _grown(lines, start, widths, least=1)
    if body is None or body.n_cols != len(names) or len(body.lines) < MANY_LINES:
        return None
    parts = (tuple(names), *body.parts)
    apart = (False, start > first + 1, *body.apart[1:])
    return Aligned((lines[first], *body.lines), apart, parts, body.stop, _widest_parts(parts))


def _is_none(text: str) -> bool:
    """Whether a line can be none of such a table: too long for a page, or with tabs."""
    return len(text) > LONGEST or "\t" in text


def _widest_parts(rows: Sequence[Sequence[Part | None]]) -> tuple[int, ...]:
    """The width of the widest part of each column."""
    columns = zip(*rows, strict=True)
    return tuple(max((p.width for p in column if p is not None), default=0) for column in columns)


def _is_printed(lines: Sequence[Run], at: int) -> bool:
    return at < len(lines) and bool(lines[at].text.strip())


def _apart(text: str, widths: Widths) -> list[Part]:
    """What wide gaps part in a line."""
    gaps = [gap for gap in _inner(_white(text, widths)) if gap[1] - gap[0] >= WIDE]
    return _pieces(text, gaps, widths)


def _goes_on(white: Sequence[Span], shared: Sequence[Span]) -> bool:
    """Whether a line leaves enough of the white: a part of all that is wide."""
    wide = [a for a in white if a[1] - a[0] >= WIDE]
    held = [a for a in wide if any(b[0] >= a[0] and b[1] <= a[1] for b in shared)]
    return len(shared) >= LEAST_COLUMNS - 1 and len(held) == len(wide)


def _placed(text: str, widths: Widths) -> Iterator[tuple[int, int, int]]:
    """Index, start and end of each printed character."""
    at = 0
    for index, char in enumerate(text):
        width = widths(char)
        if not char.isspace() or _spaces_letters(text, index):
            yield index, at, at + width
        at += width


def _spaces_letters(text: str, index: int) -> bool:
    """Whether a blank of full width stands alone between letters (事　業　名)."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return text[index] == "\u3000" and len(around) == 2 and not any(c.isspace() for c in around)


def _white(text: str, widths: Widths) -> list[Span]:
    """Where a line prints nothing, with what lies before and behind it."""
    found: list[Span] = []
    at = 0
    for _, start, end in _placed(text, widths):
        if start > at:
            found.append((at, start))
        at = end
    return [*found, (at, _END)]


def _inner(white: Sequence[Span]) -> list[Span]:
    return [gap for gap in white if gap[0] > 0 and gap[1] < _END]


def _shared(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    return [(max(a, c), min(b, d)) for a, b in one for c, d in other if min(b, d) > max(a, c)]


def _pieces(text: str, gutters: Sequence[Span], widths: Widths) -> list[Part]:
    return [part for part in _columns(text, gutters, widths) if part is not None]


def _columns(text: str, gutters: Sequence[Span], widths: Widths) -> tuple[Part | None, ...]:
    """What stands between the gutters."""
    found: list[Span | None] = [None] * (len(gutters) + 1)
    col = 0
    for index, start, _ in _placed(text, widths):
        while col < len(gutters) and start >= gutters[col][1]:
            col += 1
        part = found[col]
        found[col] = (part[0] if part is not None else index, index + 1)
    return tuple(
        Part(*span, sum(map(cells, text[slice(*span)]))) if span is not None else None
        for span in found
    )
