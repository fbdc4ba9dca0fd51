"""What counts as a change of a source, of what is written about it, or of the options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shisaku import fingerprint
from shisaku.readers import AS_USUAL, Reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text("第1章\n", encoding="utf-8")
    return file


def edit(path: Path) -> None:
    path.write_text("第2章\n", encoding="utf-8")


def describe(path: Path) -> None:
    path.with_name("plan.toml").write_text('slug = "x"\n', encoding="utf-8")


def lay_out(path: Path) -> None:
    path.with_name("layout.toml").write_text("[[pages]]\npages = 2\nkind = 'ignore'\n", "utf-8")


def break_layout(path: Path) -> None:
    path.with_name("layout.toml").write_text("[[pages", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (edit, {"source"}),
        (describe, {"about"}),
        (lay_out, {"about"}),
        (break_layout, {"about"}),
        (Path.touch, set()),
        (Path.unlink, {"source"}),
    ],
)
def test_changes_beside_and_in_a_source(
    path: Path, change: Callable[[Path], None], parts: set[str]
) -> None:
    before = fingerprint.fingerprint(path, AS_USUAL)
    change(path)
    after = fingerprint.fingerprint(path, AS_USUAL)
    names = ("source", "about", "configuration")
    assert {name for name in names if getattr(before, name) != getattr(after, name)} == parts


@pytest.mark.parametrize(
    ("reading", "same"),
    [
        (Reading(), True),
        (Reading(password="secret"), True),
        (Reading(pdf="pdfplumber"), False),
        (Reading(ocr=True), False),
    ],
)
def test_options_that_change_a_reading(reading: Reading, same: bool) -> None:
    assert (fingerprint.configuration(reading) == fingerprint.configuration(AS_USUAL)) is same


def test_a_vocabulary_is_part_of_the_options(tmp_path: Path) -> None:
    (tmp_path / "marks.toml").write_text("", encoding="utf-8")
    one = fingerprint.configuration(Reading(vocabulary=tmp_path))
    assert one != fingerprint.configuration(AS_USUAL)


def test_every_file_of_the_program_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for text in ("a = 1\n", "a = 2\n"):
        (tmp_path / "package").mkdir(exist_ok=True)
        (tmp_path / "package" / "module.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(fingerprint, "files", lambda _: tmp_path / "package")
        found.add(fingerprint.program.__wrapped__())
    assert len(found) == 2
