"""PDFs on the command line: converted like text, refused with a reason, looked at by page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from normalize.validate import validate
from shisaku.readers import PDF_READERS, Reading
from shisaku.work import complete, rows_of_file
from tests.builders.locked_pdf import locked_pdf
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import Bitmap, PdfWriter
from tests.builders.small_pdfs import plan_pdf

Run = Callable[..., Any]
Rows = list[dict[str, Any]]
SHARED = Path(
    os.environ.get("SHISAKU_PDFS") or Path(__file__).resolve().parents[3] / "shared" / "pdfs"
)


def table(out: Path, name: str) -> Rows:
    rows: Rows = []
    for path in sorted((out / name).glob("*.parquet")):
        rows += pq.read_table(path).to_pylist()
    return rows


def statuses(out: Path) -> dict[str, str]:
    return {row["source_name"]: row["status"] for row in table(out, "documents")}


def errors(out: Path) -> dict[str, tuple[str, str]]:
    """Code and message of each document's error."""
    return {
        row["document_id"]: (row["code"], row["message"])
        for row in table(out, "issues")
        if row["severity"] == "error"
    }


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "unknown" / "drawn" / "plan.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(plan_pdf())
    return path


def picture_pdf() -> bytes:
    """A page that holds nothing but a picture."""
    writer = PdfWriter()
    writer.page((200, 100)).image(Box(20, 20, 180, 80), Bitmap(2, 1, bytes((0, 0, 0, 255, 0, 0))))
    return writer.to_bytes()


# ---- converting


