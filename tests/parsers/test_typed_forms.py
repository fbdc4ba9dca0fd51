"""Forms, the events in them and in tables, and records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.events import find_events, is_date, name_and_content
from parsers.forms import entries, is_label, sub_tables
from parsers.model import Table
from parsers.records import find_records
from tests.builders.documents import plan, shown, tables

FORM = (
    "案件名\t計画の策定について" + "\t" * 9 + "\n"
    "所管\t総合\t局\t政策\t部\t情報担当" + "\t" * 5 + "\n"
    "希望日\t課長会議\t平成21\t年\t4\t月\t16\t日\t調整会議\t\t年\t\t月\t日\n"
    "日程等\t条例の調整\tなし\t\t議会上程\t\t\t\t\t\t\n"
    "\t意見公募\t実施あり\t\t時期\t平成21年12月\t\t\t\t\t\n"
    "\t会議の経過" + "\t" * 9 + "\n"
    "\t月日\t\t会議名等\t\t\t内容\t\t\t\t\n"
    "\tH20.7.17\t\t主管会議\t\t\t評価\t\t\t\t\n"
    "H21.4.16\t\t検討会議\t\t\t報告\t\t\t\t\t\n"
    "備考" + "\t" * 10 + "\n"
    "出席\t☑ 甲課長 ☐ 乙課長\t☑ 丙課長" + "\t" * 8 + "\n"
    "主な意見\t<p>○どう評価するのか。</p> <p>→検討する。</p> <p>→続ける。</p> <p>○他に。</p>"
    + "\t" * 9
    + "\n"
)


@pytest.fixture(name="form")
def _form() -> Table:
    found = tables(FORM)
    assert [t.kind for t in found] == ["form"]
    return found[0]


def test_a_form_is_read_as_labels_and_values(form: Table) -> None:
    pairs = {
        (e.group.text if e.group else None, e.field.text if e.field else None): e.value
        for e in entries(form)
    }
    texts = {k: v.text if v else None for k, v in pairs.items()}
    assert texts[(None, "案件名")] == "計画の策定について"
    assert texts[("所管", "局")] == "総合"
    assert texts[("所管", "部")] == "政策"
    assert texts[("所管", None)] == "情報担当"
    assert texts[("希望日", "課長会議")] == "平成21年4月16日"
    assert texts[("希望日", "調整会議")] == ""
    assert texts[("日程等", "条例の調整")] == "なし"
    assert texts[("日程等", "議会上程")] is None
    assert texts[(None, "備考")] is None


def test_a_table_inside_a_form_and_its_shifted_row(form: Table) -> None:
    (part,) = sub_tables(form)
    assert part.title is not None and part.title.text == "会議の経過"
    assert [c.text for c in part.header] == ["月日", "会議名等", "内容"]
    assert [row.shift for row in part.rows] == [0, 1]


def test_events_of_a_form() -> None:
    text = "申込日 平成21年 5月 14日\n\n" + FORM
    read = plan(text)
    found = find_events(read.tables, read.blocks)
    assert [(e.date_text, e.name.text) for e in found.values] == [
        ("平成21年 5月 14日", "申込日"),
        ("平成21年4月16日", "課長会議"),
        ("平成21年12月", "意見公募"),
        ("H20.7.17", "主管会議"),
        ("H21.4.16", "検討会議"),
    ]
    assert [r.rule for r in found.repairs] == ["row-shifted"]


def test_events_of_a_table() -> None:
    text = (
        "期 日\t経 過\n平成30年 4月26日\t第1回会議 ・策定について\n"
        "9月1日～ 9月5日\t調査 ※郵送\nなし\t甲\n"
    )
    found = find_events(tables(text), ())
    assert [(e.date_text, e.name.text, e.content and e.content.text) for e in found.values] == [
        ("平成30年 4月26日", "第1回会議", "・策定について"),
        ("9月1日～ 9月5日", "調査", "※郵送"),
    ]
    assert [i.code for i in found.issues] == ["row-without-date"]


@pytest.mark.parametrize(
    ("text", "name", "content"),
    [
        ("会議の開催 ・議題", "会議の開催", "・議題"),
        ("説明※資料あり", "説明", "※資料あり"),
        ("会議\n議題", "会議", "議題"),
        ("甲・乙の会議", "甲・乙の会議", None),
        ("※注のみ", "※注のみ", None),
    ],
)
def test_name_and_content(text: str, name: str, content: str | None) -> None:
    first, rest = name_and_content(shown(text))
    assert (first.text, rest.text if rest else None) == (name, content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成30年 4月26日", True),
        ("H20.7.17", True),
        ("3月", True),
        ("2021-07-01", True),
        ("随時", False),
        ("第1回", False),
        ("", False),
    ],
)
def test_is_date(text: str, expected: bool) -> None:
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("条例の調整", True), ("原案を", False), ("()", False), ("○意見", False)]
)
def test_is_label(text: str, expected: bool) -> None:
    assert is_label(text) is expected


def test_records_of_a_form() -> None:
    found = find_records(tables(FORM))
    values = [(r.field, r.value) for r in found.values]
    for pair in (
        ("案件名", "計画の策定について"),
        ("出席", "乙課長"),
        ("checked", "☐"),
        ("主な意見", "どう評価するのか。"),
        ("→", "検討する。"),
        ("→", "続ける。"),
    ):
        assert pair in values
    by_record: dict[int, list[str | None]] = {}
    for record in found.values:
        by_record.setdefault(record.record, []).append(record.value)
    assert ["どう評価するのか。", "検討する。", "続ける。"] in by_record.values()
    assert ["乙課長", "☐"] in by_record.values()


def test_records_of_a_plain_table_take_lists_apart() -> None:
    text = "<p>① 甲の課題</p> <ul> ◇ 一 ◇ 二\t<p>② 乙の課題</p> ◇ 三\n③ 丙\t\n"
    found = find_records(tables(text))
    assert [(r.group, r.value) for r in found.values] == [
        ("① 甲の課題", "一"),
        ("① 甲の課題", "二"),
        ("② 乙の課題", "三"),
        (None, "③ 丙"),
    ]
    assert len({r.record for r in found.values}) == 3


CELLS = st.lists(
    st.lists(st.sampled_from(["", "年", "月", "日", "4", "甲", "局", "☑ 乙", "○ 丙"]), max_size=8),
    min_size=1,
    max_size=6,
)


@given(CELLS)
def test_records_of_any_grid_point_at_their_print(rows: list[list[str]]) -> None:
    width = max(2, *(len(row) for row in rows))
    text = "\n".join("\t".join(row + [""] * (width - len(row))) for row in rows) + "\n"
    for table in tables(text):
        for record in find_records([table]).values:
            start = record.run.start
            assert text[start : record.run.end] == record.run.text
