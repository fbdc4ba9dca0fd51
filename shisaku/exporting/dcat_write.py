"""``dcat.jsonld`` beside exported data: one distribution for each form the package holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shisaku.exporting.dcat import FILE_NAME, Entry, Form, dcat_text
from shisaku.exporting.forms import WORKBOOK
from shisaku.exporting.sqlite_file import FILE_NAME as DATABASE

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DCAT_FORMS: Mapping[str, tuple[Form, ...]] = {
    "datapackage": (
        Form("CSV（Data Package）", "csv/", "text/csv"),
        Form("Parquet", "parquet/", "application/vnd.apache.parquet"),
    ),
    "csv": (Form("CSV", "./", "text/csv"),),
    "xlsx": (Form("Excel", WORKBOOK, _EXCEL),),
    # JSON Lines has no registered name.
    "jsonl": (Form("JSON Lines", "./", None),),
    "sqlite": (Form("SQLite", DATABASE, "application/vnd.sqlite3"),),
}
"""The forms that each kind of export holds (names of ``--to``)."""


def write_dcat(
    folder: Path,
    kind: str,
    documents: Sequence[Mapping[str, Any]],
    publisher: str | None = None,
    base: str | None = None,
) -> None:
    """Write the entry of an export of this kind into its folder; ``base`` as ``Entry`` has it."""
    entry = Entry(DCAT_FORMS[kind], publisher, base)
    path = folder / FILE_NAME
    path.write_text(dcat_text(documents, entry), encoding="utf-8", newline="\n")
