"""Where a plan says which years its named periods have: 前期（令和4～6年度）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View, view
from parsers.model import Block, Cell, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import is_period_label, is_year_label


@frozen
class PeriodTerm:
    """A name of a period and the printed years that it is said to have."""

    word: View
    years: View


@per_vocabulary
def _patterns() -> tuple[regex.Pattern[str], ...]:
    periods = load("schedules")["periods"]
    words = "|".join(sorted(periods["words"], key=len, reverse=True))
    names = ("word_first", "years_first")
    return tuple(compiled(periods[name].replace("WORDS", words)) for name in names)


@per_vocabulary
def _word() -> regex.Pattern[str]:
    words = "|".join(sorted(load("schedules")["periods"]["words"], key=len, reverse=True))
    return compiled(rf"(?P<word>{words})")


def period_word(label: str) -> str | None:
    """The word for a period that a header cell names (前期計画 -> 前期), else None."""
    found = _word().match(key(label)) if is_period_label(label) else None
    return found["word"] if found is not None else None


def find_period_terms(blocks: Sequence[Block], tables: Sequence[Table]) -> tuple[PeriodTerm, ...]:
    """The periods that running text or a table of names and years defines, in printed order."""
    found = [term for block in blocks if block.grid is None for term in _in_text(block)]
    found += [term for table in tables for row in table.rows for term in _in_row(row)]
    return tuple(found)


def _in_text(block: Block) -> Iterator[PeriodTerm]:
    text = block.run.text
    if not _word().search(text):
        return
    folded = view(block.run).folded
    for pattern in _patterns():
        for match in pattern.finditer(folded.text):
            word, years = (as_printed(folded.cut(*match.span(n))) for n in ("word", "years"))
            yield PeriodTerm(word, years)


def _in_row(row: Sequence[Cell]) -> Iterator[PeriodTerm]:
    """A cell with a period and the years beside it, or both in one cell."""
    filled = [cell for cell in row if cell.text and not cell.covered]
    for n, cell in enumerate(filled):
        found = _word().match(key(cell.text))
        if found is None or not is_period_label(cell.text):
            continue
        beside = filled[n + 1] if n + 1 < len(filled) else None
        folded = cell.view.strip().folded
        opening = folded.text.find("(")
        shown = _word().search(folded.text)
        if shown is None:
            continue
        word = as_printed(folded.cut(*shown.span()))
        if opening > 0 and folded.text.endswith(")"):
            yield PeriodTerm(word, as_printed(folded.cut(opening + 1, len(folded.text) - 1)))
        elif beside is not None and is_year_label(beside.text):
            yield PeriodTerm(word, beside.view.strip())
