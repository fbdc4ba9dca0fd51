"""The smallest plan: one chapter, one measure card."""

from __future__ import annotations

from tests.builders.made_layout import MadeLayout

SMALLEST = MadeLayout(
    "one chapter",
    "第1章 計画の概要\n\n本市の計画の概要を示します。\n\n"
    "第1節 計画の期間\n\n計画の期間を示します。\n",
    {
        "sections": [
            {"level": 1, "number_raw": "第1章", "title": "計画の概要", "parent": None},
            {"level": 2, "number_raw": "第1節", "title": "計画の期間", "parent": "計画の概要"},
        ],
        "measures": [],
    },
)

LAYOUTS = [SMALLEST]
