"""Time and memory of the search for similar items, on made items: ``python bench/similar.py``.

Each item is three phrases of the plans in data/raw and two made words out of 20,000, so common
words are as common as in plans; a city has 60 items.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from shisaku.similarity.find import similar_items
from shisaku.similarity.items import Item

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
OF_A_CITY = 60
_MADE = "アイウエカキクケサシスセタチツテナニヌネハヒフヘマミムメラリルレ"


def made_items(count: int) -> Iterator[Item]:
    """``count`` items, the same ones each time."""
    chance = random.Random(count)
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(RAW.rglob("*.txt")))
    phrases = [p for p in re.split(r"[、。\s]+", text) if 8 <= len(p) <= 40]
    for n in range(count):
        city = f"{n // OF_A_CITY:06}"
        words = ["".join(chance.choices(_MADE, k=5)) for _ in range(2)]
        made = "、".join([*chance.sample(phrases, 3), *words])
        yield Item("measure_items", f"{city}:{n}", f"{city}-plan", city, made)


def main() -> None:
    """Print one line for each number of items given (5,000 and 50,000 without one)."""
    for count in [int(a) for a in sys.argv[1:]] or [5_000, 50_000]:
        items = list(made_items(count))
        start, cpu = time.perf_counter(), time.process_time()
        found = sum(1 for _ in similar_items(items))
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:,} items: {found:,} pairs, {wall:.1f} s ({cpu:.1f} s CPU), {peak:,} MiB")


if __name__ == "__main__":
    main()
