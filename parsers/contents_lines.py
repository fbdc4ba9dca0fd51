"""Reads one line of a contents page: its entry, or the two that stand side by side."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.numbering import Numbered, read_number
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary

LONGEST_ENTRY = 300
_SIGN = regex.compile(r" {0,8}(?:#{1,6}|[-*+]) +")


@frozen
class Entry:
    """One entry of a contents page: where it is printed, its title, its number.

    ``page`` is the printed page number, None where none is printed or a Roman one;
    ``page_raw`` is what is printed.
    """

    run: Run
    title: View
    numbered: Numbered | None
    page: int | None
    page_raw: str | None = None


@per_vocabulary
def _pattern(name: str) -> regex.Pattern[str]:
    return compiled(load("headings")["contents"][name])


def bare(text: str) -> str:
    """A line without the sign that Markdown opens a heading or an item of a list with."""
    return text[_sign_end(text) :]


def _sign_end(text: str) -> int:
    # Most lines are told by their first character.
    match = _SIGN.match(text) if text[:1] in "#-*+ " else None
    return match.end() if match is not None else 0


def _shown(line: Run) -> View:
    start = _sign_end(line.text)
    return view(line.cut(start, len(line.text)) if start else line).strip()


def is_page_number(line: Run) -> bool:
    """Whether a line is the page number of the contents page itself."""
    return _pattern("page_number").match(view(line).strip().folded.text) is not None


def read_entry(line: Run) -> Entry | None:
    """A contents entry (title, leader, page), or None when the line is none."""
    entry = _read(_shown(line))
    return replace(entry, run=line) if entry is not None else None


def read_entries(line: Run) -> tuple[Entry, ...]:
    """The entries of a line: two where two columns stand side by side, none for other lines."""
    whole = _shown(line)
    folded = whole.folded
    if len(folded.text) > LONGEST_ENTRY:
        return ()
    columns = _pattern("two_columns").match(folded.text)
    if columns is not None:
        left, right = (_read(as_printed(folded.cut(*columns.span(n)))) for n in ("left", "right"))
        if left is not None and right is not None:
            return left, right
    entry = read_entry(line)
    return (entry,) if entry is not None else ()


def unpaged_entry(line: Run) -> Entry | None:
    """A line without a page as an entry; None where no title is left."""
    whole = _shown(line)
    numbered = _number(whole.folded.text)
    title = _title(whole, numbered, len(whole.folded.text))
    return Entry(line, title, numbered, None) if title.text else None


def _read(whole: View) -> Entry | None:
    folded = whole.folded
    # A longer line is running text, in which the leader would be looked for at every place.
    match = _pattern("entry").match(folded.text) if len(folded.text) <= LONGEST_ENTRY else None
    if match is None or not _pattern("leader").search(match["leader"]):
        return None
    numbered = _number(folded.text)
    end = match.end("title")
    if end <= (numbered.title_at if numbered else 0):
        return None
    page = int(match["page"]) if match["page"].isdecimal() else None
    return Entry(whole.whole, _title(whole, numbered, end), numbered, page, match["page"])


def _number(text: str) -> Numbered | None:
    numbered = read_number(text, weak=True)
    return numbered if numbered is not None and numbered.parts else None


def _title(whole: View, numbered: Numbered | None, end: int) -> View:
    return as_printed(whole.folded.cut(numbered.title_at if numbered else 0, end))
