"""Lines of text that hold fiscal years and nothing else: the head of a schedule."""

from __future__ import annotations

import regex

from extract.view import View
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import is_year_label


def years_of(line: View) -> list[View]:
    """The fiscal years of a line that holds two or more and nothing else, else none."""
    folded = line.folded
    found = list(_years().finditer(folded.text))
    if len(found) < 2 or _years().sub("", folded.text).strip():
        return []
    return [as_printed(folded.cut(*match.span())) for match in found]


def is_years(line: View) -> bool:
    """Whether a line holds two fiscal years or more and nothing else."""
    return bool(years_of(line))


def wrapped_years(stems: View, tails: View) -> list[View]:
    """The years of two lines where each wraps within its column: 「令和6年」 over 「度」."""
    years, rest = years_of(stems), tails.folded
    ends = [as_printed(rest.cut(*m.span())) for m in compiled(r"\S+").finditer(rest.text)]
    if len(years) != len(ends) or any(is_year_label(end.text) for end in ends):
        return []
    joined = [year.then(end) for year, end in zip(years, ends, strict=True)]
    return joined if all(is_year_label(year.text) for year in joined) else []


@per_vocabulary
def _years() -> regex.Pattern[str]:
    return compiled(rf"(?<!\S){load('schedules')['lines']['year']}(?!\S)")
