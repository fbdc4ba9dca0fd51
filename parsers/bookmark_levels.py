"""Levels of bookmarks that contradict the numbers printed in them, as the numbers have it.

Some producers lose count of the levels when they rewrite a file: what follows a chapter's last
section comes one level deeper, and so does all that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.ladder import goes_on
from parsers.numbering import Numbered, fixed_ranks

Open = tuple[int, Numbered | None]


def settled_levels(marks: Sequence[tuple[int, Numbered | None]]) -> Iterator[int]:
    """The level of each bookmark, from 1; ``marks`` are the levels of the file and the numbers.

    A chapter below a chapter, or a number right below the one before it, stands beside that;
    what follows it below the same bookmark goes along.
    """
    stack: list[Open] = []
    # From which level of the file on bookmarks stand how many levels too deep.
    moved: list[tuple[int, int]] = []
    for given, numbered in marks:
        while moved and moved[-1][0] > given:
            moved.pop()
        level = given - (moved[-1][1] if moved else 0)
        beside = next((n for own, n in reversed(stack) if own == level), None)
        stack = [entry for entry in stack if entry[0] < level]
        if numbered is not None and not _goes_on(beside, numbered):
            at = next((i for i, (_, n) in enumerate(stack) if _contradicts(n, numbered)), None)
            if at is not None:
                level = stack[at][0]
                moved.append((given, given - level))
                stack = stack[:at]
        stack.append((level, numbered))
        yield level


def _goes_on(before: Numbered | None, numbered: Numbered) -> bool:
    same = before is not None and before.style == numbered.style and numbered.parts != ()
    return same and before is not None and goes_on(before.parts, numbered.parts)


def _contradicts(above: Numbered | None, numbered: Numbered) -> bool:
    """Whether a heading cannot stand below another: by its rank, or as the next of its row."""
    ranks = fixed_ranks()
    if above is not None and above.style in ranks and numbered.style in ranks:
        return ranks[above.style] >= ranks[numbered.style]
    return _goes_on(above, numbered)
