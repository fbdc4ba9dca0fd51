"""Terms of a glossary table, rows that go on over a page break joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import Issue, Repair, Run
from extract.view import View
from parsers.columns import Row, body_rows, of_kind
from parsers.model import Findings, Table
from parsers.patterns import compiled
from parsers.vocabulary import load


@frozen
class Term:
    """A term with its printed number, page and the pieces of its explanation."""

    no: View | None
    term: View
    page: View | None
    explanation: tuple[View, ...]
    row: Run


def find_terms(tables: Sequence[Table]) -> Findings[Term]:
    """Every term of the tables of kind ``glossary``.

    A row that only heads what follows (【あ行】) is none. One without a term goes on with the
    explanation above it: a repair; without one above it is an issue.
    """
    terms: list[Term] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for _, table, roles in of_kind(tables, "glossary"):
        first = len(terms)
        for row in body_rows(table):
            if _is_index(row):
                continue
            term = row.at(roles.get("term"))
            if term is not None:
                terms.append(_term(row, roles, term))
                continue
            explanation = row.at(roles.get("explanation"))
            alone = row.at(roles.get("no")) is None and len(terms) > first
            if explanation is not None and alone:
                terms[-1] = replace(terms[-1], explanation=(*terms[-1].explanation, explanation))
                repairs.append(_continued(terms[-1], explanation))
            else:
                issues.append(
                    Issue(
                        "warning",
                        "row-without-term",
                        "用語の欄が空の行で、続きとも読めません。",
                        row.run,
                        row.run.text,
                    )
                )
    return Findings(tuple(terms), tuple(repairs), tuple(issues))


def _is_index(row: Row) -> bool:
    """Whether a row holds nothing but a letter, or a row of kana, that terms are sorted by."""
    index = compiled(load("table_kinds")["glossary"]["index"])
    return len(row.filled) == 1 and index.match(key(row.filled[0].text)) is not None


def _term(row: Row, roles: dict[str, int], term: View) -> Term:
    explanation = row.at(roles.get("explanation"))
    return Term(
        row.at(roles.get("no")),
        term,
        row.at(roles.get("page")),
        (explanation,) if explanation else (),
        row.run,
    )


def _continued(term: Term, piece: View) -> Repair:
    return Repair(
        piece.whole,
        "glossary_terms",
        "explanation",
        piece.text,
        "\n".join(view.text for view in term.explanation),
        "continued-row",
        f"番号と用語が空の行は、前の行の用語「{term.term.text}」の説明の続き",
    )
