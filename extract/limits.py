"""How large an input may be before it is refused, or read in part."""

from __future__ import annotations

from collections.abc import Sequence

from extract.frozen import frozen
from extract.model import Issue

MIB = 1024 * 1024


@frozen
class Limits:
    """Bounds on one input file; what lies beyond is not read, and an issue has the figure.

    ``max_bytes`` is its size on disk: a larger file is refused. ``max_pages`` are read of a
    longer one. ``max_objects`` (painted objects other than characters, forms resolved) and
    ``max_content`` (bytes of instructions, decompressed, forms as often as they are drawn) are
    bounds on one page of a PDF: a page beyond stays unread. ``pattern_seconds`` is what all
    patterns may take together while words of a user are among them: a file beyond is refused.
    """

    max_bytes: int = 512 * MIB
    max_pages: int = 5_000
    max_objects: int = 500_000
    max_content: int = 64 * MIB
    pattern_seconds: int = 60


USUAL_LIMITS = Limits()


def page_limit_issue(count: int, limits: Limits) -> Sequence[Issue]:
    """An issue if a file has more pages than are read; none otherwise."""
    if count <= limits.max_pages:
        return ()
    message = (
        f"全{count:,}ページのうち、はじめの{limits.max_pages:,}ページだけを読みました。"
        "続きも読むには --max-pages を大きくしてください。"
    )
    return (Issue("error", "page-limit", message),)
