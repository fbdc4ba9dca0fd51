"""The released gold, and the project's own: every aspect of every annotated document agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from shisaku.evaluate import SCORERS, score_document
from shisaku.evaluation.loaded import Converted, converted, read_gold
from shisaku.work import complete, rows_of_file

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
OWN = ROOT / "tests" / "gold_own"
ASPECTS = [
    (gold.name, path.parent.name, path.stem)
    for gold in (GOLD, OWN)
    for path in sorted(gold.glob("*/*.jsonl"))
    if path.stem in SCORERS
]


@pytest.fixture(scope="module")
def documents() -> dict[str, Converted]:
    return {
        name: converted(complete(rows_of_file(next((ROOT / "data").glob(f"raw/*/*/{name}_*.txt")))))
        for name in {name for _, name, _ in ASPECTS}
    }


def test_every_file_of_the_gold_is_scored() -> None:
    assert {path.stem for path in GOLD.glob("*/*.jsonl")} == set(SCORERS)


@pytest.mark.parametrize(("gold", "name", "aspect"), ASPECTS)
def test_gold(gold: str, name: str, aspect: str, documents: dict[str, Converted]) -> None:
    rows = read_gold(ROOT / "tests" / gold / name)[aspect]
    scores = score_document({aspect: rows}, documents[name])
    assert scores
    misses = [(score.aspect, miss) for score in scores for miss in score.misses]
    assert misses == []
    assert {score.f1 for score in scores} == {1}
