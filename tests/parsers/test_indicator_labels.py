"""Labels of indicators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from extract.view import view
from parsers.indicator_labels import columns, is_indicator_header, read_label, resolved
from tests.builders.documents import shown, tables


@pytest.mark.parametrize(
    ("text", "role", "year"),
    [
        ("指標名", "name", None),
        ("ＫＰＩ", "name", None),
        ("成果指標（ＫＰＩ）", "name", None),
        ("単位", "unit", None),
        ("現状値（令和3年度）", "baseline", "令和3年度"),
        ("現状値\n（R3）", "baseline", "R3"),
        ("基準値（令和３年度末時点）", "baseline", "令和３年度末"),
        ("令和8年度目標", "target", "令和8年度"),
        ("目標値 令和8(2026)年度", "target", "令和8(2026)年度"),
        ("R8目標値", "target", "R8"),
        ("R3実績", "actual", "R3"),
        ("R7", "year", "R7"),
        ("令和７年度", "year", "令和７年度"),
        ("2025", "year", "2025"),
    ],
)
def test_labels(text: str, role: str, year: str | None) -> None:
    label = read_label(shown(text))
    assert label is not None
    assert (label.role, label.year.text if label.year else None) == (role, year)


WRAPPED = [
    ("現状（令和5年度）", "baseline", "令和5年度"),
    ("目標（令和10年度）", "target", "令和10年度"),
    ("目標値（令和10（2028）年度）", "target", "令和10（2028）年度"),
    ("目標値（2028年度末）", "target", "2028年度末"),
    ("令和12年度目標", "target", "令和12年度"),
]


@pytest.mark.parametrize(("text", "role", "year"), WRAPPED)
def test_a_label_may_wrap_anywhere(text: str, role: str, year: str) -> None:
    for at in range(1, len(text)):
        for gap in ("\n", "\n　"):
            label = read_label(shown(text[:at] + gap + text[at:]))
            assert label is not None and label.year is not None
            assert (label.role, "".join(label.year.text.split())) == (role, year)


@given(st.sampled_from(WRAPPED), st.data())
def test_a_year_in_parts_of_a_page_leads_back_to_them(
    row: tuple[str, str, str], data: st.DataObject
) -> None:
    text, role, year = row
    at = data.draw(st.integers(1, len(text) - 1))
    # The lines of a cell stand apart on a page: the cell beside it comes between.
    page = text[:at] + "隣の欄" + text[at:]
    first, second = Run(1, 0, at, text[:at]), Run(1, at + 3, len(page), text[at:])
    label = read_label(view(first).then(view(second), "\n"))
    assert label is not None and label.year is not None and label.role == role
    printed = [part.whole for _, part in label.year.parts]
    assert "".join(run.text for run in printed) == year
    assert all(page[run.start : run.end] == run.text for run in printed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "備考",
        "取組名",
        "目標を定める",
        "令和8年度の方針",
        "指標R8",
        "令和8年度\nの方針",
        "指標\nR8",
    ],
)
def test_other_labels(text: str) -> None:
    assert read_label(shown(text)) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("指標\t目標値", True),
        ("指標\t現状値\tR7", True),
        ("指標\tR6\tR7", False),
        ("目標値\t現状値", False),
        ("指標\t備考", False),
    ],
)
def test_headers(header: str, expected: bool) -> None:
    (table,) = tables(header + "\n" + "\t".join("甲" * (header.count("\t") + 1)) + "\n")
    assert is_indicator_header(resolved(columns(table.rows[:1]))) is expected
