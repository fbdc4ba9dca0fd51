"""What charts are drawn from: tiles, bars and years of the frames they are given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("altair", reason="the extra 'test' installs altair")
pytest.importorskip("vl_convert", reason="the extra 'test' installs vl-convert-python")

from shisaku.charts import bar_chart, matrix_chart, schedule_chart
from shisaku.charts.style import COLOURS, SHADES, picture
from shisaku.cli import main
from shisaku.comparing.compare import compare
from shisaku.comparing.labels import ABSENT, counted_name, way_name
from shisaku.comparing.model import Comparison
from shisaku.loading import load
from shisaku.messages import Messages

PNG = b"\x89PNG\r\n\x1a\n"


def values(chart: Any) -> list[dict[str, Any]]:
    """All rows that a chart holds, of all its layers."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


PLANS = {
    "first": "甲市計画\n\n第1章 施策\n\n事業名\t担当課\t内容\n"
    "予約\t市民課\t始める\n申請\t市民課\t広げる\n決裁\t総務課\t進める\n",
    "second": "乙市計画\n\n第1章 概要\n\n計画の目的を述べます。\n",
}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Items by department of two plans; the second one has no measure."""
    folder = tmp_path_factory.mktemp("charts")
    for slug, text in PLANS.items():
        path = folder / "raw" / "unknown" / slug / "plan.txt"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    assert main(["convert", str(folder / "raw"), "--out", str(folder / "out")]) == 0
    return compare(load(folder / "out").table, "department")


def test_a_matrix_tells_none_from_not_there(comparison: Comparison) -> None:
    tiles = values(matrix_chart(comparison))
    found = {(frozenset((row["row"], row["column"])), row["count"], row["text"]) for row in tiles}
    assert found == {
        (frozenset(("市民課", "unknown-first")), 2, "2"),
        (frozenset(("総務課", "unknown-first")), 1, "1"),
        (frozenset(("市民課", "unknown-second")), None, ABSENT),
        (frozenset(("総務課", "unknown-second")), None, ABSENT),
    }


def test_a_matrix_says_what_it_counts(comparison: Comparison) -> None:
    title = matrix_chart(comparison).to_dict()["title"]
    assert title["text"] == way_name("department", Messages("ja"))
    assert title["subtitle"][0] == counted_name("department", Messages("ja"))
    assert any(line.startswith(ABSENT) for line in title["subtitle"])
    assert matrix_chart(comparison, "別の題").to_dict()["title"]["text"] == "別の題"


def test_a_matrix_becomes_a_small_picture(comparison: Comparison) -> None:
    drawn_file = picture(matrix_chart(comparison).to_dict())
    assert drawn_file.startswith(PNG)
    assert len(drawn_file) < 60_000


def test_bars_keep_the_order_of_the_frame() -> None:
    frame = pd.DataFrame({"課": ["乙課", "甲課"], "数": pd.array([3, 5], "Int64")})
    chart = bar_chart(frame, "課", "数", "題", "項目")
    assert values(chart) == [{"name": "乙課", "count": 3}, {"name": "甲課", "count": 5}]
    layer = chart.to_dict()["layer"][0]
    assert layer["encoding"]["y"]["sort"] == ["乙課", "甲課"]
    assert layer["encoding"]["x"]["title"] == "項目"


def test_bars_in_parts_have_the_colours_in_order() -> None:
    frame = pd.DataFrame({"課": ["甲課"] * 2, "数": [2, 1], "形": ["推定", "印字"]})
    chart = bar_chart(frame, "課", "数", "題", "項目", "形", ["印字", "推定"])
    assert {(row["part"], row["count"], row["order"]) for row in values(chart)} == {
        ("推定", 2, 1),
        ("印字", 1, 0),
    }
    scale = chart.to_dict()["layer"][0]["encoding"]["color"]["scale"]
    assert scale == {"domain": ["印字", "推定"], "range": list(COLOURS[:2])}


MATRIX = pd.DataFrame(
    [
        ["検討", "observed", None, None, False],
        ["導入", None, "observed", "inferred", False],
        ["導入", None, None, "observed", False],
        ["運用", None, None, None, False],
        ["見直し", None, "observed", None, True],
    ],
    columns=["行", 2021, 2022, 2023, "不明"],
)


def drawn(chart: Any) -> set[tuple[str, str, str]]:
    return {(row["row"], row["year"], row["status"]) for row in values(chart) if "status" in row}


def test_a_schedule_has_a_tile_for_each_known_year() -> None:
    assert drawn(schedule_chart(MATRIX, "行", "題")) == {
        ("検討", "2021年度", "紙面にある"),
        ("導入", "2022年度", "紙面にある"),
        ("導入", "2023年度", "紙面にある"),  # printed covers inferred
        ("運用", "年度不明", "年度不明"),
        ("見直し", "2022年度", "紙面にある"),
    }


def test_a_schedule_shows_years_between_and_unknown_last() -> None:
    apart = MATRIX.iloc[[0, 3]].assign(**{"行": ["検討", "運用"]})
    apart[2025] = ["observed", None]
    chart = schedule_chart(apart, "行", "題").to_dict()
    domain = chart["encoding"]["x"]["scale"]["domain"]
    assert domain == ["2021年度", "2022年度", "2023年度", "2024年度", "2025年度", "年度不明"]


def test_an_open_end_is_marked_and_explained() -> None:
    chart = schedule_chart(MATRIX, "行", "題", "不明")
    marked = [row for row in values(chart) if "status" not in row]
    assert marked == [{"row": "見直し", "year": "2022年度"}]
    assert chart.to_dict()["title"]["subtitle"] == ["？：終わりの年度が分からない"]
    closed = schedule_chart(MATRIX.assign(不明=False), "行", "題", "不明").to_dict()
    assert closed["title"]["subtitle"] == []


@pytest.mark.parametrize(
    "chart",
    [
        bar_chart(pd.DataFrame({"課": ["甲課"], "数": [1]}), "課", "数", "題", "項目"),
        schedule_chart(MATRIX, "行", "題", "不明"),
        schedule_chart(MATRIX.iloc[:0], "行", "題"),
        bar_chart(pd.DataFrame({"課": [], "数": []}), "課", "数", "題", "項目"),
    ],
    ids=["bars", "schedule", "no schedule", "no bars"],
)
def test_every_chart_becomes_a_small_picture(chart: Any) -> None:
    drawn_file = picture(chart.to_dict())
    assert drawn_file.startswith(PNG)
    assert len(drawn_file) < 60_000


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_shades_go_from_light_to_dark() -> None:
    light, dark = map(luminance, SHADES)
    assert light > 0.8
    assert (1 + 0.05) / (dark + 0.05) > 4.5  # white numbers on it are legible (WCAG AA)


def test_without_altair_the_line_that_installs_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "altair.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'altair'\", name='altair')\n",
        encoding="utf-8",
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import shisaku.charts"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    assert done.returncode != 0
    assert '-e ".[notebooks]"' in done.stderr.splitlines()[-1]
    assert "altair" in done.stderr.splitlines()[-1]
