"""The score of themes against annotated items."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.themes import DEVELOPMENT, GOLD, HELD_OUT, compare, halves, read_gold

ITEM = ("d", "measure_items", "d:m1-1:ア")
SPAN = ("d", "trainings", "d:p1:3-9")
TRAINING = ("d", "trainings", "d:trn:p1-3")


def test_right_extra_and_missing_are_counted_by_theme() -> None:
    gold = {ITEM: frozenset({"disaster", "town"}), SPAN: frozenset({"security"})}
    names = {ITEM: ITEM, SPAN: TRAINING}
    found = {ITEM: frozenset({"disaster", "culture"}), TRAINING: frozenset({"security"})}
    counts, lines = compare(gold, names, found)
    assert (dict(counts.right), dict(counts.extra), dict(counts.missing)) == (
        {"disaster": 1, "security": 1},
        {"culture": 1},
        {"town": 1},
    )
    assert counts.line().split()[-6:] == ["0.667", "0.667", "0.667", "2", "1", "1"]
    assert lines == ["d:m1-1:ア  +culture -town"]


def test_an_item_that_is_not_there_has_no_theme() -> None:
    counts, lines = compare({ITEM: frozenset({"town"})}, {}, {ITEM: frozenset({"town"})})
    assert (counts.right.total(), counts.missing.total()) == (0, 1)
    assert lines == ["d:m1-1:ア  -town  (no such item)"]


def test_annotations_are_read_and_contradictions_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    head = "document_id,item_table,item_id,themes,note\n"
    file.write_text(f"{head}d,measure_items,d:m1-1:ア,town; disaster,\nd,x,y,,none\n", "utf-8")
    assert read_gold(tmp_path) == {
        ITEM: frozenset({"town", "disaster"}),
        ("d", "x", "y"): frozenset(),
    }
    (tmp_path / "b.csv").write_text(f"{head}d,x,y,town,\n", "utf-8")
    with pytest.raises(SystemExit):
        read_gold(tmp_path)


def test_each_item_is_in_one_half_for_good() -> None:
    gold = read_gold(GOLD)
    parted = halves(gold)
    assert {name: len(items) for name, items in parted.items()} == {DEVELOPMENT: 106, HELD_OUT: 81}
    assert parted[DEVELOPMENT] | parted[HELD_OUT] == gold
    # Even and odd by the CRC-32 of the id, whatever else is annotated.
    assert halves({ITEM: frozenset()})[HELD_OUT] == {ITEM: frozenset()}
    assert halves({SPAN: frozenset()})[DEVELOPMENT] == {SPAN: frozenset()}
