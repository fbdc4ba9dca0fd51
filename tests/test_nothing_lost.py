"""Whatever stands in a table of measures or of indicators is in a row of some table."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.validate import validate
from tests.builders.documents import Rows, rows

TAKEN = {"measure_card", "measure_list", "indicators"}
FACTS = (
    "measures",
    "measure_items",
    "departments",
    "indicators",
    "schedule_marks",
    "legal_tags",
    "records",
)
COLUMNS = (
    *("番号", "取組名", "施策", "担当課", "関係課", "内容", "現状と課題", "実施時期", "備考"),
    *(
        "指標",
        "単位",
        "現状値",
        "目標値",
        "目標値(R8)",
        "実績値",
        "年度",
        "R5",
        "R6",
        "スケジュール",
    ),
)
LABELS = tuple(label for label in COLUMNS if label not in {"番号", "R5", "R6"})


@st.composite
def grids(draw: st.DrawFn, labels: Sequence[str], width: int) -> list[list[str]]:
    """Rows of cells in which each filled cell has a word of its own."""
    n_rows = draw(st.integers(1, 5))
    filled = [draw(st.lists(st.booleans(), min_size=width, max_size=width)) for _ in range(n_rows)]
    return [
        [f"語{r}の{c}課" if cell else "" for c, cell in enumerate(row)]
        for r, row in enumerate(filled)
    ]


@st.composite
def lists(draw: st.DrawFn) -> str:
    header = draw(st.lists(st.sampled_from(COLUMNS), min_size=2, max_size=8, unique=True))
    body = draw(grids(header, len(header)))
    return "\n".join("\t".join(row) for row in [header, *body]) + "\n"


@st.composite
def cards(draw: st.DrawFn) -> str:
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=9))
    width = draw(st.integers(1, 3))
    values = [
        [f"語{n}の{c}課" if draw(st.booleans()) or not c else "" for c in range(width)]
        for n in range(len(labels))
    ]
    lines = ["\t".join([label, *row]) for label, row in zip(labels, values, strict=True)]
    return "\n".join(["施策名\t電子申請", "担当課\t市民課", "内容\t広げる", *lines]) + "\n"


def lost(found: Rows) -> list[str]:
    """The texts of the cells below the header that no row of facts holds."""
    kinds = {table["table_id"]: table["kind"] for table in found["tables"]}
    told = "\n".join(
        str(value)
        for table in FACTS
        for row in found[table]
        for column, value in row.items()
        if isinstance(value, str) and not column.endswith("_id")
    )
    return [
        cell["text"]
        for cell in found["cells"]
        if kinds[cell["table_id"]] in TAKEN
        and "語" in (cell["text"] or "")
        and cell["text"] not in told
    ]


@settings(max_examples=100)
@given(lists())
def test_nothing_in_a_list_is_lost(text: str) -> None:
    found = rows(text)
    assert validate(found) == ()
    assert lost(found) == []


@settings(max_examples=100)
@given(cards())
def test_nothing_in_a_card_is_lost(text: str) -> None:
    found = rows(text)
    assert validate(found) == ()
    assert lost(found) == []


def test_the_check_sees_what_is_lost() -> None:
    found = rows("取組名\t担当課\t備考\n電子申請\t市民課\t語\n")
    assert lost(found) == []
    assert lost({**found, "records": []}) == ["語"]
