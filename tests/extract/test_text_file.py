"""Pages and lines of text files."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.limits import Limits
from extract.model import Run, UnreadableFile
from extract.text_file import read_text, split_lines, split_pages, text_page

TEXT = st.text(st.sampled_from("計画a\t|\r\n\f "))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a", ("a",)),
        ("a\fb", ("a\f", "b")),
        ("a\f", ("a\f",)),
        ("\f\f", ("\f", "\f")),
        ("\fa", ("\f", "a")),
        ("", ("",)),
    ],
)
def test_split_pages(text: str, pages: tuple[str, ...]) -> None:
    assert split_pages(text) == pages


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\r\n二\r三\n四", ["一", "二", "三", "四"]),
        ("一\n\n二\n", ["一", "", "二"]),
        ("一\n\f", ["一"]),
        ("一\f", ["一"]),
        ("\f", []),
        ("", []),
    ],
)
def test_split_lines(text: str, lines: list[str]) -> None:
    assert [line.text for line in split_lines(Run(1, 0, len(text), text))] == lines


@given(TEXT)
def test_pages_join_to_the_text(text: str) -> None:
    pages = split_pages(text)
    assert "".join(pages) == text
    assert all(page for page in pages) or pages == ("",)


@given(TEXT)
def test_lines_are_runs_of_the_page_and_leave_only_line_ends(text: str) -> None:
    for page_text in split_pages(text):
        page = text_page(7, page_text)
        rest, at = "", 0
        for line in page.lines:
            assert page.text[line.start : line.end] == line.text
            rest, at = rest + page.text[at : line.start], line.end
        assert not (rest + page.text[at:]).strip("\r\n\f")
        assert not any(set(line.text) & set("\r\n\f") for line in page.lines)


def test_document(tmp_path: Path) -> None:
    data = "概要\f名称\t担当課\r\n調査\t企画課".encode("cp932")
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    document = read_text(path)
    assert (document.source_name, document.media_type) == ("plan.txt", "text/plain")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.encoding, document.text_layer) == ("cp932", "text")
    assert [page.page_no for page in document.pages] == [1, 2]
    assert [[c.run.text for c in row] for row in document.pages[1].grids[0].cells] == [
        ["名称", "担当課"],
        ["調査", "企画課"],
    ]
    assert (document.issues, document.repairs) == ((), ())


def test_faults_are_placed_on_their_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = "計画の概要を次に示す。\f推進体制\0を整備する。".encode()
    path.write_bytes(text + b"\xe3\x81" + "担当課".encode())
    document = read_text(path)
    (issue,), (repair,) = document.issues, document.repairs
    assert (issue.code, issue.severity, issue.value_raw) == (
        "undecodable-bytes",
        "error",
        "e3 81",
    )
    assert issue.run == Run(2, 11, 13, "\ufffd\ufffd")
    assert (repair.rule, repair.raw, repair.repaired) == (
        "control-character",
        "U+0000 ×1",
        "\ufffd",
    )
    assert repair.run == Run(2, 4, 5, "\ufffd")
    assert "2 個" in issue.message


@pytest.mark.parametrize(
    ("data", "limit", "code"),
    [(b"", 10, "empty"), (b"\0" * 9, 10, "binary"), (b"a" * 11, 10, "too-large")],
)
def test_refused(tmp_path: Path, data: bytes, limit: int, code: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_text(path, limits=Limits(max_bytes=limit))
    assert caught.value.code == code


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(UnreadableFile, match="no such file"):
            read_text(path)


def test_one_line_of_ten_megabytes() -> None:
    text = "計" * 10_000_000
    page = text_page(1, text)
    assert [line.end for line in page.lines] == [len(text)]


def test_row_of_ten_thousand_columns() -> None:
    page = text_page(1, "\t" * 9_999)
    assert page.grids[0].n_cols == 10_000


def test_a_ruined_file_reports_some_places_and_counts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(
        "計画の概要を次に示す。".encode() * 40 + "市民の声\n".encode().join([b"\xe3\x81"] * 151)
    )
    issues = read_text(path).issues
    assert len(issues) == 101
    assert "このほかにも" in issues[-1].message
