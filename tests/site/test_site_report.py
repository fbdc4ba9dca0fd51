"""``shisaku report``: what it writes, what it refuses, and that nothing of a plan is markup."""

from __future__ import annotations

import hashlib
import html
import json
import re
import sys
import zlib
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from shisaku.cli import main
from shisaku.convert import Options, convert
from shisaku.exporting.stored import stored
from shisaku.messages import Messages
from shisaku.site.document import read_documents
from shisaku.site.report import PACKAGES, report
from shisaku.site.shards import BITS, FIRST
from tests.builders.plan_text import card, plan
from tests.builders.small_data import CODE

Capture = pytest.CaptureFixture[str]


def content(site: Path, name: str) -> Any:
    """The content of a data file of a site."""
    script = (site / "data" / f"{name}.js").read_bytes().decode("utf-16")
    match = re.fullmatch(r'shisaku\.take\("[^"]+",(\d+),"(.+)"\);\n', script)
    assert match
    bits = "".join(f"{ord(c) - FIRST:0{BITS}b}" for c in match[2])
    packed = bytes(int(bits[i : i + 8], 2) for i in range(0, 8 * int(match[1]), 8))
    return json.loads(zlib.decompress(packed))


def written(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages(site: Path) -> list[Path]:
    return sorted(site.glob("*.html"))


def test_pages_load_nothing_but_their_own_files(site: Path) -> None:
    names = set(written(site))
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert "default-src 'none'" in html.unescape(text)
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', text)
        assert loaded and set(loaded) <= names
        assert not re.search(r"https?://", text.replace("http://www.w3.org/", ""))
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=|javascript:", text)
    for asset in (site / "assets").iterdir():
        code = asset.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|eval\(|fetch\(|https?://|import ", code
        )


def test_links_lead_to_pages_that_are_there(site: Path) -> None:
    for page in pages(site):
        links = re.findall(r'<a [^>]*href="([^"#]+)', page.read_text(encoding="utf-8"))
        assert {link for link in links if not (site / link).is_file()} == set()


def test_the_catalogue_has_every_measure_once(site: Path, data: Path) -> None:
    found = content(site, "catalogue")
    ids = [f"{found['documents'][m[0]][0]}:{m[2]}" for m in found["measures"]]
    assert sorted(ids) == sorted(pq.read_table(data / "measures")["measure_id"].to_pylist())
    items = sum(len(measure[6]) for measure in found["measures"])
    assert items == pq.read_table(data / "measure_items").num_rows
    listed = {found["documents"][m[0]][0] for m in found["measures"]}
    excerpts = pq.read_table(data / "documents").to_pylist()
    parts = {row["document_id"] for row in excerpts if row["part_of"]}
    assert parts and not parts & listed
    assert set(found["pages"]) == {row["document_id"] for row in excerpts}


def test_records_have_all_values_with_their_print(site: Path, data: Path) -> None:
    shards = {m[5] for m in content(site, "catalogue")["measures"]}
    records = [r for shard in sorted(shards) for r in told(content(site, shard))]
    by_id = {record["id"]: record for record in records}
    assert len(by_id) == pq.read_table(data / "measures").num_rows
    for document in read_documents(data):
        for table, column in (
            ("departments", "department_raw"),
            ("legal_tags", "tag_raw"),
            ("measure_items", "text"),
        ):
            for row in document.tables[table]:
                rows = by_id[row["measure_id"]]["rows"]
                assert any(row[column] in (raw, text) for _, raw, text, *_ in rows)


def told(shard: Any) -> list[Any]:
    """Records with print and value in their places."""
    for record in shard["records"]:
        rows = [row for part in record["parts"] for row in part["rows"]]
        for row in rows:
            row[0], row[3] = shard["words"][row[0]], shard["words"][row[3]]
            if row[1] == 0:
                piece = record["source"][row[4]][2].encode("utf-16-le")
                row[1] = piece[2 * row[5] : 2 * (row[5] + row[6])].decode("utf-16-le")
            row[2] = row[1] if row[2] == 0 else row[2]
        record["rows"] = rows
    return list(shard["records"])


def test_repairs_and_issues_stand_with_their_measure(site: Path, data: Path) -> None:
    shards = {m[5] for m in content(site, "catalogue")["measures"]}
    records = [r for shard in shards for r in content(site, shard)["records"]]
    shown = {(r["id"], repair[1], repair[2]) for r in records for repair in r["repairs"]}
    tags = [
        (row["measure_id"], row["tag_raw"])
        for row in pq.read_table(data / "legal_tags").to_pylist()
        if row["status"] == "repaired"
    ]
    assert tags
    assert {(i, raw) for i, raw in tags} <= {(i, raw) for i, raw, _ in shown}
    codes = {issue[1] for r in records for issue in r["issues"]}
    assert "schedule-row-packed" in codes


def test_removed_markup_is_one_number(site: Path, data: Path) -> None:
    shards = {m[5] for m in content(site, "catalogue")["measures"]}
    records = [r for shard in shards for r in content(site, shard)["records"]]
    removed = {
        row["raw"]
        for row in pq.read_table(data / "repairs").to_pylist()
        if row["rule"] == "markup-removed"
    }
    assert removed
    assert sum(record["markup"] for record in records) > 0
    assert not {repair[1] for record in records for repair in record["repairs"]} & removed


def test_names_of_themes_and_laws_are_no_texts_of_items(site: Path) -> None:
    shards = sorted({m[5] for m in content(site, "catalogue")["measures"]})
    apart = set()
    for shard in shards:
        made = content(site, shard)
        for part in (part for record in made["records"] for part in record["parts"]):
            if part["kind"] == "item":
                labels = [made["words"][row[0]] for row in part["rows"]]
                assert part["texts"] > 0
                assert "テーマ" not in labels[: part["texts"]]
                assert "担当部署" not in labels[part["texts"] :]
                apart |= set(labels[part["texts"] :])
    assert "テーマ" in apart


def test_totals_agree_with_the_table(site: Path, data: Path) -> None:
    rows = pq.read_table(data / "documents").to_pylist()
    whole = [row for row in rows if not row["part_of"]]
    cities = {row["municipality_code"] for row in whole if row["municipality_code"]}
    unknown = sum(row["municipality_code"] is None for row in whole)
    excerpts = len(rows) - len(whole)
    assert unknown and excerpts
    page = (site / "index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert said["自治体"] == f"{len(cities)} <small>＋ 不明 {unknown} 文書</small>"
    assert said["文書"] == f"{len(whole)} <small>＋ 抜粋 {excerpts}</small>"
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert table.count("<tr>") == len(rows)
    assert "二つの段階にある項目は、それぞれの段階で数えます" in page


def test_the_same_data_give_the_same_site(data: Path, site: Path, tmp_path: Path) -> None:
    similar = site.parent / "similar"
    assert report(data, tmp_path / "again", Messages("ja"), similar) == 0
    assert written(tmp_path / "again") == written(site)


def test_the_interface_speaks_english_too(data: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["report", str(data), "--out", str(tmp_path / "en"), "--lang", "en"]) == 0
    assert "Open it in a browser" in capsys.readouterr().out
    page = (tmp_path / "en" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "How well each document was read" in page
    assert 'lang="ja"' in page
    assert "文書ごと" not in page


def test_a_plan_of_markup_is_text_everywhere(tmp_path: Path) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    source = tmp_path / "raw" / CODE / "evil" / "plan.txt"
    source.parent.mkdir(parents=True)
    source.write_text(
        plan(card(施策名=f"① {evil}", 所管課="総務課", 取組内容=evil)), encoding="utf-8"
    )
    (source.parent / "plan.toml").write_text(
        f"slug = \"evil\"\n[plan]\ntitle = '{evil}'\n", encoding="utf-8"
    )
    convert(Options((tmp_path / "raw",), tmp_path / "data", quiet=True), Messages("en"))
    assert report(tmp_path / "data", tmp_path / "site", Messages("ja")) == 0
    for page in pages(tmp_path / "site"):
        assert "<img" not in page.read_text(encoding="utf-8")


def test_data_without_measures_make_a_site(tmp_path: Path) -> None:
    source = tmp_path / "raw" / CODE / "small" / "plan.txt"
    source.parent.mkdir(parents=True)
    source.write_text(plan(), encoding="utf-8")
    convert(Options((tmp_path / "raw",), tmp_path / "data", quiet=True), Messages("en"))
    assert report(tmp_path / "data", tmp_path / "site", Messages("ja")) == 0
    assert "比べられる行がありません" in (tmp_path / "site" / "compare.html").read_text(
        encoding="utf-8"
    )
    assert content(tmp_path / "site", "catalogue")["measures"] == []


def test_what_cannot_be_made_is_told(data: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "file").touch()
    (tmp_path / "empty").mkdir()
    for source, out, expected in (
        (data, tmp_path / "filled", "空のフォルダーではありません"),
        (data, data / "site", "中には書けません"),
        (tmp_path / "empty", tmp_path / "new", str(tmp_path / "empty")),
        (tmp_path / "nothing", tmp_path / "new", str(tmp_path / "nothing")),
    ):
        assert main(["report", str(source), "--out", str(out), "--lang", "ja"]) == 2
        assert expected in capsys.readouterr().err
    assert main(["report", str(data), "--out", str(tmp_path / "new"), "--similar", str(data)]) == 2
    assert "similar_items" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
    assert not (data / "site").exists()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_missing_package_is_named(
    data: Path, tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for name in [n for n in sys.modules if n.startswith("shisaku.site.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["report", str(data), "--out", str(tmp_path / "site"), "--lang", "en"]) == 2
    assert ".[report]" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    assert stored(data).listed
