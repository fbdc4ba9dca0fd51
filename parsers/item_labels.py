"""Finds lettered parts (ア) … イ) …) in a text and puts misprinted letters right by sequence."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.frozen import frozen
from extract.model import Repair
from extract.view import View
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Labelled:
    """One lettered part: the printed letter, the letter meant, and the text that follows it."""

    label_raw: str
    label: str
    body: View
    whole: View


@per_vocabulary
def orders() -> tuple[str, ...]:
    """The known orders of letters."""
    return tuple(load("item_labels")["orders"])


@per_vocabulary
def confusable() -> dict[str, str]:
    """Printed look-alike -> letter."""
    return dict(load("item_labels")["confusable"])


def meant(letter: str) -> str:
    """The letter that a printed letter or its look-alike stands for."""
    return confusable().get(letter, letter)


def following(letter: str) -> str | None:
    """The next letter in the same order, or None after the last."""
    for order in orders():
        at = order.find(letter)
        if at >= 0:
            return order[at + 1] if at + 1 < len(order) else None
    return None


@per_vocabulary
def _pattern() -> regex.Pattern[str]:
    letters = "".join(orders()) + "".join(confusable())
    return compiled(rf"(?:^|(?<=[\s)】。]))\(?([{letters}])\)")


def leading_label(view: View) -> tuple[str, View] | None:
    """The letter a cell begins with and the rest of the cell, or None."""
    folded = view.strip().folded
    match = _pattern().match(folded.text)
    if match is None:
        return None
    return match[1], as_printed(folded.cut(match.end(), len(folded.text)))


def split_labelled(view: View) -> tuple[View, tuple[Labelled, ...]]:
    """The text before the first letter, and the lettered parts in order.

    Only letters that go on the sequence count, so that a bracketed letter inside a sentence
    does not cut it; one letter may be missing.
    """
    folded = view.folded
    found: list[tuple[int, int, str, str]] = []
    expected: str | None = None
    for match in _pattern().finditer(folded.text):
        letter = meant(match[1])
        if expected is None:
            if letter not in {order[0] for order in orders()}:
                continue
        elif letter not in {expected, following(expected)}:
            continue
        found.append((match.start(), match.end(), match[1], letter))
        expected = following(letter)
        if expected is None:
            break
    if not found:
        return as_printed(folded), ()
    ends = [start for start, *_ in found[1:]] + [len(folded.text)]
    parts = tuple(
        Labelled(
            raw, letter, as_printed(folded.cut(after, end)), as_printed(folded.cut(start, end))
        )
        for (start, after, raw, letter), end in zip(found, ends, strict=True)
    )
    return as_printed(folded.cut(0, found[0][0])), parts


def label_repair(part: Labelled, table: str) -> Repair | None:
    """The repair that a look-alike letter needs, or None."""
    if part.label_raw == part.label:
        return None
    return Repair(
        part.whole.run_of(0, 1),
        table,
        "item_label",
        part.label_raw,
        part.label,
        "kanji-for-katakana",
        f"「{part.label_raw}」は並び順から項目記号「{part.label}」の誤読",
        0.95,
    )


def next_label(used: Sequence[str]) -> str | None:
    """The letter that must come after those used so far."""
    return following(used[-1]) if used else orders()[0][0]
