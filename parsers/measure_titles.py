"""Takes the title cell of a measure apart: its number, its title, departments in brackets."""

from __future__ import annotations

import regex

from extract.fold import fold_text
from extract.frozen import frozen
from extract.view import View
from parsers.departments import are_units
from parsers.item_tail import split_tail
from parsers.numbering import ordinal_value, read_number
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Titled:
    """A title; ``departments`` is what stands in brackets behind it, without the brackets."""

    number_raw: str | None
    title: View
    departments: View | None = None


@per_vocabulary
def _numbers() -> tuple[regex.Pattern[str], ...]:
    return tuple(compiled(pattern) for pattern in load("fields")["numbers"]["patterns"])


def numbered_title(cell: View) -> Titled:
    """The number in front and the title: 「1-2-① 申請の拡充」, 「取組１ 申請の拡充」."""
    folded = cell.folded
    for pattern in _numbers():
        match = pattern.match(folded.text)
        if match is not None and match.end() < len(folded.text):
            return _cut(folded, match.end())
    numbered = read_number(folded.text)
    if numbered is None or numbered.title_at == len(folded.text):
        return Titled(None, cell)
    return _cut(folded, numbered.title_at)


def _cut(folded: View, at: int) -> Titled:
    rest = as_printed(folded.cut(at, len(folded.text)))
    return Titled(as_printed(folded.cut(0, at)).text, rest)


def without_departments(found: Titled) -> Titled:
    """The title without a bracket behind it when each name in there ends like a unit's."""
    tail = split_tail(found.title)
    names = [d for d in tail.departments if d.kind == "unit"]
    if not tail.text.text or tail.tags or tail.added or tail.deleted:
        return found
    if not are_units(names) or tail.brackets is None:
        return found
    return Titled(found.number_raw, tail.text, tail.brackets)


def number_values(raw: str | None) -> tuple[int, ...]:
    """The values of the numbers within a printed one (1-2-③ -> 1, 2, 3), letters left out.

    Empty where no number is printed, or one that is not read.
    """
    pieces = regex.findall(
        r"[0-9]+|[〇一二三四五六七八九十百]+|[①-⑳㉑-㉟㊱-㊿Ⅰ-Ⅻ]", fold_text(raw or "")
    )
    values = [ordinal_value(piece) for piece in pieces]
    return tuple(v for v in values if v is not None) if None not in values else ()
