"""Labels of drawn bars: by place, whatever the order of the content stream."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.bar_labels import BarLabel, label_of, labels_of
from extract.bar_model import Bar
from extract.ink import Chars
from tests.builders.ink import Sketch

Words = tuple[float, float, str]


def chars_of(*words: Words, size: float = 8.0, shuffled: Random | None = None) -> Chars:
    sketch = Sketch()
    for x, top, text in words:
        sketch.text(x, top, text, size)
    if shuffled:
        shuffled.shuffle(sketch.letters)
    return sketch.page().chars


def bar(x0: float, x1: float, top: float = 200, bottom: float = 212) -> Bar:
    return Bar(x0, top, x1, bottom, "pentagon")


def line(x0: float, x1: float, y: float = 220) -> Bar:
    return Bar(x0, y - 3, x1, y + 3, "line", "right")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (((110.0, 202.0, "調査検討"),), "調査検討"),
        (((110.0, 202.0, "調査"), (300.0, 202.0, "外")), "調査"),
        (((110.0, 190.0, "上"), (110.0, 215.0, "下")), ""),
        (((110.0, 202.0, "　調査 "),), "調査"),
        (((94.0, 202.0, "はみ出す"),), "み出す"),  # the first character's centre is outside
        ((), ""),
    ],
)
def test_characters_inside_a_bar_are_its_label(words: tuple[Words, ...], text: str) -> None:
    assert label_of(bar(100, 200), chars_of(*words)).text == text


def test_lines_of_a_label_are_read_from_top_to_bottom() -> None:
    label = label_of(bar(100, 200, 200, 224), chars_of((110, 212, "構築"), (110, 201, "システム")))
    assert label == BarLabel(("システム", "構築"), (2, 3, 4, 5, 0, 1))


def test_upright_text_reads_downwards() -> None:
    words = [(110.0, 200.0 + 8 * k, c) for k, c in enumerate("準備")]
    assert label_of(bar(104, 124, 198, 218), chars_of(*words)).text == "準備"


@pytest.mark.parametrize(
    ("top", "text"),
    [
        (210.5, "運用"),  # standing on the line
        (209.0, "運用"),
        (203.0, ""),  # a line of text further up
        (224.0, ""),  # below
    ],
)
def test_text_on_a_line_is_its_label(top: float, text: str) -> None:
    assert label_of(line(100, 200), chars_of((120, top, "運用"))).text == text


def test_text_in_a_bar_is_not_the_label_of_the_line_below() -> None:
    chars = chars_of((110, 202, "検討"), (210, 202, "導入"))
    labels = labels_of((bar(100, 200), line(100, 300, 213)), chars)
    assert [label.text for label in labels] == ["検討", "導入"]


def test_no_bars_and_no_characters() -> None:
    assert labels_of((), chars_of((1, 1, "字"))) == ()
    assert labels_of((bar(0, 9), bar(9, 20)), chars_of()) == (BarLabel((), ()),) * 2


@given(
    texts=st.lists(st.text("検討導入運用見直し", min_size=1, max_size=6), min_size=1, max_size=5),
    offsets=st.lists(st.floats(0, 3.9), min_size=5, max_size=5),
    random=st.randoms(use_true_random=False),
)
def test_interleaved_labels_stay_apart(
    texts: list[str], offsets: list[float], random: Random
) -> None:
    """Bars side by side and text lines of different heights, characters in any order."""
    bars = [bar(100 + 60 * k, 160 + 60 * k) for k in range(len(texts))]
    words = [(104.0 + 60 * k, 200 + offsets[k], text) for k, text in enumerate(texts)]
    chars = chars_of(*words, shuffled=random)
    labels = labels_of(bars, chars)
    assert [label.text for label in labels] == texts
    for label in labels:
        assert "".join(chr(chars.codes[i]) for i in label.chars) == label.text
    used = [i for label in labels for i in label.chars]
    assert len(used) == len(set(used))


def test_a_character_belongs_to_the_bar_it_lies_deepest_in() -> None:
    # Chevrons reach into each other: their boxes overlap by the depth of a notch.
    first, second = bar(100, 160), bar(154, 214)
    labels = labels_of((first, second), chars_of((150, 202, "終"), (156, 202, "始")))
    assert [label.text for label in labels] == ["終", "始"]


def test_characters_are_given_by_index() -> None:
    chars = chars_of((300, 202, "外"), (110, 202, "中"))
    label = label_of(bar(100, 200), chars)
    assert label.chars == (1,)
    assert np.array_equal(chars.codes[list(label.chars)], [ord("中")])
