"""Headings without a number that Markdown's number signs mark (### 成果指標)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.view import view
from parsers.candidates import Candidate, is_sentence, part_kind
from parsers.contents import Contents
from parsers.model import Block
from parsers.numbering import Numbered, marked_style, read_number
from parsers.patterns import compiled
from parsers.vocabulary import load

# One alone is the title of the document.
FEWEST = 2
SIGNS = r"\s{0,3}(?P<signs>#{1,6})[ \t]+(?=[^\s#])"


def marked_candidates(blocks: Sequence[Block], contents: Contents | None) -> tuple[Candidate, ...]:
    """Candidates of the marked lines without a number, of each level that several lines have.

    More signs stand below fewer; how they stand to numbers is learnt as for any other style. A
    level that numbered lines have too tells nothing: some converters print all headings alike.
    """
    skip = frozenset(contents.blocks if contents else ())
    found: dict[int, list[Candidate]] = defaultdict(list)
    mixed: set[int] = set()
    for i, block in enumerate(blocks):
        if block.grid is not None or i in skip:
            continue
        for line in block.lines:
            match = compiled(SIGNS).match(line.text)
            if match is None:
                continue
            depth = len(match["signs"])
            title = view(line).strip()
            text = title.folded.text
            if len(text) > load("headings")["unnumbered"]["max_length"] or is_sentence(text):
                continue
            if read_number(text, weak=True) is not None:
                mixed.add(depth)
                continue
            if part_kind(text) is not None:
                continue
            numbered = Numbered(marked_style(depth), "", "", (), 0, may_be_sentence=False)
            found[depth].append(Candidate(i, line, "numbered", numbered, title))
    kept = (
        c
        for depth, several in found.items()
        if len(several) >= FEWEST and depth not in mixed
        for c in several
    )
    return tuple(sorted(kept, key=lambda c: (c.line.page_no, c.line.start)))
