"""Few files hold what many held: the same rows, in order, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.schema import arrow_schema, load_schema
from normalize.write import write_tables
from shisaku.compact import merge
from shisaku.parts import PartWriter
from tests.builders.stored_rows import odd_document

Run = Callable[..., Any]
NAMES = load_schema().table_names
# A file's name ends with ".parquet", so files in order of names are not in order of ids.
IDS = ("082112-a-b", "082112-a", "unknown-a")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for seed, document_id in enumerate(IDS):
        write_tables(odd_document(document_id, seed), document_id, tmp_path / "data")
    return tmp_path / "data"


def files(folder: Path) -> dict[str, bytes]:
    paths = (p for p in folder.rglob("*") if p.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def concatenated(data: Path, name: str, ids: tuple[str, ...] = IDS) -> Any:
    return pa.concat_tables(
        pq.ParquetFile(data / name / f"{document_id}.parquet").read() for document_id in sorted(ids)
    )


def test_rows_are_those_of_the_files_in_order_of_ids(data: Path, run: Run) -> None:
    out = data.parent / "out"
    answer = run("compact", data, "--out", out, "--lang", "en")
    assert (answer.status, answer.err) == (0, "")
    assert f"documents: 3, rows: {len(NAMES) * 6 - 3}, files: {len(NAMES) * 3} before" in answer.out
    assert set(files(out)) == {f"{name}/part-00000.parquet" for name in NAMES}
    for name in NAMES:
        found = pq.ParquetFile(out / name / "part-00000.parquet").read()
        assert found.equals(concatenated(data, name), check_metadata=True)
    assert list(pd.read_parquet(out / "documents")["document_id"]) == sorted(IDS)


def test_again_and_of_what_is_compacted_the_bytes_are_the_same(data: Path, run: Run) -> None:
    one, two, three = (data.parent / name for name in ("one", "two", "three"))
    for source, out in ((data, one), (data, two), (one, three)):
        assert run("compact", source, "--out", out).status == 0
    assert files(one) == files(two) == files(three)


def test_other_commands_read_it_as_before(data: Path, run: Run) -> None:
    out = data.parent / "out"
    run("compact", data, "--out", out)
    assert run("issues", out).out == run("issues", data).out
    for folder, to in ((data, "a"), (out, "b")):
        assert run("export", folder, "--to", "jsonl", "--out", data.parent / to).status == 0
    tables = [
        {n: b for n, b in files(data.parent / x).items() if n.endswith(".jsonl")} for x in "ab"
    ]
    assert tables[0].keys() == tables[1].keys() != set()
    assert all(
        sorted(tables[0][n].split(b"\n")) == sorted(tables[1][n].split(b"\n")) for n in tables[0]
    )


def test_a_conversion_into_it_is_refused(data: Path, run: Run, plan: Path) -> None:
    out = data.parent / "out"
    run("compact", data, "--out", out)
    before = files(out)
    answer = run("convert", plan, "--out", out, "--lang", "en")
    assert answer.status == 2 and "was written by shisaku compact" in answer.err
    assert files(out) == before


def test_a_document_that_is_not_listed_is_left_out(data: Path, run: Run) -> None:
    (data / "documents" / f"{IDS[0]}.parquet").unlink()
    out = data.parent / "out"
    answer = run("compact", data, "--out", out, "--lang", "en")
    assert answer.status == 0
    assert f"Left out: {(len(NAMES) - 1) * 2} rows" in answer.err
    for name in NAMES:
        found = pq.ParquetFile(out / name / "part-00000.parquet").read()
        assert found.equals(concatenated(data, name, IDS[1:]))


def fill(data: Path) -> str:
    (data.parent / "out").mkdir()
    (data.parent / "out" / "mine.txt").touch()
    return "out"


def spoil(data: Path) -> str:
    (data / "measures" / f"{IDS[0]}.parquet").write_bytes(b"?")
    return "out"


def other_columns(data: Path) -> str:
    pq.write_table(pa.table({"document_id": [IDS[0]]}), data / "measures" / f"{IDS[0]}.parquet")
    return "out"


def twice(data: Path) -> str:
    source = data / "documents" / f"{IDS[0]}.parquet"
    (data / "documents" / "copy.parquet").write_bytes(source.read_bytes())
    return "out"


def emptied(data: Path) -> str:
    for path in (data / "documents").iterdir():
        path.unlink()
    return "out"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (fill, "not an empty folder"),
        (lambda data: "data", "is .* or lies within it"),
        (lambda data: "data/documents/new", "is .* or lies within it"),
        (spoil, "measures"),
        (other_columns, "other columns"),
        (twice, "there twice"),
        (emptied, ""),
    ],
)
def test_what_is_refused_leaves_nothing(
    data: Path, run: Run, fault: Callable[[Path], str], message: str
) -> None:
    out = data.parent / fault(data)
    before = files(data.parent)
    answer = run("compact", data, "--out", out, "--lang", "en")
    assert answer.status == 2
    assert pd.Series([answer.err]).str.contains(message).all() and answer.err
    assert files(data.parent) == before


def test_a_change_meanwhile_is_refused(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merge_and_remove(*arguments: Any) -> Any:
        (data / "documents" / f"{IDS[0]}.parquet").unlink(missing_ok=True)
        return merge(*arguments)

    monkeypatch.setattr("shisaku.compact.merge", merge_and_remove)
    answer = run("compact", data, "--out", data.parent / "out", "--lang", "en")
    assert answer.status == 2 and "changed meanwhile" in answer.err
    assert not (data.parent / "out").exists()


SCHEMA = pa.schema([("document_id", pa.string()), ("n", pa.int32())])


@given(
    st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=6),
    st.integers(1, 7),
    st.integers(1, 60),
    st.integers(1, 2000),
)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_parts_hold_all_rows_and_divide_no_document(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[list[int]],
    rows: int,
    text: int,
    size: int,
) -> None:
    """However a document's rows are cut into batches, the parts have the same bytes."""
    numbers = [[n for n in batches for _ in range(n)] for batches in documents]
    made = []
    for whole in (False, True):
        folder = tmp_path_factory.mktemp("parts")
        with PartWriter(folder, SCHEMA, rows, text, size) as writer:
            for i, batches in enumerate(documents):
                cuts = [numbers[i]] if whole else [[n] * n for n in batches]
                for cut in cuts:
                    if cut:
                        columns = [pa.array([f"d{i}"] * len(cut)), pa.array(cut, pa.int32())]
                        writer.write(f"d{i}", pa.record_batch(columns, schema=SCHEMA))
        made.append(folder)
    assert files(made[0]) == files(made[1]) != {}
    found = [pq.ParquetFile(path).read().to_pylist() for path in sorted(made[0].iterdir())]
    expected = [{"document_id": f"d{i}", "n": n} for i, ns in enumerate(numbers) for n in ns]
    assert list(chain.from_iterable(found)) == expected
    owners = [{row["document_id"] for row in part} for part in found]
    assert sum(map(len, owners)) == len(set().union(*owners))


def test_groups_and_parts_end_where_they_should(tmp_path: Path) -> None:
    with PartWriter(tmp_path, SCHEMA, group_rows=4, part_bytes=1) as writer:
        for i in range(6):
            columns = [pa.array([f"d{i}"] * 3), pa.array([i] * 3, pa.int32())]
            writer.write(f"d{i}", pa.record_batch(columns, schema=SCHEMA))
    parts = [pq.ParquetFile(path).metadata for path in sorted(tmp_path.iterdir())]
    assert [(part.num_rows, part.num_row_groups) for part in parts] == [(6, 1)] * 3


def test_a_table_without_rows_is_one_empty_part(tmp_path: Path) -> None:
    schema = arrow_schema(load_schema().table("events"))
    with PartWriter(tmp_path, schema):
        pass
    (path,) = tmp_path.iterdir()
    assert pq.ParquetFile(path).read().equals(schema.empty_table(), check_metadata=True)
