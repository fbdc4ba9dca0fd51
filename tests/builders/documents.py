"""Short ways from a text to what the packages make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.model import Document, Run
from extract.text_file import split_pages, text_page
from extract.view import View, view
from normalize.build import build
from normalize.manifest import Manifest
from parsers.blocks import blocks
from parsers.model import Table
from parsers.plan import Plan
from parsers.tables import assemble

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def document(text: str) -> Document:
    """The document that a UTF-8 text file of this text gives."""
    pages = tuple(text_page(n, page) for n, page in enumerate(split_pages(text), start=1))
    return Document("plan.txt", "0" * 64, "text/plain", "utf-8", "text", pages)


def plan(text: str) -> Plan:
    """What a text says."""
    return Plan(document(text))


def rows(text: str, manifest: Manifest | None = None) -> Rows:
    """What a text means: rows by table, tables without rows included."""
    built = build(document(text), manifest or Manifest("plan"))
    names: Rows = {name: built.get(name, []) for name in _tables()}
    return {**names, **built}


def _tables() -> tuple[str, ...]:
    from normalize.schema import load_schema

    return load_schema().table_names


def tables(text: str) -> tuple[Table, ...]:
    """The tables of a text that has no heading."""
    return assemble(blocks(document(text)), (), None)


def shown(text: str) -> View:
    """The view of a text that is one run of its page."""
    return view(Run(1, 0, len(text), text))


def texts(views: object) -> list[str]:
    """The texts of a sequence of views or of runs."""
    assert isinstance(views, (list, tuple))
    return [v.text for v in views]
