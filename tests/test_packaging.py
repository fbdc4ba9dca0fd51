"""What a fresh machine gets: every module and data file, tested versions, working commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import tasks

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("extract", "parsers", "normalize", "shisaku")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def normalized(name: str) -> str:
    """A distribution's name in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return normalized(match.group())


def test_every_folder_with_modules_is_listed() -> None:
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
    }
    assert folders == set(PROJECT["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize("layer", LAYERS)
def test_every_data_file_is_shipped(layer: str) -> None:
    globs = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    shipped = {path for glob in globs for path in (ROOT / layer).glob(glob)}
    files = {
        path
        for path in (ROOT / layer).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert files == shipped


def test_every_dependency_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normalized(m) for m in re.findall(r"^([\w.-]+)==", lock, re.M)}
    project = PROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    assert {requirement_name(r) for group in groups for r in group} <= locked


def test_lock_pins_each_package_once() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [p for p in pins if not re.match(r"[\w.-]+==[\w.]+( ; .+)?$", p)] == []
    names = [requirement_name(p) for p in pins]
    assert len(names) == len(set(names))


def test_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {PROJECT['project']['version']}" in changelog


def test_readme_commands_install_locked() -> None:
    commands = tasks.readme_commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(commands) == {"convert", "test"}
    assert all("-c requirements.lock" in command for command in commands.values())


@pytest.mark.parametrize(
    "text",
    [
        "no block",
        "```sh\npytest\n```\n",
        "```sh\npytest\n```\n```sh\nshisaku convert a\nshisaku convert b\n```\n",
        "```sh\npytest\n```\n```sh\nshisaku convert a\n```\n```sh\nls\n```\n",
    ],
)
def test_other_readme_blocks_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"README\.md"):
        tasks.readme_commands(text)
