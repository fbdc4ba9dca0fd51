"""Cells and tables as values: what they derive, and what a table keeps of its readers."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from extract.view import view
from parsers.model import Cell, Table, once_per_table


def cell(text: str, row: int = 0) -> Cell:
    return Cell(row, 2, view(Run(1, 0, len(text), text)), row_span=3, col_span=4, covered=True)


def table(*cells: Cell) -> Table:
    return Table((cells,), (Run(1, 0, 0, ""),), "other", 0, None, None)


@given(st.text(alphabet="あ \u3000\n", max_size=6), st.text(alphabet="い ", max_size=4))
def test_the_text_of_a_cell_follows_its_view(first: str, second: str) -> None:
    own = cell(first)
    assert own.text == own.view.text.strip()
    assert replace(own, view=view(Run(1, 0, len(second), second))).text == second.strip()


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_cell_in_another_row_is_else_the_same(row: int, other: int) -> None:
    assert cell("あ", row).in_row(other) == replace(cell("あ", row), row=other)


def test_a_table_is_read_once_and_its_copy_anew() -> None:
    asked: list[str] = []

    @once_per_table
    def words(of: Table) -> str:
        asked.append(of.kind)
        return "".join(c.text for row in of.rows for c in row)

    one = table(cell("あ"))
    assert (words(one), words(one), asked) == ("あ", "あ", ["other"])
    copy = replace(one, rows=((cell("い"),),), kind="form")
    assert (words(copy), asked) == ("い", ["other", "form"])
    assert table(cell("あ")) == one


def test_two_readers_of_a_table_are_told_apart() -> None:
    @once_per_table
    def first(of: Table) -> str:
        return of.rows[0][0].text

    @once_per_table
    def last(of: Table) -> str:
        return of.rows[0][-1].text

    one = table(cell("あ"), cell("い"))
    assert (first(one), last(one), first(one)) == ("あ", "い", "あ")
