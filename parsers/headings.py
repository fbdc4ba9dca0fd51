"""Builds the heading tree of a document.

The ladder (which numbering stands under which) is not fixed: it is read from the contents
page and from the order in which the styles appear. A number must follow its predecessor,
or the line is text. A heading whose number was lost in print takes the place that the
document's own ladder gives it; its number is then inferred, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extract.fold import fold_text, key
from extract.model import Issue, Repair
from extract.view import view
from parsers.candidates import MAX_HEADING, Candidate, candidates, is_sentence
from parsers.contents import Contents
from parsers.layout_headings import Outlined, outlined_candidates, with_outlined
from parsers.model import Block, Findings, Heading
from parsers.numbering import Numbered, ordinal_value
from parsers.sections import position


@dataclass(frozen=True, slots=True)
class Rung:
    """One open level while walking: its style, last number, index of the heading.

    ``level`` is the level that the file gives the heading, 0 for one that it does not name.
    """

    style: str
    parts: tuple[int, ...]
    index: int
    level: int = 0


def learn_ladder(numbers: Iterable[Numbered | None]) -> dict[str, int]:
    """Rank of each numbering style by first appearance (outermost = 0)."""
    ranks: dict[str, int] = {}
    for numbered in numbers:
        if numbered is not None and numbered.style not in ranks:
            ranks[numbered.style] = len(ranks)
    return ranks


def fits(stack: Sequence[Rung], ranks: dict[str, int], numbered: Numbered) -> bool:
    """Whether a number can stand here: next of its row, or first of a new row."""
    last = numbered.parts[-1]
    for rung in reversed(stack):
        if rung.style == numbered.style:
            return last in {rung.parts[-1] + 1, rung.parts[-1] + 2}
    above = [r for r in stack if ranks.get(r.style, -1) < ranks.get(numbered.style, 99)]
    if len(numbered.parts) > 1 and above:
        parent = above[-1].parts
        return last == 1 and parent[-1:] == numbered.parts[-2:-1]
    return last == 1 or not stack


def find_headings(
    blocks: tuple[Block, ...], contents: Contents | None, named: Sequence[Outlined] = ()
) -> Findings[Heading]:
    """Headings in printed order with their parents; contents page not yet reconciled.

    ``named`` are the headings that the file names itself.
    """
    skip = frozenset(contents.blocks if contents else ())
    found = with_outlined(candidates(blocks, skip), outlined_candidates(named, blocks, contents))
    toc = [entry.numbered for entry in contents.entries] if contents else []
    outer = [name.numbered for name in named]
    ranks = learn_ladder([*outer, *toc, *(c.numbered for c in found)])
    child = _child_styles(found, ranks)
    listed = frozenset(key(e.title.text) for e in contents.entries) if contents else frozenset()
    walk = _Walk(ranks, child, listed, _quoted_numbers(blocks))
    if contents:
        line = blocks[contents.title_block].first
        title = Candidate(contents.title_block, line, "front_matter", None, view(line).strip())
        found = sorted([*found, title], key=lambda c: position(c.line))
    for candidate in found:
        walk.step(candidate)
    if not walk.headings:
        for title in _document_title(blocks):
            walk.step(title)
    return Findings(tuple(walk.headings), tuple(walk.repairs), tuple(walk.issues))


def _document_title(blocks: tuple[Block, ...]) -> list[Candidate]:
    """The first line of a document without any heading, when it reads like a title."""
    if not blocks or blocks[0].grid is not None or len(blocks[0].lines) > 1:
        return []
    title = view(blocks[0].first).strip()
    if len(title.text) > MAX_HEADING or is_sentence(title.text):
        return []
    return [Candidate(0, blocks[0].first, "heading", None, title)]


def _child_styles(found: Sequence[Candidate], ranks: dict[str, int]) -> dict[str, str]:
    """Which style was printed directly below which, first come first kept."""
    child: dict[str, str] = {}
    stack: list[Rung] = []
    for c in found:
        if c.numbered is None or not fits(stack, ranks, c.numbered):
            continue
        stack = _above(stack, ranks, c.numbered.style)
        if stack:
            child.setdefault(stack[-1].style, c.numbered.style)
        stack.append(Rung(c.numbered.style, c.numbered.parts, -1))
    return child


def _above(stack: Sequence[Rung], ranks: dict[str, int], style: str) -> list[Rung]:
    """The rungs that stay open when a heading of this style comes."""
    for i, rung in enumerate(stack):
        if rung.style == style:
            return list(stack[:i])
    own = ranks.get(style, 99)
    return [rung for rung in stack if ranks.get(rung.style, -1) < own]


def _quoted_numbers(blocks: Sequence[Block]) -> dict[str, str]:
    """Title -> circled number, where running text quotes 「① title」."""
    quoted: dict[str, str] = {}
    for block in blocks:
        if block.grid is None:
            for line in block.lines:
                for match in regex.finditer(
                    r"「([①-⑳])\s*([^「」。、]{4,40})」", fold_text(line.text)
                ):
                    quoted.setdefault(key(match[2]), match[1])
    return quoted


class _Walk:
    """One pass over the candidates with the stack of open headings."""

    def __init__(
        self,
        ranks: dict[str, int],
        child: dict[str, str],
        listed: frozenset[str],
        quoted: dict[str, str],
    ) -> None:
        self.ranks = ranks
        self.child = child
        self.listed = listed
        self.quoted = quoted
        self.stack: list[Rung] = []
        self.headings: list[Heading] = []
        self.repairs: list[Repair] = []
        self.issues: list[Issue] = []

    def step(self, c: Candidate) -> None:
        if c.level is not None:
            self._named(c, c.level)
        elif c.kind == "numbered" and c.numbered is not None:
            self._numbered(c, c.numbered)
        elif c.kind == "unnumbered":
            self._unnumbered(c)
        elif c.kind.startswith("sub_"):
            if self.stack and self.stack[0].style == c.kind.removeprefix("sub_"):
                self.stack = self.stack[:1]
                self._add(c, c.kind, None, None, (), "heading")
        else:
            self.stack = []
            self._add(c, c.kind, None, None, (), c.kind)

    def _numbered(self, c: Candidate, numbered: Numbered) -> None:
        stack = self.stack
        if stack and stack[0].style.endswith("_matter") and self.ranks[numbered.style] == 0:
            stack = []  # a chapter closes the preface
        if not fits(stack, self.ranks, numbered) and key(c.title.text) not in self.listed:
            self.issues.append(
                Issue(
                    "info",
                    "number-out-of-sequence",
                    "番号が前後とつながらないため、見出しではなく本文として扱いました。",
                    c.line.strip(),
                    numbered.raw,
                )
            )
            return
        self.stack = _above(stack, self.ranks, numbered.style)
        self._add(c, numbered.style, numbered.raw, numbered.number, numbered.parts, "heading")

    def _named(self, c: Candidate, level: int) -> None:
        """A heading stands under the last named one of a higher level, whatever came between."""
        above = [rung for rung in self.stack if 0 < rung.level < level]
        numbered = c.numbered
        if numbered is None and self._lost_number(c, len(above)):
            return
        self.stack = above
        if numbered is None:
            self._add(c, "unnumbered", None, None, (), c.kind)
            return
        raw = None if c.named_by else numbered.raw
        self._add(c, numbered.style, raw, numbered.number, numbered.parts, c.kind)
        if c.named_by:
            printed, number = c.line.strip(), numbered.number
            reason = f"{c.named_by}に番号がある"
            self.repairs.append(
                Repair(printed, "sections", "number", "", number, "lost-number", reason, 0.95)
            )

    def _unnumbered(self, c: Candidate) -> None:
        self._lost_number(c, None)

    def _lost_number(self, c: Candidate, depth: int | None) -> bool:
        """Place a heading without number where the ladder prints numbered ones.

        Nothing is done, and the answer is False, where it prints none or at another depth.
        """
        top = self.stack[-1] if self.stack else None
        style, parent = None, self.stack
        if top is not None and top.style in self.child.values() and top.style == "circled":
            style, parent = top.style, self.stack[:-1]
        elif top is not None:
            style = self.child.get(top.style)
        if style != "circled" or depth not in (None, len(parent)):
            return False
        sibling = top if top is not None and top.style == style else None
        last = sibling.parts[-1] if sibling else 0
        number = self.quoted.get(key(c.title.text))
        reason, confidence = f"本文が「{number} {c.title.text}」と引用している", 0.95
        if number is None and sibling and self.headings[sibling.index].number and last < 20:
            number = chr(ord("①") + last)
            reason, confidence = "すぐ前の見出しに番号があり、並び順から補った", 0.8
        self.stack = list(parent)
        parts = ((ordinal_value(number) if number else None) or last + 1,)
        self._add(c, style, None, number, parts, "heading")
        printed = c.line.strip()
        if number is not None:
            self.repairs.append(
                Repair(printed, "sections", "number", "", number, "lost-number", reason, confidence)
            )
        else:
            message = "同じ段の見出しには番号がありますが、この見出しの番号は分かりません。"
            self.issues.append(Issue("info", "heading-number-unknown", message, printed))
        return True

    def _add(
        self,
        c: Candidate,
        style: str,
        raw: str | None,
        number: str | None,
        parts: tuple[int, ...],
        kind: str,
    ) -> None:
        status = None if number is None else ("printed" if raw is not None else "inferred")
        printed = c.line.strip()
        number_raw = None
        if raw is not None:
            number_raw = printed.text[: len(printed.text) - len(c.title.whole.text)].strip()
        parent = self.stack[-1].index if self.stack else None
        self.headings.append(
            Heading(
                level=len(self.stack) + 1,
                kind=kind,
                number_raw=number_raw,
                number=number,
                number_status=status,
                title=c.title,
                run=printed,
                parent=parent,
                style=style,
            )
        )
        self.stack.append(Rung(style, parts, len(self.headings) - 1, c.level or 0))
