"""Services already offered: rows of a table whose category is printed once for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair, Run
from extract.view import View
from parsers.columns import body_rows, of_kind
from parsers.model import Findings, Table


@frozen
class Service:
    """A service: its category (carried down), number, name and pieces of its description."""

    category: View | None
    no: View | None
    name: View
    description: tuple[View, ...]
    row: Run


def find_services(tables: Sequence[Table]) -> Findings[Service]:
    """Every service of the tables of kind ``services``.

    A row with a description alone goes on with the row above it: a repair; any other row
    without a name is an issue.
    """
    services: list[Service] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for _, table, roles in of_kind(tables, "services"):
        category: View | None = None
        first = len(services)
        for row in body_rows(table):
            if row.is_unread(roles.get("category")):
                category = None  # not that of the row above
            category = row.at(roles.get("category")) or category
            no, name = row.at(roles.get("no")), row.at(roles.get("name"))
            description = row.at(roles.get("description"))
            pieces = (description,) if description else ()
            if name is not None:
                services.append(Service(category, no, name, pieces, row.run))
            elif description and len(row.filled) == 1 and len(services) > first:
                last = services[-1]
                services[-1] = replace(last, description=last.description + pieces)
                repairs.append(_continued(services[-1], description))
            elif len(row.filled) > 1 or description:
                message = "サービス名の欄が空の行で、続きとも読めません。"
                issues.append(Issue("warning", "row-without-name", message, row.run, row.run.text))
    return Findings(tuple(services), tuple(repairs), tuple(issues))


def _continued(service: Service, piece: View) -> Repair:
    return Repair(
        piece.whole,
        "services",
        "description",
        piece.text,
        "\n".join(view.text for view in service.description),
        "continued-row",
        f"番号と名称が空の行は、前の行の「{service.name.text}」の説明の続き",
    )
