"""Every check on a folder of exported tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extract.frozen import frozen
from shisaku.exporting import check_cells, check_layout, check_package
from shisaku.exporting.check_declared import columns, primary_key, references
from shisaku.exporting.check_model import Finding, Package, Sheet
from shisaku.exporting.check_read import read_package
from shisaku.exporting.check_rules import Accepted, Rules, load_rules

OF_SHEETS: tuple[Callable[[Sheet], Iterator[Finding]], ...] = (
    columns,
    check_layout.header,
    check_layout.unique_header,
    check_layout.one_table,
    check_layout.split,
    check_layout.stray,
    check_layout.long_form,
    check_layout.omitted,
    check_layout.choices,
    check_cells.whitespace,
    check_cells.one_datum,
    check_cells.dependent_characters,
    check_cells.numbers,
    check_cells.years,
    check_cells.places,
    primary_key,
)
OF_PACKAGES: tuple[Callable[[Package], Iterator[Finding]], ...] = (
    check_package.file_format,
    check_package.files,
    check_package.blank_and_zero,
    check_package.code_table,
    check_package.units,
    check_package.same_format,
    check_package.definitions,
)


@frozen
class Report:
    """What was found in a folder: faults, and how many deviations each reason accepts."""

    findings: Sequence[Finding]
    accepted: Sequence[tuple[Accepted, int]]
    n_tables: int


def check_folder(folder: Path) -> Report:
    """The report on a folder; without a table in it ``n_tables`` is 0."""
    return check(read_package(folder), load_rules())


def check(package: Package, rules: Rules) -> Report:
    """The report on a package under the rules, findings in the order of files and rows."""
    faults: list[Finding] = []
    counts: Counter[int] = Counter()
    for finding in _all(package):
        row = rules.acceptance(finding)
        if row is None:
            faults.append(finding)
        else:
            counts[rules.accepted.index(row)] += 1
    accepted = [(rules.accepted[n], counts[n]) for n in sorted(counts)]
    return Report(sorted(faults, key=_place), accepted, len(package.sheets))


def _all(package: Package) -> Iterable[Finding]:
    yield from package.found
    for sheet in package.sheets:
        yield from sheet.found
        for find in OF_SHEETS:
            yield from find(sheet)
    yield from references(package.sheets)
    for look in OF_PACKAGES:
        yield from look(package)


def _place(finding: Finding) -> tuple[str, str, int, str, str]:
    return (
        finding.file,
        finding.sheet or "",
        finding.row or 0,
        finding.column or "",
        finding.check,
    )
