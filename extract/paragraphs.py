"""Decides where a printed line only wraps and where a new paragraph or block begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex

from extract.frozen import frozen
from extract.ink import Chars
from extract.quantiles import quantile
from extract.text_lines import Line
from extract.text_tape import Indexes

# Fractions of the font size.
SLACK = 0.6
INDENT = 0.7
HANGING = 2.6
# A gap of more than this many line heights parts blocks.
LEADING = 1.15
# Line heights in font sizes that can be the leading of running text, and the share of the
# closest lines: those inside paragraphs, where most paragraphs may be a single line.
PITCHES = (0.8, 3.0)
CLOSEST = 0.15
SENTENCE_ENDS = ("。", "．", "！", "？")
# An entry of a contents page ends with its page number.
LISTED = regex.compile(r"[.．…・‥]{3,}\s*[\d０-９]{1,4}\s*$")
# What opens a line of its own: numbers, letters and bullets in front of a text.
OPENING = regex.compile(
    r"^(?:第?\s*[\d０-９一二三四五六七八九十]{1,3}\s*[章節項編部条]|[(（]?[\d０-９]{1,2}[)）.．\s]"
    r"|[(（]?[ア-ンa-zA-Z][)）]|[①-⑳㉑-㉟⑴-⒇Ⅰ-Ⅻ]|[・●○◎■□◆◇▶▷►※★☆→⇒【〈《「■-]|[-‐－]\s)"
)
# A line breaks neither before nor behind these (JIS X 4051), nor inside a word of letters.
NOT_FIRST = (
    "、。，．・：；？！ー…）〕］｝〉》」』】,.:;?!)]}％%々ゝヽ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_LAST = "（〔［｛〈《「『【([{"
UNIT = regex.compile(
    rf"[{regex.escape(NOT_LAST)}]*(?:[A-Za-z0-9]+|.)[{regex.escape(NOT_FIRST)}]*", regex.DOTALL
)


_NO_BLANK: Indexes = np.array([], dtype=np.int64)
_ONE_BLANK: Indexes = np.array([-0x20], dtype=np.int64)


@frozen
class Column:
    """From where to where running text is set, in points."""

    left: float
    right: float


def wraps(chars: Chars, above: Line, below: Line, column: Column) -> bool:
    """Whether ``below`` goes on with the sentence of ``above`` in a column.

    It does where ``above`` has no room for what ``below`` begins with.
    """
    size = max(above.size, below.size)
    if abs(above.size - below.size) > 0.12 * size or above.bold != below.bold:
        return False
    following = below.text
    room = column.right - SLACK * size - above.x1
    if room > _unit_width(chars, below, following) or OPENING.match(following):
        return False
    shown = above.text
    # What cannot be listed need not be searched: nearly no line ends with a digit.
    if shown.rstrip()[-1:].isdecimal() and LISTED.search(shown):
        return False
    ends = shown[-1:] in SENTENCE_ENDS
    if ends and below.x1 < column.right - 2 * size and following[-1:] not in SENTENCE_ENDS:
        return False  # words alone after a whole sentence: a line of its own
    indented = below.x0 > column.left + INDENT * size and below.x0 > above.x0 - INDENT * size
    # Text under a bullet or a number hangs behind it.
    reach = HANGING if OPENING.match(shown) else INDENT
    return not (ends and indented) and below.x0 <= above.x0 + reach * size


def wraps_in_cell(
    chars: Chars, above: Line, below: Line, left: float, x0: float, x1: float
) -> bool:
    """The same for two lines of a cell from x0 to x1 whose first line begins at ``left``."""
    if _is_centred(above, below, x0, x1):
        # No room for one more character: the word was cut, wherever its rest begins.
        full = above.x1 - above.x0 + 1.5 * above.size > x1 - x0
        return full and not OPENING.match(below.text)
    return wraps(chars, above, below, Column(left, x1 - 0.25 * below.size))


def _is_centred(above: Line, below: Line, x0: float, x1: float) -> bool:
    middle, slack = (x0 + x1) / 2, 0.3 * above.size
    return all(abs((line.x0 + line.x1) / 2 - middle) < slack for line in (above, below))


def _unit_width(chars: Chars, line: Line, text: str) -> float:
    """Width of the first characters of a line that no line end may part, in points."""
    unit = UNIT.match(text)
    last = line.order[unit.end() - 1] if unit else line.order[0]
    return float(chars.boxes[abs(last), 2]) - line.x0 if last >= 0 else line.size


def is_apart(above: Line, below: Line, pitch: float) -> bool:
    """Whether more than the usual leading lies between two lines, or their type differs.

    ``pitch`` is the leading in font sizes.
    """
    size = max(above.size, below.size)
    gap = below.middle - above.middle
    looser = gap > (pitch * LEADING + 0.2) * size
    return looser or abs(above.size - below.size) > 0.12 * size or above.bold != below.bold


def usual_pitch(lines: Sequence[Line]) -> float:
    """The leading inside paragraphs, in font sizes; 0 where no two lines are near."""
    near: list[float] = []
    for above, below in pairwise(lines):
        step = (below.middle - above.middle) / below.size
        if PITCHES[0] < step < PITCHES[1] and abs(below.size - above.size) < 0.12 * below.size:
            near.append(step)
    return quantile(sorted(near), CLOSEST) if near else 0.0


def blank_between(above: Line, below: Line) -> Indexes:
    """What parts two lines of one paragraph: a printed blank, one between words of letters."""
    if len(above.tail):
        return above.tail[:1]
    ends = above.text[-1:] + below.text[:1]
    return _ONE_BLANK if len(ends) == 2 and ends.isascii() and ends.isalpha() else _NO_BLANK
