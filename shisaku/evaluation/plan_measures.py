"""Measures, their items, and the rows of their schedules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from shisaku.evaluation.compare import Record, Score, compare
from shisaku.evaluation.loaded import Converted, Row, gold_lines, text


def score_measures(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Measures of the policies that the gold has."""
    covered = _policies(gold)
    expected = [
        Record(
            _measure_key(row),
            f"{_measure_key(row)} {row['title']}",
            {
                "title": row["title"],
                "policy_title": row["policy_title"],
                "priority": row["priority"],
                "departments_raw": row["departments_raw"],
                "outline": row["outline_text"],
                "effects": row["effects_text"],
            },
            gold_lines(row),
        )
        for row in gold
    ]
    got = [
        Record(
            _measure_key(row),
            f"{_measure_key(row)} {row['title']}",
            {
                "title": row["title"],
                "policy_title": row["policy_title"],
                "priority": row["priority"] or row["priority_raw"],
                "departments_raw": row["departments_raw"],
                "outline": row["outline"],
                "effects": row["effects"],
            },
            data.lines(row),
        )
        for row in data.rows("measures")
        if row["policy_no"] in covered
    ]
    return compare("measures", expected, got)


def score_items(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Lettered items of the policies that the gold has, with departments and tags."""
    covered = _policies(gold)
    expected = [
        Record(
            _item_key(row),
            _item_key(row),
            {
                "text": row["text"],
                "departments": tuple(row["departments"]),
                "department_groups": tuple(row["department_groups"]),
                "others": text(row["others"]),
                "tags_raw": tuple(tag["raw"] for tag in row["tags"]),
                "tags": tuple(f"{tag['article']} {tag['status']}" for tag in row["tags"]),
                "added_fy": text(row["added_fy"]),
                "deleted_fy": text(row["deleted_fy"]),
            },
            gold_lines(row),
        )
        for row in gold
    ]
    got = [_item(row, data) for row in data.rows("measure_items") if row["policy_no"] in covered]
    return compare("items", expected, got)


def _item(row: Row, data: Converted) -> Record:
    whole = [d for d in data.rows("departments") if d["measure_id"] == row["measure_id"]]
    own = [d for d in whole if d["item_id"] == row["item_id"] and d["kind"] != "others"]
    named = own or [d for d in whole if d["item_id"] is None and d["kind"] != "others"]
    tags = [t for t in data.rows("legal_tags") if t["item_id"] == row["item_id"]]
    return Record(
        _item_key(row),
        _item_key(row),
        {
            "text": row["text"],
            "departments": tuple(_department(d) for d in named),
            "department_groups": tuple(_department(d) for d in named if d["kind"] == "group"),
            "others": text(any(d["kind"] == "others" for d in whole)),
            "tags_raw": tuple(tag["tag_raw"] for tag in tags),
            "tags": tuple(f"{tag['tag']} {tag['status']}" for tag in tags),
            "added_fy": text(row["added_fy"]),
            "deleted_fy": text(row["deleted_fy"]),
        },
        data.lines(row),
    )


def score_schedule(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Phase rows of the schedules of the policies that the gold has."""
    covered = _policies(gold)
    expected = [
        Record(
            f"{_item_key(row)} {text(row['phase_raw']) or ''}".replace(" ", ""),
            f"{_item_key(row)} {row['phase_raw']}",
            {
                "phases": tuple(row["phases"]),
                "marks": tuple(
                    f"{year} {mark}"
                    for year, mark in zip(row["years"], row["marks"], strict=True)
                    if mark
                ),
            },
            gold_lines(row),
        )
        for row in gold
    ]
    return compare("schedule", expected, _schedule_rows(data, covered))


def _schedule_rows(data: Converted, covered: set[object]) -> list[Record]:
    measures = {row["measure_id"]: row for row in data.rows("measures")}
    labels = {row["item_id"]: row["item_label"] for row in data.rows("measure_items")}
    marks, spans = _by_row(data.rows("schedule_marks")), _by_row(data.rows("schedule_spans"))
    records = []
    for row_id in dict.fromkeys((*spans, *marks)):
        first = (spans[row_id] or marks[row_id])[0]
        measure = measures.get(first["measure_id"])
        if measure is None or measure["policy_no"] not in covered:
            continue
        label = labels.get(first["item_id"])
        item = _item_key({**measure, "item_label": label})
        records.append(
            Record(
                f"{item}{first['row_label_raw'] or first['phase_raw'] or ''}".replace(" ", ""),
                f"{item} {first['row_label_raw'] or first['phase_raw']}",
                {
                    "phases": tuple(s["phase_raw"] or "" for s in spans[row_id]),
                    "marks": tuple(
                        f"{m['fiscal_year'] or m['year_raw']} {m['mark_raw']}"
                        for m in marks[row_id]
                    ),
                },
                data.lines(first),
            )
        )
    return records


def _by_row(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["schedule_row_id"]].append(row)
    return found


def _policies(gold: Sequence[Row]) -> set[object]:
    return {row["policy_no"] for row in gold}


def _measure_key(row: Row) -> str:
    return f"{row['policy_no']}-{row['measure_no']}"


def _item_key(row: Row) -> str:
    return f"{_measure_key(row)}-{row['item_label'] or ''}"


def _department(row: Row) -> str:
    return str(row["department"] or row["department_raw"])
