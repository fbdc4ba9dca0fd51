"""What is on pages besides their text, made ready for reading and told by issues.

Characters that nobody sees, watermarks, pictures in place of letters, columns from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.ink import PageInk
from extract.letter_pictures import letter_pictures
from extract.model import Issue
from extract.vertical_pages import as_lines, is_vertical
from extract.watermarks import without_watermark

# Pages named in a message.
NAMED = 5


@dataclass(slots=True)
class Remarks:
    """What was met on the pages of a document so far, by page."""

    unseen: dict[int, int] = field(default_factory=dict)
    drawn: dict[int, int] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    vertical: list[int] = field(default_factory=list)

    def readable(self, ink: PageInk) -> PageInk:
        """The page without its watermark, turned where it is written downwards; in their order."""
        page_no = ink.page_no
        ink, mark = without_watermark(ink)
        if mark:
            self.marks[page_no] = mark
        if ink.unseen:
            self.unseen[page_no] = ink.unseen
        if count := letter_pictures(ink):
            self.drawn[page_no] = count
        if is_vertical(ink, goes_on=self.vertical[-1:] == [page_no - 1]):
            self.vertical.append(page_no)
            return as_lines(ink)
        return ink

    def issues(self) -> Iterator[Issue]:
        """One issue a kind, and one for each text of a watermark."""
        if self.unseen:
            message = (
                "画面にも紙にも出ない文字（透明な文字、非表示のレイヤー）が"
                f"{sum(self.unseen.values())}字あります（{_named([*self.unseen])}ページ）。"
                "読み取りません。"
            )
            yield Issue("info", "text-not-shown", message)
        for words in dict.fromkeys(self.marks.values()):
            on = [page_no for page_no, text in self.marks.items() if text == words]
            message = (
                f"{_named(on)}ページに透かしの文字「{words}」が重ねてあります。本文に入れません。"
            )
            yield Issue("info", "watermark", message, value_raw=words)
        if self.drawn:
            message = (
                f"文字の代わりに画像が{sum(self.drawn.values())}個、文の中にあります"
                f"（{_named([*self.drawn])}ページ）。その文字は読めないため、抜けています。"
            )
            yield Issue("warning", "letter-is-picture", message)
        if self.vertical:
            message = (
                f"{_named(self.vertical)}ページは縦書きです。"
                "紙面を左に90度回した横書きとして読みました。"
            )
            yield Issue("info", "vertical-writing", message)


def _named(pages: Sequence[int]) -> str:
    return "、".join(map(str, pages[:NAMED])) + ("など" if len(pages) > NAMED else "")
