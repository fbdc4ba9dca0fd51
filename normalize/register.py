"""Which municipality a printed name means.

Names shared by several municipalities (and wards of different cities) are told apart only by
evidence printed with the name; without it the answer is None and the candidates.
This module is the public face of the register: the rows and the search in running text are
offered here too.
"""

from __future__ import annotations

import re
from enum import StrEnum

from extract.frozen import frozen
from normalize.mentions import Mention, find_mentions, mentions, prefecture_of
from normalize.municipalities import (
    Kind,
    Municipality,
    Register,
    check_digit,
    fold_name,
    load_register,
    prefecture_pattern,
)

__all__ = [
    "Evidence",
    "Kind",
    "Mention",
    "Municipality",
    "Reason",
    "Register",
    "Resolution",
    "check_digit",
    "find_mentions",
    "load_register",
    "mentions",
    "prefecture_of",
    "resolve",
]

_POSTAL = re.compile(r"〒?([0-9]{3})(?:[-‐‑–—−ー]?[0-9]{4})?")  # after folding, so no spaces
_POSTAL_IN_ADDRESS = re.compile(r"〒([0-9]{3})")

Rows = tuple[Municipality, ...]


class Reason(StrEnum):
    """Why a name was resolved (the first two) or not (the others)."""

    UNIQUE_NAME = "unique_name"
    EVIDENCE = "evidence"
    AMBIGUOUS = "ambiguous"
    CONTRADICTED = "contradicted"
    UNKNOWN_NAME = "unknown_name"


class Evidence(StrEnum):
    """Where evidence was printed: as a prefecture, as a postal code, or in an address."""

    PREFECTURE = "prefecture"
    POSTAL = "postal"
    ADDRESS = "address"


@frozen
class Resolution:
    """What a name means: the municipality, or None and every row it could mean.

    ``candidates`` are what the evidence leaves; if it leaves none (``contradicted``), all that
    bear the name. ``evidence`` lists what was readable and therefore used.
    """

    municipality: Municipality | None
    candidates: Rows
    reason: Reason
    evidence: tuple[Evidence, ...] = ()


def resolve(
    name: str,
    *,
    prefecture: str | None = None,
    postal: str | None = None,
    address: str | None = None,
) -> Resolution:
    """The municipality a printed name means, or None with the reason.

    ``name`` may begin with its prefecture or district (○○県○○市, ○○郡○○町). ``postal`` is a postal
    code or its first three digits, ``address`` a printed address. Evidence that cannot be read
    as such counts for nothing. Pass only what is printed of this very municipality: all evidence
    must agree, so a stranger's postal code contradicts even a name that only one bears.
    """
    bearers, in_front = _named(name)
    if not bearers:
        return Resolution(None, (), Reason.UNKNOWN_NAME)
    readings = {
        Evidence.PREFECTURE: _agreeing(
            _by_prefecture(bearers, in_front), _by_prefecture(bearers, prefecture)
        ),
        Evidence.POSTAL: _by_postal(bearers, postal),
        Evidence.ADDRESS: _by_address(bearers, address),
    }
    evidence = tuple(kind for kind, rows in readings.items() if rows is not None)
    left = _agreeing(bearers, *readings.values())
    if not left:
        return Resolution(None, bearers, Reason.CONTRADICTED, evidence)
    if len(left) > 1:
        return Resolution(None, left, Reason.AMBIGUOUS, evidence)
    reason = Reason.UNIQUE_NAME if len(bearers) == 1 else Reason.EVIDENCE
    return Resolution(left[0], left, reason, evidence)


def _named(name: str) -> tuple[Rows, str | None]:
    """The rows a name can mean, and the prefecture printed in front of it."""
    register = load_register()
    if bearers := register.named(name):
        return bearers, None
    folded = fold_name(name)
    if match := prefecture_pattern().match(folded):
        return register.named(folded[match.end() :]), match[0]
    return (), None


def _agreeing(*readings: Rows | None) -> Rows | None:
    """The rows common to all readings that say something; None if none does."""
    said = [rows for rows in readings if rows is not None]
    return tuple(row for row in said[0] if all(row in rows for rows in said)) if said else None


def _by_prefecture(bearers: Rows, printed: str | None) -> Rows | None:
    """The rows of a prefecture, printed with or without its 都府県; None if it is no prefecture."""
    folded = fold_name(printed or "")
    names = (folded, *(folded + suffix for suffix in "都府県"))
    known = [name for name in names if prefecture_pattern().fullmatch(name)]
    return tuple(row for row in bearers if row.prefecture_name in known) if known else None


def _by_postal(bearers: Rows, printed: str | None) -> Rows | None:
    match = _POSTAL.fullmatch(fold_name(printed or ""))
    return tuple(row for row in bearers if match[1] in row.postal_prefixes) if match else None


def _by_address(bearers: Rows, printed: str | None) -> Rows | None:
    """The rows that fit the postal code, the prefecture and the district of an address."""
    folded = fold_name(printed or "")
    postal = _POSTAL_IN_ADDRESS.search(folded)
    prefecture = prefecture_pattern().search(folded)
    in_district = tuple(r for r in bearers if r.district and fold_name(r.district) in folded)
    return _agreeing(
        _by_postal(bearers, postal[1] if postal else None),
        _by_prefecture(bearers, prefecture[0] if prefecture else None),
        in_district or None,
    )
