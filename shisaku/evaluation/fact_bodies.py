"""Facts about bodies, posts and units: who carries a plan, and what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from shisaku.evaluation.compare import Record, Score, Value, compare, distance, norm
from shisaku.evaluation.fact_records import fact, without_quotes
from shisaku.evaluation.loaded import Converted, Row, text

_FIELDS = ("group", "chair_title", "chair", "members", "role", "parent")
# Half of a paraphrased name must be there, or it is another body.
_ALIKE = 0.5


def score_organizations(
    gold: Sequence[Row], data: Converted, others: Mapping[str, Sequence[Row]]
) -> list[Score]:
    """Bodies by name. What other kinds of facts name may be in the table too, and is not extra."""
    expected = [
        fact(
            row,
            row["name"],
            row["name"],
            {name: _value(row.get(name)) for name in _FIELDS if name in row},
        )
        for row in gold
    ]
    also = {norm(name) for rows in others.values() for name in _names(rows)}
    got = [_organization(row, data) for row in data.rows("organizations")]
    names = {record.key for record in expected}
    got = [record for record in got if record.key in names or record.key not in also]
    return compare("facts.organization", expected, _with_gold_names(expected, got))


def _names(rows: Sequence[Row]) -> list[str]:
    return [str(row.get("name") or row.get("unit")) for row in rows]


def _organization(row: Row, data: Converted) -> Record:
    name = row["name"] or row["name_raw"]
    fields: dict[str, Value] = {
        "group": row["group_raw"],
        "chair_title": row["chair_title"],
        "chair": row["chair"],
        "members": row["members_raw"],
        "role": tuple(role["role_raw"] for role in _roles(row, data)),
        "parent": row["parent_name"],
    }
    return Record(norm(name), name, fields, data.lines(row))


def _roles(row: Row, data: Converted) -> list[Row]:
    return [
        role
        for role in data.rows("organization_roles")
        if role["organization_id"] == row["organization_id"]
    ]


def _with_gold_names(expected: Sequence[Record], got: Sequence[Record]) -> list[Record]:
    """The data with the gold's wording where the gold only paraphrases a name on that line."""
    records = list(got)
    taken = {record.key for record in expected}
    for gold in expected:
        if "name" not in gold.paraphrased or any(r.key == gold.key for r in records):
            continue
        free = [
            r
            for r in records
            if r.key not in taken and r.lines and not distance(gold.lines, r.lines)
        ]
        best = max(free, key=lambda r: _likeness(gold.key, r.key), default=None)
        if best is not None and _likeness(gold.key, best.key) >= _ALIKE:
            records[records.index(best)] = replace(best, key=gold.key)
    return records


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def score_named(kind: str, gold: Sequence[Row], data: Converted) -> list[Score]:
    """Units or posts with a role; one may appear in several facts, so only recall counts."""
    expected = [
        fact(row, f"{n} {row['name']}", row["name"], {"role": _value(row.get("role"))})
        for n, row in enumerate(gold)
    ]
    got = []
    for record, row in zip(expected, gold, strict=True):
        bodies = [b for b in data.rows("organizations") if _is_or_chairs(b, str(row["name"]))]
        roles = tuple(role["role_raw"] for body in bodies for role in _roles(body, data))
        chaired = tuple(b["chair_title"] for b in bodies if b["chair_title"])
        if bodies:
            got.append(Record(record.key, record.label, {"role": (*roles, *chaired)}))
    return compare(f"facts.{kind}", expected, got)


def _is_or_chairs(body: Row, name: str) -> bool:
    wanted = norm(name)
    if wanted == norm(body["name"] or body["name_raw"] or ""):
        return True
    return body["chair"] is not None and norm(body["chair"]).startswith(wanted)


def score_established(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Units with the date of their making and the end of their term."""
    expected = [
        fact(
            row,
            without_quotes(str(row["unit"])),
            row["unit"],
            {"date": row.get("date"), "date_iso": row.get("date_iso"), "until": row.get("until")},
        )
        for row in gold
    ]
    names = {record.key for record in expected}
    got = [
        Record(
            norm(row["name"] or row["name_raw"]),
            row["name_raw"],
            {
                "date": row["established_raw"],
                "date_iso": row["established_date"],
                "until": row["until_raw"],
            },
            data.lines(row),
        )
        for row in data.rows("organizations")
        if row["established_raw"] or norm(row["name"] or row["name_raw"]) in names
    ]
    return compare("facts.established_unit", expected, got)


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(map(str, value))
    return text(value)
