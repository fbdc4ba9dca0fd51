"""What a label says of an indicator: which part of it stands there, and of which year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.fold import fold_text, key
from extract.frozen import frozen
from extract.view import View
from parsers.header_rows import column_names, names_above
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import aliases, load, per_vocabulary

YEAR = "year"
# Columns below one that says what they are: the year of the baseline, a value alone.
BASELINE_YEAR = "baseline_year"
VALUE = "value"
# A label is short; longer texts are not looked at.
LONGEST = 40
# A line without the white space around it.
_LINE = regex.compile(r"\S(?:[^\n]*\S)?")


@frozen
class Label:
    """``role`` is a key of [labels] in indicators.toml, or ``year`` for a year alone."""

    role: str
    year: View | None = None


@frozen
class Column:
    """A column of a table of indicators: what it holds and the year that its header prints."""

    col: int
    role: str
    year: View | None = None


@per_vocabulary
def year_shape() -> regex.Pattern[str]:
    """One printed year in a folded text; what it means is not read here."""
    return compiled(load("indicators")["year"]["pattern"])


def read_label(label: View) -> Label | None:
    """The meaning of a label such as 現状値(令和3年度), 令和8年度目標 or R7; None for any other."""
    if len(label.text) > LONGEST:
        return None
    folded = label.folded
    known = _known(folded.text)
    if known is None:
        return None
    role, year = known
    return Label(role, as_printed(folded.cut(*year)) if year is not None else None)


@per_vocabulary
def label_role(text: str) -> str | None:
    """The role of a label by its text alone, None for any other text."""
    known = _known(fold_text(text)) if len(text) <= LONGEST else None
    return known[0] if known is not None else None


def _known(text: str) -> tuple[str, tuple[int, int] | None] | None:
    """The role of a folded label and where its year stands; narrow cells wrap within a year."""
    found = _of_text(text)
    if found is not None or "\n" not in text:
        return found
    # Indexes of what is left when the lines are joined.
    kept = [n for line in _LINE.finditer(text) for n in range(*line.span())]
    known = _of_text("".join(text[n] for n in kept))
    if known is None:
        return None
    role, year = known
    return role, (kept[year[0]], kept[year[1] - 1] + 1) if year is not None else None


@per_vocabulary
def _of_text(text: str) -> tuple[str, tuple[int, int] | None] | None:
    """The role of a folded label and where its year stands."""
    roles = aliases("indicators", "labels")
    known = roles.get(key(text))
    if known is not None:
        return known, None
    match = year_shape().search(text)
    if match is None:
        return None
    around = text[: match.start()] + " " + text[match.end() :]
    rest = key(compiled(r"[():・/]|時点|現在").sub(" ", around))
    role = roles.get(rest) if rest else YEAR
    return (role, match.span()) if role is not None and role != "name" else None


def columns(header: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns of a header that speak of an indicator, years below 「目標値」 as targets.

    A year below nothing keeps the role ``year``: it may as well be a result.
    """
    above = names_above(header)
    found: list[Column] = []
    for col, cell in column_names(header).items():
        label = read_label(cell.view.strip())
        if label is None:
            continue
        group = read_label(above[col].view.strip()) if col in above else None
        label = _of_group(label, group)
        if label is None:
            continue
        role = group.role if label.role == YEAR and group is not None else label.role
        year = label.year or (group.year if group is not None else None)
        found.append(Column(col, role, year))
    return _with_baseline(found)


def _of_group(label: Label, group: Label | None) -> Label | None:
    """What 年度 and 数値 below 「基準値」 are; 数値 below nothing is no label."""
    if label.role == "fiscal_year" and group is not None and group.role == "baseline":
        return Label(BASELINE_YEAR)
    if label.role == VALUE:
        return group if group is not None and group.role in {"baseline", "target"} else None
    return label


def _with_baseline(found: Sequence[Column]) -> tuple[Column, ...]:
    """A single result beside targets is what they start from (令和3年度実績)."""
    roles = [column.role for column in found]
    single = roles.count("actual") == 1 and "baseline" not in roles and "target" in roles
    return tuple(replace(c, role="baseline") if single and c.role == "actual" else c for c in found)


def is_indicator_header(found: Sequence[Column]) -> bool:
    """Whether columns name an indicator and what it is to reach."""
    roles = {column.role for column in found}
    needs = load("indicators")["table"]["needs"]
    return "name" in roles and any(set(group) <= roles for group in needs)


def resolved(found: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with years of no group as targets where a baseline is printed beside them."""
    if not any(column.role == "baseline" for column in found):
        return tuple(found)
    return tuple(Column(c.col, "target" if c.role == YEAR else c.role, c.year) for c in found)
