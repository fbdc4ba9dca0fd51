"""Finds names of bodies, posts and units in squeezed text by how they end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

import regex

from extract.fold import key
from extract.frozen import frozen
from parsers.patterns import compiled
from parsers.vocabulary import load, per_vocabulary

# Without a bound a run of kanji without an end of a name takes quadratic time.
LONGEST_NAME = 40
Kind = Literal["body", "post", "unit"]


@frozen
class Mention:
    """A name in squeezed text: offsets of all of it, and ``name`` without its brackets.

    ``kind_word`` and ``tail`` are set when the noun stands outside the brackets (「X」分科会):
    the noun, and where it is printed. ``count`` is the place of 4つの分科会 in such a list.
    ``group`` marks a name for several units (各所管課).
    """

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    kind: Kind
    quoted: bool = False
    kind_word: str | None = None
    tail: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    group: bool = False

    @property
    def vague(self) -> bool:
        """Whether the print is no name of its own (本部, 各部): it can only refer to one."""
        return not self.quoted and self.name in _not_names()


@per_vocabulary
def words() -> Mapping[str, Any]:
    """The word lists of organizations.toml."""
    return MappingProxyType(load("organizations")["words"])


@per_vocabulary
def _not_names() -> frozenset[str]:
    return frozenset(map(key, words()["not_names"]))


@per_vocabulary
def pattern(name: str, which: int | None = None) -> regex.Pattern[str]:
    """A pattern of organizations.toml with its placeholders filled in."""
    rows = load("organizations")["patterns"]
    text = str(rows[name] if which is None else rows[name][which])
    fill = {
        "{CHAIR}": _any("chairs"),
        "{DATE}": rows["date"],
        "{UNITNAME}": rf"[\p{{Han}}\p{{Katakana}}ー]{{1,{LONGEST_NAME}}}(?:{_any('units')})",
    }
    for placeholder, value in fill.items():
        text = text.replace(placeholder, value)
    return compiled(text)


def _any(*lists: str) -> str:
    rows = {key(word) for name in lists for word in words()[name]}
    return "|".join(regex.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w)))


def kind_of(name: str) -> Kind | None:
    """What a name ends like; the longest ending decides, None when none is known."""
    squeezed = key(name)
    return next((kind for word, kind in _endings() if squeezed.endswith(word)), None)


@per_vocabulary
def _endings() -> tuple[tuple[str, Kind], ...]:
    """Endings with their kind, the longest first."""
    kinds: tuple[tuple[Kind, str], ...] = (("body", "bodies"), ("post", "posts"), ("unit", "units"))
    rows = [(key(word), kind) for kind, listed in kinds for word in words()[listed]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@per_vocabulary
def _mention() -> regex.Pattern[str]:
    endings = _any("bodies", "posts", "units")
    nouns = _any("bodies", "posts")
    char = rf"(?:{_any('kana')}|[\p{{Han}}\p{{Katakana}}ーA-Za-z0-9&])"
    group = load("organizations")["patterns"]["group_unit"]
    return compiled(
        rf"「(?P<quote>[^「」]{{1,40}})」(?P<tail>の?(?P<count>[\d一二三四五六七八九十]+つの)?"
        rf"(?P<noun>(?:{nouns})(?:\([A-Z]{{1,4}}\))?))?"
        rf"|(?P<group>{group})"
        rf"|(?P<bare>{char}{{0,{LONGEST_NAME}}}(?:{endings}))(?!(?!内[にの])[\p{{Han}}\p{{Katakana}}ーA-Za-z])"
    )


def find_names(text: str) -> tuple[Mention, ...]:
    """Every name in squeezed text, in order; a quoted one shares the noun that ends its list."""
    found: list[Mention] = []
    for mention in reversed(list(_mentions(text))):
        if mention.kind_word == "" and found and found[0].tail and _linked(text, mention, found[0]):
            noun = found[0].kind_word
            mention = replace(
                mention, kind=found[0].kind, kind_word=noun, tail=found[0].tail, count=None
            )
        if mention.kind_word != "":
            found.insert(0, mention)
    return tuple(found)


def _linked(text: str, a: Mention, b: Mention) -> bool:
    return pattern("also").fullmatch(text[a.end : b.start]) is not None


def _mentions(text: str) -> Iterator[Mention]:
    for m in _mention().finditer(text):
        if m["quote"] is not None:
            yield _quoted(m)
        elif m["group"] is not None:
            yield Mention(*m.span(), *m.span(), m[0], "unit", group=True)
        elif (kind := kind_of(m[0])) is not None:
            start = m.start() + len(_in_front(m[0]))
            name = text[start : m.end()]
            yield Mention(start, m.end(), start, m.end(), name, kind)


def _in_front(name: str) -> str:
    """Printed right before a bare name and no part of it: a date, or "the said"."""
    date = load("organizations")["patterns"]["date"]
    m = compiled(rf"(?:{date}|当該|当(?=\p{{Han}}{{3}}))").match(name)
    return m[0] if m and len(m[0]) < len(name) else ""


def _quoted(m: regex.Match[str]) -> Mention:
    """A quote that ends like a name, or one whose noun stands behind it (「」 then no noun yet)."""
    inner = m.span("quote")
    kind = kind_of(m["quote"])
    if kind is not None:
        return Mention(m.start(), inner[1] + 1, *inner, m["quote"], kind, quoted=True)
    if m["tail"] is None:
        return Mention(*m.span(), *inner, m["quote"], "body", quoted=True, kind_word="")
    noun = regex.sub(r"\(.*", "", m["noun"])
    count = (m.start("count"), m.start("noun") + len(noun)) if m["count"] else None
    found = kind_of(noun) or "body"
    return Mention(*m.span(), *inner, m["quote"], found, True, m["noun"], m.span("noun"), count)
