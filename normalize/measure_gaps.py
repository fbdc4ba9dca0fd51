"""Measures that the numbers of the others ask for and that were not read (1, 2, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.model import Run
from normalize.collect import Collector
from normalize.measure_rows import MeasureKey
from parsers.measures import Measure

MOST = 3
"""A larger leap is no measure lost but another way of counting."""


def measure_gaps(out: Collector, measures: Sequence[Measure], keys: Sequence[MeasureKey]) -> None:
    """An issue ``measure-number-missing`` at the measure before which others are missing.

    Only on pages that were read from their pictures: a plan may leave a number out itself.
    """
    for at, missing in _missing(keys):
        title = measures[at].title
        if out.doubts.is_recognised(title):
            numbers = "、".join(map(str, missing))
            message = f"番号{numbers}の施策が見つかりません。読み取れていない可能性があります。"
            out.issue("warning", "measure-number-missing", message, title, title.text)


def lost_cards(out: Collector, cards: Sequence[Run]) -> None:
    """An issue ``measure-card-unread`` for each frame of a card of which nothing was read."""
    for card in cards:
        message = "施策の表と同じ枠ですが、項目名を読み取れないため、施策として読み取っていません。"
        out.issue("warning", "measure-card-unread", message, card, card.text)


def _missing(keys: Sequence[MeasureKey]) -> Iterator[tuple[int, range]]:
    """The index of a measure and the numbers that are missing before it.

    Numbers count up under one policy, or go on from policy to policy. What begins anew, goes
    back or has no number tells nothing.
    """
    for before, at in pairwise(range(len(keys))):
        one, other = keys[before].measure_no, keys[at].measure_no
        if one is None or other is None:
            continue
        first = one + 1
        if keys[before].policy is not keys[at].policy and other <= one:
            first = 1
        if first < other <= first + MOST:
            yield at, range(first, other)
