"""Terms of a glossary printed as lines: 【AI】 over its explanation, 「AI：人工知能のこと。」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extract.fold import key
from extract.view import View, view
from parsers.glossary import Term
from parsers.model import Block, Heading
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import own_blocks, running_lines
from parsers.vocabulary import load


def listed_terms(blocks: Sequence[Block], headings: Sequence[Heading]) -> tuple[Term, ...]:
    """The terms of the glossary's running text, each with its explanation.

    A section needs two terms in one of the two forms; a term without explanation is none.
    """
    rules = load("table_kinds")["glossary"]
    about = compiled(rules["section"])
    found: list[Term] = []
    for i, heading in enumerate(headings):
        if heading.toc_status != "toc_only" and about.search(heading.title.folded.text):
            for name in ("framed", "with_colon"):
                shape = compiled(rules[name])
                terms = list(_terms(own_blocks(blocks, headings, i), shape))
                explained = [term for term in terms if term.explanation]
                if len(explained) > 1:
                    found += explained
                    break
    return tuple(found)


def _terms(section: Iterator[Block], shape: regex.Pattern[str]) -> Iterator[Term]:
    """A line of the shape opens a term; the lines below it go on with the explanation."""
    index = compiled(load("table_kinds")["glossary"]["index"])
    refused = compiled(load("table_kinds")["glossary"]["refuses"])
    term: Term | None = None
    for line in running_lines(section):
        shown = view(line).strip()
        folded = shown.folded
        match = shape.match(folded.text)
        if match is not None or index.match(folded.text):
            if term is not None:
                yield term
            term = None
        if match is not None and not index.match(folded.text):
            name = as_printed(folded.cut(*match.span("term")))
            if refused.match(key(name.text)):
                continue
            rest = as_printed(folded.cut(*match.span("rest"))).strip()
            term = Term(None, name, None, _filled(rest), line)
        elif term is not None and match is None:
            term = replace(term, explanation=(*term.explanation, *_filled(shown)))
    if term is not None:
        yield term


def _filled(piece: View) -> tuple[View, ...]:
    return (piece,) if piece.text else ()
