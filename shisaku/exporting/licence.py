"""What may be done with the data, and what each source says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.frozen import frozen

UNKNOWN = "不明"


@frozen
class Licence:
    """A licence by reference: its text is at ``url``."""

    name: str
    title: str
    url: str


DATA_LICENCE = Licence(
    "CC-BY-4.0",
    "クリエイティブ・コモンズ 表示 4.0 国際",
    "https://creativecommons.org/licenses/by/4.0/",
)
"""The licence of the tables that were made; never that of the documents they were made from."""


def source_licence(document: Mapping[str, Any]) -> str:
    """The terms of use of a document as ``plan.toml`` has them, 不明 where it says none."""
    return str(document["source_licence"] or UNKNOWN)


def source_title(document: Mapping[str, Any]) -> str:
    """How a document is cited: municipality and title as far as known, else its file name."""
    title = document["plan_title"] or document["source_name"]
    name = document["municipality_name"]
    return f"{name}「{title}」" if name else f"「{title}」"


def credit(document: Mapping[str, Any]) -> str:
    """出典 with the note that the tables are no copy (公共データ利用規約 第1.0版, 出典の記載)."""
    return f"出典：{source_title(document)}を加工して作成"
