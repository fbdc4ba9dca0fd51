"""Decides where a printed line only wraps and where a new paragraph or block begins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex

from extract.ink import Chars
from extract.text_lines import Line

# Fractions of the font size.
FULL = 1.6
INDENT = 0.7
HANGING = 2.6
# A gap of more than this many line heights parts blocks.
LEADING = 1.15
# An entry of a contents page ends with its page number.
LISTED = regex.compile(r"[.．…・‥]{3,}\s*[\d０-９]{1,4}\s*$")
# What opens a line of its own: numbers, letters and bullets in front of a text.
OPENING = regex.compile(
    r"^(?:第?\s*[\d０-９一二三四五六七八九十]{1,3}\s*[章節項編部条]|[(（]?[\d０-９]{1,2}[)）.．\s]"
    r"|[(（]?[ア-ンa-zA-Z][)）]|[①-⑳㉑-㉟⑴-⒇Ⅰ-Ⅻ]|[・●○◎■□◆◇▶▷►※★☆→⇒【〈《「■-]|[-‐－]\s)"
)


def wraps(chars: Chars, above: Line, below: Line, right: float, left: float) -> bool:
    """Whether ``below`` goes on with the sentence of ``above`` in a column from left to right."""
    size = max(above.size, below.size)
    if abs(above.size - below.size) > 0.12 * size or above.bold != below.bold:
        return False
    if above.x1 < right - FULL * size or OPENING.match(text_of(chars, below)):
        return False
    shown = text_of(chars, above)
    if LISTED.search(shown):
        return False
    ends = shown[-1:] in "。．！？"
    indented = below.x0 > left + INDENT * size and below.x0 > above.x0 - INDENT * size
    # Text under a bullet or a number hangs behind it.
    reach = HANGING if OPENING.match(shown) else INDENT
    return not (ends and indented) and below.x0 <= above.x0 + reach * size


def is_apart(above: Line, below: Line, pitch: float) -> bool:
    """Whether more than the usual leading lies between two lines, or their type differs."""
    size = max(above.size, below.size)
    gap = below.middle - above.middle
    return gap > pitch * LEADING + 0.2 * size or abs(above.size - below.size) > 0.12 * size


def usual_pitch(lines: Sequence[Line]) -> float:
    """The common distance of line middles, in points; 0 for a single line."""
    if len(lines) < 2:
        return 0.0
    steps = np.diff([line.middle for line in lines])
    near = steps[steps < 3 * float(np.median([line.size for line in lines]))]
    return float(np.median(near)) if len(near) else 0.0


def text_of(chars: Chars, line: Line) -> str:
    """The text of a line with its blanks."""
    codes = np.abs(line.order).astype(np.uint32)
    printed = line.order >= 0
    codes[printed] = chars.codes[line.order[printed]]
    return codes.astype("<u4").tobytes().decode("utf-32-le")
