"""Tables whose columns only the backgrounds of their cells show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.arrow_shapes import SHAPES
from tests.builders.grid_drawing import GridPlan, write_cell
from tests.builders.layout_sheet import Rows, table, titled
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import Box, Colour, Paint
from tests.builders.pdf_writer import PdfWriter

LABEL: Colour = (220, 230, 241)
VALUE: Colour = (244, 244, 244)
CARD: Rows = (
    ("実施事業", "① 窓口の改善", None, None),
    ("担当部署", "市民課・税務課", None, None),
    ("事業概要", "ア) 待ち時間の短縮を図り、案内を多言語で行います。", None, None),
    ("ア) 事業項目", "2019年度", "2020年度", "2021年度"),
    ("検討", "", "", ""),
    ("運用", "", "", ""),
)
WIDTHS = [90.0, 100.0, 100.0, 100.0]
HEAD = 3


def drawn(page: Page, plan: GridPlan, filled: str, gap: float, rules: str) -> None:
    """The table: backgrounds of all cells or of labels, so far apart, rulings across or none."""
    for cell in plan.cells:
        label = cell.col == 0 and (filled != "heads" or cell.row <= HEAD)
        box = plan.box(cell).inset(gap / 2, gap / 2)
        if label or cell.row == HEAD:
            page.rect(box, Paint(fill=LABEL))
        elif filled == "all":
            page.rect(box, Paint(fill=VALUE))
        write_cell(page, plan.box(cell), cell.text, 9)
    ys = {"all": plan.ys, "inner": plan.ys[1:-1], "none": ()}[rules]
    for y in ys:
        page.line(plan.xs[0], y, plan.xs[-1], y, width=0.5)
    for row, start, end in ((HEAD + 1, 1, 2), (HEAD + 2, 2, 4)):
        area = Box(plan.xs[start] + 4, plan.ys[row] + 5, plan.xs[end] - 4, plan.ys[row + 1] - 5)
        page.pieces(SHAPES["block_arrow"](area))


CASES = [
    # Backgrounds of labels and years between rulings, which may lack at the ends.
    ("heads", 0.0, "all"),
    ("labels", 0.0, "all"),
    ("labels", 1.0, "all"),
    ("labels", 0.0, "inner"),
    ("all", 0.0, "all"),
    # Tiles with white between them, as slides and web pages have them.
    ("all", 1.5, "none"),
    ("all", 3.0, "none"),
    ("all", 0.0, "none"),
]


@pytest.mark.parametrize(("filled", "gap", "rules"), CASES)
def test_a_card_without_upright_rulings(
    filled: str, gap: float, rules: str, tmp_path: Path
) -> None:
    pdf = PdfWriter("filled")
    drawn(titled(pdf), table(CARD, WIDTHS), filled, gap, rules)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    rows = build(read_pdf(path), Manifest("plan"))
    assert validate(rows) == ()
    (measure,) = rows["measures"]
    assert (measure["number_raw"], measure["title"]) == ("①", "窓口の改善")
    assert [row["department"] for row in rows["departments"]] == ["市民課", "税務課"]
    (item,) = rows["measure_items"]
    assert item["text"] == "待ち時間の短縮を図り、案内を多言語で行います。"
    spans = [(row["phase"], row["start_fy"], row["end_fy"]) for row in rows["schedule_spans"]]
    assert spans == [("study", 2019, 2019), ("operate", 2020, 2021)]


def grids(pdf: PdfWriter, path: Path) -> int:
    path.write_bytes(pdf.to_bytes())
    return sum(len(page.grids) for page in read_pdf(path).pages)


def test_bars_of_a_chart_are_no_table(tmp_path: Path) -> None:
    """Stacked bars with their numbers: the rows keep a distance."""
    pdf = PdfWriter("chart")
    page = titled(pdf)
    for row in range(4):
        x = 120.0
        for n, width in enumerate((80.0 + 10 * row, 120.0 - 20 * row, 100.0 + 10 * row)):
            box = Box(x, 120 + 30 * row, x + width, 138 + 30 * row)
            page.rect(box, Paint(fill=(90 + 50 * n, 130, 200)))
            page.text(x + 20, box.top + 4, f"{width / 3:.1f}", size=9)
            x += width
    assert grids(pdf, tmp_path / "plan.pdf") == 0


def test_one_row_of_tiles_is_no_table(tmp_path: Path) -> None:
    pdf = PdfWriter("steps")
    page = titled(pdf)
    for n, word in enumerate(("計画", "実行", "評価", "改善")):
        page.rect(Box(60 + 100 * n, 120, 158 + 100 * n, 150), Paint(fill=LABEL))
        page.text(90 + 100 * n, 128, word)
    assert grids(pdf, tmp_path / "plan.pdf") == 0


@given(
    widths=st.lists(st.floats(60, 110), min_size=2, max_size=4),
    n_rows=st.integers(2, 6),
    gap=st.floats(0.5, 3.0),
)
def test_tiles_give_their_cells(
    widths: list[float], n_rows: int, gap: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = tuple(tuple(f"{r}の{c}" for c in range(len(widths))) for r in range(n_rows))
    plan = table(texts, widths)
    pdf = PdfWriter("tiles")
    page = titled(pdf)
    for cell in plan.cells:
        page.rect(plan.box(cell).inset(gap / 2, gap / 2), Paint(fill=VALUE))
        write_cell(page, plan.box(cell), cell.text, 9)
    path = tmp_path_factory.mktemp("tiles") / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    (grid,) = read_pdf(path).pages[0].grids
    assert [[cell.run.text for cell in row] for row in grid.cells] == [list(row) for row in texts]
    assert np.allclose(grid.xs, plan.xs, atol=gap)
    assert np.allclose(grid.ys, plan.ys, atol=gap)
