"""Two files with one document id: what to tell the person who has to make two of it."""

from __future__ import annotations

import os
from pathlib import Path

from normalize.manifest import slug_of
from shisaku.messages import stored
from shisaku.work import digest, storable


def duplicate_message(path: Path, owner: Path, document_id: str) -> str:
    """Why a file gave no document besides ``owner``, and the way out that fits the case.

    A copy can go. Files of one folder need a folder each, or plan.toml names the one it is
    about; where even the names say the same, one must change. Files of two folders need two
    slugs or names.
    """
    if digest(path) == digest(owner):
        way = "duplicate-copy"
    elif path.parent != owner.parent:
        way = "duplicate-elsewhere"
    elif slug_of(path.stem) == slug_of(owner.stem):
        way = "duplicate-name"
    else:
        way = "duplicate-in-folder"
    mine, other = told_apart(path, owner)
    shown = stored("duplicate", path=mine, other=other, document_id=document_id)
    return f"{shown}{stored(way)}"


def told_apart(path: Path, other: Path) -> tuple[str, str]:
    """Two paths from their common folder on, with ``/``: the same on every machine."""
    try:
        common = os.path.commonpath((path.parent, other.parent))
    except ValueError:  # on two drives
        return storable(path.as_posix()), storable(other.as_posix())
    mine, its = (storable(p.relative_to(common).as_posix()) for p in (path, other))
    return mine, its
