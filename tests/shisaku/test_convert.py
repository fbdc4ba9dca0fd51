"""Conversion of files and folders: statuses, bytes, and everything that can go wrong."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.schema import load_schema
from normalize.validate import validate
from normalize.write import read_table
from shisaku import batch
from shisaku.batch import Converted
from shisaku.console import console
from shisaku.messages import Messages
from shisaku.outcome import Outcome
from shisaku.readers import FORMATS
from shisaku.run_report import Ran
from shisaku.store import HIDDEN
from shisaku.summary import print_summary
from shisaku.work import rows_of_file

Run = Callable[..., Any]


def contents(out: Path) -> dict[str, str]:
    """What readers see: all but the hidden folder, which tells of the run."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and HIDDEN not in path.parts
    }


def statuses(out: Path) -> dict[str, str]:
    rows = read_table(out, "documents").to_pylist()
    return {row["document_id"]: row["status"] for row in rows}


def codes(out: Path) -> list[str]:
    rows = read_table(out, "issues").to_pylist()
    return [row["code"] for row in rows if row["severity"] == "error"]


def test_every_table_gets_a_file(run: Run, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", plan, "--out", out).status == 0
    assert set(contents(out)) == {
        f"{table}/unknown-small.parquet" for table in load_schema().table_names
    }
    assert statuses(out) == {"unknown-small": "ok"}


def test_same_bytes_whatever_the_order_and_workers(run: Run, plan: Path, tmp_path: Path) -> None:
    other = plan.with_name("other.pdf")
    other.write_bytes(b"%PDF-1.7")
    third = tmp_path / "unknown" / "third" / "plan.txt"
    third.parent.mkdir()
    shutil.copy(plan, third)
    results = []
    for n, arguments in enumerate(
        [
            (plan, third, other),
            (other, plan, third, plan),
            (tmp_path / "unknown",),
            (tmp_path / "unknown", "--workers", 2),
        ]
    ):
        out = tmp_path / f"out{n}"
        assert run("convert", *arguments, "--out", out).status == 1  # the PDF
        results.append(contents(out))
    assert results[0] and all(result == results[0] for result in results)


def test_converting_again_changes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("convert", plan, "--out", out)
    stale = out / "documents" / "unknown-gone.parquet"
    shutil.copy(out / "documents" / "unknown-small.parquet", stale)
    before = contents(out)
    run("convert", plan, "--out", out)
    assert contents(out) == before


# Bytes, the code of the error if there is one, and the document's status.
BAD: dict[str, tuple[bytes, str | None, str]] = {
    "empty": (b"", "empty", "failed"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary", "failed"),
    "undecodable": (
        "第1章 概要\n本文です。\n".encode() + b"\xff\xfe\x80\n",
        "undecodable-bytes",
        "partial",
    ),
    "one-line": (("あ" * 3_400_000).encode(), None, "ok"),
    "nul": ("第1章 計画\0の概要\n本文\0です。\n".encode(), None, "ok"),
    "surrogates": (
        "第1章 概要\n本文です。\n".encode() + b"\xed\xa0\x80\n",
        "undecodable-bytes",
        "partial",
    ),
    "wide": (("\t".join(["列"] * 10_000) + "\n").encode() * 2, None, "ok"),
    "markup": ('第1章 概要\n<table><tr><td>施策<ul style="\n本文 <br\n'.encode(), None, "ok"),
    "white-space": (b" \n\t\n\n", None, "ok"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_give_a_document_or_a_reason(run: Run, name: str, tmp_path: Path) -> None:
    data, code, status = BAD[name]
    path = tmp_path / f"{name}.txt"
    path.write_bytes(data)
    out = tmp_path / "out"
    answer = run("convert", path, "--out", out)
    assert "Traceback" not in answer.out + answer.err
    found = codes(out)
    assert "internal-error" not in found
    assert set(found) == ({code} if code else set())
    assert statuses(out) == {f"unknown-{name}": status}
    assert answer.status == (0 if status == "ok" else 1)
    assert (str(path) in answer.err) is (status == "failed")


@pytest.mark.parametrize("name", [n for n in BAD if n != "one-line"])
def test_rows_of_bad_files_keep_the_contract(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(BAD[name][0])
    assert validate(rows_of_file(path)) == ()


def test_a_suffix_counts_in_any_case(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.PDF"
    path.write_bytes(b"%PDF-1.7")
    answer = run("convert", path, "--out", tmp_path / "out", "--lang", "en")
    assert answer.status == 1
    assert "Get it again" in answer.err
    assert codes(tmp_path / "out") == ["pdf-damaged"]


def test_two_files_of_one_id(run: Run, plan: Path, tmp_path: Path) -> None:
    second = plan.with_name("second.txt")
    second.write_text(plan.read_text(encoding="utf-8") + "追記。\n", encoding="utf-8")
    third = plan.with_name("third.txt")
    shutil.copy(second, third)
    out = tmp_path / "out"
    assert run("convert", plan.parent, "--out", out).status == 1
    mark = hashlib.sha256(second.read_bytes()).hexdigest()[:8]
    assert statuses(out) == {
        "unknown-small": "ok",
        f"unknown-small-{mark}": "failed",
        f"unknown-small-{mark}-2": "failed",
    }
    assert codes(out) == ["duplicate-document-id"] * 2
    messages = [row["message"] for row in read_table(out, "issues").to_pylist()]
    assert sum("source.file" in m and "plan.txt" in m for m in messages) == 2


def duplicates(run: Run, inputs: Path, out: Path) -> list[str]:
    """What is told of the files whose id another has; nothing names a folder of this machine."""
    run("convert", inputs, "--out", out, "--quiet")
    rows = read_table(out, "issues").to_pylist()
    told = [row["message"] for row in rows if row["code"] == "duplicate-document-id"]
    assert not any(str(inputs) in message for message in told)
    return told


def test_the_way_out_of_one_folder_works(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.with_name("second.txt").write_text("第1章 別の計画\n", encoding="utf-8")
    (told,) = duplicates(run, tmp_path / "unknown", tmp_path / "out")
    assert "フォルダーを分ける" in told and "source.file" in told
    assert "small/" not in told
    plan.with_name("plan.toml").write_text('[source]\nfile = "plan.txt"\n', encoding="utf-8")
    assert duplicates(run, tmp_path / "unknown", tmp_path / "out2") == []
    assert set(statuses(tmp_path / "out2")) == {"unknown-small", "unknown-second"}


def test_files_of_one_name_in_two_folders(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "plan.txt").write_text(f"第1章 {name}\n", encoding="utf-8")
    (told,) = duplicates(run, tmp_path / "in", tmp_path / "out")
    assert "a/plan.txt" in told and "b/plan.txt" in told
    assert "ファイル名" in told and "slug" in told
    (tmp_path / "in" / "b" / "plan.txt").rename(tmp_path / "in" / "b" / "other.txt")
    assert duplicates(run, tmp_path / "in", tmp_path / "out2") == []


@pytest.mark.parametrize(
    ("other", "content", "told"),
    [("PLAN.txt", "第1章 別\n", "ファイル名を変え"), ("PLAN.txt", "第1章 同\n", "消して")],
)
def test_names_or_content_that_are_the_same(
    run: Run, tmp_path: Path, other: str, content: str, told: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "plan.txt").write_text("第1章 同\n", encoding="utf-8")
    if (folder / other).exists():
        pytest.skip("this file system takes the two names for one")
    (folder / other).write_text(content, encoding="utf-8")
    (message,) = duplicates(run, folder, tmp_path / "out")
    assert told in message


def test_a_failed_file_takes_no_id_of_a_good_one(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.with_name("a.pdf").write_bytes(b"%PDF-1.7")
    out = tmp_path / "out"
    run("convert", plan.parent, "--out", out)
    assert statuses(out)["unknown-small"] == "ok"
    assert sorted(statuses(out).values()) == ["failed", "ok"]
    assert codes(out) == ["pdf-damaged"]


def test_an_error_of_the_program_is_one_documents(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import normalize.build

    good, real = tmp_path / "good.txt", normalize.build.build
    shutil.copy(plan, good)

    def broken(document: Any, manifest: Any) -> Any:
        if document.source_name == "plan.txt":
            raise ZeroDivisionError("secret")
        return real(document, manifest)

    monkeypatch.setattr(normalize.build, "build", broken)
    out = tmp_path / "out"
    answer = run("convert", plan, good, "--out", out)
    assert answer.status == 1
    assert statuses(out) == {"unknown-good": "ok", "unknown-small": "failed"}
    assert codes(out) == ["internal-error"]
    assert "Traceback" not in answer.err and str(plan) in answer.err
    (message,) = [
        row["message"]
        for row in read_table(out, "issues").to_pylist()
        if row["code"] == "internal-error"
    ]
    assert "plan.txt" in message and "ZeroDivisionError" in message


def test_rows_that_cannot_be_stored_are_an_error_of_the_program(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import normalize.build

    real = normalize.build.build

    def broken(document: Any, manifest: Any) -> Any:
        rows = real(document, manifest)
        rows["pages"].put("text", ["\ud800"])
        return rows

    monkeypatch.setattr(normalize.build, "build", broken)
    out = tmp_path / "out"
    assert run("convert", plan, "--out", out).status == 1
    assert codes(out) == ["internal-error"]


@pytest.mark.parametrize(
    ("asked", "size", "count", "expected"),
    [
        (None, 10, 3, 1),
        (None, 100_000_000, 1, 1),
        (None, 100_000_000, 3, 3),
        (4, 10, 3, 3),
        (1, 100_000_000, 3, 1),
    ],
)
def test_number_of_workers(
    asked: int | None,
    size: int,
    count: int,
    expected: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    files = [tmp_path / f"{n}.txt" for n in range(count)]
    with files[0].open("wb") as file:
        file.truncate(size)
    assert batch.choose_workers(files, asked) == expected


def test_a_file_counts_by_what_its_kind_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for suffix, kind in FORMATS.items():
        files = [tmp_path / f"{n}{suffix}" for n in range(2)]
        for file, share in zip(files, (0.4, 0.7), strict=True):
            with file.open("wb") as opened:
                opened.truncate(int(share * batch.LONG_RUN / kind.seconds * 1e6))
        assert batch.choose_workers(files, None) == 2, suffix
        files[1].write_bytes(b"")
        assert batch.choose_workers(files, None) == 1, suffix


@pytest.mark.parametrize(
    ("given", "told"),
    [("nowhere.txt", "nowhere.txt"), ("empty-folder", "empty-folder"), ("a.docx", "a.docx")],
)
def test_wrong_inputs_stop_before_any_work(
    run: Run, plan: Path, tmp_path: Path, given: str, told: str
) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "a.docx").touch()
    out = tmp_path / "out"
    inputs = [tmp_path / given] + ([plan] if given == "nowhere.txt" else [])
    answer = run("convert", *inputs, "--out", out)
    assert answer.status == 2 and told in answer.err
    assert not out.exists()


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_output_that_cannot_be_written(run: Run, plan: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").touch()
    answer = run("convert", plan, "--out", tmp_path / out, "--lang", "en")
    assert answer.status == 2
    assert "cannot write" in answer.err and "--out" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("place", ["normalize.write.stage_tables", "shisaku.store.publish"])
def test_a_full_disk_is_told_plainly(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place, full)
    answer = run("convert", plan, "--out", tmp_path / "out")
    assert answer.status == 2 and "No space left" in answer.err


@pytest.mark.parametrize(("language", "shown"), [("ja", "施策 0件"), ("en", "measures 0")])
def test_summary_tells_each_document(
    run: Run, plan: Path, tmp_path: Path, language: str, shown: str
) -> None:
    told = run("convert", plan, "--out", tmp_path / "out", "--lang", language).out
    (line,) = [line for line in told.splitlines() if line.startswith("  unknown-small")]
    assert shown in line
    assert f"shisaku issues {tmp_path / 'out'}" in told and "--csv" in told


def test_summary_tells_warnings_with_their_message(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.with_name("plan.toml").write_text('slug = "x"\ncolour = "red"\n', encoding="utf-8")
    told = run("convert", plan, "--out", tmp_path / "out", "--lang", "ja").out
    assert "注意 manifest-malformed (1): plan.toml の colour という項目はありません" in told
    assert "small/plan.toml" in told and "plan.txt:" not in told.split("参考")[0]


@pytest.mark.parametrize(
    ("language", "told"),
    [("ja", "ほかに1件あります（unknown-small）"), ("en", "other runs: 1 (unknown-small)")],
)
def test_summary_tells_what_else_lies_there(
    run: Run, plan: Path, tmp_path: Path, language: str, told: str
) -> None:
    out = tmp_path / "out"
    assert told not in run("convert", plan, "--out", out, "--lang", language).out
    other = tmp_path / "other.txt"
    shutil.copy(plan, other)
    found = " ".join(run("convert", other, "--out", out, "--lang", language).out.split())
    assert told in found and ".parquet" in found


def test_of_many_documents_the_poor_ones_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def outcome(n: int) -> Outcome:
        counts = {"measures": n % 60}
        return Outcome(Path(f"{n}.txt"), f"d{n:03}", "ok", 1, 0, counts, {}, None, None)

    ran = Ran(tuple(Converted(outcome(n)) for n in range(61)), {})
    print_summary(console(), ran, tmp_path, Messages("en"))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  d")] == ["d000", "d060"]
    assert "  59 more" in "\n".join(lines)


def test_summary_and_quiet(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan.parent / "picture.png").touch()
    plan.with_name("a.pdf").touch()
    told = run("convert", plan.parent, "--out", tmp_path / "out", "--lang", "ja")
    assert "文書 2件: 変換できた 1、一部読めない 0、変換できない 1" in told.out
    assert "未分類" in told.out and "sections" in told.out and "pdf-empty" in told.out
    assert ".png 1件" in told.err
    assert "\x1b" not in told.out
    quiet = run("convert", plan.parent, "--out", tmp_path / "out", "--quiet")
    assert quiet.out == "" and quiet.err.count("\n") == 1 and "a.pdf" in quiet.err


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="names are bytes")
def test_a_file_name_of_other_bytes(run: Run, plan: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x8c\x76.txt"))
    shutil.copy(plan, odd)
    assert run("convert", odd, "--out", tmp_path / "out").status == 0
