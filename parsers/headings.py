"""Builds the heading tree of a document.

The ladder (which numbering stands under which) is not fixed: it is learnt from the contents
page and from the order of the numbers. A number must follow its predecessor, or the line is
text; so must something stand under it, or it is an item of a list. A heading whose number was
lost in print takes the place that the document's own ladder gives it; its number is then
inferred, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import fold_text, key
from extract.view import view
from parsers.candidates import MAX_HEADING, Candidate, candidates, is_sentence
from parsers.contents import Contents
from parsers.enumerations import no_headings, without_lists
from parsers.heading_walk import Ladder, Walk
from parsers.ladder import child_styles, learn_ladder
from parsers.large_headings import with_large
from parsers.layout_headings import Outlined, outlined_candidates, with_outlined
from parsers.listed_headings import contents_numbers, listed_candidates
from parsers.model import Block, Findings, Heading
from parsers.patterns import compiled
from parsers.sections import position

# What is no heading changes the ladder, and so what is one; in practice it settles at once.
ROUNDS = 6


def find_headings(
    blocks: tuple[Block, ...],
    contents: Contents | None,
    named: Sequence[Outlined] = (),
    large: Sequence[Candidate] = (),
) -> Findings[Heading]:
    """Headings in printed order with their parents; contents page not yet reconciled.

    ``named`` are the headings that the file names itself, ``large`` the lines whose size makes
    them headings where it names none.
    """
    skip = frozenset(contents.blocks if contents else ())
    found = with_outlined(candidates(blocks, skip), outlined_candidates(named, blocks, contents))
    if not named:
        found = listed_candidates(blocks, contents, with_large(found, large))
    if contents and contents.title.text:
        line = contents.title
        title = Candidate(contents.title_block, line, "front_matter", None, view(line).strip())
        found = sorted([*found, title], key=lambda c: position(c.line))
    listed = _listed(contents)
    found = without_lists(found, blocks, listed)
    if contents:
        found = [c for c in found if not _is_unlisted_label(c, listed)]
    quoted = _quoted_numbers(blocks)
    for _ in range(ROUNDS):
        walk = _walk(found, contents, named, listed, quoted)
        dropped = no_headings(walk.headings, walk.taken, blocks, listed)
        if not dropped:
            break
        found = [c for c in found if position(c.line) not in dropped]
    if not walk.headings:
        for title in _document_title(blocks):
            walk.step(title)
    return Findings(tuple(walk.headings), tuple(walk.repairs), tuple(walk.issues))


def _walk(
    found: Sequence[Candidate],
    contents: Contents | None,
    named: Sequence[Outlined],
    listed: frozenset[str],
    quoted: dict[str, str],
) -> Walk:
    numbers = [c.numbered for c in found]
    outer = [name.numbered for name in named]
    ranks = learn_ladder(outer, contents_numbers(contents), numbers)
    walk = Walk(Ladder(ranks, child_styles(numbers, ranks), listed, quoted))
    for candidate in found:
        walk.step(candidate)
    return walk


def _listed(contents: Contents | None) -> frozenset[str]:
    return frozenset(key(e.title.text) for e in contents.entries) if contents else frozenset()


def _is_unlisted_label(c: Candidate, listed: frozenset[str]) -> bool:
    """A word and a number alone over another line, in a plan whose contents page lacks them.

    Such a pair is more often a list of the policies than the headings of their sections.
    """
    numbered = c.numbered
    alone = numbered is not None and position(c.title.whole) > position(c.line)
    below = alone and c.title.whole.start >= c.line.end
    return bool(below and numbered and numbered.weak and key(c.title.text) not in listed)


def _document_title(blocks: tuple[Block, ...]) -> list[Candidate]:
    """The first line of a document without any heading, when it reads like a title."""
    if not blocks or blocks[0].grid is not None or len(blocks[0].lines) > 1:
        return []
    title = view(blocks[0].first).strip()
    if len(title.text) > MAX_HEADING or is_sentence(title.text):
        return []
    return [Candidate(0, blocks[0].first, "heading", None, title)]


def _quoted_numbers(blocks: Sequence[Block]) -> dict[str, str]:
    """Title -> circled number, where running text quotes 「① title」."""
    quote = compiled(r"「([①-⑳])\s*([^「」。、]{4,40})」")
    quoted: dict[str, str] = {}
    for block in blocks:
        if block.grid is None:
            for line in block.lines:
                for match in quote.finditer(fold_text(line.text)):
                    quoted.setdefault(key(match[2]), match[1])
    return quoted
