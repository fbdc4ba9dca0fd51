"""``plan.toml`` itself: which keys it may have, and what is wrong with one that has others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from extract.model import Issue
from extract.regular_file import read_small_text

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""The shape of a slug that someone writes down."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
# How the TOML reader tells a place: the words are its own, in every version of Python.
_LINE = re.compile(r"at line ([0-9]+)")
# Key in plan.toml -> (field of Manifest, type); docs/plan-toml.md explains them.
KEYS: Mapping[str, tuple[str, type]] = {
    "slug": ("slug", str),
    "source.file": ("file", str),
    "source.sha256": ("sha256", str),
    "source.origin": ("origin", str),
    "source.url": ("url", str),
    "source.licence": ("licence", str),
    "plan.title": ("title", str),
    "plan.period_start_fy": ("period_start_fy", int),
    "plan.period_end_fy": ("period_end_fy", int),
    "plan.part_of": ("part_of", str),
    "plan.evidence": ("evidence", str),
    "belief.municipality_name": ("believed_name", str),
    "belief.municipality_code": ("believed_code", str),
    "belief.reason": ("belief_reason", str),
    "belief.evidence": ("belief_evidence", list),
}


def read_keys(path: Path) -> tuple[dict[str, Any], list[Issue]]:
    """Values by field of ``Manifest`` and the faults; both empty where there is no such file.

    A faulty key gives no value and an issue ``manifest-malformed``; a file that cannot be read
    at all gives one issue.
    """
    try:
        content = tomllib.loads(read_small_text(path))
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError, RecursionError) as error:
        return {}, [_fault(_unreadable(error))]
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    for key, value in _flat(content):
        problem = _problem(key, value)
        if problem:
            issues.append(_fault(f"plan.toml の {key} {problem}", str(value)))
        else:
            values[KEYS[key][0]] = tuple(value) if isinstance(value, list) else value
    return _with_evidence(values, issues), issues


def _unreadable(error: Exception) -> str:
    """Why no value of the file could be taken, and what to do."""
    if isinstance(error, UnicodeDecodeError):
        return "plan.toml の文字コードが UTF-8 ではありません。UTF-8 で保存してください。"
    if isinstance(error, OSError):
        return "plan.toml を開けません。読み取りの権限を確かめてください。"
    line = _LINE.search(str(error))
    where = f"{line[1]}行目" if line else "終わりのほう"
    return (
        f"plan.toml の{where}の書き方に誤りがあり、全体を読めません。"
        "引用符や = を確かめてください。"
    )


def _flat(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", v) for inner, v in value.items())
        else:
            yield key, value


def _problem(key: str, value: object) -> str | None:
    if key not in KEYS:
        near = get_close_matches(key, KEYS, 1)
        hint = f"{near[0]} のことではありませんか。" if near else "名前を確かめてください。"
        return f"という項目はありません。{hint}"
    expected = KEYS[key][1]
    if type(value) is not expected:
        kind = {str: "文字列", int: "整数", list: "文字列の並び"}[expected]
        return f"は{kind}で書いてください。"
    if isinstance(value, list) and not all(isinstance(v, str) for v in value):
        return "は文字列の並びで書いてください。"
    if key in ("slug", "plan.part_of") and not SLUG.fullmatch(str(value)):
        return "は半角の英小文字・数字・ハイフンで書いてください。"
    if key == "source.sha256" and not _DIGEST.fullmatch(str(value)):
        return "は16進の小文字64桁で書いてください。"
    if isinstance(value, int) and not 1868 <= value <= 2200:
        return "は西暦の年度（4桁）で書いてください。"
    return None


def _with_evidence(values: dict[str, Any], issues: list[Issue]) -> dict[str, Any]:
    plan = {"title", "period_start_fy", "period_end_fy", "part_of"} & values.keys()
    start, end = values.get("period_start_fy"), values.get("period_end_fy")
    whole = values.get("part_of")
    if plan and not values.get("evidence"):
        issues.append(_fault("plan.toml の [plan] に根拠（evidence）がないため、値を使いません。"))
    elif start is not None and end is not None and end < start:
        issues.append(_fault("plan.toml の計画期間は終わりが始まりより前です。", f"{start}-{end}"))
        plan = {"period_start_fy", "period_end_fy"}
    elif whole is not None and whole == values.get("slug"):
        issues.append(_fault("plan.toml の plan.part_of がこの文書自身を指しています。", whole))
        plan = {"part_of"}
    else:
        return values
    return {key: value for key, value in values.items() if key not in plan}


def _fault(message: str, value: str | None = None) -> Issue:
    return Issue("warning", "manifest-malformed", message, value_raw=value)
