"""Tells numbered lists in running text from numbered headings.

Something stands under a heading: text, a table, a figure, or headings of its own. The items of
a list follow each other. Signs that only a sequence makes a number (ア, 【1】, ■) need one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from extract.fold import key
from parsers.candidates import Candidate
from parsers.model import Block, Heading
from parsers.numbering import fixed_ranks
from parsers.sections import position
from parsers.vocabulary import load

Place = tuple[int, int]
# A line that wraps has at least so many characters.
SHORTEST_WRAPPED = 25


def no_headings(
    headings: Sequence[Heading],
    taken: Sequence[Candidate],
    blocks: Sequence[Block],
    listed: frozenset[str],
) -> frozenset[Place]:
    """The places of headings that are items of a list, or signs that prove nothing.

    ``listed`` are the titles of the contents page: what stands there is a heading.
    """
    children = {h.parent for h in headings}
    filled = [i in children or _has_content(taken, i, blocks) for i in range(len(headings))]
    shorts: set[Place] = set()
    is_listed = partial(_is_listed, listed)
    for members in _series(headings, taken):
        if any(is_listed(taken[i]) for i in members) or _is_fixed(headings[members[0]]):
            continue
        weak = [i for i in members if _is_weak(taken[i])]
        if _is_list(members, filled, taken) or (weak and not _is_proven(members, filled)):
            shorts |= {position(taken[i].line) for i in members}
    return frozenset(shorts | set(_lone_signs(headings, taken, is_listed)))


def without_lists(
    found: Sequence[Candidate], blocks: Sequence[Block], listed: frozenset[str]
) -> list[Candidate]:
    """The candidates without those that follow each other line by line, number by number."""
    times = Counter(key(c.line.text) for c in found)
    drop: set[Place] = set()

    def is_known(c: Candidate) -> bool:
        # A listed title that is printed twice can be the heading in the other place.
        return _is_listed(listed, c) and times[key(c.line.text)] == 1

    for above, below in pairwise(found):
        if _follows_at_once(above, below, blocks) and not (is_known(above) or is_known(below)):
            drop |= {position(above.line), position(below.line)}
    # A list begins with its first number, which may wrap or stand on the page before.
    for above, below in reversed(list(pairwise(found))):
        first = position(below.line) in drop and _goes_on(above, below)
        if first and not _is_listed(listed, above) and not _has_sentence(above, below, blocks):
            drop.add(position(above.line))
    return [c for c in found if position(c.line) not in drop]


def _goes_on(above: Candidate, below: Candidate) -> bool:
    """Whether the number of a line is the next after that of another, or both are one sign."""
    a, b = above.numbered, below.numbered
    if a is None or b is None or a.style != b.style or a.style in fixed_ranks():
        return False
    if not a.parts or not b.parts:
        return a.parts == b.parts
    return a.parts[-1] == b.parts[-1] - 1


def _has_sentence(above: Candidate, below: Candidate, blocks: Sequence[Block]) -> bool:
    """Whether running text or a table is printed between two lines."""
    start, end = position(above.line), position(below.line)
    for block in blocks[above.block : below.block + 1]:
        # Bisected, lines being in order: a list of thousands of lines is one block.
        lines = block.lines
        first = bisect_right(lines, start, key=position)
        between = lines[first : bisect_left(lines, end, first, key=position)]
        if between and block.grid is not None:
            return True
        if any(line.text.rstrip().endswith("。") for line in between):
            return True
    return False


def _follows_at_once(above: Candidate, below: Candidate, blocks: Sequence[Block]) -> bool:
    if not _goes_on(above, below):
        return False
    lines = blocks[above.block].lines
    at = bisect_left(lines, position(above.line), key=position)
    same = above.block == below.block and at + 1 < len(lines)
    return same and lines[at + 1].start == below.line.start


def _is_listed(listed: frozenset[str], c: Candidate) -> bool:
    return key(c.title.text) in listed or key(c.line.text) in listed or c.level is not None


def _is_weak(c: Candidate) -> bool:
    return c.numbered is not None and c.numbered.weak and c.level is None


def _is_fixed(heading: Heading) -> bool:
    return heading.style in fixed_ranks()


def _series(headings: Sequence[Heading], taken: Sequence[Candidate]) -> Iterator[list[int]]:
    """Headings with numbers of one style under one heading, in order."""
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for i, heading in enumerate(headings):
        if taken[i].numbered is not None:
            groups[heading.parent, heading.style].append(i)
    yield from groups.values()


def _is_list(members: Sequence[int], filled: Sequence[bool], taken: Sequence[Candidate]) -> bool:
    """Whether most have nothing under them; of two, one that the other follows at once."""
    empty = sum(not filled[i] for i in members)
    if len(members) == 2:
        first, second = (taken[i] for i in members)
        return empty == 2 or (not filled[members[0]] and first.block == second.block)
    return len(members) > 2 and empty * 2 > len(members)


def _is_proven(members: Sequence[int], filled: Sequence[bool]) -> bool:
    return all(filled[i] for i in members)


def _lone_signs(
    headings: Sequence[Heading],
    taken: Sequence[Candidate],
    is_listed: Callable[[Candidate], bool],
) -> Iterator[Place]:
    """Weak numbers whose style nowhere has a second member."""
    most: dict[str, int] = defaultdict(int)
    for members in _series(headings, taken):
        style = headings[members[0]].style
        numbered = taken[members[0]].numbered
        # Signs without a number are alike everywhere; numbers must follow each other.
        together = most[style] if numbered is not None and not numbered.parts else 0
        most[style] = max(most[style], together + len(members))
    goes_on = _numbers_of_children(headings)
    for i, heading in enumerate(headings):
        if not _is_weak(taken[i]) or most[heading.style] > 1 or is_listed(taken[i]):
            continue
        if i not in goes_on:
            yield position(taken[i].line)


def _numbers_of_children(headings: Sequence[Heading]) -> set[int]:
    """The numbers with which a number right below them begins (基本方針1 over 1-1)."""
    return {
        h.parent
        for h in headings
        if h.parent is not None and len(h.parts) > 1 and h.parts[:-1] == headings[h.parent].parts
    }


def _is_wrapped(c: Candidate, following: Sequence[Candidate], blocks: Sequence[Block]) -> bool:
    """Whether all that stands below a long line is the rest of the line itself."""
    lines = blocks[c.block].lines
    if not following or following[0].block != c.block or len(c.line.text) < SHORTEST_WRAPPED:
        return False
    first = bisect_right(lines, position(c.line), key=position)
    rest = lines[first : bisect_left(lines, position(following[0].line), key=position)]
    return bool(rest) and not any(line.text.rstrip().endswith("。") for line in rest)


def _has_content(taken: Sequence[Candidate], i: int, blocks: Sequence[Block]) -> bool:
    """Whether anything is printed between a candidate and the next one that was taken."""
    start = taken[i]
    if _is_wrapped(start, taken[i + 1 : i + 2], blocks):
        return False
    end = position(taken[i + 1].line) if i + 1 < len(taken) else None
    figure_gap = load("headings")["unnumbered"]["figure_gap"]
    last = position(start.title.whole)
    for at in range(start.block, len(blocks)):
        block = blocks[at]
        if at > start.block and block.gap >= figure_gap:
            return True  # where a figure was
        below = bisect_right(block.lines, last, key=position)
        if below < len(block.lines):
            return end is None or position(block.lines[below]) < end
    return False
