"""Which files are converted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shisaku.sources import SourceError, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b/plan.txt",
        "b/plan.toml",
        "a/PLAN.TXT",
        "a/plan.pdf",
        "a/picture.png",
        ".hidden/plan.txt",
        "a/.plan.txt",
        "out/documents/x.parquet",
        "out/left.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path.resolve()


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_folders_are_searched_in_order(folder: Path) -> None:
    found = find_sources([folder], out=folder / "out")
    assert names(found.files, folder) == ["a/PLAN.TXT", "a/plan.pdf", "b/plan.txt"]
    assert names(found.skipped, folder) == ["a/picture.png"]


def test_a_file_given_twice_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "a")
    path = Path("PLAN.TXT")
    found = find_sources([path, path.absolute(), Path("..") / "a" / path, Path(".")])
    assert names(found.files, folder) == ["a/PLAN.TXT", "a/plan.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_the_file_it_leads_to(folder: Path) -> None:
    (folder / "b" / "link.txt").symlink_to(folder / "b" / "plan.txt")
    assert names(find_sources([folder / "b"]).files, folder) == ["b/plan.txt"]


@pytest.mark.parametrize("given", ["nowhere", "a/nothing.txt", "x" * 5000, "a/PLAN.TXT/x"])
def test_what_is_not_there(folder: Path, given: str) -> None:
    with pytest.raises(SourceError) as error:
        find_sources([folder / given])
    assert error.value.name == "no-such-path"
    assert error.value.values["path"] == folder / given
