"""Bodies and posts that carry a plan, by kind: who chairs them, what they are, on which tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shisaku.comparing.model import Category, Find, Found, Row
from shisaku.comparing.vocabulary import Match, kinds, kinds_of, read
from shisaku.loading_places import records

FILE = "organizations.toml"
BODY = "body"


def by_organization(find: Find) -> Found:
    """Bodies and posts by the kinds of ``data/organizations.toml``; some are of several kinds.

    ``value`` is who chairs a body, or who is on it; the text of a row are its members.
    """
    organizations = records(find("organizations"))
    vocabulary = kinds(FILE, "organizations")
    roles: dict[tuple[str, str], list[Row]] = {}
    for role in records(find("organization_roles")):
        roles.setdefault(_key(role), []).append(role)
    tiers = tiers_of(organizations)
    rows = [
        row
        for one in organizations
        for row in _rows(one, kinds_of(one, vocabulary, roles.get(_key(one), ())), tiers)
    ]
    deepest = max(tiers.values(), default=0)
    named = [kind.category for kind in vocabulary]
    named += [
        Category(tier_code(n), read(FILE)["tiers"]["name_ja"].format(n=n))
        for n in range(1, deepest + 1)
    ]
    present = frozenset(one["document_id"] for one in organizations)
    return Found(rows, tuple(named), present)


def tier_code(tier: int) -> str:
    """The category of bodies on a tier, from 1."""
    return f"tier_{tier}"


def tiers_of(organizations: Sequence[Row]) -> Mapping[tuple[str, str], int]:
    """The tier of each body that has a body above or below it, by document and id: 1 at the top.

    Bodies that stand above each other in a circle have no tier.
    """
    bodies = {_key(one): one for one in organizations if one["kind"] == BODY}
    above = {
        key: (one["document_id"], one["parent_id"])
        for key, one in bodies.items()
        if (one["document_id"], one["parent_id"]) in bodies
    }
    in_tree = {*above, *above.values()}
    found = {}
    for key in bodies:
        path = [key]
        while (upper := above.get(path[-1])) is not None and upper not in path:
            path.append(upper)
        if key in in_tree and path[-1] not in above:
            found[key] = len(path)
    return found


def _rows(
    one: Row, matches: Sequence[Match], tiers: Mapping[tuple[str, str], int]
) -> Iterator[Row]:
    shown: Row = {
        "document_id": one["document_id"],
        "id": one["organization_id"],
        "title": one["name"] or one["name_raw"],
        "text": one["members_raw"],
        "value": one["chair"] or one["chair_raw"],
    }
    for match in matches:
        yield shown | {
            "category": match.code,
            "evidence": match.evidence,
            "span_id": match.span_id,
        }
    if (tier := tiers.get(_key(one))) is not None:
        yield shown | {
            "value": None,
            "category": tier_code(tier),
            "evidence": one["parent_name"],
            "span_id": one["parent_span_id"] or one["span_id"],
        }


def _key(one: Row) -> tuple[str, str]:
    return one["document_id"], one["organization_id"]
