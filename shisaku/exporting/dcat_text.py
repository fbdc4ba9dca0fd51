"""What every entry of a catalogue says of such a data set, whatever its documents are."""

from __future__ import annotations

TITLE = "自治体計画の施策データ"
DESCRIPTION = (
    "自治体が公表した計画書から、施策・実施事業・担当部署・年度別スケジュール・指標などを"
    "読み取って整えた表です。値ごとに計画書の印字箇所をたどれます。"
    "出典の計画書を加工して作成したもので、計画書そのものではありません。"
)

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes, written out: a context behind an address would need the network to be read."""
