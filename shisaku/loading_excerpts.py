"""Which documents are parts of another one that is there too: nobody may count a plan twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

Slug = tuple[str | None, str | None]
"""Code of the municipality and slug of the plan."""


FIELDS = ("document_id", "municipality_code", "plan_slug", "part_of", "status")
"""What of a document tells whether it is an excerpt."""


def excerpts(documents: DataFrame) -> dict[str, str]:
    """Document ids of excerpts with the id of the whole plan, from rows of ``documents``."""
    return excerpts_among(documents[list(FIELDS)].itertuples(index=False))


def excerpts_among(documents: Iterable[Sequence[object]]) -> dict[str, str]:
    """The same from the values of ``FIELDS`` of each document.

    The whole is the document with the slug that ``part_of`` names, of the same municipality. An
    excerpt whose whole is not there, or could not be read, is all there is of its plan and no
    excerpt here; so are documents that name each other in a circle.
    """
    rows = [
        (str(document_id), _slug(code, slug), part_of, status)
        for document_id, code, slug, part_of, status in documents
    ]
    ids = {slug: document_id for document_id, slug, _, status in rows if status != "failed"}
    above = {
        slug: (slug[0], _text(part_of))
        for _, slug, part_of, _ in rows
        if _text(part_of) is not None
    }
    found = {}
    for document_id, slug, _, _ in rows:
        whole = _whole(slug, ids, above)
        if whole is not None:
            found[document_id] = whole
    return found


def _whole(slug: Slug, ids: dict[Slug, str], above: dict[Slug, Slug]) -> str | None:
    """The id of the topmost document above one; None if it has none above it."""
    seen = [slug]
    while (upper := above.get(seen[-1])) is not None and upper in ids:
        if upper in seen:
            return None
        seen.append(upper)
    return ids[seen[-1]] if len(seen) > 1 else None


def _slug(code: object, slug: object) -> Slug:
    return _text(code), _text(slug)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
