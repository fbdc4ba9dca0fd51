"""Past initiatives by year: one for each item of the cell beside the year."""

from __future__ import annotations

from collections.abc import Sequence

from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.columns import body_rows, of_kind
from parsers.list_items import is_list, split_list, split_run_together
from parsers.model import Findings, Table


@frozen
class Initiative:
    """One initiative with its printed year; ``section`` is an index into the headings."""

    section: int | None
    year: View | None
    text: View


def find_initiatives(tables: Sequence[Table]) -> Findings[Initiative]:
    """Every item of the tables of kind ``initiatives``; a year printed once counts downwards.

    Items that ran together are cut with a repair; where a cut is unsure the cell stays whole
    and an issue says so.
    """
    found: list[Initiative] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for _, table, roles in of_kind(tables, "initiatives"):
        year: View | None = None
        for row in body_rows(table):
            if row.is_unread(roles.get("year")):
                year = None  # not that of the row above
            year = row.at(roles.get("year")) or year
            cell = row.marked_up(roles.get("text"))
            if cell is None:
                continue
            items, repair, issue = _items(cell)
            found += [Initiative(table.section, year, item) for item in items]
            repairs += [repair] if repair else []
            issues += [issue] if issue else []
    return Findings(tuple(found), tuple(repairs), tuple(issues))


def _items(cell: View) -> tuple[tuple[View, ...], Repair | None, Issue | None]:
    items = split_list(cell)
    if len(items) != 1:
        return items, None, None
    joined = split_run_together(items[0])
    if not joined.unsure and len(joined.items) == 1:
        return items, None, None
    # Only a cell marked up as a list is known to have lost its line ends.
    if joined.unsure or not is_list(cell):
        message = "複数の取組が続けて印字されている可能性があります。分けずに残しました。"
        return (
            items,
            None,
            Issue("info", "list-items-unsure", message, items[0].whole, items[0].text),
        )
    return joined.items, _split(items[0], joined.items), None


def _split(cell: View, items: Sequence[View]) -> Repair:
    return Repair(
        cell.whole,
        "initiatives",
        "text",
        cell.text,
        "\n".join(item.text for item in items),
        "list-items-split",
        "箇条書きの改行が失われ、動作を表す名詞の直後に次の項目が続いている",
        0.9,
    )
