"""Facts about headings, and about the captions of figures and tables among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shisaku.evaluation.compare import Record, Score, Value, compare, norm
from shisaku.evaluation.fact_records import fact, without_quotes
from shisaku.evaluation.loaded import Converted, Row, text
from shisaku.evaluation.structure import bare_number

_AROUND_CAPTION = "■□◆◇●○▼▽▶・※【】<>＜＞:：.．、 \u3000\t\n"
_CAPTION_NUMBER = re.compile(r"(?:図表|[図表])\s*\d+(?:\s*[-－‐―.．]\s*\d+)*")


def score_headings(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Headings, and captions of figures and tables, among the lines of the gold's headings."""
    expected = [
        fact(
            row,
            f"{_level_kind(row['level'])} {row['title']}",
            f"{row['number'] or ''} {row['title']}".strip(),
            {"level": text(row["level"]), "number": bare_number(row["number"])},
        )
        for row in gold
    ]
    places = [record.lines for record in expected if record.lines]
    first = min((place[0] for place in places), default=0)
    last = max((place[1] for place in places), default=0)
    found = [*_sections(data), *_captions(data, "figures", "figure"), *_tables(data)]
    got = [r for r in found if r.lines and r.lines[0] <= last and r.lines[1] >= first]
    return compare("facts.heading", expected, got)


def _level_kind(level: object) -> str:
    return level if isinstance(level, str) else "heading"


def _sections(data: Converted) -> list[Record]:
    return [
        Record(
            norm(f"heading {row['title'] or row['title_raw']}"),
            f"{row['number_raw'] or ''} {row['title']}".strip(),
            {"level": text(row["level"]), "number": bare_number(row["number"])},
            data.lines(row),
        )
        for row in data.rows("sections")
        if row["toc_status"] != "toc_only"
    ]


def _captions(data: Converted, table: str, kind: str) -> list[Record]:
    return [
        Record(
            norm(f"{kind} {row['title'] or row['caption_raw']}"),
            row["caption_raw"],
            {"level": kind, "number": bare_number(row["number_raw"])},
            data.lines(row),
        )
        for row in data.rows(table)
    ]


def _tables(data: Converted) -> list[Record]:
    """Captions of tables; a heading that serves as one is not counted twice."""
    headings = {record.lines for record in _sections(data)}
    records = []
    for row in data.rows("tables"):
        lines = data.lines({"span_id": row["caption_span_id"]})
        if row["caption_raw"] and lines not in headings:
            number, title = split_caption(row["caption_raw"])
            fields: dict[str, Value] = {"level": "table", "number": bare_number(number)}
            key = norm(f"table {without_quotes(title)}")
            records.append(Record(key, row["caption_raw"], fields, lines))
    return records


def split_caption(caption: str) -> tuple[str | None, str]:
    """The printed number of a caption (表7-1, 図 2), if it has one, and its title."""
    bare = caption.strip(_AROUND_CAPTION)
    found = _CAPTION_NUMBER.match(bare)
    if found is None:
        return None, bare
    return found[0], bare[found.end() :].strip(_AROUND_CAPTION)
