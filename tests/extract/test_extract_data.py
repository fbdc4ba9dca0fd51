"""The data files of extract are well formed."""

import csv
from importlib.resources import files

import pytest

from extract.markup import find_marks


@pytest.mark.parametrize("name", ["fold.csv", "radicals.csv", "signatures.csv"])
def test_rows_are_complete_and_unique(name: str) -> None:
    text = files("extract").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    keys = [next(iter(row.values())) for row in rows]
    assert rows
    assert len(set(keys)) == len(keys)
    assert all(value for row in rows for value in row.values())


def test_radicals_show_the_glyph_they_name() -> None:
    text = files("extract").joinpath("data", "radicals.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert row["glyph"] == chr(int(row["target"], 16))


def test_marks_are_in_order_and_apart() -> None:
    marks = find_marks("<p>**a**^(*)&amp;</p>")
    assert [(m.start, m.end, m.kind) for m in marks] == [
        (0, 3, "break"),
        (3, 5, "dropped"),
        (6, 8, "dropped"),
        (8, 12, "dropped"),
        (12, 17, "replaced"),
        (17, 21, "break"),
    ]
