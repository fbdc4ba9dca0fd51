"""plan.toml: what is taken from it, what is refused and said."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text_file import read_text
from normalize.build import build
from normalize.manifest import Manifest, read_manifest, slug_of
from normalize.manifest_keys import KEYS


def manifest_of(folder: Path, toml: str | bytes | None, name: str = "plan.txt") -> Manifest:
    folder.mkdir(parents=True, exist_ok=True)
    if toml is not None:
        data = toml if isinstance(toml, bytes) else toml.encode()
        (folder / "plan.toml").write_bytes(data)
    return read_manifest(folder / name)


def test_every_key_has_a_field() -> None:
    assert {name for name, _ in KEYS.values()} < {field.name for field in fields(Manifest)}


def test_all_of_it_is_read(tmp_path: Path) -> None:
    found = manifest_of(
        tmp_path / "012025" / "first",
        """
        slug = "second"
        [source]
        file = "plan.txt"
        licence = "不明"
        [plan]
        title = "〇〇計画"
        period_start_fy = 2019
        period_end_fy = 2023
        part_of = "whole"
        evidence = "表紙"
        [belief]
        municipality_code = "012025"
        evidence = ["一", "二"]
        """,
    )
    assert found == Manifest(
        slug="second",
        folder_code="012025",
        file="plan.txt",
        licence="不明",
        title="〇〇計画",
        period_start_fy=2019,
        period_end_fy=2023,
        part_of="whole",
        evidence="表紙",
        believed_code="012025",
        belief_evidence=("一", "二"),
    )


@pytest.mark.parametrize(
    ("folder", "name", "slug", "code"),
    [
        ("012025/plan-2", "a.txt", "plan-2", "012025"),
        ("unknown/plan-2", "a.txt", "plan-2", None),
        ("elsewhere/plan-2", "My_Plan.txt", "my-plan", None),
        ("elsewhere", "計画 第２次.txt", "計画-第２次", None),
        ("elsewhere", "...txt", "document", None),
    ],
)
def test_slug_without_plan_toml(
    tmp_path: Path, folder: str, name: str, slug: str, code: str | None
) -> None:
    assert manifest_of(tmp_path / folder, None, name) == Manifest(slug, code)


@pytest.mark.parametrize("there", ["other.txt", "が.txt"])
def test_a_manifest_of_another_file_is_not_used(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "unknown" / "one"
    folder.mkdir(parents=True)
    (folder / there).touch()
    toml = f'slug = "one"\n[source]\nfile = "{unicodedata.normalize("NFC", there)}"\n'
    assert manifest_of(folder, toml, "this.txt") == Manifest("this")


@pytest.mark.parametrize("name", ["gone.txt", "../one/this.txt", "/this.txt", "a\\u0000b"])
def test_a_manifest_of_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "unknown" / "one"
    folder.mkdir(parents=True)
    (folder / "this.txt").touch()
    found = manifest_of(folder, f'slug = "one"\n[source]\nfile = "{name}"\n', "this.txt")
    assert found.slug == "this"
    assert [i.code for i in found.issues] == ["manifest-file-missing"]
    assert "source.file" in found.issues[0].message


def test_a_name_composed_otherwise_is_the_same(tmp_path: Path) -> None:
    toml = 'slug = "one"\n[source]\nfile = "が.txt"\n'
    assert manifest_of(tmp_path, toml, "か\u3099.txt").slug == "one"


@pytest.mark.parametrize(
    ("code", "known"), [("012025", True), ("012020", False), ("999999", False), ("12025", None)]
)
def test_a_folder_of_six_digits_that_are_no_code(
    tmp_path: Path, code: str, known: bool | None
) -> None:
    found = manifest_of(tmp_path / code / "plan-2", None)
    assert found.folder_code == (code if known else None)
    assert found.slug == ("plan" if known is None else "plan-2")
    assert [i.code for i in found.issues] == (["folder-code-unknown"] if known is False else [])
    assert all(i.severity == "warning" and code in i.message for i in found.issues)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('slug = "a"\n[plan\n', "2行目"),
        ('slug = "a', "終わりのほう"),
        (b'slug = "\x8e\x8e"', "UTF-8 で保存してください"),
        ('slug = "a"'.encode("utf-16"), "UTF-8 で保存してください"),
        ("slug = 3", "文字列"),
        ('[plan]\ntitel = "計画"', "plan.title のことではありませんか"),
        ("xyzzy = 1", "名前を確かめてください"),
        ('[plan]\ntitle = "計画"', "根拠"),
        ('[plan]\npart_of = "whole"', "根拠"),
    ],
)
def test_the_reason_is_told_in_japanese(tmp_path: Path, toml: str | bytes, told: str) -> None:
    (issue,) = manifest_of(tmp_path / "unknown" / "folder", toml).issues
    assert issue.message.startswith("plan.toml ") and told in issue.message
    assert "(at " not in issue.message


def test_an_excerpt_is_of_another_document(tmp_path: Path) -> None:
    toml = 'slug = "a"\n[plan]\ntitle = "計画"\npart_of = "{}"\nevidence = "同じ文章"\n'
    assert manifest_of(tmp_path, toml.format("b")).part_of == "b"
    itself = manifest_of(tmp_path, toml.format("a"))
    assert (itself.part_of, itself.title) == (None, "計画")
    assert [i.code for i in itself.issues] == ["manifest-malformed"]


@pytest.mark.parametrize("right", [True, False])
def test_a_file_of_other_bytes_is_told(tmp_path: Path, right: bool) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("第1章 概要\n本文です。\n", encoding="utf-8")
    document = read_text(path)
    digest = document.sha256 if right else "0" * 64
    manifest = manifest_of(tmp_path, f'[source]\nsha256 = "{digest}"\n')
    codes = [row["code"] for row in build(document, manifest)["issues"]]
    assert ("manifest-sha256-differs" in codes) is not right


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("slug = ", "plan.toml"),
        (b'slug = "\xff"', "plan.toml"),
        ('slug = "UPPER"', "slug"),
        ('slug = "../up"', "slug"),
        ("slug = 3", "slug"),
        ('colour = "red"', "colour"),
        ('source = "text"', "source"),
        ('[source]\nsha256 = "abc"', "source.sha256"),
        ('[plan]\nperiod_start_fy = "2019"\nevidence = "x"', "plan.period_start_fy"),
        ('[plan]\nperiod_start_fy = true\nevidence = "x"', "plan.period_start_fy"),
        ('[plan]\nperiod_start_fy = 31\nevidence = "x"', "plan.period_start_fy"),
        ('[plan]\nperiod_start_fy = 2023\nperiod_end_fy = 2019\nevidence = "x"', "期間"),
        ('[plan]\ntitle = "計画"', "evidence"),
        ("[belief]\nevidence = [1]", "belief.evidence"),
        ('[plan]\npart_of = "UPPER"\nevidence = "x"', "plan.part_of"),
        ("a = " + "[" * 5000, "plan.toml"),
    ],
)
def test_a_fault_is_an_issue_and_no_value(tmp_path: Path, toml: str | bytes, named: str) -> None:
    found = manifest_of(tmp_path / "unknown" / "folder", toml)
    assert [issue.code for issue in found.issues] == ["manifest-malformed"]
    assert named in found.issues[0].message
    assert found.slug == "folder"
    assert found.title is None and found.period_start_fy is None and found.period_end_fy is None


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert manifest_of(tmp_path, b'\xef\xbb\xbfslug = "one"\n') == Manifest("one")


@given(st.text())
def test_a_slug_can_be_a_file_name(name: str) -> None:
    slug = slug_of(name)
    assert slug and slug[0] not in "._-" and slug[-1] not in ".-"
    assert not set(slug) & set('<>:"/\\|?*\0\n ')
    assert slug_of(slug) == slug
    slug.encode()
