"""The notebooks run on freshly converted data and show what they were committed with."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

# DuckDB is looked for and not loaded: only a notebook's own process needs it.
if find_spec("duckdb") is None:
    pytest.skip("duckdb is not installed; the extra 'test' has it", allow_module_level=True)
pytest.importorskip("nbclient", reason="the extra 'test' installs nbclient")
pytest.importorskip("ipykernel", reason="the extra 'test' installs ipykernel")
pytest.importorskip("vl_convert", reason="the extra 'test' installs vl-convert-python")

from nbclient.exceptions import CellExecutionError

from scripts.run_notebooks import executed, read, shown
from shisaku.cli import main

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CONCLUSIONS = "**読み取れること**"
PNG = b"\x89PNG\r\n\x1a\n"
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("notebooks") / "parquet"
    assert main(["convert", str(ROOT / "data" / "raw"), "--out", str(out)]) == 0
    return out


def texts(cell: Any) -> Iterator[str]:
    """What a cell shows, as a reader sees it: tables whole, not as narrow text."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        else:
            html = re.sub(
                r"<style.*?</style>|<[^>]+>", " ", output.data.get("text/html", ""), flags=re.S
            )
            yield f"{output.data.get('text/plain', '')} {html}"


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(",", "")))


def conclusions(notebook: Any) -> Iterator[tuple[str, str]]:
    """Each text that concludes, with what the cells before it show since the last such text."""
    seen: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            seen += texts(cell)
        elif cell.source.startswith(CONCLUSIONS):
            yield cell.source, "\n".join(seen)
            seen = []


def test_there_are_four() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@each
def test_a_run_shows_what_was_committed(path: Path, data: Path) -> None:
    committed, again = shown(read(path)), shown(executed(path, data))
    # Where this fails, the text between the cells may be wrong too: read it again after
    # ``python -m scripts.run_notebooks``.
    assert again == committed


@each
def test_every_number_of_a_conclusion_is_shown_above_it(path: Path) -> None:
    found = list(conclusions(read(path)))
    assert found
    for text, above in found:
        # 8節 and the like point to another part of the notebook, 図7-3 is a name.
        told = re.sub(r"（\d+節）|図\d+-\d+", "", text)
        assert numbers(told) - numbers(above) == set(), text


@each
def test_it_was_run_from_top_to_bottom(path: Path) -> None:
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert kinds <= {"stream", "display_data", "execute_result"}
    assert {o.name for c in cells for o in c.outputs if o.output_type == "stream"} <= {"stdout"}


@each
def test_it_tells_nothing_of_the_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"/(?:tmp|home|root|work|Users|var)/|[A-Z]:\\\\", text) == []


@each
def test_pictures_are_small_and_have_a_title(path: Path) -> None:
    shown_pictures = [
        output.data
        for cell in read(path).cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    for picture in shown_pictures:
        assert base64.b64decode(picture["image/png"]).startswith(PNG)
        assert re.fullmatch(r"図: \S.*", picture["text/plain"])
    assert len(shown_pictures) > 0 or path.stem.startswith("04")
    assert path.stat().st_size < 400_000


@pytest.mark.parametrize("path", [NOTEBOOKS[0], NOTEBOOKS[3]], ids=lambda path: path.stem)
def test_missing_data_is_told_in_plain_words(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError) as told:
        executed(path, tmp_path / "nowhere")
    assert "nowhere: フォルダーがありません。" in told.value.traceback
    assert "loading_files.py" not in told.value.traceback


def test_the_default_is_what_the_first_command_of_the_readme_makes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "--out data/parquet" in readme
    for path in (path for path in NOTEBOOKS if not path.stem.startswith("03")):
        sources = "\n".join(cell.source for cell in read(path).cells)
        assert f'os.environ.get("SHISAKU_DATA", "..{os.altsep or "/"}data/parquet")' in sources
