"""How many values of a plan are read right, wrong or not at all when its pages are pictures.

Run from the root of the checkout: python -m bench.scan_facts [FIRST LAST]

The pages of a drawn plan become pictures as in ``bench.scans``. Rows made of the pictures are
held against rows made of the drawing: a value is right where one of the same column has the same
place and value. Once with the rule that keeps doubtful readings from becoming values, once
without. Needs tesseract with Japanese.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.scans import PLAN, SCANNERS, read
from extract.model import Document
from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.made_plans import made_plan
from tests.builders.scans import scanned

COLUMNS = {
    "departments": ("department",),
    "events": ("date_start", "date_end"),
    "glossary_terms": ("no",),
    "initiatives": ("fiscal_year",),
    "legal_tags": ("tag",),
    "legends": ("article", "paragraph"),
    "measure_items": ("item_label", "added_fy", "deleted_fy"),
    "measures": ("policy_no", "measure_no"),
    "policies": ("policy_no",),
    "schedule_marks": ("fiscal_year", "phase"),
    "schedule_spans": ("phase", "start_fy", "end_fy"),
    "sections": ("number", "toc_page"),
    "services": ("no",),
    "survey_values": ("value",),
}
# Share of two boxes that they have in common when they are one place.
SAME = 0.15

Box = tuple[float, float, float, float]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Fact(NamedTuple):
    """A value with its column and its place."""

    column: str
    page_no: int
    box: Box
    value: object


def facts(rows: Rows) -> Iterator[Fact]:
    """The values of the columns above that have a place on a page."""
    spans = {row["span_id"]: row for row in rows["spans"]}
    for table, columns in COLUMNS.items():
        for row in rows.get(table, ()):
            span = spans.get(row["span_id"])
            if span is None or span["x0"] is None:
                continue
            box = (span["x0"], span["top"], span["x1"], span["bottom"])
            for name in columns:
                if row.get(name) is not None:
                    yield Fact(f"{table}.{name}", span["page_no"], box, row[name])


def score(drawn: Rows, found: Rows) -> Counter[str]:
    """How many values of the picture are ``right``, ``wrong`` or at no place of the drawing
    (``more``), and how many of the drawing are ``lost``."""
    wanted: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts(drawn):
        wanted.setdefault((fact.column, fact.page_no), []).append(fact)
    counts: Counter[str] = Counter()
    rest: list[Fact] = []
    for fact in facts(found):
        if _take(wanted, fact, same=True):
            counts["right"] += 1
        else:
            rest.append(fact)
    for fact in rest:
        counts["wrong" if _take(wanted, fact, same=False) else "more"] += 1
    counts["lost"] = sum(map(len, wanted.values()))
    return counts


def _take(wanted: dict[tuple[str, int], list[Fact]], fact: Fact, *, same: bool) -> bool:
    near = wanted.get((fact.column, fact.page_no), [])
    best = max(
        (f for f in near if not same or f.value == fact.value),
        key=lambda f: _common(f.box, fact.box),
        default=None,
    )
    if best is None or _common(best.box, fact.box) < SAME:
        return False
    near.remove(best)
    return True


def _common(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / (areas - wide * high)


def without_doubts(document: Document) -> Document:
    """The document as if all that was recognised were sure."""
    return replace(document, pages=tuple(replace(p, confidences=None) for p in document.pages))


def main(first: int, last: int) -> None:
    """Print two lines for each kind of scan."""
    pages = range(first, last + 1)
    with TemporaryDirectory() as folder:
        plan, scan = Path(folder, "plan.pdf"), Path(folder, "scan.pdf")
        plan.write_bytes(made_plan("direct", PLAN))
        drawn = read_pdf(plan)
        shown = (replace(drawn.pages[n - 1], page_no=at) for at, n in enumerate(pages, 1))
        wanted = build(replace(drawn, pages=tuple(shown)), Manifest("plan"))
        for name, scanner in SCANNERS.items():
            scan.write_bytes(scanned(plan, pages, scanner))
            found = read(scan)
            for kind, document in (("all", without_doubts(found)), ("sure", found)):
                counts = score(wanted, build(document, Manifest("plan")))
                print(f"{name}, {kind}: {dict(sorted(counts.items()))}", flush=True)


if __name__ == "__main__":
    main(*([int(arg) for arg in sys.argv[1:3]] or (1, 72)))
