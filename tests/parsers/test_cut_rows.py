"""Rows that the end of a page cuts."""

from __future__ import annotations

import pytest

from extract.model import Run
from extract.view import view
from parsers.cut_rows import with_rest
from parsers.model import Cell

Texts = tuple[str | None, ...]


def row(page_no: int, at: int, texts: Texts, spans: tuple[int, ...] = ()) -> tuple[Cell, ...]:
    """Cells from texts; None is covered. ``spans`` are rows that the first cells reach down."""
    tall = dict(enumerate(spans))
    return tuple(
        Cell(
            at,
            col,
            view(Run(page_no, 100 * at + 10 * col, 100 * at + 10 * col + len(t or ""), t or "")),
            row_span=tall.get(col, 1),
            covered=t is None,
        )
        for col, t in enumerate(texts)
    )


def joined(above: list[Texts], below: Texts) -> list[str] | None:
    """The texts of the last row with what goes on in it; None where it is a row of its own."""
    rows = with_rest([row(1, n, texts) for n, texts in enumerate(above)], row(2, 0, below))
    return None if rows is None else [cell.text for cell in rows[-1]]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        # Inside of a sentence nothing parts the halves, behind one a line end does.
        ([("概要", "計画を")], ("", "進めます。"), ["概要", "計画を進めます。"]),
        (
            [("概要", "進めます。")],
            ("", "また、行います。"),
            ["概要", "進めます。\nまた、行います。"],
        ),
        ([("概要", "ア) 調査")], ("", "イ) 検討"), ["概要", "ア) 調査\nイ) 検討"]),
        ([("概要", "調査")], ("", "・検討"), ["概要", "調査\n・検討"]),
        ([("概要", "")], ("", "調査"), ["概要", "調査"]),
        # A label of its own, and a table that leaves labels out.
        ([("概要", "調査")], ("効果", "向上"), None),
        ([("①", "調査"), ("", "検討")], ("", "実施"), None),
        # Of three columns one more is empty; a full row only lacks the label that spans it.
        ([("1", "台帳", "調査を")], ("", "", "行う"), ["1", "台帳", "調査を行う"]),
        ([("安全", "防災", "調査")], ("", "防犯", "検討"), None),
        ([("概要", "調査")], ("", ""), None),
        ([], ("", "調査"), None),
        # The label stands on the next page, in the middle of its row; the row above has ended.
        (
            [("1", "台帳", "調べる。"), ("", "", "市民の")],
            ("2", "名簿", "声を聞く。"),
            ["2", "名簿", "市民の声を聞く。"],
        ),
        ([("1", "台帳", "調べ、"), ("", "", "市民の")], ("2", "名簿", "声を聞く。"), None),
        ([("1", "台帳", "調べる。"), ("", "", "聞く。")], ("2", "名簿", "声を聞く。"), None),
        ([("1", "台帳", "調べる。"), ("", "", "市民の")], ("2", "名簿", ""), None),
        ([("1", "台帳", "調べる。"), ("", "", "市民の")], ("2", "名簿", "① 声"), None),
    ],
)
def test_with_rest(above: list[Texts], below: Texts, expected: list[str] | None) -> None:
    assert joined(above, below) == expected


def test_the_rest_of_a_cell_that_reaches_down_belongs_to_it() -> None:
    rows = [row(1, 0, ("1", "調査を", "A"), (1, 2)), row(1, 1, ("2", None, "B"))]
    whole = with_rest(rows, row(2, 0, ("", "行う", "")))
    assert whole is not None
    assert whole[0][1].text == "調査を行う"
    (rest,) = whole[0][1].view.rest
    assert rest.part.whole.page_no == 2


def test_a_label_that_spans_rows_of_the_next_page_is_no_rest() -> None:
    below = row(2, 0, ("", "調査", ""), (2,))
    assert with_rest([row(1, 0, ("1", "台帳", "A"))], below) is None
