"""Rows of pages, sections, tables and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.model import Document, Page, Repair, Run
from extract.view import View
from normalize.collect import Collector
from normalize.spelling import unspaced
from parsers.model import Cell, Heading, Table


def page_rows(out: Collector, document: Document) -> None:
    """One row a page, its text as read."""
    for page in document.pages:
        out.add(
            "pages",
            page_no=page.page_no,
            width_pt=page.width_pt,
            height_pt=page.height_pt,
            line_count=len(page.lines),
            text=page.text,
        )


def section_rows(out: Collector, headings: Sequence[Heading]) -> None:
    """One row a heading; letter-spaced titles are put together and said so."""
    for i, heading in enumerate(headings):
        raw = heading.title.text
        title = unspaced(raw)
        span_id = out.span(heading.run)
        out.add(
            "sections",
            section_id=out.section_id(i),
            parent_section_id=out.section_id(heading.parent),
            seq=i + 1,
            level=heading.level,
            number_raw=heading.number_raw,
            number=heading.number,
            number_status=heading.number_status,
            title_raw=raw,
            title=title,
            title_status="printed" if title == raw else "repaired",
            kind=heading.kind,
            toc_page=_listed_page(out, heading),
            toc_status=heading.toc_status,
            span_id=span_id,
        )
        spacing_repair(out, heading.title, "sections", "title", title)


def _listed_page(out: Collector, heading: Heading) -> int | None:
    """The page that the contents page prints for a heading."""
    if heading.toc_page is None or heading.toc_run is None:
        return heading.toc_page
    return heading.toc_page if out.sure(out.doubts.number_behind(heading.toc_run)) else None


def spacing_repair(out: Collector, printed: View, table: str, column: str, repaired: str) -> None:
    """The repair row of a word that was printed letter by letter; none for other print."""
    if repaired != printed.text:
        reason = "字間をあけて印刷された語をつないだ"
        run, rule = printed.whole, "letter-spacing"
        out.repairs([Repair(run, table, column, printed.text, repaired, rule, reason)])


def table_rows(out: Collector, document: Document, tables: Sequence[Table]) -> None:
    """One row a table and one a cell; markup left in a cell is dropped and said so."""
    lines = {page.page_no: _line_numbers(page) for page in document.pages}
    texts = {page.page_no: page.text for page in document.pages}
    for i, table in enumerate(tables):
        first = table.row_runs[0]
        last = max((*table.row_runs, *table.other_runs), key=lambda run: (run.page_no, run.start))
        table_id = out.table_id(i)
        out.add(
            "tables",
            table_id=table_id,
            section_id=out.section_id(table.section),
            caption_raw=table.caption.text if table.caption else None,
            caption_span_id=out.span(table.caption),
            kind=table.kind,
            n_rows=len(table.rows),
            n_cols=table.n_cols,
            n_header_rows=table.n_header_rows,
            first_page_no=first.page_no,
            last_page_no=last.page_no,
            page_line_first=lines[first.page_no].get(first.start),
            page_line_last=lines[last.page_no].get(last.start),
            span_id=out.span(_whole(table, texts)),
        )
        for row in table.rows:
            for cell in (cell for cell in row if not cell.covered):
                out.add(
                    "cells",
                    table_id=table_id,
                    row=cell.row,
                    col=cell.col,
                    row_span=cell.row_span,
                    col_span=cell.col_span,
                    is_header=cell.row < table.n_header_rows,
                    text=cell.text,
                    span_id=out.span(cell.view),
                )
                _report_rest(out, cell)
        _report_blanks(out, table)


def _report_rest(out: Collector, cell: Cell) -> None:
    """Where the rest of a cell is printed that a page cuts; its own span is the first part."""
    for rest in cell.view.rest:
        if rest.part.whole.page_no != cell.view.whole.page_no:
            message = "セルの文がページをまたいでいます。ここに続きがあります。"
            out.issue("info", "cell-continued", message, rest.part.whole, cell.text)


def _report_blanks(out: Collector, table: Table) -> None:
    """That cells of a table stand in several lines which other columns part: a remark."""
    cells = (cell for row in table.rows for cell in row)
    first = next((cell for cell in cells if _is_on_one_page(cell)), None)
    if first is not None:
        message = "空白で桁をそろえた表です。数行にわたるセルの位置は、その最初の行を指します。"
        out.issue("info", "table-of-blanks", message, first.view.whole, first.text)


def _is_on_one_page(cell: Cell) -> bool:
    """Whether a cell has a further part right on the page where it begins."""
    page = cell.view.whole.page_no
    return bool(cell.view.rest) and cell.view.rest[0].part.whole.page_no == page


def _line_numbers(page: Page) -> dict[int, int]:
    return {line.start: n for n, line in enumerate(page.lines, 1)}


def _whole(table: Table, texts: Mapping[int, str]) -> Run:
    """The run from the first row to the last row on the table's first page."""
    first = table.row_runs[0]
    end = max(run.end for run in table.row_runs if run.page_no == first.page_no)
    return Run(first.page_no, first.start, end, texts[first.page_no][first.start : end])
