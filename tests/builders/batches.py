"""Folders of many small plans: texts and PDFs, some broken, some of one id."""

from __future__ import annotations

import random
from pathlib import Path

from tests.builders.plan_text import card, plan, tabs
from tests.builders.small_pdfs import plan_pdf


def make_batch(folder: Path, count: int, seed: int = 0) -> None:
    """``count`` files in sub-folders: of ten, two are PDFs; a few are empty or share an id."""
    chance = random.Random(seed)
    pdf = plan_pdf()
    for n in range(count):
        place = folder / f"group{n % 7}"
        place.mkdir(parents=True, exist_ok=True)
        # Now and then two groups have a file of one name: the second document is a duplicate.
        stem = f"plan{n:04}" if n % 25 else f"shared{n // 50}"
        if n % 5 == 0:
            (place / f"{stem}.pdf").write_bytes(pdf)
        elif n % 40 == 1:
            (place / f"{stem}.txt").write_bytes(b"")
        else:
            (place / f"{stem}.txt").write_text(_text(n, chance), encoding="utf-8")


def _text(n: int, chance: random.Random) -> str:
    years = [f"{2019 + i}年度" for i in range(chance.randint(2, 5))]
    marks = [chance.choice(["◎", "→", ""]) for _ in years]
    cards = [
        card(実施事業=f"事業{n}-{i}", 担当課="情報課", 実施内容="窓口の手続を電子化する。")
        for i in range(chance.randint(1, 4))
    ]
    return plan(*cards, tabs(("項目", *years), ("導入", *marks)))
