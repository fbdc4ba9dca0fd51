"""Puts the bulleted lines of a section together, each with the lines it wraps over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.frozen import frozen
from extract.view import View, view
from parsers.list_items import bullet_signs
from parsers.model import Block
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import running_lines
from parsers.vocabulary import per_vocabulary

CLOSED = ("。", ")", "】", "〕", "]", "》")
# A shorter line is no full one, so that nothing goes on below it.
SHORTEST_WRAPPED = 18
# A longer text is no bullet that goes on: a bracket was never closed.
LONGEST = 1_000


@frozen
class Bullet:
    """The text of one bullet without its sign; ``over`` is the line above the first of a list.

    ``list_no`` numbers the lists of the section: a list ends at a line that is none of it.
    """

    text: View
    list_no: int
    over: View | None


def bullets(blocks: Sequence[Block], repeated: frozenset[str]) -> Iterator[Bullet]:
    """The bullets of running text; ``repeated`` are lines of the page between them (heads, feet).

    A list is the bullets with one sign that stand behind each other.
    """
    lines = [view(line).strip() for line in running_lines(blocks)]
    list_no, over, sign = 0, None, ""
    held: View | None = None
    for shown in (line for line in lines if line.text and line.text not in repeated):
        folded = shown.folded
        match = _sign().match(folded.text)
        if match is not None:
            if held is not None:
                yield Bullet(held, list_no, over)
            if sign and match["sign"] != sign:
                list_no, over = list_no + 1, None
            sign = match["sign"]
            held = as_printed(folded.cut(match.end(), len(folded.text))).strip()
        elif held is not None and _goes_on(held):
            held = held.then(shown)
        else:
            if held is not None:
                yield Bullet(held, list_no, over)
            held, sign = None, ""
            list_no, over = list_no + 1, shown
    if held is not None:
        yield Bullet(held, list_no, over)


def _goes_on(held: View) -> bool:
    """Whether the text of a bullet is not at its end: a bracket is open, or its line was full."""
    if len(held.text) > LONGEST:
        return False
    text = held.folded.text
    last = max(text.rfind("("), text.rfind("〔"), text.rfind("["), text.rfind("【"))
    closed = max(text.rfind(")"), text.rfind("〕"), text.rfind("]"), text.rfind("】"))
    if last > closed:
        return True
    return not text.endswith(CLOSED) and len(text) >= SHORTEST_WRAPPED


@per_vocabulary
def _sign() -> regex.Pattern[str]:
    signs = regex.escape(bullet_signs())
    return compiled(rf"(?P<sign>[{signs}]|[-*](?=\s))\s*(?=\S)")
