"""Takes lists in one cell apart: bulleted ones, and those whose line ends were lost."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from extract.frozen import frozen
from extract.view import View
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary

_LIST_TAG = regex.compile(r"<\s*(?:ul|ol|li)\b", regex.IGNORECASE)
_HIRAGANA = regex.compile(r"\p{Hiragana}")


@frozen
class Joined:
    """Items of a list that ran together; ``unsure`` when a possible cut was not made."""

    items: tuple[View, ...]
    unsure: bool


@cache
def _bullet(signs: str) -> regex.Pattern[str]:
    return compiled(rf"(?:^|(?<=\s))(?P<sign>[{regex.escape(signs)}])\s*")


def bullet_signs() -> str:
    """Every sign that opens an item."""
    return "".join(load("list_items")["bullets"])


def check_signs() -> str:
    """The signs that are check boxes."""
    return "".join(load("list_items")["checks"])


def signed_items(view: View, signs: str) -> tuple[View | None, tuple[tuple[str, View], ...]]:
    """The text before the first of ``signs`` (None for none), then each sign with its item."""
    folded = view.folded
    found = list(_bullet(signs).finditer(folded.text))
    ends = [*(m.start() for m in found[1:]), len(folded.text)][: len(found)]
    items = tuple(
        (m["sign"], as_printed(folded.cut(m.end(), end)))
        for m, end in zip(found, ends, strict=True)
    )
    lead = as_printed(folded.cut(0, found[0].start() if found else len(folded.text)))
    return (lead if lead.text else None), tuple(i for i in items if i[1].text)


def split_bullets(view: View) -> tuple[View | None, tuple[View, ...]]:
    """The text before the first bullet (None for none) and the bulleted items."""
    lead, items = signed_items(view, bullet_signs())
    return lead, tuple(item for _, item in items)


def is_list(view: View) -> bool:
    """Whether the print was marked up as a list."""
    return any(_LIST_TAG.search(run.text) for run in view.residue)


def split_list(view: View) -> tuple[View, ...]:
    """The items of a bulleted or marked-up list; anything else is one item, nothing is none."""
    lead, items = split_bullets(view)
    if items:
        return (lead, *items) if lead else items
    if lead is None:
        return ()
    if is_list(view):
        return tuple(line.strip() for line in lead.lines() if line.text.strip())
    return (lead,)


@per_vocabulary
def _end() -> regex.Pattern[str]:
    words = sorted(load("list_items")["run_together"]["ends"], key=len, reverse=True)
    return compiled(rf"の(?:{'|'.join(map(regex.escape, words))})")


def split_run_together(view: View) -> Joined:
    """Cuts 「…の整備…の運用開始」 behind nouns of action that a new beginning follows.

    A noun that may go on as a compound (導入計画) is not cut, and the reading is ``unsure``.
    """
    folded = view.folded
    cuts: list[int] = []
    unsure = False
    for match in _end().finditer(folded.text):
        begins = _begins_item(folded.text[match.end() :])
        if begins:
            cuts.append(match.end())
        unsure = unsure or begins is None
    bounds = [0, *cuts, len(folded.text)]
    pieces = [as_printed(folded.cut(a, b)) for a, b in pairwise(bounds) if b > a]
    return Joined(tuple(pieces), unsure)


def _begins_item(rest: str) -> bool | None:
    """Whether a new item begins here; None where a compound is as likely."""
    words = load("list_items")["run_together"]
    if not rest.strip() or rest[0] in words["punctuation"] or rest[0] in "(":
        return False
    if _HIRAGANA.match(rest) and rest[0] in words["particles"]:
        return False
    if rest.startswith(tuple(words["compounds"])):
        return None
    return True
