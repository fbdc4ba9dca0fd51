"""Which year cells of a schedule are marked by their background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from parsers.model import Cell

Row = Sequence[Cell]
# Two colours whose parts (0-255) differ by no more than this are one.
SAME = 6
# So many rows without one that is shaded in part show bands, not years.
BANDS = 3


def shaded_years(
    rows: Sequence[Row], header: Row, columns: Sequence[int], known: Set[int] = frozenset()
) -> frozenset[tuple[int, int]]:
    """The shaded cells that mean years: (index in ``rows``, year column).

    Backgrounds that mean nothing are left out: a row in the colour of its own label, of the
    header or of other labels; a column in the colour of its header; cells that are all shaded
    alike; whole rows only, in a table where no row is shaded in part, or where bars are drawn.
    But whole rows mean all years in a colour that marks single years elsewhere (``known``).
    """
    fills = [_fills(row, columns) for row in rows]
    heads = _fills(header, columns)
    barred = any(cell.ink for row in rows for cell in row)
    plain = set(heads.values()) | {c for row in (header, *rows) for c in _beside(row, columns)}
    for own, row in zip(fills, rows, strict=True):
        whole = len(own) == len(columns)
        alike = whole and len(set(own.values())) == 1
        if alike and (barred or _like(next(iter(own.values())), plain)):
            own.clear()
        elif whole:
            label = _beside(row, columns)
            for col in [col for col, colour in own.items() if _like(colour, label)]:
                del own[col]
    for col in columns:
        painted = [own[col] for own in fills if col in own]
        head = {heads[col]} if col in heads else set[int]()
        if len(painted) == len(rows) > 1 and all(_like(colour, head) for colour in painted):
            for own in fills:
                del own[col]
    sure = all(_like(colour, known) for own in fills for colour in own.values())
    if not sure and _says_nothing(
        [own for own, row in zip(fills, rows, strict=True) if row], len(columns)
    ):
        return frozenset()
    return frozenset((i, col) for i, own in enumerate(fills) for col in own)


def marking_colours(rows: Sequence[Row], header: Row, columns: Sequence[int]) -> frozenset[int]:
    """The colours that mark some but not all years of a row."""
    found = shaded_years(rows, header, columns)
    fills = [_fills(row, columns) for row in rows]
    marked = [[col for col in columns if (i, col) in found] for i in range(len(rows))]
    return frozenset(
        fills[i][col] for i, cols in enumerate(marked) if len(cols) < len(columns) for col in cols
    )


def _says_nothing(fills: Sequence[Mapping[int, int]], width: int) -> bool:
    """Whether all cells are shaded alike, or of many rows only whole ones."""
    alike = len({colour for own in fills for colour in own.values()}) == 1
    if len(fills) > 1 and alike and all(len(own) == width for own in fills):
        return True
    return len(fills) >= BANDS and all(len(own) in (0, width) for own in fills)


def _fills(row: Row, columns: Sequence[int]) -> dict[int, int]:
    """Colour by year column."""
    return {
        col: cell.fill.colour
        for cell in row
        if cell.fill is not None and not cell.covered
        for col in range(cell.col, cell.col + cell.col_span)
        if col in columns
    }


def _beside(row: Row, columns: Sequence[int]) -> set[int]:
    """The colours of a row outside of the year columns."""
    first, last = min(columns), max(columns)
    return {
        cell.fill.colour for cell in row if cell.fill is not None and not first <= cell.col <= last
    }


def _like(colour: int, others: Set[int]) -> bool:
    return any(
        all(abs((colour >> k & 255) - (other >> k & 255)) <= SAME for k in (0, 8, 16))
        for other in others
    )
