"""Running text by section: paragraphs and sentences to match words on.

Matching runs on squeezed views: folded and without white space, so neither a line break nor the
blanks that scanning leaves between scripts hide a word. A cut of one still leads to the print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extract.frozen import frozen
from extract.model import Run
from extract.offsets import join
from extract.view import View, view
from parsers.captions import read_caption
from parsers.model import Block, Heading
from parsers.patterns import compiled
from parsers.sections import ancestors, body_headings, position, section_at, section_starts

_SOLID = regex.compile(r"\S+")
_ITEM = regex.compile(r"^\s*(?:[-*・●■◆◇○◎※①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．])")
_OPEN, _CLOSE = "(（「『[", ")）」』]"


@frozen
class Passage:
    """A paragraph as read; ``section`` indexes the headings."""

    printed: Run
    section: int | None

    @property
    def text(self) -> View:
        """The paragraph squeezed; made anew at each call, as few paragraphs are looked into."""
        return squeeze(view(self.printed).strip())


def squeeze(shown: View) -> View:
    """The view folded and without any white space; its cuts still lead to the page."""
    folded = shown.folded
    parts = ((*m.span(), m[0], False) for m in _SOLID.finditer(folded.text))
    text, offsets = join(parts)
    return View(text, folded.whole, folded.base, folded.residue, (offsets, *folded.steps))


def passages(blocks: Sequence[Block], headings: Sequence[Heading]) -> tuple[Passage, ...]:
    """The paragraphs of the running text in order; headings, captions and grids are none."""
    starts = section_starts(headings)
    titles = {place for place, _ in starts}
    found: list[Passage] = []
    for block in blocks:
        if block.grid is None:
            for printed in _paragraphs(block, titles):
                found.append(Passage(printed, section_at(starts, printed)))
    return tuple(found)


def sentences(text: View) -> tuple[View, ...]:
    """A text cut behind each line end and each 。 outside brackets; nothing is lost."""
    found: list[View] = []
    depth = start = 0
    for i, char in enumerate(text.text):
        depth = 0 if char == "\n" else max(0, depth + (char in _OPEN) - (char in _CLOSE))
        if char in "。\n" and depth == 0:
            found.append(text.cut(start, i + 1))
            start = i + 1
    if start < len(text.text):
        found.append(text.cut(start, len(text.text)))
    return tuple(found)


def sections_about(headings: Sequence[Heading], titles: Mapping[str, str]) -> frozenset[int]:
    """Indexes of the headings whose own title or one above matches ``titles["include"]``.

    None of the titles on the way may match ``titles["exclude"]``. Both are patterns over folded
    titles without white space.
    """
    include, exclude = compiled(titles["include"]), compiled(titles["exclude"])
    about: set[int] = set()
    for i, _ in body_headings(headings):
        path = [squeeze(headings[at].title).text for at in ancestors(headings, i)]
        if any(map(include.search, path)) and not any(map(exclude.search, path)):
            about.add(i)
    return frozenset(about)


def _paragraphs(block: Block, titles: set[tuple[int, int]]) -> Iterator[Run]:
    current: Run | None = None
    for line in block.lines:
        shown = line.strip()
        apart = position(shown) in titles or read_caption(line) is not None
        joined = None
        if current is not None and not apart and not _ITEM.match(line.text):
            joined = _joined(block, current, line)
        if current is not None and joined is None:
            yield current.strip()
        current = None if apart else joined or line
    if current is not None:
        yield current.strip()


def _joined(block: Block, a: Run, b: Run) -> Run | None:
    """Both lines as one run; None where ``a`` ends a sentence."""
    return None if a.text.rstrip().endswith("。") else block.between(a, b)
