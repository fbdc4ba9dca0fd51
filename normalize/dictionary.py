"""The data dictionary: what each table and column is, rendered from the declarations.

``python -m normalize.dictionary [file]`` writes it, by default to ``docs/tables.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from normalize.gif import gif_section
from normalize.schema import SCHEMA_VERSION, Column, Table, load_schema

_INTRODUCTION = f"""\
# Tables / 表の一覧

Generated from `normalize/tables/*.toml` by `python -m normalize.dictionary`; do not edit.
Schema version / 表定義の版: {SCHEMA_VERSION}

`shisaku convert` writes one file `<table>/<document_id>.parquet` per table and document.

* `x_raw` beside `x`: the printed form beside its interpretation.
* Null means unknown; `issues` says why. What was inferred has a status column that says so.
* For every row of `spans`: `pages.text[char_start:char_end] == raw_text`.
* The eight counts `chars_*` of `documents` add up to `char_count`.
* Fiscal years are integers (the year in which the fiscal year begins); codes are strings.
* Ids are unique within a document; join on `document_id` as well.

表とその列の一覧です。この文書は表の定義から作られます。

* `x_raw` は印字どおりの文字、`x` はその解釈です。
* 空の値は「不明」で、理由は `issues` にあります。推定した値には、そうと示す列があります。
* `spans` のどの行も、`pages` の文字の該当箇所と一致します。
* `documents` の区分別の文字数 `chars_*` 8つの和は `char_count` です。
* 年度は西暦の整数（令和4年度 = 2022）、コードは文字列です。
* ID は文書の中で一意です。結合には `document_id` も使ってください。
"""


def markdown() -> str:
    """The whole dictionary as Markdown, Japanese terms beside the English names."""
    tables = load_schema().tables
    sections = [_section(table) for table in tables]
    return "\n".join([_INTRODUCTION, overview(), *sections, gif_section()])


def overview() -> str:
    """A Markdown table with one line per declared table, to be put into other documents."""
    lines = ["| table | 表 | contents | 内容 |", "|---|---|---|---|"]
    for table in load_schema().tables:
        texts = (table.title_ja, table.description, table.description_ja)
        lines.append(_line(f"`{table.name}`", *texts))
    return "\n".join(lines) + "\n"


def _section(table: Table) -> str:
    lines = [
        f"## {table.name} ({table.title_ja})",
        "",
        table.description,
        "",
        table.description_ja,
        "",
        f"Primary key / 主キー: {', '.join(f'`{name}`' for name in table.primary_key)}",
        "",
        "| column | 項目 | type | null | 説明 |",
        "|---|---|---|---|---|",
        *(_column_line(column) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _column_line(column: Column) -> str:
    parts = [column.description_ja]
    if column.enum:
        values = zip(column.enum, column.enum_ja, strict=True)
        parts.append("、".join(f"`{value}` {meaning}" for value, meaning in values))
    if column.unit:
        parts.append(f"単位 {column.unit}")
    if column.references:
        parts.append(f"→ `{column.references}`")
    null = "yes" if column.nullable else "no"
    return _line(f"`{column.name}`", column.title_ja, column.type, null, "。".join(parts))


def _line(*texts: str) -> str:
    return "| " + " | ".join(text.replace("|", r"\|") for text in texts) + " |"


def main(arguments: list[str]) -> None:
    """Write the dictionary to the file named first in ``arguments`` or to ``docs/tables.md``."""
    path = Path(arguments[0] if arguments else "docs/tables.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
