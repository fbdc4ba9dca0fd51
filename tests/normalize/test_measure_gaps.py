"""Measures of a scan that were not read: their numbers are missing, or their frames are there."""

from __future__ import annotations

import pytest

from extract.model import Document
from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.documents import Rows, rows
from tests.builders.recognised import UNREAD, recognised, recognised_rows, with_unread

XS = (60.0, 151.0, 541.0)


def card(number: str, name: str, *labels: str) -> str:
    names = labels or ("実施事業", "担当部署", "事業概要")
    values = (f"{number} {name}", "市民課", f"{name}を進めます。")
    return "".join(f"{a}\t{b}\n" for a, b in zip(names, values, strict=True))


def cards(*numbers: str) -> str:
    return "第１章 施策\n\n" + "\n".join(card(n, f"{n}の事業の推進") for n in numbers)


def told(built: Rows, code: str) -> list[str]:
    return [row["message"] for row in built["issues"] if row["code"] == code]


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ("①②③", []),
        ("①②④", ["番号3の"]),
        ("①④", ["番号2、3の"]),
        ("①⑨", []),
        ("①②①②", []),
        ("①②②③", []),
        ("③④", []),
        ("①②④⑤⑦", ["番号3の", "番号6の"]),
    ],
)
def test_numbers_that_are_missing_are_told_of_scans(numbers: str, missing: list[str]) -> None:
    found = told(recognised_rows(cards(*numbers)), "measure-number-missing")
    assert [message.partition("施策")[0] for message in found] == missing
    assert told(rows(cards(*numbers)), "measure-number-missing") == []


def document(*parts: str) -> Document:
    """A card on each page, framed alike."""
    return with_unread(recognised("第１章 施策\n\n" + "\f".join(parts)), XS)


LOST = card("②", "窓口の改善", UNREAD, UNREAD, UNREAD)


def test_a_frame_without_labels_is_told_and_joins_no_card() -> None:
    made = document(card("①", "協働の推進"), LOST, card("③", "防災の充実"))
    built = build(made, Manifest("plan"))
    assert [row["title"] for row in built["measures"]] == ["協働の推進", "防災の充実"]
    (message,) = told(built, "measure-card-unread")
    assert "施策の表と同じ枠" in message
    assert len(told(built, "measure-number-missing")) == 1
    spans = {row["span_id"]: row for row in built["spans"]}
    (issue,) = (row for row in built["issues"] if row["code"] == "measure-card-unread")
    assert spans[issue["span_id"]]["page_no"] == 2


@pytest.mark.parametrize(
    ("lost", "xs"),
    [
        (LOST, (60.0, 190.0, 541.0)),  # another frame
        (card("②", "窓口の改善", "品名", "数量", "備考"), XS),  # labels that are read
        (card("②", "窓口の改善", UNREAD, "数量", "備考"), XS),
    ],
)
def test_other_tables_are_no_lost_cards(lost: str, xs: tuple[float, ...]) -> None:
    first, second = document(card("①", "協働の推進")), with_unread(recognised("\f" + lost), xs)
    both = Document(
        "plan.txt", "0" * 64, "text/plain", "utf-8", "ocr", (*first.pages, second.pages[1])
    )
    assert told(build(both, Manifest("plan")), "measure-card-unread") == []
