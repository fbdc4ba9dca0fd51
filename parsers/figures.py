"""Figures that the text names but does not hold: captions beside the place where one was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.frozen import frozen
from extract.model import Issue, Run
from extract.view import View, view
from parsers.captions import Caption, read_caption
from parsers.contents import Contents
from parsers.model import Block, Findings, Heading, Table
from parsers.patterns import compiled
from parsers.sections import position, section_at, section_starts
from parsers.vocabulary import load


@frozen
class LostFigure:
    """A caption with its printed number; ``title`` is in pieces when it takes two lines."""

    caption: Run
    number: View | None
    title: tuple[View, ...]
    section: int | None


def find_figures(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    tables: Sequence[Table],
    contents: Contents | None,
) -> Findings[LostFigure]:
    """Every named figure, each with an issue: a text file holds none.

    A caption that a table took names that table. A caption without the word for a figure
    counts only beside a run of blank lines.
    """
    taken = {position(h.run) for h in headings if h.toc_status != "toc_only"}
    taken |= {position(t.caption.whole) for t in tables if t.caption is not None}
    starts = section_starts(headings)
    listed = set(contents.blocks) if contents else set()
    found: list[LostFigure] = []
    for i, block in enumerate(blocks):
        if block.grid is None and i not in listed:
            for run, number, title in _captions(blocks, i):
                if position(run) in taken or position(run.strip()) in taken:
                    continue
                section = section_at(starts, run)
                if read_caption(run) is not None or _in_body(headings, section):
                    found.append(LostFigure(run, number, title, section))
    message = "図の中身は文字として残っていません。"
    issues = (
        Issue("info", "figure-not-in-text", message, f.caption, f.caption.text) for f in found
    )
    return Findings(tuple(found), issues=tuple(issues))


def _in_body(headings: Sequence[Heading], section: int | None) -> bool:
    """Whether a place is inside the plan proper: lines of a cover or a greeting name nothing."""
    at = section
    while at is not None and headings[at].parent is not None:
        at = headings[at].parent
    return at is not None and headings[at].kind != "front_matter"


_Named = tuple[Run, View | None, tuple[View, ...]]


def _captions(blocks: Sequence[Block], at: int) -> Iterator[_Named]:
    block = blocks[at]
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    least = load("figures")["least_gap"]
    gap_after = after.gap >= least if after else False
    last = len(block.lines) - 1
    for n, line in enumerate(block.lines):
        caption = read_caption(line)
        beside = (n == 0 and block.gap >= least) or (n == last and gap_after)
        if caption is None:
            continue
        if caption.number is not None and _second(block, n):
            second = view(block.lines[n + 1]).strip()
            whole = block.between(line, block.lines[n + 1]).strip()
            yield whole, caption.number, (caption.title, second)
        elif _names_figure(caption, beside, (n == last and gap_after) or _next_too(block, n)):
            yield line.strip(), caption.number, (caption.title,)
    if gap_after and last == 0 and read_caption(block.first) is None:
        yield from _unmarked(blocks[at - 1] if at else None, block)


def _names_figure(caption: Caption, beside: bool, above: bool) -> bool:
    """Whether a caption names a figure here: blank lines before it may be those of another."""
    if caption.what == "figure":
        return beside or caption.number is not None
    if caption.what == "question":
        return above
    return caption.what == "either" and (above or (beside and caption.number is not None))


def _next_too(block: Block, n: int) -> bool:
    """Whether the next line is a caption as well: nothing that line ``n`` names is printed."""
    return n + 1 < len(block.lines) and read_caption(block.lines[n + 1]) is not None


def _second(block: Block, n: int) -> bool:
    """Whether the caption of line ``n`` goes on in the last line of its block."""
    if n != len(block.lines) - 2:
        return False
    if read_caption(block.lines[n + 1]) is not None:
        return False
    text = view(block.lines[n + 1]).text.strip()
    return len(text) <= load("figures")["longest_second_line"] and "。" not in text


def _unmarked(before: Block | None, block: Block) -> Iterator[_Named]:
    """A line alone above a gap: the wording of a question, or the name of what stood there."""
    shown = view(block.first).strip()
    folded = shown.folded.text
    words = load("figures")
    asked = (
        read_caption(before.lines[-1]) if before and block.gap <= words["question_gap"] else None
    )
    if asked is not None and asked.what == "question":
        yield block.first.strip(), asked.number, (shown,)
    elif len(folded) <= words["longest_line"] and not compiled(words["not_a_name"]).match(folded):
        yield block.first.strip(), None, (shown,)
