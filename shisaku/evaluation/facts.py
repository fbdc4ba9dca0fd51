"""Facts of a chapter, each kind against the table that holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from shisaku.evaluation.compare import Score
from shisaku.evaluation.fact_bodies import score_established, score_named, score_organizations
from shisaku.evaluation.fact_headings import score_headings
from shisaku.evaluation.fact_places import score_elsewhere, score_rules
from shisaku.evaluation.fact_plans import score_municipality, score_periods, score_plan
from shisaku.evaluation.fact_records import RECORD_SCORERS
from shisaku.evaluation.loaded import Converted, Fact, Row

_OTHER_BODIES = ("department", "role_person", "established_unit")


def score_facts(gold: Sequence[Row], data: Converted) -> list[Score]:
    """The scores of every kind of fact the gold has, in its order."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        kinds[str(row.get("kind"))].append(Fact(row))
    return [score for kind in kinds for score in _score(kind, kinds, data)]


def _score(kind: str, kinds: Mapping[str, Sequence[Row]], data: Converted) -> list[Score]:
    rows = kinds[kind]
    match kind:
        case "municipality":
            return score_municipality(rows, data)
        case "plan":
            return score_plan(rows, data)
        case "heading":
            return score_headings(rows, data)
        case "plan_period":
            return score_periods(rows, data)
        case "rule":
            return score_rules(rows, data)
        case "organization":
            others = {name: kinds.get(name, ()) for name in _OTHER_BODIES}
            return score_organizations(rows, data, others)
        case "department" | "role_person":
            return score_named(kind, rows, data)
        case "established_unit":
            return score_established(rows, data)
        case _ if kind in RECORD_SCORERS:
            return RECORD_SCORERS[kind](rows, data)
        case _:
            return score_elsewhere(kind, rows, data)
