"""Rows of schedule marks (what is on the page) and of phases (what it means)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builders.cards import Card, ItemText, Phase, render_card
from tests.builders.documents import Rows, rows
from tests.builders.strategies import cards

YEARS = "\t2019年度\t2020年度\t2021年度\t2022年度\t2023年度\n"
HEAD = "実施事業\t① 協働\n担当部署\tア) 市民課 他\n事業概要\tア) 告知{}\nア) 事業項目" + YEARS


def schedule(*lines: str, note: str = "") -> Rows:
    return rows(HEAD.format(note) + "".join(f"{line}\n" for line in lines))


def spans(built: Rows) -> list[tuple[str, str, int | None, int | None, str, str]]:
    columns = ("phase_raw", "phase", "start_fy", "end_fy", "end_status", "reliability")
    return [tuple(row[c] for c in columns) for row in built["schedule_spans"]]


@settings(max_examples=50)
@given(cards())
def test_marks_are_what_is_on_the_page(card: Card) -> None:
    built = rows(render_card(card, year="{}年度"))
    items = {row["item_id"]: row["item_label"] for row in built["measure_items"]}
    marks = [
        (items[m["item_id"]], m["phase_raw"], m["fiscal_year"]) for m in built["schedule_marks"]
    ]
    assert marks == [
        (item.letter, phase.label, year)
        for item in card.items
        for phase in item.phases
        for year in phase.years
    ]
    assert {(m["mark_raw"], m["mark_kind"], m["coverage"]) for m in built["schedule_marks"]} <= {
        ("→", "glyph", None)
    }
    phases = [(items[s["item_id"]], s["phase_raw"]) for s in built["schedule_spans"]]
    assert phases == [(i.letter, phase.label) for i in card.items for phase in i.phases]


@pytest.mark.parametrize(
    ("year", "first"),
    [("{}年度", 2019), ("{}", 2019), ("{}年", 2019), ("西暦{}年度", None)],
)
def test_year_labels(year: str, first: int | None) -> None:
    item = ItemText("ア", "告知します。", ("市民課",), phases=(Phase("検討", (2019,)),))
    built = rows(render_card(Card(1, "協働", (item,)), year=year))
    years = [mark["fiscal_year"] for mark in built["schedule_marks"]]
    assert years == ([] if first is None else [first])


def test_years_of_eras() -> None:
    header = "ア) 事業項目\t平成30年度\t令和元年度\t令和２年度\n検討\t→\t→\t\n運用\t\t\t→\n"
    built = rows(HEAD.format("").rsplit("ア) 事業項目", 1)[0] + header)
    assert [m["fiscal_year"] for m in built["schedule_marks"]] == [2018, 2019, 2020]
    assert spans(built) == [
        ("検討", "study", 2018, 2019, "observed", "full"),
        ("運用", "operate", 2020, 2020, "observed", "full"),
    ]


def test_only_starts_survived() -> None:
    assert spans(schedule("検討\t→\t\t\t\t", "導入・実施\t\t\t→\t\t", "運用\t\t\t\t→\t")) == [
        ("検討", "study", 2019, 2020, "inferred", "start_only"),
        ("導入・実施", "introduce", 2021, 2021, "inferred", "start_only"),
        ("運用", "operate", 2022, 2023, "inferred", "start_only"),
    ]


def test_packed_rows() -> None:
    built = schedule("検討 実施\t→\t\t\t\t→")
    assert spans(built) == [
        ("検討", "study", None, None, "unknown", "packed"),
        ("実施", "introduce", None, None, "unknown", "packed"),
    ]
    assert [
        (m["row_label_raw"], m["phase_raw"], m["fiscal_year"]) for m in built["schedule_marks"]
    ] == [
        ("検討 実施", None, 2019),
        ("検討 実施", None, 2023),
    ]
    assert len({s["schedule_row_id"] for s in built["schedule_spans"]}) == 1
    assert [i["code"] for i in built["issues"]].count("schedule-row-packed") == 1


def test_an_item_that_was_added_later() -> None:
    built = schedule("検討\t→\t\t\t\t", "運用\t\t\t→\t\t", note="（2021年度追加）")
    assert [row[-1] for row in spans(built)] == ["contradictory", "start_only"]
    assert "schedule-contradictory" in [i["code"] for i in built["issues"]]


def test_an_end_that_is_lost_is_told() -> None:
    built = schedule("検討\t→\t\t\t\t", "実施\t→\t\t\t\t")
    assert [row[3] for row in spans(built)] == [None, None]  # two in one year
    assert "schedule-end-unknown" in [i["code"] for i in built["issues"]]


def test_a_deletion_notice_is_no_phase() -> None:
    built = schedule("検討\t→\t\t\t\t", "（2021年度削除）\t\t\t\t\t")
    assert [row[0] for row in spans(built)] == ["検討"]


def test_letter_spaced_phases_are_put_together() -> None:
    built = schedule("見 直 し\t→\t\t\t\t")
    assert [row[:2] for row in spans(built)] == [("見 直 し", "review")]
    (repair,) = (r for r in built["repairs"] if r["rule"] == "letter-spacing")
    assert (repair["raw"], repair["repaired"]) == ("見 直 し", "見直し")


def test_one_year_over_two_columns() -> None:
    built = rows("項目\t2019年度\t2019年度\t2020年度\n検討\t→\t→\t\n")
    assert [(m["year_raw"], m["seq"]) for m in built["schedule_marks"]] == [
        ("2019年度", 1),
        ("2019年度", 2),
    ]


def test_schedules_of_the_plan_have_no_measure() -> None:
    built = rows("第6章 推進\n\n項目\t2019年度\t2020年度\n基盤整備\t構築→\t運用\n")
    marks = [(m["measure_id"], m["mark_raw"], m["task_raw"]) for m in built["schedule_marks"]]
    assert marks == [(None, None, "構築"), (None, "→", None), (None, None, "運用")]
    assert {s["measure_id"] for s in built["schedule_spans"]} == {None}
    assert spans(built) == [
        ("構築", "introduce", 2019, 2019, "observed", "full"),
        ("運用", "operate", 2020, 2020, "observed", "full"),
    ]
    assert {m["section_id"] for m in built["schedule_marks"]} == {
        built["sections"][0]["section_id"]
    }


PLAN_YEARS = "年度\t2019\t2020\t2021\t2022\n"


def ends(row: str, *others: str) -> list[tuple[str, int | None, str | None, str, str]]:
    """The ends of the phases of the first row of a plan's own schedule."""
    lines = (PLAN_YEARS, f"{row}\n", *(f"{other}\n" for other in others))
    built = rows("第1章 推進\n\n1 推進スケジュール\n\n「推進スケジュール」\n\n" + "".join(lines))
    own = built["schedule_spans"][0]["schedule_row_id"]
    columns = ("phase_raw", "end_fy", "end_raw", "end_status", "reliability")
    found = [s for s in built["schedule_spans"] if s["schedule_row_id"] == own]
    return [tuple(s[c] for c in columns) for s in found]


