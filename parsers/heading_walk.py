"""Walks the candidates of a document once and builds its heading tree with a stack of rungs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.fold import key
from extract.frozen import frozen
from extract.model import Issue, Repair
from parsers.candidates import Candidate
from parsers.ladder import Rung, fits, rungs_above
from parsers.model import Heading
from parsers.numbering import Numbered, fixed_ranks, ordinal_value

HIGHEST_CIRCLED = 20


@frozen
class Ladder:
    """What is known before the walk.

    Ranks of the styles, which stands directly below which, the titles of the contents page,
    and the numbers that running text quotes with a title.
    """

    ranks: Mapping[str, int]
    child: Mapping[str, str]
    listed: frozenset[str]
    quoted: Mapping[str, str]


@dataclass(slots=True)
class Walk:
    """One pass over the candidates; ``taken[i]`` is the candidate that heading i is made of."""

    ladder: Ladder
    stack: list[Rung] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    taken: list[Candidate] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def step(self, c: Candidate) -> None:
        """Takes the next candidate: a heading, or text and maybe an issue."""
        if c.level is not None:
            self._named(c, c.level)
        elif c.kind == "numbered" and c.numbered is not None:
            self._numbered(c, c.numbered)
        elif c.kind == "unnumbered":
            self._lost_number(c, None)
        elif c.kind.startswith("sub_"):
            if self.stack and self.stack[0].style == c.kind.removeprefix("sub_"):
                self.stack = self.stack[:1]
                self._add(c, c.kind, None, None, (), "heading")
        else:
            self.stack = []
            self._add(c, c.kind, None, None, (), c.kind)

    def _numbered(self, c: Candidate, numbered: Numbered) -> None:
        stack, ranks = self.stack, self.ladder.ranks
        if self._closes_part(numbered):
            stack = []
        if not fits(stack, ranks, numbered) and not self._is_listed(c):
            self._out_of_sequence(c, numbered)
            return
        self.stack = rungs_above(stack, ranks, numbered.style)
        raw = numbered.raw if numbered.parts else None
        self._add(c, numbered.style, raw, numbered.number or None, numbered.parts, "heading")

    def _closes_part(self, numbered: Numbered) -> bool:
        """Whether an outermost number ends a part of the document.

        The first chapter ends the preface; a number inside the back matter belongs to it unless
        it goes on with the chapters before.
        """
        if not self.stack or self.ladder.ranks[numbered.style] != 0:
            return False
        part = self.stack[0].style
        above = (
            h.parts for h in reversed(self.headings) if h.style == numbered.style and h.level == 1
        )
        last = next(above, (0,))
        goes_on = numbered.parts != () and numbered.parts[-1:] == (last[-1] + 1,)
        if part == "back_matter":
            return goes_on and last != (0,)
        begins = goes_on or numbered.style in fixed_ranks() or not numbered.parts
        return part == "front_matter" and begins

    def _is_listed(self, c: Candidate) -> bool:
        return key(c.title.text) in self.ladder.listed

    def _out_of_sequence(self, c: Candidate, numbered: Numbered) -> None:
        if numbered.weak:
            return  # nothing said that this is a number at all
        message = "番号が前後とつながらないため、見出しではなく本文として扱いました。"
        run = c.line.strip()
        self.issues.append(Issue("info", "number-out-of-sequence", message, run, numbered.raw))

    def _named(self, c: Candidate, level: int) -> None:
        """A heading stands under the last named one of a higher level, whatever came between."""
        numbered = c.numbered
        above = [rung for rung in self.stack if _stays(rung, numbered, level)]
        if numbered is None and self._lost_number(c, len(above)):
            return
        self.stack = above
        if numbered is None:
            self._add(c, "unnumbered", None, None, (), c.kind)
            return
        raw = None if c.named_by else numbered.raw
        self._add(c, numbered.style, raw, numbered.number, numbered.parts, c.kind)
        if c.named_by:
            self._repair(c, numbered.number, f"{c.named_by}に番号がある", 0.95)

    def _lost_number(self, c: Candidate, depth: int | None) -> bool:
        """Place a heading without number where the ladder prints numbered ones.

        Nothing is done, and the answer is False, where it prints none or at another depth.
        """
        top = self.stack[-1] if self.stack else None
        child = self.ladder.child
        style, parent = None, self.stack
        if top is not None and top.style in child.values() and top.style == "circled":
            style, parent = top.style, self.stack[:-1]
        elif top is not None:
            style = child.get(top.style)
        if style != "circled" or depth not in (None, len(parent)):
            return False
        sibling = top if top is not None and top.style == style else None
        last = sibling.parts[-1] if sibling else 0
        number = self.ladder.quoted.get(key(c.title.text))
        reason, confidence = f"本文が「{number} {c.title.text}」と引用している", 0.95
        follows = sibling is not None and self.headings[sibling.index].number is not None
        if number is None and follows and last < HIGHEST_CIRCLED:
            number = chr(ord("①") + last)
            reason, confidence = "すぐ前の見出しに番号があり、並び順から補った", 0.8
        self.stack = list(parent)
        parts = ((ordinal_value(number) if number else None) or last + 1,)
        self._add(c, style, None, number, parts, "heading")
        if number is not None:
            self._repair(c, number, reason, confidence)
        else:
            message = "同じ段の見出しには番号がありますが、この見出しの番号は分かりません。"
            self.issues.append(Issue("info", "heading-number-unknown", message, c.line.strip()))
        return True

    def _repair(self, c: Candidate, number: str, reason: str, confidence: float) -> None:
        run, rule = c.line.strip(), "lost-number"
        self.repairs.append(Repair(run, "sections", "number", "", number, rule, reason, confidence))

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
        parent = self.stack[-1].index if self.stack else None
        self.headings.append(
            Heading(
                level=len(self.stack) + 1,
                kind=kind,
                number_raw=c.number_raw if raw is not None else None,
                number=number,
                number_status=status,
                title=c.title,
                run=c.line.strip(),
                parent=parent,
                style=style,
                parts=parts,
            )
        )
        self.taken.append(c)
        self.stack.append(Rung(style, parts, len(self.headings) - 1, c.level or 0))


def _stays(rung: Rung, numbered: Numbered | None, level: int) -> bool:
    """Whether a rung is above a named heading: by its level, or as a chapter that has no name.

    Bookmarks may leave out the outermost headings.
    """
    if rung.level:
        return rung.level < level
    ranks = fixed_ranks()
    if numbered is None or rung.style not in ranks:
        return False
    return ranks[rung.style] < ranks.get(numbered.style, len(ranks))
