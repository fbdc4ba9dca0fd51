"""Departments whose names end like no row of the vocabulary: each once, with the row to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.collect import Collector
from parsers.departments import Department, name_ending
from parsers.measures import Measure


def department_issues(out: Collector, measures: Sequence[Measure]) -> None:
    """An issue ``department-ending-unknown`` for each such name, at its first place.

    A name that no ending tells may be something else than a department, or be cut wrongly.
    """
    noted: set[str] = set()
    for department in _departments(measures):
        name = department.name.text
        ending = name_ending(name) if department.kind == "unit" else None
        if ending is None or name in noted:
            continue
        noted.add(name)
        message = (
            f"「{name}」の語尾がどの行にもありません。部署の名前なら、departments.toml の "
            f'unit_endings に "{ending}" を加えてください（この計画だけなら layout.toml の '
            "[departments]）。"
        )
        out.issue("info", "department-ending-unknown", message, department.name, name)


def _departments(measures: Sequence[Measure]) -> Iterator[Department]:
    for measure in measures:
        for item in measure.items:
            yield from (*item.tail.departments, *item.listed)
        yield from measure.listed
