"""data/raw holds what was published, byte for byte, and plan.toml tells the truth about it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize.register import load_register

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
PLANS = sorted(RAW.glob("*/*/plan.toml"))
IDS = [f"{path.parent.parent.name}-{path.parent.name}" for path in PLANS]


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


each_plan = pytest.mark.parametrize("path", PLANS, ids=IDS)


def test_every_published_file_has_a_plan_toml() -> None:
    files = {p for p in RAW.rglob("*") if p.is_file() and p.name != "plan.toml"}
    assert files
    assert files == {path.parent / load(path)["source"]["file"] for path in PLANS}


@each_plan
def test_bytes_are_those_recorded(path: Path) -> None:
    source = load(path)["source"]
    data = (path.parent / source["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source["sha256"]


@each_plan
def test_folder_is_a_municipality_code(path: Path) -> None:
    code = path.parent.parent.name
    assert code == "unknown" or load_register().by_code(code) is not None


@each_plan
def test_slug_is_legible_ascii_and_names_the_folder(path: Path) -> None:
    slug = load(path)["slug"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug == path.parent.name


@each_plan
def test_keys_are_documented(path: Path) -> None:
    documented = set(
        re.findall(r"^\| `([^`]+)`", (ROOT / "docs/plan-toml.md").read_text("utf-8"), re.M)
    )
    manifest = load(path)
    keys = {
        f"{key}.{inner}" if isinstance(value, dict) else key
        for key, value in manifest.items()
        for inner in (value if isinstance(value, dict) else [key])
    }
    assert keys <= documented


@each_plan
def test_origin_and_licence_are_stated(path: Path) -> None:
    source = load(path)["source"]
    assert source["origin"].strip()
    assert source["licence"].strip()


@pytest.mark.parametrize("path", [p for p in PLANS if "plan" in load(p)])
def test_what_a_plan_table_adds_has_evidence(path: Path) -> None:
    assert load(path)["plan"]["evidence"].strip()


@pytest.mark.parametrize("path", [p for p in PLANS if "belief" in load(p)])
def test_belief_rests_on_printed_words_and_stays_out_of_the_folder(path: Path) -> None:
    manifest = load(path)
    belief = manifest["belief"]
    text = (path.parent / manifest["source"]["file"]).read_text(encoding="utf-8")
    squeezed = re.sub(r"\s", "", text)
    assert belief["evidence"]
    assert [e for e in belief["evidence"] if e not in squeezed] == []
    assert belief["municipality_code"] != path.parent.parent.name
