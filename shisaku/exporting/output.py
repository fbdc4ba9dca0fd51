"""Tables to standard output as CSV, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence

from shisaku.csv_file import Cell, harmless


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print the rows below the header; None is an empty cell. A pipe decides on the encoding."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(
        [harmless(v) if isinstance(v, str) else "" if v is None else v for v in row] for row in rows
    )