def test_words_of_a_merged_cell_go_on_to_the_next_words() -> None:
    """Signs in the years of another row do not make the words stand for one year."""
    signs = "点検\t△ 調査\t△ 調査\t△ 調査\t△ 調査"
    assert ends("計画\t第2次計画\t\t\t次期計画", signs) == [
        ("第2次計画", 2021, None, "inferred", "start_only"),
        ("次期計画", 2022, "2022", "observed", "full"),
    ]
    # In a table that repeats its words, each year has its own.
    again = "点検\t調査\t調査\t調査\t調査"
    assert ends("計画\t第2次計画\t\t\t次期計画", again)[0][1:] == (2019, "2019", "observed", "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("※2028年まで継続", (2028, "2028年まで", "observed", "full")),
        ("令和10年度まで延長", (2028, "令和10年度まで", "observed", "full")),
        ("2028年度までに検討", (None, None, "unknown", "start_only")),  # when it is due
        ("2015年度まで継続", (None, None, "unknown", "start_only")),  # before it starts
        ("2028年度に検討", (None, None, "unknown", "start_only")),
    ],
)
def test_words_can_tell_the_end(words: str, expected: tuple[int | None, ...]) -> None:
    (found,) = ends(f"次期計画\t\t\t{words}\t", "計画\t▶\t\t\t")
    assert found == (words, *expected)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("←\t―\t―\t→", [(None, 2022, "2022", "observed", "full")]),
        ("←\t―\t→\t", [(None, 2021, "2021", "observed", "full")]),
        ("←\t→\t\t", [(None, 2020, "2020", "observed", "full")]),
        ("調査\t－\t－\t策定", [("調査", 2019, "2019"), ("策定", 2022, "2022")]),
    ],
)
def test_a_line_of_signs_is_one_arrow(cells: str, expected: list[tuple[object, ...]]) -> None:
    found = ends(f"基盤の整備事業\t{cells}")
    assert [end[: len(wanted)] for end, wanted in zip(found, expected, strict=True)] == expected
