"""plan.toml: what is taken from it, what is refused and said."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.manifest import _KEYS, Manifest, read_manifest, slug_of


def manifest_of(folder: Path, toml: str | bytes | None, name: str = "plan.txt") -> Manifest:
    folder.mkdir(parents=True, exist_ok=True)
    if toml is not None:
        data = toml if isinstance(toml, bytes) else toml.encode()
        (folder / "plan.toml").write_bytes(data)
    return read_manifest(folder / name)


def test_every_key_has_a_field() -> None:
    assert {name for name, _ in _KEYS.values()} < {field.name for field in fields(Manifest)}


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


def test_a_manifest_of_another_file_is_not_used(tmp_path: Path) -> None:
    found = manifest_of(
        tmp_path / "unknown" / "one", 'slug = "one"\n[source]\nfile = "other.txt"\n', "this.txt"
    )
    assert found == Manifest("this")


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
