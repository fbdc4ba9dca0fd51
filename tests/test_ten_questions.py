"""The ten questions of the README: its very lines, run, against answers read from the sources.

Beside each answer stands where a person finds it: the file in ``data/raw`` and its lines. J is the
whole plan of 常総市 (``003_*.txt``), O the chapter of 小山市 (``001_*.txt``), F that of 富士市
(``002_*.txt``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shisaku.cli import main

ROOT = Path(__file__).resolve().parent.parent
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def section() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## Comparing municipalities\n(.*?)^## ", readme, re.M | re.S)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the lines of the README find ``data/parquet``."""
    folder = tmp_path_factory.mktemp("questions")
    out = folder / "data" / "parquet"
    main(["convert", str(ROOT / "data" / "raw"), "--out", str(out), "--quiet"])
    return folder


@pytest.fixture
def ask(
    section: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Ask:
    monkeypatch.chdir(place)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    lines = dict(re.findall(r"^\| (.+?) \| `shisaku (.+?)` \|", section, re.M))

    def answer(question: str) -> str:
        assert main(lines[question].split()) == 0
        return capsys.readouterr().out

    return answer


@pytest.fixture
def told(section: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(place)
    names: dict[str, Any] = {}
    (code,) = re.findall(r"^```python\n(.*?)^```", section, re.M | re.S)
    exec(code, names)
    return names


def places(answer: str) -> set[tuple[str, int]]:
    """City and line of the file of each row listed."""
    return {
        (city, int(line)) for city, line in re.findall(r"^(\w+[市町村区]) +(\d+)  ", answer, re.M)
    }


def items(answer: str) -> set[str]:
    """Policy, measure and letter of each item listed."""
    return set(re.findall(r":m(\d-\d:[ア-ン-])", answer))


def test_there_are_ten(section: str) -> None:
    rows = re.findall(r"^\| [^|]+\? \|", section, re.M)
    assert len(rows) == 10


def test_items_under_article_13(ask: Ask) -> None:
    answer = ask("Which items of 常総市 fall under 第13条?")
    # J 1004 イ, 1078 ア, 1087 ア and イ print 官民デ⑬; ⑬-1 and ⑬-2 (1052, 1355) are 第15条.
    assert items(answer) == {"1-2:イ", "2-1:ア", "2-2:ア", "2-2:イ"}
    assert places(answer) == {("常総市", 1004), ("常総市", 1078), ("常総市", 1087)}


def test_the_department_with_most_items(ask: Ask) -> None:
    answer = ask("Which department carries most items?")
    # J, in the parentheses of the items: 1022 ウエカ, 1078 ア, 1164 ウ, 1185, 1206 ウ, 1219,
    # 1241 アイ, 1277 カクサ, 1341 ア, 1372 アイウ, 1387 ウエ, 1407, 1416 アイ.
    assert re.search(r"^ +デジタル推進課 *$", answer, re.M)
    assert re.search(r"^常総市 +22 *$", answer, re.M)


def test_what_starts_in_2021(ask: Ask) -> None:
    answer = ask("What starts in 2021年度?")
    # J: first arrow in the column 2021年度. サ is printed カ at 1316.
    expected = {
        "1-2:オ": 1017,
        "1-3:オ": 1043,
        "1-3:カ": 1046,
        "2-8:-": 1180,
        "2-9:-": 1190,
        "4-1:コ": 1314,
        "4-1:サ": 1317,
        "4-8:ア": 1419,
        "4-8:イ": 1422,
    }
    assert items(answer) == set(expected)
    assert places(answer) == {("常総市", line) for line in expected.values()}


def test_who_chairs_the_promotion_body(ask: Ask) -> None:
    answer = ask("Who chairs the promotion body?")
    # J 1430; O 17 and 31 (副市長, as CIO); F 8.
    found = re.findall(r"^(\w+市) +(\d+) +\S+:org:\S+ +(\S+)", answer, re.M)
    assert found == [
        ("常総市", "1430", "副市長"),
        ("小山市", "17", "副市長"),
        ("小山市", "31", "副市長（CIO）"),
        ("富士市", "8", "市長"),
    ]


def test_who_reviews_at_mid_term(ask: Ask) -> None:
    answer = ask("Who reviews at mid-term, and when?")
    # J 1463, and the row 計画 of the schedule, 1475. O 44-46 and F 76-91 have no mid-term review.
    assert re.search(r"^常総市 +2 \[2021\] *$", answer, re.M)
    assert re.search(r"^小山市 +0 *$", answer, re.M) and re.search(r"^富士市 +0 *$", answer, re.M)


def test_trainings_on_security(ask: Ask) -> None:
    answer = ask("Which trainings on security exist?")
    # J 1448; O 102 to 106, all under (2) 情報セキュリティに関するモラル向上 (99); F 36.
    expected = {("常総市", 1448), ("富士市", 36)} | {("小山市", line) for line in range(102, 107)}
    assert places(answer) == expected


def test_outside_people(ask: Ask) -> None:
    answer = ask("Where do outside people take part?")
    # O 22: 市民公募委員 有識者 関係機関代表者; F 14: 外部専門家として、情報政策アドバイザー.
    assert places(answer) == {("小山市", 22), ("富士市", 14)}
    assert "ICT 戦略推進委員会" in answer and "情報政策アドバイザー" in answer


def test_items_about_ai_or_rpa(ask: Ask) -> None:
    answer = ask("Which items are about AI or RPA?")
    # J 1164 イ (AIの活用), 1341 ア and イ (③ is about RPA, 1338).
    assert items(answer) == {"2-7:イ", "4-3:ア", "4-3:イ"}


def test_what_came_and_went_in_2021(told: dict[str, Any]) -> None:
    changed = told["changed"]
    added = changed[changed["added_fy"] == 2021]["item_id"]
    deleted = changed[changed["deleted_fy"] == 2021]["item_id"]
    # J, behind the items: 1004, 1022 (two), 1108, 1177, 1277 (コ, サ), 1416 (two); 1277 エ.
    names = {
        "1-2:オ",
        "1-3:オ",
        "1-3:カ",
        "2-4:イ",
        "2-8:-",
        "4-1:コ",
        "4-1:サ",
        "4-8:ア",
        "4-8:イ",
    }
    assert {name.split(":m")[1] for name in added} == names and len(added) == 9
    assert [name.split(":m")[1] for name in deleted] == ["4-1:エ"]


def test_years_that_are_printed(told: dict[str, Any]) -> None:
    years = told["years"].set_index("phase_raw")
    # J 993 to 995: one arrow each, in 2019, 2021 and 2022.
    cells = years[[2019, 2020, 2021, 2022, 2023]].fillna("").to_dict("index")
    assert {phase: {y: s for y, s in row.items() if s} for phase, row in cells.items()} == {
        "検討": {2019: "observed", 2020: "inferred"},
        "導入・実施": {2021: "observed"},
        "運用": {2022: "observed", 2023: "inferred"},
    }
