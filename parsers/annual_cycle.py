"""Tasks of the yearly cycle: tables of months, and sentences that name a part of every year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.columns import body_rows, of_kind
from parsers.list_items import split_list
from parsers.model import Block, Findings, Heading, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import own_blocks, running_lines
from parsers.sentences import sentences
from parsers.vocabulary import load


@frozen
class AnnualTask:
    """A task and the printed period it belongs to (None: it follows the task before it).

    ``seq`` counts the tasks of a period from 1.
    """

    period: View | None
    seq: int
    task: View
    run: Run


def find_annual_tasks(
    tables: Sequence[Table], blocks: Sequence[Block], headings: Sequence[Heading]
) -> Findings[AnnualTask]:
    """Every (period, task); running text counts only in a section without such a table."""
    found = list(_from_tables(tables))
    told = {table.section for _, table, _ in of_kind(tables, "annual_cycle")}
    about = compiled(load("annual_cycle")["section"])
    for i, heading in enumerate(headings):
        if i not in told and about.search(heading.title.folded.text):
            own = tuple(own_blocks(blocks, headings, i))
            found += _from_lines(own) or _from_text(own)
    found.sort(key=lambda task: (task.run.page_no, task.run.start))
    return Findings(tuple(found))


def month_of(period: str) -> int | None:
    """The month of a folded period (4月, 10月上旬), None for a span of months or other words."""
    match = compiled(load("annual_cycle")["month"]).match(period.strip())
    return int(match["month"]) if match else None


def _from_tables(tables: Sequence[Table]) -> Iterator[AnnualTask]:
    for _, table, roles in of_kind(tables, "annual_cycle"):
        period: View | None = None
        seq = 0
        for row in body_rows(table):
            printed = row.at(roles.get("period"))
            if printed is not None:
                period, seq = printed, 0
            cell = row.marked_up(roles.get("task"))
            for item in split_list(cell) if cell else ():
                seq += 1
                yield AnnualTask(period, seq, item, item.whole)


def _from_lines(section: Sequence[Block]) -> list[AnnualTask]:
    """The tasks of lines that each begin with a month; one such line alone is no list."""
    shape = compiled(load("annual_cycle")["line"])
    found: list[AnnualTask] = []
    for line in running_lines(section):
        folded = view(line).strip().folded
        if match := shape.match(folded.text):
            period, task = (as_printed(folded.cut(*match.span(g))) for g in ("period", "task"))
            found.append(AnnualTask(period, 1, task, line))
    return found if len(found) > 1 else []


def _by_month(sentence: View, start: int, end: int) -> Iterator[AnnualTask]:
    """The tasks of a sentence whose first period is given, cut where another month begins."""
    folded = sentence.folded
    periods = [(start, end)]
    if month_of(folded.text[start:end]) is not None:
        later = compiled(load("annual_cycle")["next_month"])
        periods += [m.span("period") for m in later.finditer(folded.text, end)]
    bounds = [0, *(at for at, _ in periods[1:]), len(folded.text)]
    for period, (first, last) in zip(periods, pairwise(bounds), strict=True):
        whole = len(periods) == 1
        task = sentence if whole else as_printed(folded.cut(first, last)).strip()
        task = task if whole else task.cut(0, len(task.text.rstrip("、,")))
        yield AnnualTask(as_printed(folded.cut(*period)), 1, task, task.whole)


def _from_text(section: Sequence[Block]) -> Iterator[AnnualTask]:
    for line in running_lines(section):
        seq = 0
        for sentence in sentences(view(line)):
            folded = sentence.folded
            match = compiled(load("annual_cycle")["period"]).search(folded.text)
            if match:
                seq = 1
                yield from _by_month(sentence, *match.span("period"))
            elif seq and folded.text.startswith(tuple(load("annual_cycle")["follows"])):
                seq += 1
                yield AnnualTask(None, seq, sentence, sentence.whole)
            else:
                seq = 0
