"""Labels and values of a measure card."""

from __future__ import annotations

from parsers.card_fields import read_fields
from parsers.measures import read_measures
from parsers.records import find_records
from tests.builders.documents import tables


def values(text: str) -> dict[str, str]:
    (table,) = tables(text)
    return {name: field.value.text for name, field in read_fields(table)[0].items()}


def test_two_pairs_in_a_row() -> None:
    text = "施策名\t協働\n事業概要\t告知\t担当課\t市民課\n期待される効果\t向上\n"
    assert values(text) == {
        "measure": "協働",
        "outline": "告知",
        "departments": "市民課",
        "effects": "向上",
    }


def test_one_year_in_a_row_opens_no_schedule() -> None:
    text = "施策名\t協働\n開始年度\t令和5年度\n担当課\t市民課\n事業概要\t告知\n"
    assert values(text) == {"measure": "協働", "departments": "市民課", "outline": "告知"}


def test_a_field_below_the_schedule() -> None:
    text = "施策名\t協働\n担当課\t市民課\n事業概要\t告知\n工程\tR5\tR6\n導入\t○\t\n事業効果\t向上\n"
    assert values(text)["effects"] == "向上"
    (measure,) = read_measures(tables(text)).values
    labels = [s.row.label.text for s in measure.schedules if s.row.label is not None]
    assert labels == ["導入"]


def test_an_unknown_label_is_an_issue_and_a_record() -> None:
    found = tables("施策名\t協働\n担当課\t市民課\n事業概要\t告知\n連絡先\t内線12\n")
    issues = read_measures(found).issues
    assert ("field-label-unknown", "連絡先") in [(i.code, i.value_raw) for i in issues]
    assert [(r.field, r.value) for r in find_records(found).values] == [("連絡先", "内線12")]


def test_a_card_that_begins_with_its_number() -> None:
    card = "施策番号\t{0}\n施策名\t協働{0}\n担当課\t市民課\n事業概要\t告知\n"
    found = read_measures(tables(card.format(1) + card.format(2))).values
    assert [(m.number_raw, m.title.text) for m in found] == [("1", "協働1"), ("2", "協働2")]
