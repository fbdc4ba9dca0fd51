"""Names and kinds of files that nobody would choose, in a folder that is converted."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from normalize.manifest import read_manifest, slug_of
from shisaku.console import harmless_text
from shisaku.html_text import safe
from shisaku.sources import find_sources
from shisaku.work import document_id, document_row, rows_of_file

posix = pytest.mark.skipif(os.name == "nt", reason="such files are not to be made there")
TEXT = "第１章　現状\n市民の利便性を高めます。\n"


def code_of(path: Path) -> str:
    """Status of the document, or the code of its failure."""
    rows = rows_of_file(path)
    if document_row(rows)["status"] != "failed":
        return str(document_row(rows)["status"])
    return str(rows["issues"][0]["code"])


@posix
def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "down").symlink_to(tmp_path)
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    found = find_sources([tmp_path])
    assert [p.name for p in found.files] == ["a.txt", "b.txt", "plan.txt"]
    assert [code_of(p) for p in found.files] == ["not-readable", "not-readable", "ok"]


@posix
@pytest.mark.parametrize("suffix", [".txt", ".pdf"])
def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path, suffix: str) -> None:
    pipe, device = tmp_path / f"pipe{suffix}", tmp_path / f"zero{suffix}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        assert code_of(path) == "not-readable"


@posix
@pytest.mark.parametrize("name", ["plan.toml", "layout.toml"])
def test_a_pipe_beside_a_plan_holds_nothing_up(tmp_path: Path, name: str) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / name)
    assert code_of(plan) == "ok"


@posix
def test_a_settings_file_without_end(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(TEXT, encoding="utf-8")
    (tmp_path / "plan.toml").symlink_to("/dev/zero")
    issues = read_manifest(plan).issues
    assert [issue.code for issue in issues] == ["manifest-malformed"]


@posix
@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.txt",
        b"\x1b[2Jx.txt",
        b"\xff\xfe.txt",
        b"-rf .txt",
        b"a..x.txt",
        b"CON.txt",
        b"a:b*?.txt",
        b"x" * 251 + b".txt",
        "長".encode() * 83 + b".txt",
    ],
)
def test_any_name_gives_a_document(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    try:
        path.write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    (found,) = find_sources([tmp_path]).files
    identity = document_id(rows_of_file(found))
    assert code_of(found) == "ok"
    assert not set(identity) & set('/\\:*?"<>|\n\x1b')
    assert not identity.startswith((".", "_"))
    assert len(f"{identity}-12345678-99.parquet".encode()) <= 255


def test_long_names_stay_apart() -> None:
    one, other = (slug_of("計" * 100 + last) for last in "甲乙")
    assert one != other
    assert one == slug_of("計" * 100 + "甲")
    assert slug_of("計画") == "計画"


def test_two_spellings_of_a_name_have_one_id(tmp_path: Path) -> None:
    ids = set()
    for form in ("NFC", "NFD"):
        path = tmp_path / form / unicodedata.normalize("NFC" if form == "NFC" else "NFD", "が.txt")
        path.parent.mkdir()
        path.write_text(TEXT, encoding="utf-8")
        ids.add(document_id(rows_of_file(path)))
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("計画\n\t", "計画\n\t"),
        ("\x1b[2J", "〓[2J"),
        ("a\u202eb", "a〓b"),
        ("a\rb\x07", "a〓b〓"),
    ],
)
def test_a_name_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert harmless_text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>'\"&", "&lt;script&gt;&#x27;&quot;&amp;"),
        ("甲　乙\n", "甲　乙\n"),
        ("\x00\udcff\u202e", "\ufffd" * 3),
        (3, "3"),
    ],
)
def test_html(text: object, shown: str) -> None:
    assert safe(text) == shown
