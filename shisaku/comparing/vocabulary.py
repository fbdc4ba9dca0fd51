"""The words that tell kinds of organizations, subjects of trainings and cycles of reviews."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from extract.fold import fold_text
from extract.frozen import frozen
from normalize.schema import load_schema
from shisaku.comparing.model import Category, Row


class ComparingVocabularyError(ValueError):
    """A row of a vocabulary that cannot be meant so; the text names file and row."""


@frozen
class Kind:
    """A category and what tells it: a pattern in a column or a role, or that columns are empty.

    What named groups of the pattern for roles find has to name the organization. ``of`` are the
    values of the column ``kind`` it is for. Of the kinds with the same ``choice`` a row is only the
    first that meets.
    """

    code: str
    name: str
    where: tuple[tuple[str, re.Pattern[str]], ...]
    empty: tuple[str, ...]
    of: frozenset[str]
    choice: str | None
    roles: re.Pattern[str] | None = None

    @property
    def category(self) -> Category:
        return Category(self.code, self.name)


@frozen
class Match:
    """A kind with the printed words that tell it, and the span in which they are."""

    code: str
    evidence: str | None
    span_id: str | None


@cache
def kinds(file: str, table: str) -> tuple[Kind, ...]:
    """The kinds in ``data/<file>``, about rows of a table.

    ``ComparingVocabularyError`` names the first row that is at odds.
    """
    names = load_schema().table(table).column_names
    found = tuple(_kind(row, file, names) for row in read(file)["kind"])
    codes = [kind.code for kind in found]
    for code in codes:
        if codes.count(code) > 1:
            raise ComparingVocabularyError(f"{file}: {code!r} is there twice")
    return found


@cache
def read(file: str) -> Mapping[str, Any]:
    """A TOML file of this package."""
    text = files("shisaku.comparing").joinpath("data", file).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _kind(row: Mapping[str, Any], file: str, names: Sequence[str]) -> Kind:
    place = f"{file}: {row.get('code')!r}"
    if odd := row.keys() - {"code", "name_ja", "where", "empty", "of", "choice", "roles"}:
        raise ComparingVocabularyError(f"{place}: unknown keys: {', '.join(sorted(odd))}")
    if lost := {"code", "name_ja"} - row.keys():
        raise ComparingVocabularyError(f"{place}: missing keys: {', '.join(sorted(lost))}")
    where, empty = row.get("where", {}), row.get("empty", [])
    if bool(where) == bool(empty):
        raise ComparingVocabularyError(f"{place}: needs either where or empty")
    if strange := {*where, *empty} - set(names):
        raise ComparingVocabularyError(f"{place}: no column {', '.join(sorted(strange))}")
    try:
        patterns = tuple((column, re.compile(text)) for column, text in where.items())
        roles = re.compile(row["roles"]) if "roles" in row else None
    except re.error as error:
        raise ComparingVocabularyError(f"{place}: {error}") from error
    of = frozenset(row.get("of", ()))
    return Kind(row["code"], row["name_ja"], patterns, tuple(empty), of, row.get("choice"), roles)


def kinds_of(row: Row, vocabulary: Sequence[Kind], roles: Sequence[Row] = ()) -> list[Match]:
    """The kinds that a row of a table is of, each with its evidence, in their declared order.

    ``roles`` are those of an organization, rows of ``organization_roles``.
    """
    found: list[Match] = []
    chosen: set[str] = set()
    for kind in vocabulary:
        if kind.choice in chosen or (kind.of and row.get("kind") not in kind.of):
            continue
        match = _match(row, kind) or _role_match(row, kind, roles)
        if match is not None:
            found.append(match)
            chosen |= {kind.choice} if kind.choice else set()
    return found


def _match(row: Row, kind: Kind) -> Match | None:
    if kind.empty:
        empty = all(row[column] is None for column in kind.empty)
        return Match(kind.code, None, row["span_id"]) if empty else None
    for column, pattern in kind.where:
        # Half and full width, ⻑ and 長 are one for the vocabulary; evidence is what was printed.
        if pattern.search(fold_text(row[column] or "")):
            printed = row.get(f"{column}_raw") or row[column]
            return Match(kind.code, printed, _span(row, column))
    return None


def _role_match(row: Row, kind: Kind, roles: Sequence[Row]) -> Match | None:
    if kind.roles is None or not roles:
        return None
    name = re.escape(fold_text(row["name"] or row["name_raw"] or ""))
    # A whole name, alone or in a list, or after the name of the part of the town hall it is in.
    named = re.compile(f"(?:^|[・と部局室]|及び|並びに){name}(?:$|[・と]|及び|並びに)")
    for role in roles:
        for found in kind.roles.finditer(fold_text(role["role"] or role["role_raw"])):
            # The role may tell of somebody else: 事務局は…課が担当 in what a body does.
            told = [who for who in found.groupdict().values() if who is not None]
            if all(name and named.search(who) for who in told):
                return Match(kind.code, role["role_raw"], role["span_id"] or row["span_id"])
    return None


def _span(row: Row, column: str) -> str | None:
    """The span of a column if it has one of its own, else that of the row."""
    own: str | None = row.get(f"{column.removesuffix('_raw')}_span_id")
    return own or row["span_id"]
