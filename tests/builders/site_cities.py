"""Plans of made cities with schedules, tags, indicators and markup, for the pages of a site.

The folders have codes of the register; nothing printed here is of the plans of these places.
"""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_text import card, plan, tabs
from tests.builders.similar_cities import write_plans as write_similar

PERIODS, MARKED = "131016", "401307"

MARKUP = "<script>alert(1)</script>"
"""A title that is markup, and must be shown as it is printed."""

YEARS = ("項目", "2022年度", "2023年度", "2024年度", "2025年度", "2026年度")

_SCHEDULED = (
    card(
        施策名="① 電子申請の拡充",
        担当課="情報政策課、市民課",
        取組内容="市民が自宅から申請できる手続を増やし、窓口に来なくて済むようにします。",
        期待される効果="窓口の待ち時間の短縮",
    ),
    tabs(
        YEARS,
        ("検討", "○", "○", "", "", ""),
        ("導入", "", "", "○", "", ""),
        ("運用", "", "", "", "○", "○"),
    ),
    card(
        施策名="② 書かない窓口の整備",
        担当課="市民課",
        取組内容="職員が聞き取りながら申請書を作成し、手書きの負担を減らします。",
    ),
    tabs(
        YEARS,
        ("調査・検討", "→", "", "", "", ""),
        ("試行", "", "○", "", "", ""),
        ("運用", "", "", "→", "", ""),
    ),
    card(
        施策名=f"③ {MARKUP}の確認",
        担当課="総務課",
        取組内容="<b>太字</b>と&amp;を含む文を、そのまま示します。𠮷野の「𠮷」も一文字です。",
    ),
    tabs(YEARS, ("実施", "○", "○", "○", "○", "○")),
)

_WITH_PERIODS = (
    card(
        施策名="1-1 公衆無線LANの整備",
        所管課="防災課",
        実施時期="令和5年度～令和7年度",
        概要="避難所に公衆無線LANを設置し、災害時の通信を確保します。",
    ),
    card(
        施策名="1-2 職員の情報セキュリティ研修",
        所管課="人事課、情報政策課",
        実施時期="令和4年度～令和8年度",
        概要="全職員を対象に、情報セキュリティの研修を毎年行います。",
    ),
)


def write_plans(folder: Path) -> None:
    """Each plan into its folder, as ``convert`` takes them."""
    write_similar(folder)
    for code, parts in ((PERIODS, _WITH_PERIODS), (MARKED, _SCHEDULED)):
        place = folder / code / "johoka"
        place.mkdir(parents=True)
        (place / "plan.txt").write_text(plan(*parts), encoding="utf-8")
