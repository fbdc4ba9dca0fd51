"""A text file becomes a document: pages at form feeds, lines, grids of tabs, pipes or tags."""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from extract.blank_grids import blank_grids
from extract.decode import Decoded, Replaced, decode
from extract.limits import USUAL_LIMITS, Limits, page_limit_issue
from extract.markup_grids import markup_grids, outside
from extract.model import Document, Issue, Page, Repair, Run
from extract.regular_file import not_readable, open_regular, read_most, refuse_size
from extract.text_grids import text_grids

# Places reported one by one; a damaged file can have millions.
MOST_PLACES = 100
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(path: Path, *, limits: Limits | None = None) -> Document:
    """The document in a text file; what could not be read is in its issues and repairs.

    Raises UnreadableFile: ``empty``, ``binary``, ``too-large``, ``not-readable``.
    """
    limits = limits or USUAL_LIMITS
    data = _read_bytes(path, limits)
    decoded = decode(data)
    texts = split_pages(decoded.text)
    read = texts[: limits.max_pages]
    pages = tuple(text_page(n, text) for n, text in enumerate(read, start=1))
    decoded = _cut(decoded, sum(map(len, read)))
    return Document(
        source_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding=decoded.encoding,
        text_layer="text",
        pages=pages,
        repairs=tuple(_repair(run, r) for run, r in _placed(pages, decoded, "control")),
        issues=(
            *page_limit_issue(len(texts), limits),
            *_undecodable(_placed(pages, decoded, "undecodable"), decoded.encoding),
        ),
    )


def split_pages(text: str) -> tuple[str, ...]:
    """The pages of a text. A form feed ends its page and belongs to it, so they join to the text.

    There is always one page, and none after a form feed at the very end.
    """
    pages = [page + "\f" for page in text.split("\f")]
    pages[-1] = pages[-1][:-1]
    return tuple(pages[:-1] if len(pages) > 1 and not pages[-1] else pages)


def text_page(page_no: int, text: str) -> Page:
    """The page with its lines and grids; ``text`` may end in a form feed."""
    whole = Run(page_no, 0, len(text), text)
    lines = split_lines(whole)
    marked = markup_grids(whole)
    drawn = [grid for part in outside(lines, marked) for grid in text_grids(part)]
    held = sorted((*marked, *drawn), key=lambda grid: grid.row_runs[0].start)
    blank = (grid for part in outside(lines, held) for grid in blank_grids(whole, part))
    grids = sorted((*held, *blank), key=lambda grid: grid.row_runs[0].start)
    return Page(page_no, text, lines, tuple(grids))


def split_lines(run: Run) -> tuple[Run, ...]:
    """The lines of a run without their ends (CR LF, CR, LF, a form feed at the very end)."""
    stop = len(run.text) - run.text.endswith("\f")
    lines: list[Run] = []
    at = 0
    for end in _LINE_END.finditer(run.text, 0, stop):
        lines.append(run.cut(at, end.start()))
        at = end.end()
    if at < stop:
        lines.append(run.cut(at, stop))
    return tuple(lines)


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        with open_regular(path) as file:
            data = read_most(file, limits.max_bytes)
            # A file that grows while it is read has more bytes than it said it has.
            refuse_size(max(len(data), os.fstat(file.fileno()).st_size), limits)
            return data
    except OSError as error:
        raise not_readable(error) from error


def _cut(decoded: Decoded, length: int) -> Decoded:
    """The text up to a length that ends a page: no replaced run crosses it."""
    replaced = tuple(r for r in decoded.replaced if r.end <= length)
    return Decoded(decoded.text[:length], decoded.encoding, replaced)


def _placed(
    pages: tuple[Page, ...], decoded: Decoded, kind: str
) -> tuple[tuple[Run, Replaced], ...]:
    """Each replaced run with its place; none crosses a page, as none holds a form feed."""
    starts = list(accumulate((len(page.text) for page in pages), initial=0))
    placed = []
    for replaced in (r for r in decoded.replaced if r.kind == kind):
        page = pages[bisect_right(starts, replaced.start) - 1]
        start = replaced.start - starts[page.page_no - 1]
        end = start + replaced.end - replaced.start
        placed.append((Run(page.page_no, start, end, page.text[start:end]), replaced))
    return tuple(placed)


def _repair(run: Run, replaced: Replaced) -> Repair:
    return Repair(
        run=run,
        table="pages",
        column="text",
        raw=f"{replaced.raw} ×{len(run.text)}",
        repaired=run.text,
        rule="control-character",
        reason="NUL 文字は表に収められないため、U+FFFD に置き換えました。",
    )


def _undecodable(placed: tuple[tuple[Run, Replaced], ...], encoding: str) -> tuple[Issue, ...]:
    """One issue a place; past a limit one issue counts the rest, so that ruins stay readable."""
    issues = [_issue(run, replaced, encoding) for run, replaced in placed[:MOST_PLACES]]
    rest = sum(len(run.text) for run, _ in placed[MOST_PLACES:])
    if rest:
        message = f"このほかにも {encoding} として読めない箇所が {rest} 個あります。"
        issues.append(Issue("error", "undecodable-bytes", message, placed[MOST_PLACES][0]))
    return tuple(issues)


def _issue(run: Run, replaced: Replaced, encoding: str) -> Issue:
    count = len(run.text)
    message = f"{encoding} として読めない箇所が {count} 個続くため、U+FFFD に置き換えました。"
    return Issue("error", "undecodable-bytes", message, run, replaced.raw)
