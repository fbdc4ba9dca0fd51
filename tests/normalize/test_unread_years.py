"""A year that was not read is not that of the row above, and ends nothing."""

from __future__ import annotations

import pytest

from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.recognised import UNREAD, recognised, with_unread

HEAD = "第１章 これまでの取組\n\n表 主な取組\n\n年度\t取組内容\n"
ROWS = "平成27年度\t窓口の改善\n{}\t帳票の整理\n"


@pytest.mark.parametrize(("printed", "year"), [("", 2015), (UNREAD, None), ("平成28年度", 2016)])
def test_an_unread_year_is_not_that_of_the_row_above(printed: str, year: int | None) -> None:
    made = with_unread(recognised(HEAD + ROWS.format(printed)), (60.0, 160.0, 540.0))
    built = build(made, Manifest("plan"))
    assert [row["fiscal_year"] for row in built["initiatives"]] == [2015, year]
    assert "year-not-printed" not in {row["code"] for row in built["issues"]}
