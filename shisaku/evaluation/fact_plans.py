"""Facts about the whole: whose plan, which plan, for which years."""

from __future__ import annotations

from collections.abc import Sequence

from shisaku.evaluation.compare import Record, Score, compare, norm
from shisaku.evaluation.fact_records import fact, without_quotes
from shisaku.evaluation.loaded import Converted, Row, text


def score_municipality(gold: Sequence[Row], data: Converted) -> list[Score]:
    """The municipality; what the gold itself took from elsewhere may be unknown, not wrong."""
    row, document = gold[0], data.rows("documents")[0]
    expected = fact(
        row,
        "",
        str(row["name"]),
        {"name": row["name"], "prefecture": row.get("prefecture")},
        # The prefecture of a printed name comes from a register, which a gold of print lacks.
        optional=("prefecture",) if row.get("named_in_text") else ("name", "prefecture"),
    )
    got = Record(
        "",
        str(document["municipality_name"]),
        {"name": document["municipality_name"], "prefecture": document["prefecture_name"]},
    )
    return compare("facts.municipality", [expected], [got])[1:]


def score_plan(gold: Sequence[Row], data: Converted) -> list[Score]:
    """The plan's title; where the text does not name it, null is right as well."""
    row, document = gold[0], data.rows("documents")[0]
    optional = () if row.get("named_in_text", True) else ("title",)
    expected = fact(row, "", str(row["name"]), {"title": row["name"]}, optional=optional)
    got = Record("", str(document["plan_title"]), {"title": document["plan_title"]})
    return compare("facts.plan", [expected], [got])[1:]


def score_periods(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Terms of plans, and of the bodies that the gold gives a term."""
    expected, got = [], []
    for row in gold:
        name = without_quotes(str(row.get("plan")))
        bodies = [b for b in data.rows("organizations") if norm(b["name"] or "") == norm(name)]
        expected.append(_expected(row, name))
        got.append(_body_term(name, bodies[0]) if bodies else _plan_term(name, data))
    return compare("facts.plan_period", expected, got)[1:]


def _expected(row: Row, name: str) -> Record:
    start = row.get("start_fy") or row.get("start_fy_implied")
    fields = {
        "start": text(start) or _first_word(row.get("start")),
        "mid_review": text(row.get("mid_review_fy")),
        "end": text(row.get("end_fy")),
    }
    # An implied start is the gold's own conclusion, and not every plan has a review half-way.
    loose = [] if row.get("start_fy") or row.get("start") else ["start"]
    if row.get("mid_review_fy") is None:
        loose.append("mid_review")
    return fact(row, name, name, fields, optional=tuple(loose))


def _first_word(value: object) -> str | None:
    return str(value).split()[0] if value else None


def _body_term(name: str, body: Row) -> Record:
    fields = {"start": body["established_date"], "end": text(body["until_fy"])}
    return Record(norm(name), name, fields)


def _plan_term(name: str, data: Converted) -> Record:
    document = data.rows("documents")[0]
    reviews = [r["fiscal_year"] for r in data.rows("reviews") if r["cycle"] == "mid_term"]
    return Record(
        norm(name),
        name,
        {
            "start": text(document["period_start_fy"]),
            "mid_review": tuple(str(year) for year in reviews if year),
            "end": text(document["period_end_fy"]),
        },
    )
