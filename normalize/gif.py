"""How our columns lie beside the models of 政府相互運用性フレームワーク (GIF), as a section.

The rows are ``gif.toml``. Only terms that the models have can be named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.schema import Schema, SchemaError, load_schema

FILE = Path(__file__).with_name("gif.toml")

_INTRODUCTION = """\
## GIF (政府相互運用性フレームワーク)

Columns beside the terms of GIF's data models, by the names in their class diagrams; terms and
columns without a counterpart are named too. Source: {sources}.

GIF のデータモデルの項目との対応です。クラス図の項目名だけから対応づけました。対応するものが
見つからない列と項目も挙げます。
"""


@frozen
class Counterpart:
    """A column (``table.column``) and the term it corresponds to."""

    model: str
    column: str
    term: str
    note: str = ""


@frozen
class Model:
    """A data model of GIF; ``tables`` are ours that hold the same kind of thing."""

    id: str
    name: str
    document: str
    url: str
    tables: tuple[str, ...]
    terms: tuple[str, ...]


@cache
def load_gif() -> tuple[Sequence[Model], Sequence[Counterpart]]:
    """The models and the mappings, checked against the declared tables."""
    return make_gif(tomllib.loads(FILE.read_text(encoding="utf-8")), load_schema())


def make_gif(
    content: Mapping[str, Any], schema: Schema
) -> tuple[Sequence[Model], Sequence[Counterpart]]:
    """The same from the file's content; an unknown model, term or column is a SchemaError."""
    models = tuple(
        Model(**{**row, "tables": tuple(row["tables"]), "terms": tuple(row["terms"])})
        for row in content["model"]
    )
    terms = {model.id: model.terms for model in models}
    mappings = tuple(Counterpart(**row) for row in content["mapping"])
    for row in mappings:
        table, _, column = row.column.partition(".")
        schema.table(table).column(column)
        if row.term not in terms.get(row.model, ()):
            raise SchemaError(f"gif.toml: model {row.model!r} has no term {row.term!r}")
    return models, mappings


def gif_section() -> str:
    """The section of the data dictionary, in Markdown."""
    models, mappings = load_gif()
    urls = ", ".join(dict.fromkeys(model.url for model in models))
    parts = [_INTRODUCTION.format(sources=urls)]
    for model in models:
        mine = [row for row in mappings if row.model == model.id]
        parts.append("\n".join(_lines(model, mine)) + "\n")
    return "\n".join(parts)


def _lines(model: Model, mappings: Sequence[Counterpart]) -> Iterator[str]:
    schema = load_schema()
    yield f"### {model.id} {model.name}"
    yield ""
    yield f"{model.document}"
    yield ""
    yield "| column | 項目 | GIF | 注 |"
    yield "|---|---|---|---|"
    for row in mappings:
        table, _, name = row.column.partition(".")
        title = schema.table(table).column(name).title_ja
        yield f"| `{row.column}` | {title} | {row.term} | {row.note} |"
    mapped = {row.column for row in mappings}
    columns = [
        f"{name}.{column}"
        for name in model.tables
        for column in schema.table(name).column_names
        if f"{name}.{column}" not in mapped
    ]
    terms = [term for term in model.terms if term not in {row.term for row in mappings}]
    yield ""
    yield f"Columns without a term / 対応する項目が見つからない列: {_code(columns)}"
    yield ""
    yield f"Terms without a column / 対応する列がない項目: {'、'.join(terms)}"


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
