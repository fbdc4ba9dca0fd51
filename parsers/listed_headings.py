"""Headings without a number that the contents page lists: the lines that print their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.fold import key
from extract.view import view
from parsers.candidates import Candidate, part_kind
from parsers.contents import Contents, Entry
from parsers.model import Block
from parsers.numbering import Numbered, indent_style, read_number
from parsers.sections import position


def contents_numbers(contents: Contents | None) -> list[Numbered]:
    """The numbers of the contents page in order; entries without one are a rung by indentation."""
    entries = contents.entries if contents else ()
    return [e.numbered or _rung(e) for e in entries if e.numbered or _is_plain(e)]


def _rung(entry: Entry) -> Numbered:
    """The rung of an entry without number, as a sign without number has one."""
    text = entry.run.text
    style = indent_style(len(text) - len(text.lstrip()))
    return Numbered(style, "", "", (), 0, may_be_sentence=True)


def listed_candidates(
    blocks: Sequence[Block], contents: Contents | None, found: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates with the first line that prints each listed title without a number."""
    if contents is None:
        return list(found)
    plain = (e for e in contents.entries if e.numbered is None and _is_plain(e))
    wanted = {key(e.title.text): _rung(e) for e in plain}
    listed = tuple(_lines(blocks, contents, wanted))
    taken = {position(c.line) for c in listed}
    kept = [c for c in found if position(c.line) not in taken]
    return sorted((*kept, *listed), key=lambda c: position(c.line))


def _is_plain(entry: Entry) -> bool:
    """Whether an entry is no part of the document that is known by its name (資料編)."""
    return part_kind(entry.title.folded.text) is None


def _lines(
    blocks: Sequence[Block], contents: Contents, wanted: Mapping[str, Numbered]
) -> Iterator[Candidate]:
    left = dict(wanted)
    for i, block in enumerate(blocks):
        if block.grid is not None or i in contents.blocks:
            continue
        for line in block.lines:
            if not left:
                return
            shown = view(line).strip()
            title = key(shown.text)
            if title in left and read_number(shown.folded.text) is None:
                rung = left.pop(title)
                yield Candidate(i, line, "numbered", rung, shown)
