"""Run the notebooks on converted data and keep what they show: ``python -m scripts.run_notebooks``.

Without arguments all notebooks, on the data that they themselves name; ``--data DIR`` gives other
data. The text of a notebook quotes figures: read it again where this says that outputs changed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
_SECONDS = 120
"""A cell that takes longer hangs."""


def read(path: Path) -> Any:
    """A notebook as it lies there."""
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]


def executed(path: Path, data: Path | None = None) -> Any:
    """The notebook with the outputs of a run from top to bottom, in a process of its own.

    It runs in its own folder with the packages of this checkout. Raises ``CellExecutionError``
    with what a reader would see when a cell fails.
    """
    notebook = read(path)
    client = NotebookClient(
        notebook,
        timeout=_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
        # Kernels warn of talking over loopback, which is all they do here.
        extra_arguments=["--log-level=ERROR"],
    )
    with TemporaryDirectory() as profile:
        client.execute(env=_environment(data, Path(profile)))
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def _environment(data: Path | None, profile: Path) -> dict[str, str]:
    """That of this process, but for what would make a run here differ from one elsewhere."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "PYTHONUTF8": "1",
        "IPYTHONDIR": str(profile),
        # Messages of the package in the language of the text.
        "LC_ALL": "ja_JP.UTF-8",
        **({} if data is None else {"SHISAKU_DATA": str(data.resolve())}),
    }


def shown(notebook: Any) -> list[list[str]]:
    """The text that each cell of code shows, without pictures; runs of blanks are one blank.

    Cells with the tag ``varies`` are left out: how many rows a table has of which the text says
    nothing is no matter of a notebook.
    """
    return [
        [re.sub(r"\s+", " ", text).strip() for text in _texts(cell)]
        for cell in notebook.cells
        if cell.cell_type == "code" and "varies" not in cell.metadata.get("tags", ())
    ]


def _texts(cell: Any) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        elif output.output_type in ("display_data", "execute_result"):
            yield output.data.get("text/plain", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the notebooks that are named, or all, and write them; 1 if their text outputs changed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args(arguments)
    changed = False
    for path in asked.notebooks or sorted(FOLDER.glob("*.ipynb")):
        before = shown(read(path))
        done = executed(path, asked.data)
        differs = shown(done) != before
        changed |= differs
        path.write_text(f"{nbformat.writes(done)}\n", encoding="utf-8", newline="\n")  # type: ignore[no-untyped-call]
        print(f"{path.name}: {'outputs changed, read its text again' if differs else 'as before'}")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
