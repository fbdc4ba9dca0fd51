"""What a person wrote about a document in ``plan.toml``, and what its folder says."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.model import Issue

FILE_NAME = "plan.toml"
UNKNOWN = "unknown"

_CODE = re.compile(r"[0-9]{6}")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# What no file system or reader of Parquet folders takes at some place in a name.
_UNFIT = re.compile(r"[^\w.]+")
# Key in plan.toml -> (field of Manifest, type); docs/plan-toml.md explains them.
_KEYS: Mapping[str, tuple[str, type]] = {
    "slug": ("slug", str),
    "source.file": ("file", str),
    "source.sha256": ("sha256", str),
    "source.origin": ("origin", str),
    "source.url": ("url", str),
    "source.licence": ("licence", str),
    "plan.title": ("title", str),
    "plan.period_start_fy": ("period_start_fy", int),
    "plan.period_end_fy": ("period_end_fy", int),
    "plan.evidence": ("evidence", str),
    "belief.municipality_name": ("believed_name", str),
    "belief.municipality_code": ("believed_code", str),
    "belief.reason": ("belief_reason", str),
    "belief.evidence": ("belief_evidence", list),
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a document besides its text. None where nothing is written.

    ``slug`` is the second half of the document id. ``folder_code`` is the municipality code of
    the folder, six digits. ``title`` and the period are only trusted with their ``evidence``.
    A belief is recorded, never used as a value. ``issues`` are the faults of the file.
    """

    slug: str
    folder_code: str | None = None
    file: str | None = None
    sha256: str | None = None
    origin: str | None = None
    url: str | None = None
    licence: str | None = None
    title: str | None = None
    period_start_fy: int | None = None
    period_end_fy: int | None = None
    evidence: str | None = None
    believed_name: str | None = None
    believed_code: str | None = None
    belief_reason: str | None = None
    belief_evidence: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """The manifest of a document file, from its folder and the ``plan.toml`` beside it.

    Never fails: without ``plan.toml``, or when it names another file in ``source.file``, the
    slug comes from the folder (inside a folder of a code or ``unknown``) or the file's name.
    A key that is malformed counts as absent and is an issue ``manifest-malformed``.
    """
    declared, issues = _declared(path.with_name(FILE_NAME))
    group = path.parent.parent.name
    code = group if _CODE.fullmatch(group) else None
    if declared.get("file", path.name) != path.name:
        return Manifest(slug_of(path.stem), code)
    name = path.parent.name if code or group == UNKNOWN else path.stem
    return Manifest(**{"slug": slug_of(name), **declared}, folder_code=code, issues=tuple(issues))


def slug_of(name: str) -> str:
    """A name as the second half of an id: composed, lower case, ``-`` for what is unfit."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return _UNFIT.sub("-", text.lower().replace("_", "-")).strip("-.") or "document"


def _declared(path: Path) -> tuple[dict[str, Any], list[Issue]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [_fault(f"plan.toml を読めません（{error}）。書き方を確かめてください。")]
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    for key, value in _flat(content):
        problem = _problem(key, value)
        if problem:
            issues.append(_fault(f"plan.toml の {key} {problem}", str(value)))
        else:
            values[_KEYS[key][0]] = tuple(value) if isinstance(value, list) else value
    return _with_evidence(values, issues), issues


def _flat(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", v) for inner, v in value.items())
        else:
            yield key, value


def _problem(key: str, value: object) -> str | None:
    if key not in _KEYS:
        return "という項目はありません。名前を確かめてください。"
    expected = _KEYS[key][1]
    if type(value) is not expected:
        kind = {str: "文字列", int: "整数", list: "文字列の並び"}[expected]
        return f"は{kind}で書いてください。"
    if isinstance(value, list) and not all(isinstance(v, str) for v in value):
        return "は文字列の並びで書いてください。"
    if key == "slug" and not _SLUG.fullmatch(str(value)):
        return "は半角英小文字・数字・ハイフンで書いてください。"
    if key == "source.sha256" and not _DIGEST.fullmatch(str(value)):
        return "は16進の小文字64桁で書いてください。"
    if isinstance(value, int) and not 1868 <= value <= 2200:
        return "は西暦の年度（4桁）で書いてください。"
    return None


def _with_evidence(values: dict[str, Any], issues: list[Issue]) -> dict[str, Any]:
    plan = {"title", "period_start_fy", "period_end_fy"} & values.keys()
    start, end = values.get("period_start_fy"), values.get("period_end_fy")
    if plan and not values.get("evidence"):
        issues.append(_fault("plan.toml の [plan] に根拠（evidence）がないため、値を使いません。"))
    elif start is not None and end is not None and end < start:
        issues.append(_fault("plan.toml の計画期間は終わりが始まりより前です。", f"{start}-{end}"))
        plan = {"period_start_fy", "period_end_fy"}
    else:
        return values
    return {key: value for key, value in values.items() if key not in plan}


def _fault(message: str, value: str | None = None) -> Issue:
    return Issue("warning", "manifest-malformed", message, value_raw=value)
