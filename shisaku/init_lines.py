"""The lines of a new ``plan.toml`` and of a skeleton of ``layout.toml``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from normalize.manifest_keys import SLUG
from shisaku.layout_lines import layout_block
from shisaku.messages import Messages
from shisaku.one_plan import OnePlan
from shisaku.unknown_model import Unknown

_UNKNOWN_LICENCE = "不明"


def manifest_lines(one: OnePlan, messages: Messages) -> list[str]:
    """``plan.toml`` with what is certain as keys; what was read, or is unknown, as comments.

    What the document prints stays out of the keys: it is read from there.
    """
    row = one.rows["documents"][0]
    return [
        f"# {messages('init-head')}",
        _slug(one.manifest.slug, messages),
        "",
        "[source]",
        f"file = {_string(one.path.name)}",
        f"sha256 = {_string(row['source_sha256'])}",
        f"# origin = {_string('')}  # {messages('init-origin')}",
        f"# url = {_string('https://')}  # {messages('init-url')}",
        f"licence = {_string(_UNKNOWN_LICENCE)}  # {messages('init-licence')}",
        "",
        *_read(row, messages),
    ]


def _slug(slug: str, messages: Messages) -> str:
    """The slug that ids have now; one that only a file's name gave may be no slug to write."""
    if SLUG.fullmatch(slug):
        return f"slug = {_string(slug)}"
    return f"# slug = {_string('')}  # {messages('init-slug')}"


def _read(row: Mapping[str, Any], messages: Messages) -> list[str]:
    lines = [f"# {messages('init-read')}"]
    who = " ".join(filter(None, (row["prefecture_name"], row["municipality_name"])))
    status = row["municipality_status"]
    code = f" ({row['municipality_code']})" if row["municipality_code"] else ""
    unknown = messages("unknown")
    lines.append(f"#   {messages('municipality')}: {who + code if who else unknown} [{status}]")
    lines.append(
        f"#   {messages('title')}: {row['plan_title'] or unknown} [{row['plan_title_status']}]"
    )
    years = (row["period_start_fy"], row["period_end_fy"])
    period = messages("to").join(str(year or "?") for year in years)
    lines.append(f"#   {messages('period')}: {period} [{row['period_status']}]")
    return [*lines, *_missing(row, messages)]


def _missing(row: Mapping[str, Any], messages: Messages) -> list[str]:
    """The keys that would say what the document does not, as comments to fill in."""
    keys = [
        ("title", _string(""), row["plan_title"]),
        ("period_start_fy", "2022", row["period_start_fy"]),
        ("period_end_fy", "2026", row["period_end_fy"]),
    ]
    absent = [f"# {name} = {example}" for name, example, found in keys if found is None]
    lines: list[str] = []
    if absent:
        lines += ["", f"# {messages('init-plan')}", "# [plan]", *absent]
        lines.append(f"# evidence = {_string('')}")
    if row["municipality_code"] is None:
        lines += ["", f"# {messages('init-municipality')}"]
    return lines


def layout_lines(unknowns: Sequence[Unknown], messages: Messages) -> list[str]:
    """``layout.toml`` in which everything is a comment, the unrecognised strings included."""
    head = [f"# {messages('init-layout')}", "", '# extends = "../shared-layout.toml"', ""]
    pages = ["# [[pages]]", '# pages = "2-3"', '# kind = "contents"']
    block = [f"# {line}".rstrip() for line in layout_block(unknowns)]
    found = [f"# {messages('explain-unknown')}", *block, ""] if block else []
    return [*head, *found, f"# {messages('init-pages')}", *pages]


def _string(text: object) -> str:
    return json.dumps(str(text), ensure_ascii=False)
