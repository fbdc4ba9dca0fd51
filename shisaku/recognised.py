"""What was recognised in a plan, by which row of which vocabulary file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from parsers.field_labels import measure_field
from parsers.list_headers import list_field
from parsers.model import Heading, Table
from parsers.vocabulary import load
from parsers.year_header import is_year_label
from shisaku.work import CompleteRows


@frozen
class Rule:
    """A thing that was recognised: where, what is printed, as what, and by what evidence."""

    run: Run
    printed: str
    meaning: str
    evidence: str


def heading_rules(headings: Sequence[Heading]) -> tuple[Rule, ...]:
    """Each heading with its numbering style and what the contents page says of it."""
    return tuple(
        Rule(h.run, h.title.text, f"{h.level}", ", ".join(_heading_evidence(h))) for h in headings
    )


def _heading_evidence(heading: Heading) -> Iterator[str]:
    yield f"numbering.toml: {heading.style}" if heading.number_raw else heading.style
    if heading.kind != "heading":
        yield f"headings.toml: {heading.kind}"
    if heading.toc_status != "no_toc":
        yield f"toc: {heading.toc_status}"
    if heading.number_status not in (None, "printed"):
        yield f"number: {heading.number_status}"


def table_rules(tables: Sequence[Table]) -> tuple[Rule, ...]:
    """Each table with its kind and the words of its header or side that tell it."""
    return tuple(
        Rule(t.row_runs[0], t.caption.text if t.caption else "", t.kind, _words(t)) for t in tables
    )


def _words(table: Table) -> str:
    if table.kind in ("measure_card", "measure_list"):
        cells = (cell.text for row in table.rows for cell in row if cell.text)
        names = dict.fromkeys(text for text in cells if _any_field(text))
        return f"fields.toml: {', '.join(names)}" if names else ""
    header = [cell.text for row in table.rows[: table.n_header_rows] for cell in row if cell.text]
    rows: list[dict[str, Any]] = load("table_kinds")["kind"]
    wanted = {
        key(a) for row in rows if row["name"] == table.kind for group in row["all"] for a in group
    }
    if names := dict.fromkeys(text for text in header if key(text) in wanted):
        return f"table_kinds.toml: {', '.join(names)}"
    years = [text for text in header if is_year_label(text)]
    return f"schedules.toml: {', '.join(years)}" if years else ""


def _any_field(text: str) -> str | None:
    return measure_field(text) or list_field(text)


def label_counts(tables: Sequence[Table]) -> Mapping[tuple[str, str], int]:
    """How often each known label of a measure is printed, by label and field."""
    counts: Counter[tuple[str, str]] = Counter()
    for table in tables:
        if table.kind in ("measure_card", "measure_list"):
            for text in (cell.text for row in table.rows for cell in row if cell.text):
                if field := _any_field(text):
                    counts[(text, field)] += 1
    return counts


def value_counts(rows: CompleteRows, table: str, printed: str, meaning: str) -> Mapping[Any, int]:
    """How often each printed value of a table is read as what, the nulls left out."""
    pairs = ((row[printed], row[meaning]) for row in rows[table])
    return Counter(pair for pair in pairs if None not in pair)
