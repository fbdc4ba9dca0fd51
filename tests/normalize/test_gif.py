"""Counterparts in GIF: only terms that the models have, every column told one way or the other."""

from __future__ import annotations

from typing import Any

import pytest

from normalize.gif import gif_section, load_gif, make_gif
from normalize.schema import SchemaError, load_schema


def test_every_column_of_the_tables_is_told() -> None:
    models, _ = load_gif()
    section = gif_section()
    for model in models:
        for name in model.tables:
            for column in load_schema().table(name).column_names:
                assert f"`{name}.{column}`" in section


def test_every_term_is_told() -> None:
    models, _ = load_gif()
    _, *parts = gif_section().split("\n### ")
    assert len(parts) == len(models)
    for model, part in zip(models, parts, strict=True):
        assert part.startswith(model.id)
        assert all(term in part for term in model.terms)


def content(**changed: str) -> dict[str, Any]:
    model = {"id": "1", "name": "n", "document": "d", "url": "u", "tables": [], "terms": ["甲"]}
    return {
        "model": [model],
        "mapping": [{"model": "1", "column": "measures.title", "term": "甲"} | changed],
    }


@pytest.mark.parametrize(
    "changed", [{"term": "乙"}, {"model": "2"}, {"column": "measures.x"}, {"column": "x.title"}]
)
def test_what_is_not_there_cannot_be_named(changed: dict[str, str]) -> None:
    assert len(make_gif(content(), load_schema())[1]) == 1
    with pytest.raises(SchemaError):
        make_gif(content(**changed), load_schema())
