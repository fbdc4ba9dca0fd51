"""Reads tables of measures that a program dissolved into lines, where their cells are certain.

Either each row became one line with a blank between two cells, or each cell became lines of its
own. What does not come out even is left alone: a wrong cut would move words to other cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from extract.model import Repair
from extract.view import View, view
from parsers.departments import looks_like_departments, split_departments
from parsers.list_headers import is_list_header, list_columns, list_field
from parsers.measures import Measure, measure_of
from parsers.model import Block, Cell, Findings, Heading
from parsers.others import is_of_others, is_report
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import body_headings, own_blocks, running_lines

Values = Mapping[str, View]
# A header of fewer columns is a line of words.
LEAST = 2
# Nothing that is longer is one row, nor the names of the columns.
LONGEST = 2_000
MOST_NAMES = 20
NUMBER = r"(?:[A-Z]?\d{1,4}(?:[-.]\d{1,3}){0,3}|[①-⑳㉑-㉟]|[(]\d{1,3}[)])[.]?"


def read_dissolved_lists(
    blocks: Sequence[Block], headings: Sequence[Heading], taken: Collection[int | None]
) -> Findings[Measure]:
    """The measures of dissolved tables, in printed order; ``taken`` are sections to leave alone."""
    values: list[Measure] = []
    repairs: list[Repair] = []
    for index, _ in body_headings(headings):
        if index in taken:
            continue
        if is_of_others(headings, index):
            continue
        own = running_lines(own_blocks(blocks, headings, index))
        lines = [view(line).strip() for line in own]
        rows = tuple(_rows([line for line in lines if line.text]))
        if rows and all(is_report(_outline(row)) for row in rows):
            continue
        for found in rows:
            measure, repaired = measure_of(None, index, found)
            values.append(measure)
            repairs += repaired
    return Findings(tuple(values), tuple(repairs))


def _outline(row: Values) -> str:
    return row["outline"].folded.text if "outline" in row else ""


def _rows(lines: Sequence[View]) -> Iterator[Values]:
    for at, line in enumerate(lines):
        words = _words(line)
        fields = _fields(words)
        if fields is not None and len(words) > LEAST:
            yield from _rows_in_lines(lines[at + 1 :], fields, len(words))
            return
        fields, below = _names_below(lines[at : at + MOST_NAMES])
        if fields is not None:
            yield from _rows_in_cells(lines[at + below :], list(fields.values()))
            return


def _words(line: View) -> list[View]:
    folded = line.folded
    found = compiled(r"\S+").finditer(folded.text)
    return [as_printed(folded.cut(*match.span())) for match in found]


def _fields(words: Sequence[View]) -> dict[int, str] | None:
    """Column -> field where each word names a column of a list of measures."""
    header = tuple(Cell(0, col, word) for col, word in enumerate(words))
    if len(words) < LEAST or not is_list_header(header):
        return None
    fields = list_columns(header)
    known = len(fields) == len(words) and {"measure", "departments"} <= set(fields.values())
    return fields if known and len(set(fields.values())) == len(words) else None


def _names_below(lines: Sequence[View]) -> tuple[dict[int, str] | None, int]:
    """The same for names on lines of their own, and how many there are."""
    names: list[View] = []
    for line in lines:
        if list_field(line.text) is None:
            break
        names.append(line)
    return _fields(names), len(names)


def _rows_in_lines(
    lines: Sequence[View], fields: Mapping[int, str], width: int
) -> Iterator[Values]:
    """Rows of as many words as there are columns, each maybe over several lines.

    The last column must hold the departments: they tell where a row ends.
    """
    if fields[width - 1] != "departments":
        return
    found: list[dict[str, View]] = []
    row: View | None = None
    for line in lines:
        row = line if row is None else row.then(line)
        words = _words(row)
        if len(words) > width or len(row.text) > LONGEST:
            return
        if len(words) == width and looks_like_departments(words[-1]):
            found.append({fields[col]: word for col, word in enumerate(words)})
            row = None
    # Where a cell may go on in a line below, only a full stop proves that it does not.
    told = all(_is_told(values) for values in found)
    if all(_is_number(values.get("number")) for values in found) and (told or row is None):
        yield from found


def _is_told(values: Values) -> bool:
    return values.get("outline", values["measure"]).text.endswith("。")


def _is_number(value: View | None) -> bool:
    return value is None or compiled(NUMBER).fullmatch(value.folded.text) is not None


def _rows_in_cells(lines: Sequence[View], fields: Sequence[str]) -> Iterator[Values]:
    """Rows of a number (where the header has one), a sentence and departments below each other.

    The full stop ends the sentence, a line that is no department the departments.
    """
    if [name for name in fields if name != "number"] != ["measure", "departments"]:
        return
    numbered = fields[0] == "number"
    at = 0
    while at < len(lines):
        number = lines[at] if numbered else None
        at += numbered
        if not _is_number(number):
            return
        text: View | None = None
        while at < len(lines) and (text is None or not text.text.endswith("。")):
            text = lines[at] if text is None else text.then(lines[at])
            at += 1
            if len(text.text) > LONGEST:
                return
        units: View | None = None
        while at < len(lines) and _is_units(lines[at]):
            units = lines[at] if units is None else units.then(lines[at], "\n")
            at += 1
        if text is None or units is None or text.text.count("。") != 1:
            return
        found = {"measure": text, "departments": units}
        yield found | ({"number": number} if number is not None else {})


def _is_units(line: View) -> bool:
    return "。" not in line.text and bool(split_departments(line)) and looks_like_departments(line)
