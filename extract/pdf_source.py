"""What every PDF reader offers: an open file whose pages are read one at a time."""

from __future__ import annotations

from typing import Protocol

from extract.frozen import frozen
from extract.ink import Bookmark, PageInk


@frozen
class PdfFacts:
    """What the file says of itself, as printed in its information dictionary.

    None where it says nothing. ``encrypted`` is also true for files that open without a password.
    """

    title: str | None
    producer: str | None
    creator: str | None
    created: str | None
    encrypted: bool


class PdfSource(Protocol):
    """An open PDF. Not for use from two threads; after its context has ended it is of no use."""

    @property
    def page_count(self) -> int:
        """At least 1."""

    @property
    def labels(self) -> tuple[str | None, ...]:
        """The page labels (``iv``, ``A-3``), one a page; None for a page without."""

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The outline in its printed order; empty when there is none or it is damaged."""

    @property
    def facts(self) -> PdfFacts:
        """Title, producer and the like."""

    def read_page(self, page_no: int) -> PageInk:
        """The ink of a page, counted from 1; nothing of the page stays in memory after.

        Raises PageUnreadable when this page is damaged, IndexError when there is none.
        """
