"""Measures that name departments in charge and departments that take part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.builders.made_layout import MadeLayout, Row
from tests.builders.plan_text import BODY, pipes

HEAD = f"第1章 取組\n\n{BODY}\n\n"
LEAD, PARTNER = ("総務課", None), ("市民課", "related")


def layout(name: str, text: str, raw: str, *units: tuple[str, str | None]) -> MadeLayout:
    rows: Sequence[Row] = [
        {"measure": "電子申請", "department": unit, "role": role} for unit, role in units
    ]
    measures = [{"title_raw": "電子申請", "departments_raw": raw, "outline": "申請を広げる"}]
    return MadeLayout(f"partners: {name}", text, {"measures": measures, "departments": rows})


def _layouts() -> Iterator[MadeLayout]:
    about = ("取組の概要", "申請を広げる")
    for lead in ("担当課", "主管課", "推進担当課"):
        for partner in ("連携課", "関係課", "協力課"):
            pair = ((lead, "総務課"), (partner, "市民課"))
            card = pipes(("取組1-1", "電子申請"), *pair, about)
            yield layout(f"{lead} and {partner}", HEAD + card, "総務課", LEAD, PARTNER)
    pair = (("連携課", "市民課"), ("担当課", "総務課"))
    titled = pipes(("事業名", "電子申請"), *pair, about)
    yield layout("the partner first", HEAD + titled, "総務課", LEAD, PARTNER)
    alone = pipes(("取組1-1", "電子申請"), ("連携課", "市民課"), about)
    yield layout("a partner alone", HEAD + alone, "市民課", PARTNER)
    alone = pipes(("取組1-1", "電子申請"), ("関係課", "市民課"), about)
    yield layout("those concerned alone", HEAD + alone, "市民課", ("市民課", None))
    lines = "1 電子申請\n\n申請を広げる\n\n担当課：総務課\n連携課：市民課\n"
    yield layout("lines of a paragraph", HEAD + lines, "総務課", LEAD, PARTNER)
    lines = "1 電子申請\n\n申請を広げる\n\n関係課：市民課\n担当課：総務課\n"
    yield layout("lines, the partner first", HEAD + lines, "総務課", LEAD, PARTNER)
    lines = "1 電子申請\n\n推進係　　総務課\n担当課　　総務課\n連携課　　市民課\n"
    lines += "概要　　　申請を広げる\n"
    yield layout("aligned lines", HEAD + lines, "総務課", LEAD, PARTNER)


LAYOUTS = list(_layouts())
