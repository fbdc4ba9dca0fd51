"""The rules, as ``rules.toml`` has them: numbers, titles, checks, what stays for a person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

from extract.frozen import frozen
from shisaku.exporting.check_model import Finding

FILE_NAME = "rules.toml"


Text = Mapping[str, str]
"""A text by language (``ja``, ``en``)."""


class RulesError(ValueError):
    """The rules file contradicts itself; the text names the row."""


@frozen
class Rule:
    """A rule with its number in its source (``2026``, ``2020``, ``tables``).

    ``limits`` says what of the rule its check cannot see.
    """

    source: str
    number: str
    title: str
    check: str
    limits: Text | None = None


@frozen
class Accepted:
    """Findings that are meant so: by these checks, in places of these patterns, because.

    A place is ``table.column``, or ``table`` alone for what is of no column.
    """

    checks: frozenset[str]
    columns: tuple[str, ...]
    reason: Text

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of them."""
        place = ".".join(filter(None, (finding.table, finding.column)))
        return finding.check in self.checks and any(fnmatchcase(place, c) for c in self.columns)


@frozen
class Rules:
    """All of the file. ``sources`` by id, ``messages`` by check and language."""

    sources: Mapping[str, Mapping[str, str]]
    rules: Sequence[Rule]
    by_hand: Sequence[tuple[str, str, Text]]
    messages: Mapping[str, Mapping[str, str]]
    accepted: Sequence[Accepted]

    def of(self, check: str) -> tuple[Rule, ...]:
        """The rules that a check looks at, the newest source first."""
        return tuple(rule for rule in self.rules if rule.check == check)

    def label(self, check: str) -> str:
        """Their numbers with the sources, such as ``L1-07 (2026), 1-2 (2020)``."""
        return ", ".join(f"{rule.number} ({rule.source})" for rule in self.of(check))

    def acceptance(self, finding: Finding) -> Accepted | None:
        """Why a finding is meant so; None for a fault."""
        return next((row for row in self.accepted if row.covers(finding)), None)


@cache
def load_rules() -> Rules:
    """The rules shipped with the program, checked once."""
    text = files("shisaku.exporting").joinpath("data", FILE_NAME).read_text(encoding="utf-8")
    return make_rules(tomllib.loads(text))


def make_rules(content: Mapping[str, Any]) -> Rules:
    """Rules from the file's content.

    A number used twice, an unknown source, a rule of a check that says nothing or a check without
    a rule is a ``RulesError``.
    """
    made = Rules(
        sources={row["id"]: row for row in content["source"]},
        rules=tuple(Rule(**row) for row in content["rule"]),
        by_hand=tuple((r["source"], r["number"], r["text"]) for r in content.get("by_hand", ())),
        messages=content["check"],
        accepted=tuple(
            Accepted(frozenset(row["checks"]), tuple(row["columns"]), row["reason"])
            for row in content.get("accepted", ())
        ),
    )
    _check(made)
    return made


def _check(rules: Rules) -> None:
    numbers = [(rule.source, rule.number) for rule in rules.rules]
    for source, number in numbers:
        if source not in rules.sources:
            raise RulesError(f"{number}: unknown source {source!r}")
        if numbers.count((source, number)) > 1:
            raise RulesError(f"{number} of {source} is there twice")
    if lost := [(s, n) for s, n, _ in rules.by_hand if (s, n) not in numbers]:
        raise RulesError(f"by_hand: no such rule {lost[0]}")
    used = {rule.check for rule in rules.rules}
    if odd := used ^ rules.messages.keys():
        raise RulesError(f"check without rule or message: {min(odd)}")
    if unknown := frozenset().union(*(a.checks for a in rules.accepted)) - used:
        raise RulesError(f"accepted: no such check {min(unknown)!r}")
