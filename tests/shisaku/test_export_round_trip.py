"""A package holds everything: importing it gives the files that were exported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from normalize.schema import load_schema
from normalize.validate import validate
from normalize.write import write_tables
from shisaku.exporting.export import ExportOptions, export
from shisaku.exporting.import_package import import_package
from shisaku.exporting.stored import NotTogether, by_document
from shisaku.messages import Messages
from tests.builders.stored_rows import Rows, documents

EN = Messages("en")
IDS = ("082112-a", "082112-a-b", "unknown-a")


def files(folder: Path) -> dict[str, bytes]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def packaged(data: Path, out: Path) -> Path:
    assert export(ExportOptions(data, "datapackage", out), EN) == 0
    return out


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_tables(small("unknown-a"), "unknown-a", folder / "data")
    return packaged(folder / "data", folder / "out")


def small(document_id: str) -> Rows:
    """A document without rows but its own."""
    table = load_schema().table("documents")
    values = {"string": "x", "int32": 0, "float64": 0.0, "bool": False}
    row: dict[str, Any] = {
        c.name: None if c.nullable else c.enum[0] if c.enum else values[c.type]
        for c in table.columns
    }
    return {"documents": [row | {"document_id": document_id}]}


@given(st.tuples(*map(documents, IDS)))
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_import_gives_back_every_byte(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Rows, ...]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    for rows in made:
        assert validate(rows) == ()
        write_tables(rows, rows["documents"][0]["document_id"], folder / "data")
    out = packaged(folder / "data", folder / "package")
    for form in ("parquet", "csv"):
        assert import_package(out, folder / form, form, EN) == 0
        assert files(folder / form) == files(folder / "data")
    shutil.rmtree(folder)


@pytest.mark.parametrize("form", ["parquet", "csv"])
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("edit", "was changed after the export"),
        ("lose", "the file is not there"),
        ("outside", "does not hold the tables"),
        ("unlist", "does not hold the tables"),
        ("no descriptor", "datapackage.json is not there"),
        ("no json", "datapackage.json is not there"),
    ],
)
def test_a_package_that_is_not_whole_is_refused(
    package: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    fault: str,
    message: str,
) -> None:
    broken = shutil.copytree(package, tmp_path / "broken")
    file = broken / form / f"issues.{form}"
    descriptor = broken / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8"))
    match fault:
        case "edit":
            file.write_bytes(file.read_bytes() + b"\r\n")
        case "lose":
            file.unlink()
        case "outside":
            for resource in content["resources"]:
                resource["path"] = f"../broken/{resource['path']}"
                for twin in resource.get("alternates", ()):
                    twin["path"] = f"../broken/{twin['path']}"
            descriptor.write_text(json.dumps(content), encoding="utf-8")
        case "unlist":
            content["resources"] = [r for r in content["resources"] if r["name"] != "issues"]
            descriptor.write_text(json.dumps(content), encoding="utf-8")
        case "no descriptor":
            descriptor.unlink()
        case _:
            descriptor.write_text("{", encoding="utf-8")
    assert import_package(broken, tmp_path / "back", form, EN) == 2
    assert message in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken"], "nothing half-written"


@pytest.mark.parametrize(
    ("listed", "issues", "wrong"),
    [
        (["a", "b"], ["a", "b"], None),
        (["a", "b"], ["b"], None),
        (["a", "b"], ["b", "a"], "issues"),
        (["a"], ["a", "c"], "issues"),
        (["a", "b", "a"], [], "documents"),
    ],
)
def test_rows_stand_in_the_order_of_their_documents(
    listed: list[str], issues: list[str], wrong: str | None
) -> None:
    tables = [load_schema().table(name) for name in ("documents", "issues")]
    rows = {
        table.name: iter([tuple(i if c == "document_id" else None for c in table.column_names)
                          for i in ids])
        for table, ids in zip(tables, (listed, issues), strict=True)
    }  # fmt: skip
    if wrong is None:
        found = {name: len(held["issues"]) for name, held in by_document(tables, rows)}
        assert found == {name: issues.count(name) for name in listed}
    else:
        with pytest.raises(NotTogether, match=wrong):
            list(by_document(tables, rows))
