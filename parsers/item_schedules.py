"""Gives the schedule rows of a card to its items, by letter, by sequence, or by the row itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair
from parsers.field_labels import is_field_row
from parsers.indicator_cards import indicator_rows
from parsers.item_labels import leading_label, meant, next_label
from parsers.item_tail import split_tail
from parsers.model import Cell, Findings, Table
from parsers.schedules import ScheduleRow, read_rows, split_phases
from parsers.shaded_years import marking_colours
from parsers.year_header import year_axis, year_columns, year_levels, year_rows


@frozen
class ItemSchedule:
    """Schedule rows of one item (label None: of the measure)."""

    label: str | None
    row: ScheduleRow


@frozen
class _Block:
    """A header of years (``levels``, one row or more) and the schedule rows below it."""

    levels: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]


def _blocks(table: Table) -> Iterator[_Block]:
    apart = indicator_rows(table)
    headers = sorted(year_rows(table) - apart)
    for i, end in zip(headers, [*headers[1:], len(table.rows)], strict=False):
        # A field of the card may be printed below its schedule.
        levels = table.rows[i : i + max(1, year_levels(table.rows[i:end]))]
        below = ((n, table.rows[n]) for n in range(i + len(levels), end) if n not in apart)
        years = year_columns(table.rows[i])
        yield _Block(levels, [r for _, r in below if r and not is_field_row(r, years)])


def year_colours(tables: Iterable[Table]) -> frozenset[int]:
    """The colours that mark some years of a row in the schedules of these cards."""
    found: set[int] = set()
    for table in tables:
        if any(cell.fill is not None for row in table.rows for cell in row):
            for block in _blocks(table):
                columns = [column.col for column in year_axis(block.levels)]
                found |= marking_colours(block.rows, block.levels[-1], columns)
    return frozenset(found)


def read_schedules(
    table: Table, labels: Sequence[str], colours: Set[int] = frozenset()
) -> Findings[ItemSchedule]:
    """The schedule rows of a card, each with the letter of its item, wrong letters repaired.

    ``colours`` are those that mark years in the plan.
    """
    values: list[ItemSchedule] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    used: list[str] = []
    blocks = list(_blocks(table))
    for block in blocks:
        label = _header_label(block.levels[0][0], labels, used, repairs)
        if label is not None:
            used.append(label)
        for row in read_rows(block.rows, *block.levels, colours=colours):
            own, row = _row_label(row) if label is None else (label, row)
            if label is None and own is not None and own not in used:
                used.append(own)
            if row.label is not None and split_tail(row.label).deleted is not None:
                continue
            values.append(ItemSchedule(own, row))
    missing = [letter for letter in labels if letter not in used]
    if blocks and labels and len(missing) > 0:
        issues.append(
            Issue(
                "info",
                "item-without-schedule",
                f"スケジュールのない項目があります（{'・'.join(missing)}）。",
                blocks[0].levels[0][0].view.whole.strip(),
                "・".join(missing),
            )
        )
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def _header_label(
    cell: Cell, labels: Sequence[str], used: Sequence[str], repairs: list[Repair]
) -> str | None:
    """The letter of a schedule header; by sequence where it is a look-alike, wrong or lost."""
    printed = leading_label(cell.view)
    expected = next_label(used)
    if printed is not None:
        letter = meant(printed[0])
        if letter in used and expected in labels and expected is not None:
            rule, reason = (
                "label-out-of-sequence",
                f"「{printed[0]}」は既にあり、次は「{expected}」",
            )
            letter = expected
        elif letter != printed[0]:
            rule, reason = "kanji-for-katakana", f"「{printed[0]}」は「{letter}」の誤読"
        else:
            return letter
    elif used and expected in labels and expected is not None:
        letter, rule = expected, "label-lost"
        reason = f"項目記号が印刷されておらず、前が「{used[-1]}」なので「{expected}」とする"
    else:
        return None
    run = cell.view.whole.strip()
    raw = printed[0] if printed else cell.text
    repairs.append(Repair(run, "schedule_marks", "item_id", raw, letter, rule, reason, 0.9))
    return letter


def _row_label(row: ScheduleRow) -> tuple[str | None, ScheduleRow]:
    """A row that carries the letter itself (ア) 運用)."""
    printed = leading_label(row.label) if row.label is not None else None
    if printed is None:
        return None, row
    letter, rest = printed
    return meant(letter), replace(row, phases=split_phases(rest))
