"""Headings and tables, policies and legends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from shisaku.evaluation.compare import Lines, Record, Score, compare, norm
from shisaku.evaluation.loaded import Converted, Row, gold_lines, text

# What stands around a number in a heading or caption.
_FRAME = re.compile(r"[第章節項条部編図表()\[\]【】<>「」.,、:]")
# Signs set before a caption are no part of it: ■ and the like.
_BULLET = re.compile(r"^[■□◆◇●○▼▽▶・※\s]+")


def score_sections(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Headings between the first and the last line that the gold names."""
    expected = [
        Record(
            _key(row["title"]),
            f"{row['number'] or ''} {row['title']}".strip(),
            {
                "line": text(row["line"]),
                "level": text(row["level"]),
                "number_raw": row["number_raw"],
                "number": bare_number(row["number"]),
                "toc_page": text(row["toc_page"]),
                "kind": row["kind"],
            },
            gold_lines(row),
        )
        for row in gold
    ]
    got = [
        _section(row, data)
        for row in data.rows("sections")
        if row["toc_status"] != "toc_only" and _inside(data.lines(row), expected)
    ]
    return compare("sections", expected, got)


def _section(row: Row, data: Converted) -> Record:
    lines = data.lines(row)
    title = row["title"] or row["title_raw"]
    return Record(
        _key(title),
        f"{row['number_raw'] or ''} {title}".strip(),
        {
            "line": text(lines[0]) if lines else None,
            "level": text(row["level"]),
            "number_raw": row["number_raw"],
            "number": bare_number(row["number"]),
            "toc_page": text(row["toc_page"]),
            "kind": row["kind"],
        },
        lines,
    )


def score_tables(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Tables between the first and the last line that the gold names, paired by their place."""
    expected = [
        Record(
            f"{row['line_first']}",
            f"{row['line_first']}-{row['line_last']} {row['caption'] or ''}".strip(),
            {
                "line_last": text(row["line_last"]),
                "rows": text(row["n_rows"]),
                "cols": text(row["n_cols"]),
                "header_rows": text(row["n_header_rows"]),
                "caption": _caption(row["caption"]),
            },
            gold_lines(row),
        )
        for row in gold
    ]
    got = [
        table
        for row in data.rows("tables")
        if _inside((table := _table(row, data)).lines, expected)
    ]
    return compare("tables", expected, got)


def _table(row: Row, data: Converted) -> Record:
    first = data.places.line_on_page(row["first_page_no"], row["page_line_first"])
    last = data.places.line_on_page(row["last_page_no"], row["page_line_last"])
    return Record(
        f"{first}",
        f"{first}-{last} {row['caption_raw'] or ''}".strip(),
        {
            "line_last": text(last),
            "rows": text(row["n_rows"]),
            "cols": text(row["n_cols"]),
            "header_rows": text(row["n_header_rows"]),
            "caption": _caption(row["caption_raw"] or _heading(row["section_id"], data)),
        },
        (first, last),
    )


def _heading(section_id: str | None, data: Converted) -> str | None:
    """The heading over a table without a caption: a reader takes it for the caption."""
    for row in data.rows("sections"):
        if row["section_id"] == section_id:
            return f"{row['number_raw'] or ''} {row['title_raw']}"
    return None


def score_policies(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Policies with the numbers that the gold has, of the kind that it has."""
    expected = [
        Record(
            f"{row['policy_no']}{norm(row['title'])}",
            f"{row['policy_no']} {row['title']}",
            {"subtitle": row["subtitle"]},
            gold_lines(row),
        )
        for row in gold
    ]
    titles = {norm(row["title"]) for row in gold}
    numbers = {row["policy_no"] for row in gold}
    rows = [row for row in data.rows("policies") if row["policy_no"] in numbers]
    kinds = {row["kind_raw"] for row in rows if norm(row["title"] or "") in titles}
    got = [
        Record(
            f"{row['policy_no']}{norm(row['title'] or '')}",
            f"{row['policy_no']} {row['title']}",
            {"subtitle": row["subtitle_raw"]},
            data.lines(row),
        )
        for row in rows
        if row["kind_raw"] in kinds
    ]
    return compare("policies", expected, got)


def score_legend(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Entries of the legend of tags."""
    expected = [
        Record(
            norm(row["mark"]),
            row["mark"],
            {
                "article": text(row["article"]),
                "paragraph": text(row["paragraph"]),
                "policy_area": row["policy_area"],
                "parent_area": row["parent_area"],
            },
            gold_lines(row),
        )
        for row in gold
        if row["mark"]
    ]
    got = [
        Record(
            norm(row["mark_raw"]),
            row["mark_raw"],
            {
                "article": text(row["article"]),
                "paragraph": text(row["paragraph"]),
                "policy_area": row["policy_area"],
                "parent_area": row["parent_area"],
            },
            data.lines(row),
        )
        for row in data.rows("legends")
        if row["kind"] == "tag"
    ]
    return compare("legend", expected, got)


def bare_number(number: object) -> str | None:
    """A heading's number without its frame: 第1章, (1) and 1 are 1."""
    if number is None:
        return None
    plain = unicodedata.normalize("NFKC", norm(str(number)))
    return _FRAME.sub("", plain) or plain


def _caption(caption: str | None) -> str | None:
    return _BULLET.sub("", caption) if caption else None


def _key(title: str) -> str:
    return norm(title)


def _inside(lines: Lines | None, records: Sequence[Record]) -> bool:
    """Whether lines overlap the stretch that records cover: elsewhere the gold says nothing."""
    covered = [record.lines for record in records if record.lines]
    if lines is None or not covered:
        return False
    return lines[0] <= max(last for _, last in covered) and lines[1] >= min(
        first for first, _ in covered
    )
