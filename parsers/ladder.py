"""The ladder of a document: which numbering stands under which.

It is not fixed but learnt from the order of the numbers: what starts anew while another number
goes on stands below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extract.frozen import frozen
from parsers.numbering import Numbered, fixed_ranks, prominence

UNKNOWN = 99


@frozen
class Rung:
    """One open level while walking: its style, last number, index of the heading.

    ``level`` is the level that the file gives the heading, 0 for one that it does not name.
    """

    style: str
    parts: tuple[int, ...]
    index: int
    level: int = 0


def learn_ladder(*sequences: Iterable[Numbered | None]) -> dict[str, int]:
    """Rank of each numbering style (outermost = 0), from numbers in printed order.

    Each sequence is one outline of the document: its contents page, its body. A style goes
    before the first one that it was seen above more often than below; without such evidence by
    first appearance.
    """
    found = [[n for n in numbers if n is not None] for numbers in sequences]
    above = sum((_seen_above(numbers) for numbers in found), Counter[tuple[str, str]]())
    order: list[str] = []
    for style in dict.fromkeys(n.style for numbers in found for n in numbers):
        places = (i for i, other in enumerate(order) if above[style, other] > above[other, style])
        order.insert(next(places, len(order)), style)
    return {style: rank for rank, style in enumerate(order)}


def _seen_above(numbers: Sequence[Numbered]) -> Counter[tuple[str, str]]:
    """How often the first style of a pair went on while the second was below it."""
    seen: Counter[tuple[str, str]] = Counter()
    stack: list[Numbered] = []
    for numbered in numbers:
        at = next((i for i, n in enumerate(stack) if n.style == numbered.style), None)
        if at is None:
            stack.append(numbered)
            continue
        inner = stack[at + 1 :]
        if numbered.parts and _restarts(stack[at], numbered):
            # Below what came since, or under a heading without number: nothing is said yet.
            stack = [*stack[:at], *inner, numbered]
        else:
            if goes_on(stack[at].parts, numbered.parts):
                seen.update((numbered.style, other.style) for other in inner)
            stack = [*stack[:at], numbered]
    fixed = fixed_ranks()
    styles = {numbered.style for numbered in numbers} & set(fixed)
    certain = len(numbers) + 1
    seen.update({(a, b): certain for a in styles for b in styles if fixed[a] < fixed[b]})
    ranked = {n.style: how for n in numbers if (how := prominence(n.style)) is not None}
    pairs = ((a, b) for a in ranked for b in ranked if ranked[a][0] == ranked[b][0])
    seen.update({(a, b): certain for a, b in pairs if ranked[a][1] > ranked[b][1]})
    return seen


def _restarts(last: Numbered, numbered: Numbered) -> bool:
    return numbered.parts[-1] == 1 and last.parts[:-1] == numbered.parts[:-1]


def goes_on(last: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether a number is exactly the next of its row; signs without number always go on."""
    return last == new == () or (last[:-1] == new[:-1] and new[-1] == last[-1] + 1)


def _follows(last: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether a number goes on with its row; one may be missing, its heading was lost."""
    if not last or not new:
        return last == new
    return last[:-1] == new[:-1] and new[-1] in {last[-1] + 1, last[-1] + 2}


def _next_row(last: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether a number of several parts begins a row after that of the last (1-3, 2-1; 1-2-1,
    2-1-1)."""
    if not len(last) == len(new) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(last, new, strict=True)) if a != b), len(new))
    return at < len(new) - 1 and new[at] == last[at] + 1 and set(new[at + 1 :]) == {1}


def fits(stack: Sequence[Rung], ranks: Mapping[str, int], numbered: Numbered) -> bool:
    """Whether a number can stand here: next of its row, or first of a new row.

    A sign without a number fits everywhere.
    """
    if not numbered.parts:
        return True
    last = numbered.parts[-1]
    for rung in reversed(stack):
        if rung.style == numbered.style:
            last_parts = rung.parts
            return _follows(last_parts, numbered.parts) or _next_row(last_parts, numbered.parts)
    above = [r for r in stack if ranks.get(r.style, -1) < ranks.get(numbered.style, UNKNOWN)]
    if len(numbered.parts) > 1 and above and numbered.label is None:
        parent = next((r.parts for r in reversed(above) if r.parts), None)
        # Below signs alone (■), or a level left out, nothing says what the number begins with.
        free = parent is None or len(numbered.parts) - len(parent) > 1
        return last == 1 and (free or (parent or ())[-1:] == numbered.parts[-2:-1])
    return last == 1 or not stack


def rungs_above(stack: Sequence[Rung], ranks: Mapping[str, int], style: str) -> list[Rung]:
    """The rungs that stay open when a heading of this style comes."""
    for i, rung in enumerate(stack):
        if rung.style == style:
            return list(stack[:i])
    own = ranks.get(style, UNKNOWN)
    return [rung for rung in stack if ranks.get(rung.style, -1) < own]


def child_styles(numbers: Iterable[Numbered | None], ranks: Mapping[str, int]) -> dict[str, str]:
    """Which style was printed directly below which, first come first kept."""
    child: dict[str, str] = {}
    stack: list[Rung] = []
    for numbered in numbers:
        if numbered is None or not fits(stack, ranks, numbered):
            continue
        stack = rungs_above(stack, ranks, numbered.style)
        if stack:
            child.setdefault(stack[-1].style, numbered.style)
        stack.append(Rung(numbered.style, numbered.parts, -1))
    return child
