"""Who carries a plan and how it is managed: organizations, reviews, steps of a process."""

from __future__ import annotations

from normalize.collect import Collector
from normalize.organization_rows import organization_rows
from normalize.rule_rows import process_step_rows, review_rows
from parsers.plan import Plan
from parsers.process_steps import find_process_steps
from parsers.rules import find_rules


def people_rows(out: Collector, plan: Plan) -> None:
    """Rows of organizations, their roles, reviews and process steps."""
    blocks, headings = plan.blocks, plan.headings.values
    organizations = plan.organizations
    rules = find_rules(blocks, headings)
    steps = find_process_steps(blocks, headings)
    organization_rows(out, organizations.values)
    review_rows(out, rules.values)
    process_step_rows(out, steps.values)
    for repairs, issues in (
        (organizations.repairs, organizations.issues),
        (rules.repairs, rules.issues),
        (steps.repairs, steps.issues),
    ):
        out.repairs(repairs)
        out.issues(issues)
