"""``shisaku evaluate``: how far converted data agrees with hand-made truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from shisaku.console import console, say
from shisaku.evaluation.compare import Score
from shisaku.evaluation.facts import score_facts
from shisaku.evaluation.loaded import BadGold, Converted, Row, read_converted, read_gold
from shisaku.evaluation.plan_measures import score_items, score_measures, score_schedule
from shisaku.evaluation.structure import (
    score_legend,
    score_policies,
    score_sections,
    score_tables,
)
from shisaku.messages import Messages
from shisaku.terms import aspect_name

EXIT_OK, EXIT_DIFFERS, EXIT_WRONG_USE = 0, 1, 2

SCORERS: Mapping[str, Callable[[Sequence[Row], Converted], list[Score]]] = {
    "sections": score_sections,
    "tables": score_tables,
    "policies": score_policies,
    "legend": score_legend,
    "measures": score_measures,
    "items": score_items,
    "schedule": score_schedule,
    "facts": score_facts,
}
"""Scorer by name of a gold file."""


def evaluate(gold: Path, data: Path, messages: Messages, *, as_json: bool = False) -> int:
    """Score and report; the exit status: 0 all F1 are 1, 1 some are not, 2 wrong use."""
    if not gold.is_dir() or not any(gold.glob("*/*.jsonl")):
        say(messages("no-gold", path=gold))
        return EXIT_WRONG_USE
    if not any((data / "documents").glob("*.parquet")):
        say(messages("no-data", path=data))
        return EXIT_WRONG_USE
    try:
        scores = score_all(gold, data)
    except BadGold as error:
        say(messages("bad-gold", path=error.path, line=error.line))
        return EXIT_WRONG_USE
    except (OSError, ValueError) as error:  # no Parquet, or of another version
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE
    if as_json:
        print(json.dumps(as_plain(scores), ensure_ascii=False, indent=2))
    else:
        _print(scores, messages)
    perfect = all(found is not None and all(s.f1 == 1 for s in found) for found in scores.values())
    return EXIT_OK if perfect else EXIT_DIFFERS


def score_all(gold: Path, data: Path) -> dict[str, list[Score] | None]:
    """Scores by sub-folder of the gold; None where no converted document belongs to it."""
    scores: dict[str, list[Score] | None] = {}
    for folder in sorted(path for path in gold.iterdir() if any(path.glob("*.jsonl"))):
        found = read_converted(data, folder.name)
        scores[folder.name] = score_document(read_gold(folder), found) if found else None
    return scores


def score_document(gold: Mapping[str, Sequence[Row]], data: Converted) -> list[Score]:
    """Scores of one document in the order of ``SCORERS``; other gold files are left alone."""
    return [
        s for name, scorer in SCORERS.items() if gold.get(name) for s in scorer(gold[name], data)
    ]


def as_plain(scores: Mapping[str, Sequence[Score] | None]) -> dict[str, object]:
    """Scores as JSON has them: by document, a list of aspects with numbers and misses."""
    return {
        name: None
        if found is None
        else [
            {**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1} for s in found
        ]
        for name, found in scores.items()
    }


def _print(scores: Mapping[str, Sequence[Score] | None], messages: Messages) -> None:
    from rich.table import Table

    out = console()
    for name, found in scores.items():
        if found is None:
            out.print(messages("gold-without-document", gold=name))
            continue
        grid = Table(title=name, box=None, title_justify="left", padding=(0, 1))
        grid.add_column(messages("aspect"), no_wrap=True)
        for heading in ("P", "R", "F1", messages("expected"), messages("got")):
            grid.add_column(heading, justify="right")
        grid.add_column("")
        for s in found:
            numbers = (
                f"{s.precision:.3f}" if s.in_data else "-",
                f"{s.recall:.3f}" if s.in_gold else "-",
                f"{s.f1:.3f}",
            )
            counts = (str(s.in_gold), str(s.in_data))
            grid.add_row(s.aspect, *numbers, *counts, aspect_name(messages, s.aspect))
        out.print(grid)
        for s in found:
            for miss in s.misses:
                place = messages("line", line=miss.line) if miss.line else "-"
                kind = messages(f"miss-{miss.kind}")
                out.print(f"\n{s.aspect} [{kind}] {place} {miss.label}", soft_wrap=True)
                out.print(f"  {messages('expected')}: {miss.expected or '-'}", soft_wrap=True)
                out.print(f"  {messages('got')}: {miss.got or '-'}", soft_wrap=True)
        out.print()
    if all(found and all(s.f1 == 1 for s in found) for found in scores.values()):
        out.print(messages("evaluate-perfect"))
