"""What could not be read, or stands somewhere else, is said and never silently left out."""

from __future__ import annotations

from tests.builders.documents import Rows, rows

CARD = "実施事業\t① 協働\n担当部署\t{}\n事業概要\t{}\n工程\t令和5年度\t令和6年度\t令和7年度\n{}\n"


def card(departments: str = "市民課", outline: str = "告知", row: str = "導入\t○\t\t") -> Rows:
    return rows(CARD.format(departments, outline, row))


def codes(built: Rows) -> list[object]:
    return [issue["code"] for issue in built["issues"]]


def test_a_dash_is_ink_but_no_year_of_the_phase() -> None:
    built = card(row="導入\t○\t－\tなし")
    assert [m["fiscal_year"] for m in built["schedule_marks"]] == [2023, 2024, 2025]
    (span,) = built["schedule_spans"]
    assert (span["start_fy"], span["end_raw"]) == (2023, None)
    (span,) = card(row="導入\t○\t○\t－")["schedule_spans"]
    assert (span["start_fy"], span["end_fy"], span["end_status"]) == (2023, 2024, "observed")


def test_a_row_without_marks_says_so() -> None:
    built = card(row="導入\t\t\t")
    assert "schedule-without-mark" in codes(built)
    assert "schedule-end-unknown" not in codes(built)


def test_a_note_whose_year_cannot_be_read_is_an_issue() -> None:
    built = card(outline="告知する。（令和199年度追加）")
    (item,) = built["measure_items"]
    assert (item["added_raw"], item["added_fy"]) == ("令和199年度追加", None)
    assert "year-not-read" in codes(built)


def test_roles_stand_beside_their_print() -> None:
    built = card(departments="主管：情報課、関係：市民課")
    assert [(d["department_raw"], d["role_raw"], d["role"]) for d in built["departments"]] == [
        ("情報課", "主管", "lead"),
        ("市民課", "関係", "related"),
    ]


def test_a_letter_spaced_title_is_a_repair() -> None:
    built = rows("実施事業\t協 働\n担当部署\t市民課\n事業概要\t告知\n")
    assert [m["title"] for m in built["measures"]] == ["協働"]
    (repair,) = (r for r in built["repairs"] if r["rule"] == "letter-spacing")
    assert (repair["table"], repair["raw"], repair["repaired"]) == ("measures", "協 働", "協働")


def test_numbers_that_count_off() -> None:
    built = rows("番号\t用語\t説明\n①\tＡＩ\t人工知能\nＡ-1\tＩＴ\t情報技術\n")
    assert [term["no"] for term in built["glossary_terms"]] == [1, None]
    assert codes(built).count("number-not-read") == 1


def test_a_table_nobody_could_read_is_kept_as_records() -> None:
    built = rows("記号\t意味\n甲\t実施する\n")
    assert built["legends"] == []
    assert [(r["field_raw"], r["value_raw"]) for r in built["records"]] == [
        ("記号", "甲"),
        ("意味", "実施する"),
    ]
