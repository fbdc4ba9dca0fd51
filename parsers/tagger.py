"""The analyser of Japanese words (unidic-lite), one for the whole process, behind a guard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.mapped_files import release

if TYPE_CHECKING:
    from fugashi import Tagger, UnidicNode

# One letter many thousand times over takes the analyser minutes, or ends the process.
_LONGEST = 1000
# A NUL ends a text for the analyser, half of a surrogate pair is no text for it.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def analysed(text: str) -> Iterator[UnidicNode]:
    """The words of a text in printed order; none for a text of spaces (U+3000 is a word).

    A long text is read in pieces, cut behind a full stop where there is one; a word may be cut
    where there is none. Control characters and halves of surrogate pairs count as spaces, so the
    surfaces behind their ``white_space`` stand where they stand in the text; of more spaces in a
    row than a piece holds some are lost.
    """
    for piece in _pieces(_NO_TEXT.sub(" ", text)):
        yield from _tagger()(piece)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that the analyser takes; all of them together are the text."""
    start = 0
    while len(text) - start > _LONGEST:
        stop = text.rfind("。", start, start + _LONGEST) + 1 or start + _LONGEST
        # The analyser drops blanks at an end: they go in front of the next word.
        stop = start + len(text[start:stop].rstrip(" ")) or stop
        yield text[start:stop]
        start = stop
    yield text[start:]


def give_back() -> None:
    """Let go of what is in memory of the dictionary; the next text takes what it needs anew.

    The analyser cannot be closed, and holds 90 MiB of the dictionary after one plan. Where it
    has read nothing yet, and on systems other than Linux, nothing happens.
    """
    if _tagger.cache_info().currsize:
        import unidic_lite

        release(Path(unidic_lite.DICDIR))


@cache
def _tagger() -> Tagger:
    # The dictionary loads only when a text needs it.
    import fugashi

    return fugashi.Tagger()
