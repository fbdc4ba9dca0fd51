"""README and CHANGELOG of a data set: what it is, made from what, how much, and what is missing."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.schema import load_schema
from shisaku.exporting.datapackage import data_version
from shisaku.exporting.dcat_text import DESCRIPTION, TITLE
from shisaku.exporting.licence import DATA_LICENCE, credit, source_licence
from shisaku.exporting.stored import DOCUMENTS, Row, Stored

README, CHANGELOG = "README.md", "CHANGELOG.md"
_TITLE = "# 変更履歴 / Changelog\n"
_ORDER = {"error": "誤り", "warning": "注意", "info": "参考"}


@frozen
class Facts:
    """What is told of a data set. ``gaps`` counts issues by (severity, code)."""

    documents: tuple[Row, ...]
    counts: Mapping[str, int]
    gaps: Mapping[tuple[str, str], int]


def facts(data: Stored) -> Facts:
    """The documents, the rows of each table and the issues of a data set."""
    schema = load_schema()
    names = schema.table(DOCUMENTS).column_names
    rows = data.rows(schema.table(DOCUMENTS))
    documents = tuple(dict(zip(names, row, strict=True)) for row in rows)
    counts = {t.name: sum(batch.num_rows for batch in data.batches(t)) for t in schema.tables}
    gaps: Counter[tuple[str, str]] = Counter()
    for batch in data.batches(schema.table("issues")):
        kinds = (batch.column("severity").to_pylist(), batch.column("code").to_pylist())
        gaps.update(zip(*kinds, strict=True))
    return Facts(documents, counts, gaps)


def readme(known: Facts, form: str) -> str:
    """The README of a data set in one of the forms that ``data/readme.toml`` has lines for."""
    return "\n".join(
        [
            f"# {TITLE}\n",
            f"{DESCRIPTION}\n",
            f"版 / version: {data_version(known.documents)}（表定義 {load_schema().version}）\n",
            "Measures, departments, schedules and indicators read from plans that Japanese "
            "municipalities publish. Every value points to where it is printed; null is unknown, "
            "and `issues` says why. Join tables on `document_id` and the id.\n",
            "## ファイル / Files\n",
            *(f"* {line}" for line in _file_lines()[form]),
            "\n## 利用条件 / Licence\n",
            f"表は[{DATA_LICENCE.title}（{DATA_LICENCE.name}）]({DATA_LICENCE.url})で使えます。"
            "出典を次のとおり示し、加工して作成したことを書いてください。"
            "原資料の利用条件は原資料ごとに異なり、下の表のとおりです（不明なものは発行元に確かめてください）。\n",
            f"The tables are under [{DATA_LICENCE.name}]({DATA_LICENCE.url}); the documents they "
            "were made from have terms of their own, 不明 being unknown.\n",
            *(f"* {line}" for line in dict.fromkeys(map(credit, known.documents))),
            "\n## 原資料 / Sources\n",
            *_sources(known.documents),
            "\n## 行数 / Rows\n",
            *_counts(known.counts),
            "\n## 分かっている欠け / Known gaps\n",
            *_gaps(known),
            "",
        ]
    )


def changelog(known: Facts, previous: Path | None) -> str:
    """The CHANGELOG: an entry for this version above those of the package ``previous``.

    OSError or ValueError if that is no package.
    """
    before = _before(previous) if previous else None
    version = data_version(known.documents)
    if before and before[0] == version:
        return before[2]
    # A version is read from a file that a person may have changed: digests decide, not its name.
    changes = _changes(known.documents, before[1]) if before else ["* 最初の版 / first version"]
    entry = [
        f"## {version}\n",
        *changes,
        f"* 文書 / documents: {len(known.documents)}",
        f"* 行 / rows: {sum(known.counts.values())}",
        f"* プログラム / program: {', '.join(_distinct(known, 'program_version'))}",
        f"* 表定義 / schema: {', '.join(_distinct(known, 'schema_version'))}",
        "\n### 原資料 / Sources\n",
        *_sources(known.documents),
        "\n### 分かっている欠け / Known gaps\n",
        *_gaps(known),
        "",
    ]
    older = before[2].removeprefix(_TITLE).lstrip("\n") if before else ""
    return "\n".join([_TITLE, *entry, *([older] if older else [])])


@cache
def _file_lines() -> Mapping[str, Sequence[str]]:
    text = files("shisaku.exporting").joinpath("data", "readme.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _distinct(known: Facts, name: str) -> list[str]:
    return sorted({str(row[name]) for row in known.documents})


def _before(package: Path) -> tuple[str, Mapping[str, str], str]:
    """Version, digests by document id and CHANGELOG of an earlier package."""
    described: Any = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    try:
        digests = {str(s["document_id"]): str(s["sha256"]) for s in described["sources"]}
        version = str(described["version"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"datapackage.json: {error}") from error
    return version, digests, (package / CHANGELOG).read_text(encoding="utf-8")


def _changes(documents: Sequence[Row], before: Mapping[str, str]) -> Iterator[str]:
    now = {row["document_id"]: row["source_sha256"] for row in documents}
    shared = now.keys() & before.keys()
    kinds = {
        "加わった文書 / added": now.keys() - before.keys(),
        "なくなった文書 / removed": before.keys() - now.keys(),
        "原資料が変わった文書 / source changed": {d for d in shared if now[d] != before[d]},
    }
    for label, ids in kinds.items():
        if ids:
            yield f"* {label}: {', '.join(sorted(ids))}"
    if not any(kinds.values()):
        yield "* 原資料は同じで、読み取りが変わった / same sources, read anew"


def _sources(documents: Sequence[Row]) -> Iterator[str]:
    yield "| 文書ID | ファイル | 計画名 | SHA-256 | 掲載URL | 原資料の利用条件 | 変換の状態 |"
    yield "|---|---|---|---|---|---|---|"
    for row in documents:
        yield _line(
            row["document_id"],
            row["source_name"],
            row["plan_title"] or "不明",
            row["source_sha256"],
            row["source_url"] or "不明",
            source_licence(row),
            row["status"],
        )


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    yield "| 表 | 内容 | 行数 |"
    yield "|---|---|---|"
    for table in load_schema().tables:
        yield _line(f"`{table.name}`", table.description_ja, str(counts[table.name]))


def _gaps(known: Facts) -> Iterator[str]:
    if not known.gaps:
        yield "確認事項はありません。 / No issues."
        return
    yield "`issues` の件数 / rows of `issues`:\n"
    yield "| 重さ | 符号 | 件数 |"
    yield "|---|---|---|"
    worst = sorted(known.gaps.items(), key=lambda gap: (list(_ORDER).index(gap[0][0]), gap[0][1]))
    for (severity, code), count in worst:
        yield _line(f"{_ORDER[severity]} ({severity})", f"`{code}`", str(count))


def _line(*texts: str) -> str:
    return "| " + " | ".join(" ".join(t.split()).replace("|", r"\|") for t in texts) + " |"
