"""``layout.toml`` beside a plan: words and shapes of this plan alone, and rules for its pages.

Its sections are named as the vocabulary files. ``extends`` names another layout file, relative
to this one, on which it builds, so that plans of one kind can share a layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

import regex

from extract.frozen import frozen
from extract.page_rules import PageRule, Turn
from parsers.layer_faults import LayerError, Source, Writing
from parsers.layers import Layer, layered, read_source, sections, sources_sha256
from parsers.vocabulary import SHIPPED, Vocabulary

FILE_NAME = "layout.toml"

_EXTENDS, _PAGES = "extends", "pages"
_RANGE = regex.compile(r"\s*(?P<first>\d{1,5})\s*(?:[-~]\s*(?P<last>\d{1,5})\s*)?")
_TURNS: Mapping[int, Turn] = {90: 90, 180: 180, 270: 270}
_KINDS = ("contents", "ignore")


@frozen
class Layout:
    """The vocabulary to read a plan with, and what its layout says of pages, by their number."""

    vocabulary: Vocabulary = SHIPPED
    pages: Mapping[int, PageRule] = field(default_factory=dict)

    @property
    def turns(self) -> tuple[tuple[int, Turn], ...]:
        """The pages that have to be turned, with the degrees clockwise."""
        return tuple((n, rule.turn) for n, rule in sorted(self.pages.items()) if rule.turn)


def read_layout(plan: Path, base: Vocabulary = SHIPPED) -> Layout:
    """The layout for a plan's file on top of ``base``; ``base`` alone without a ``layout.toml``.

    Raises LayerError for a file that cannot be read, that extends itself or that contradicts the
    rows below it; paths in it are relative to the plan's folder.
    """
    if not plan.with_name(FILE_NAME).is_file():
        return Layout(base)
    files = _chain(plan.parent, FILE_NAME, ())
    source, content = files[-1]
    rules = _page_rules(content.get(_PAGES, []), Writing(source))
    layers = tuple(layer for source, content in files for layer in _layers(content, source))
    whole = [Layer(s.path, {}, Writing(s)) for s, _ in files]
    vocabulary = replace(
        layered(layers, base),
        layout_sha256=sources_sha256(whole),
        contents_pages=frozenset(n for n, rule in rules.items() if rule.contents),
    )
    return Layout(vocabulary, rules)


def _chain(
    folder: Path, shown: str, seen: tuple[Path, ...]
) -> tuple[tuple[Source, dict[str, Any]], ...]:
    """A layout file behind those that it extends, the lowest first."""
    path = folder / shown
    source, content = read_source(path, shown)
    own = path.resolve()
    below = content.get(_EXTENDS)
    if below is None:
        return ((source, content),)
    at = Writing(source)
    if not isinstance(below, str) or Path(below).is_absolute():
        raise at.fault("extends-not-relative", (_EXTENDS,))
    named = (Path(shown).parent / below).as_posix()
    target = folder / named
    if target.resolve() in (*seen, own):
        raise at.fault("extends-cycle", (_EXTENDS,), below)
    if not target.is_file():
        raise at.fault("extends-missing", (_EXTENDS,), below)
    chain = _chain(folder, named, (*seen, own))
    if any(_PAGES in lower for _, lower in chain):
        raise at.fault("extends-pages", (_EXTENDS,), below)
    return (*chain, (source, content))


def _layers(content: Mapping[str, Any], source: Source) -> tuple[Layer, ...]:
    rows = {k: value for k, value in content.items() if k not in (_EXTENDS, _PAGES)}
    return sections(rows, source)


def _page_rules(rows: object, at: Writing) -> dict[int, PageRule]:
    """The rules by page; LayerError where two rules are about one page."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise at.fault("wrong-type", (_PAGES,), expected="[[pages]]")
    rules: dict[int, PageRule] = {}
    for row in rows:
        rule = _rule(row, at)
        for page_no in _numbers(row.get(_PAGES), at):
            if page_no in rules:
                raise at.fault("page-twice", (_PAGES, _PAGES), str(row[_PAGES]), page=str(page_no))
            rules[page_no] = rule
    return rules


def _rule(row: Mapping[str, Any], at: Writing) -> PageRule:
    for name, value in row.items():
        allowed = _ALLOWED.get(name)
        if allowed is None:
            raise at.fault("unknown-key", (_PAGES, name), known=", ".join(_ALLOWED))
        if allowed and not any(
            value is v or (value == v and type(value) is type(v)) for v in allowed
        ):
            shown = ", ".join(str(v).lower() for v in allowed)
            raise at.fault("bad-choice", (_PAGES, name), known=shown)
    if len(row) < 2:
        raise at.fault("missing-key", (_PAGES,), missing="kind, tables, rotate")
    return PageRule(
        contents=row.get("kind") == "contents",
        ignored=row.get("kind") == "ignore",
        tables=row.get("tables", True),
        turn=_TURNS.get(row.get("rotate", 0), 0),
    )


_ALLOWED: Mapping[str, tuple[object, ...]] = {
    _PAGES: (),
    "kind": _KINDS,
    "tables": (False,),
    "rotate": tuple(_TURNS),
}
"""The keys of a row of ``[[pages]]`` with the values that they may have."""


def _numbers(value: object, at: Writing) -> Iterator[int]:
    """The pages of 「12-14, 20」, each from 1."""
    text = str(value) if isinstance(value, (str, int)) else ""
    for part in text.split(","):
        found = _RANGE.fullmatch(part)
        first = int(found["first"]) if found else 0
        last = int(found["last"] or first) if found else 0
        if not 1 <= first <= last:
            raise at.fault("bad-pages", (_PAGES, _PAGES), text or None)
        yield from range(first, last + 1)


__all__ = ["FILE_NAME", "LayerError", "Layout", "read_layout"]
