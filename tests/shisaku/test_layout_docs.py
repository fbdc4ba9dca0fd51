"""What docs/layout-toml.md says holds: its examples are taken, what it names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from normalize.layout_file import read_layout
from parsers.layers import extendable, layered, read_layers
from parsers.vocabulary import make_all, shipped, using


@pytest.fixture(scope="module")
def docs(root: Path) -> str:
    return (root / "docs" / "layout-toml.md").read_text(encoding="utf-8")


def test_its_examples_are_taken(docs: str, tmp_path: Path) -> None:
    blocks = re.findall(r"^```toml\n# (\S+)\n(.*?)^```", docs, re.M | re.S)
    assert [name for name, _ in blocks] == ["DIR/fields.toml", "layout.toml", "layout.toml"]
    for n, (name, text) in enumerate(blocks):
        assert tomllib.loads(text)
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / Path(name).name).write_text(text, encoding="utf-8")
        if name.startswith("DIR"):
            vocabulary = layered(read_layers(folder))
        else:
            vocabulary = read_layout(folder / "plan.txt").vocabulary
        assert vocabulary.files["parsers", "fields"]
        with using(vocabulary):
            make_all()


def test_the_files_and_sections_it_names_are_there(docs: str) -> None:
    table = docs[docs.index("| file | section |") : docs.index("## layout.toml")]
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]*) \|", table, re.M)
    assert len(rows) > 8
    for names, sections in rows:
        for name in re.findall(r"`(\w+)`", names):
            packages = extendable()[name]
            known = {section for package in packages for section in shipped(package, name)}
            assert set(re.findall(r"`(\w+)`", sections)) <= known, name
