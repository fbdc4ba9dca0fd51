"""A small plan with measures and a schedule, converted and exported."""

from __future__ import annotations

from pathlib import Path

from normalize.municipalities import load_register
from shisaku.convert import Options, convert
from shisaku.exporting.export import ExportOptions, export
from shisaku.messages import Messages
from tests.builders.plan_text import card, plan, tabs

CODE = load_register().municipalities[-1].code
"""A municipality of the register, for the folder the plan lies in."""

SCHEDULE = tabs(
    ("項目", "2019年度", "2020年度", "2021年度"),
    ("計画", "▲策定", "◎評価", ""),
    ("研修", "○", "○", "○"),
)


def measure(no: str, title: str, units: str, outline: str = "窓口を改めます。") -> str:
    """The card of a measure."""
    return card(施策名=f"{no} {title}", 所管課=units, 取組内容=outline)


MEASURES = (
    measure("①", "電子申請の拡充", "情報政策課、市民課"),
    measure("②", "無線の整備", "関係各課"),
    measure("③", "研修の実施", "人事課"),
    measure("④", "広報の改善", "広報課、市民課"),
)


def converted(out: Path, *parts: str, slug: str = "small") -> Path:
    """The tables of a plan of these parts, in ``<out>/data``; its source in ``<out>/raw``."""
    text = plan(*(parts or (*MEASURES, "2 推進スケジュール", SCHEDULE)))
    source = out / "raw" / CODE / slug / "plan.txt"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    assert convert(Options((out / "raw",), out / "data", quiet=True), Messages("en")) == 0
    return out / "data"


def exported(data: Path, out: Path, form: str = "datapackage") -> Path:
    """The data exported in a form; the new folder."""
    assert export(ExportOptions(data, form, out), Messages("en")) == 0
    return out
