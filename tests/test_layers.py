"""The direction shisaku -> normalize -> parsers -> extract, and what code may not name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("extract", "parsers", "normalize", "shisaku")  # a layer may import those before it
PDF_LIBRARIES = ("pdfplumber", "pdfminer", "pypdfium2")
# Names of the plans in data/raw and of their departments: knowledge of one city is data.
CITY_WORDS = ("常総", "小山", "富士", "相模原", "情報政策課", "デジタル推進課", "経営監理課")


def module_name(path: Path) -> str:
    """``parsers/schedule/axis.py`` -> ``parsers.schedule.axis``; a package is its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources() -> dict[str, str]:
    """Source text of every module of the four packages by dotted name."""
    return {
        module_name(path): path.read_text(encoding="utf-8")
        for layer in LAYERS
        for path in sorted((ROOT / layer).rglob("*.py"))
    }


def is_package(name: str) -> bool:
    return (ROOT.joinpath(*name.split(".")) / "__init__.py").is_file()


def imported(source: str, module: str, package: bool) -> Iterator[str]:
    """Dotted names a module imports anywhere, also inside functions; relative ones resolved.

    ``from a.b import c`` gives ``a.b.c``: whether c is a module is for the caller to see.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = module.split(".")
            up = node.level - (1 if package else 0)
            base = here[: len(here) - up] if node.level else []
            prefix = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def uphill(module: str, names: Iterator[str]) -> list[str]:
    """The imported names that belong to a later layer than the module's own."""
    rank = LAYERS.index(module.split(".")[0])
    return [n for n in names if n.split(".")[0] in LAYERS[rank + 1 :]]


def longest_known(name: str, known: Mapping[str, str]) -> str | None:
    """The module a dotted name lives in (``extract.model.Run`` -> ``extract.model``)."""
    parts = name.split(".")
    prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((p for p in prefixes if p in known), None)


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """One import cycle as a path that ends where it began; empty when there is none."""
    done: set[str] = set()

    def visit(node: str, path: list[str]) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done:
            return []
        for target in sorted(graph.get(node, ())):
            if found := visit(target, [*path, node]):
                return found
        done.add(node)
        return []

    return next((found for node in sorted(graph) if (found := visit(node, []))), [])


@pytest.mark.parametrize(
    ("module", "package", "source", "expected"),
    [
        ("extract.a", False, "import parsers.model", ["parsers.model"]),
        ("extract.a", False, "def f():\n    from normalize import years", ["normalize.years"]),
        ("parsers.a", False, "from shisaku.cli import main", ["shisaku.cli.main"]),
        ("parsers.a", False, "from extract.model import Run\nimport regex", []),
        ("shisaku.a", False, "import extract, parsers, normalize", []),
        ("normalize.a", False, "from . import years\nfrom .years import parse", []),
    ],
)
def test_uphill_imports_are_found(
    module: str, package: bool, source: str, expected: list[str]
) -> None:
    assert uphill(module, imported(source, module, package)) == expected


@pytest.mark.parametrize(
    ("module", "package", "source", "expected"),
    [
        ("parsers.a", False, "from . import b", ["parsers.b"]),
        ("parsers.a.b", False, "from ..c import d", ["parsers.c.d"]),
        ("parsers.a", True, "from .b import c", ["parsers.a.b.c"]),
        ("parsers.a", True, "from .. import b", ["parsers.b"]),
    ],
)
def test_relative_imports_are_resolved(
    module: str, package: bool, source: str, expected: list[str]
) -> None:
    assert list(imported(source, module, package)) == expected


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"]),
        ({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}, []),
    ],
)
def test_cycles_are_found(graph: dict[str, set[str]], expected: list[str]) -> None:
    assert cycle(graph) == expected


def test_no_layer_imports_a_later_one() -> None:
    wrong = {
        module: up
        for module, source in sources().items()
        if (up := uphill(module, imported(source, module, is_package(module))))
    }
    assert wrong == {}


def test_no_import_cycles() -> None:
    known = sources()
    graph = {
        module: {
            target
            for name in imported(source, module, is_package(module))
            if (target := longest_known(name, known)) is not None and target != module
        }
        for module, source in known.items()
    }
    assert set(LAYERS) <= set(graph)
    assert cycle(graph) == []


@pytest.mark.parametrize("library", PDF_LIBRARIES)
def test_one_module_at_most_knows_a_pdf_library(library: str) -> None:
    users = [
        module
        for module, source in sources().items()
        if any(n.split(".")[0] == library for n in imported(source, module, is_package(module)))
    ]
    assert len(users) <= 1, users
    assert all(user.startswith("extract.") for user in users), users


def test_no_module_names_a_city_or_its_departments() -> None:
    codes = {p.name for p in (ROOT / "data" / "raw").iterdir() if re.fullmatch(r"\d{6}", p.name)}
    assert codes
    forbidden = re.compile("|".join(map(re.escape, (*CITY_WORDS, *sorted(codes)))))
    hits = {
        f"{module}:{number}": line.strip()
        for module, source in sources().items()
        for number, line in enumerate(source.splitlines(), 1)
        if forbidden.search(line)
    }
    assert hits == {}