def test_a_pdf_is_converted_like_text(run: Run, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", pdf, "--out", out).status == 0
    (document,) = table(out, "documents")
    assert document["status"] == "ok"
    assert (document["media_type"], document["text_layer"]) == ("application/pdf", "native")
    assert document["page_count"] == 2
    assert [row["title"] for row in table(out, "sections")] == ["推進スケジュール"]
    assert [row["text"] for row in table(out, "cells")][:4] == [
        "事業項目",
        "2021年度",
        "2022年度",
        "2023年度",
    ]
    assert all(row["x0"] is not None for row in table(out, "spans") if row["raw_text"].strip())
    assert [row["fiscal_year"] for row in table(out, "schedule_marks")] == [2021, 2022]


def test_rows_of_a_pdf_keep_the_contract(pdf: Path) -> None:
    assert validate(rows_of_file(pdf)) == ()


def test_text_and_pdf_in_one_run_with_any_workers(
    run: Run, pdf: Path, plan: Path, tmp_path: Path
) -> None:
    results = []
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        assert run("convert", tmp_path / "unknown", "--out", out, "--workers", workers).status == 0
        assert statuses(out) == {"plan.pdf": "ok", "plan.txt": "ok"}
        results.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*.parquet")})
    assert results[0] and results[0] == results[1]


def test_both_readers_give_the_same_rows(pdf: Path) -> None:
    first, second = (complete(rows_of_file(pdf, Reading(pdf=name))) for name in PDF_READERS)
    for name in ("sections", "tables", "cells", "schedule_marks", "issues"):
        assert first[name] == second[name], name
    assert first["cells"]


def test_the_reader_is_chosen_on_the_command_line(
    run: Run, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the other reader was asked for")

    monkeypatch.setattr("extract.pdfium.open_pdf", refused)
    monkeypatch.setattr("extract.pdf_file.read_pdf", refused)
    run("convert", pdf, "--out", tmp_path / "out", "--reader", "pdfplumber")
    assert statuses(tmp_path / "out") == {"plan.pdf": "ok"}
    assert run("inspect", pdf, "--reader", "pdfplumber", "--lang", "ja").status == 0


# ---- files that cannot be read

BROKEN = [
    (b"", "pdf-empty", "空"),
    (b"<!DOCTYPE html><html></html>", "pdf-not-pdf", "HTML"),
    (b"PK\x03\x04" + bytes(60), "pdf-not-pdf", "ZIP"),
    (b"%PDF-1.4\nThis is not a PDF\n%%EOF", "pdf-damaged", "壊れて"),
    (plan_pdf()[:500], "pdf-damaged", "壊れて"),
    (PdfWriter().to_bytes(), "pdf-no-pages", "ページがありません"),
    (locked_pdf("plan", "secret"), "pdf-encrypted", "--password-file"),
]


@pytest.mark.parametrize(("data", "code", "words"), BROKEN)
def test_a_broken_pdf_has_a_reason_in_both_languages(
    data: bytes, code: str, words: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    answer = run("convert", path, "--out", tmp_path / "out", "--lang", "ja")
    assert answer.status == 1
    ((found, message),) = errors(tmp_path / "out").values()
    assert found == code and words in message
    assert message in answer.err and f"[{code}]" in answer.err
    english = run("convert", path, "--out", tmp_path / "out", "--lang", "en").err
    assert "PDF" in english and message not in english
    assert message in run("init", path, "--lang", "ja").err
    assert validate(rows_of_file(path)) == ()


@pytest.mark.parametrize("reader", PDF_READERS)
def test_a_wrong_password_has_its_own_reason(reader: str, run: Run, tmp_path: Path) -> None:
    path, secret = tmp_path / "plan.pdf", tmp_path / "secret.txt"
    path.write_bytes(locked_pdf("plan", "secret"))
    secret.write_text("other\n", encoding="utf-8")
    told = ("--password-file", secret, "--reader", reader)
    answer = run("convert", path, "--out", tmp_path / "out", *told, "--lang", "ja")
    assert answer.status == 1 and "パスワードが違う" in answer.err
    assert [code for code, _ in errors(tmp_path / "out").values()] == ["pdf-wrong-password"]
    assert "The password is wrong" in run("init", path, *told, "--lang", "en").err


def test_the_rest_goes_on(run: Run, pdf: Path, tmp_path: Path) -> None:
    for n, (data, *_) in enumerate(BROKEN):
        pdf.with_name(f"broken{n}.pdf").write_bytes(data)
    out = tmp_path / "out"
    assert run("convert", pdf.parent, "--out", out, "--workers", 2).status == 1
    expected = {f"broken{n}.pdf": "failed" for n in range(len(BROKEN))}
    assert statuses(out) == {**expected, "plan.pdf": "ok"}
    assert sorted(code for code, _ in errors(out).values()) == sorted(c for _, c, _ in BROKEN)


def broken_pdfs() -> list[Path]:
    return sorted((SHARED / "broken").glob("*.pdf"))


@pytest.mark.skipif(
    not broken_pdfs(),
    reason="broken PDFs are absent: set SHISAKU_PDFS to a folder with some in broken/",
)
def test_real_broken_pdfs_fail_one_by_one(run: Run, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", *broken_pdfs(), pdf, "--out", out).status == 1
    assert statuses(out) == {**{p.name: "failed" for p in broken_pdfs()}, "plan.pdf": "ok"}
    told = errors(out)
    assert len(told) == len(broken_pdfs())
    assert all(code.startswith("pdf-") for code, _ in told.values()), told
    assert all(any("ぁ" <= c <= "ん" for c in message) for _, message in told.values())


def test_a_pdf_without_text_says_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture_pdf())
    out = tmp_path / "out"
    assert run("convert", path, "--out", out).status == 1
    (document,) = table(out, "documents")
    assert (document["status"], document["text_layer"]) == ("partial", "none")
    codes = [row["code"] for row in table(out, "issues")]
    assert "page-without-text" in codes
    ((code, message),) = errors(out).values()
    assert code == "text-layer-none" and "--ocr" in message


# ---- passwords


def locked(folder: Path) -> Path:
    path = folder / "locked.pdf"
    path.write_bytes(locked_pdf("Plan 2021", "secret"))
    return path


@pytest.mark.parametrize("reader", PDF_READERS)
@pytest.mark.parametrize(
    ("written", "status"),
    [(b"secret", "ok"), (b"\xef\xbb\xbfsecret\r\nmore\r\n", "ok"), (b"wrong", "failed")],
)
def test_a_password_opens_its_pdf_only(
    reader: str, written: bytes, status: str, run: Run, tmp_path: Path
) -> None:
    password, out = tmp_path / "password", tmp_path / "out"
    password.write_bytes(written)
    path = locked(tmp_path)
    run("convert", path, "--out", out, "--password-file", password, "--reader", reader)
    assert statuses(out) == {"locked.pdf": status}
    assert ["Plan 2021" in row["text"] for row in table(out, "pages")] == [True] * (status == "ok")


@pytest.mark.parametrize("written", [None, b"", b"\nsecret", b"\x82\xa0\xff"])
def test_a_file_without_password_is_wrong_use(
    written: bytes | None, run: Run, tmp_path: Path
) -> None:
    password = tmp_path / "password"
    if written is not None:
        password.write_bytes(written)
    answer = run(
        "convert", locked(tmp_path), "--out", tmp_path / "out", "--password-file", password
    )
    assert answer.status == 2
    assert str(password) in answer.err
    assert not (tmp_path / "out").exists()


def test_a_password_is_never_shown() -> None:
    assert "secret" not in repr(Reading(password="secret"))


# ---- looking at one


def test_inspect_names_pages_and_shows_bars(run: Run, pdf: Path) -> None:
    answer = run("inspect", pdf, "--lang", "ja")
    assert answer.status == 0
    heading = next(line for line in answer.out.splitlines() if "第１章" in line)
    assert heading.split()[0] == "p.2"
    (row,) = [line for line in answer.out.splitlines() if "━━" in line]
    assert row.count("━━") == 2


def test_missing_tesseract_tells_how_to_install_it(
    run: Run, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for arguments in (("convert", pdf, "--out", tmp_path / "out"), ("inspect", pdf)):
        answer = run(*arguments, "--ocr", "--lang", "ja")
        assert answer.status == 2
        assert "apt-get install tesseract-ocr tesseract-ocr-jpn" in answer.err
