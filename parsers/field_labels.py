"""Printed labels of a measure's fields, and where a card prints its title without one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import fold_text, key
from extract.frozen import frozen
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.vocabulary import aliases, load, per_vocabulary
from parsers.year_header import is_year_label

# The title stands in one of the first rows of a card.
TOP = 2


@per_vocabulary
def measure_field(label: str) -> str | None:
    """Which field of a measure a printed label names, or None."""
    squeezed = key(label)
    field = aliases("fields", "measure_fields").get(squeezed)
    if field is None and squeezed:
        for name, endings in load("fields")["measure_field_endings"].items():
            if squeezed.endswith(tuple(endings)):
                return str(name)
    return field


def is_partner_label(label: str) -> bool:
    """Whether a label beside another one of departments is for those that take part."""
    return key(label) in {key(name) for name in load("fields")["related_departments"]["labels"]}


def is_partner_alone(label: str) -> bool:
    """Whether a label is for those that take part though no other one stands beside it."""
    return key(label) in {key(name) for name in load("fields")["related_departments"]["alone"]}


def field_names(labels: Sequence[str]) -> list[str | None]:
    """The field of each label of a card or measure.

    Where departments have several labels, those for departments that take part are ``related``.
    """
    names = [measure_field(label) for label in labels]
    units = [i for i, name in enumerate(names) if name == "departments"]
    partners = [i for i in units if is_partner_label(labels[i])]
    if len(partners) < len(units):
        for i in partners:
            names[i] = "related"
    return names


@frozen
class CardTitle:
    """A title in the first rows of a card; ``number`` stands before it without a label.

    ``label`` is a word that names the title only because the number stands over it or before it.
    """

    title: Cell
    number: Cell | None = None
    label: Cell | None = None


def card_title(rows: Sequence[Sequence[Cell]]) -> CardTitle | None:
    """The title of a card that no label of its own names, None without one.

    Alone in the first row, behind its number there (施策1-2 | title), or beside a word for any
    undertaking (実施項目) that comes right after the label and value of the number.
    """
    top = [[cell for cell in row if cell.text] for row in rows[: TOP + 1] if row][:TOP]
    if not top or not top[0]:
        return None
    first = top[0]
    if len(first) == 1:
        return CardTitle(first[0]) if measure_field(first[0].text) is None else None
    if len(first) == 2 and _is_number(first[0].text):
        return CardTitle(first[1], number=first[0])
    if measure_field(first[0].text) != "number" or len(first) not in {2, 4}:
        return None
    pair = first[2:] if len(first) == 4 else top[1] if len(top) > 1 else []
    names = {key(name) for name in load("fields")["card"]["beside_number"]}
    if len(pair) != 2 or key(pair[0].text) not in names:
        return None
    return CardTitle(pair[1], label=pair[0])


def is_field_row(row: Sequence[Cell], years: Sequence[Cell] = ()) -> bool:
    """Whether a row of a card is a field, though it may stand below a header of years.

    A label with something in several of the years is a row of the schedule (取組工程 | 検討 |
    実施), unless one of them is the label of another field. So is one with a bar over the years,
    whose words stand in one cell only, and the label of a schedule with words in a later year
    or with some years shaded.
    """
    field = measure_field(row[0].text) if row else None
    if field is None:
        return False
    schedule = field == "schedule"
    if _has_bar(row, years, schedule) or (schedule and _is_shaded(row, years)):
        return False
    axis = {cell.col for cell in years}
    inside = [cell for cell in row[1:] if cell.text and cell.col in axis]
    if any(measure_field(cell.text) is not None for cell in inside):
        return True
    later = schedule and any(cell.col > min(axis) for cell in inside)
    return len(inside) < 2 and not later


def _has_bar(row: Sequence[Cell], years: Sequence[Cell], schedule: bool) -> bool:
    """Whether a bar is drawn in the years.

    In one cell over all of them it may be the frame of a value, but not of a schedule.
    """
    axis = {col for cell in years for col in range(cell.col, cell.col + cell.col_span)}
    for cell in row[1:]:
        own = set(range(cell.col, cell.col + cell.col_span))
        if cell.ink and own & axis and (schedule or not own >= axis):
            return True
    return False


def _is_shaded(row: Sequence[Cell], years: Sequence[Cell]) -> bool:
    """Whether the years of a row have several backgrounds, or some have one and others none."""
    axis = {cell.col for cell in years}
    fills = {cell.fill.colour if cell.fill else None for cell in row[1:] if cell.col in axis}
    return len(fills) > 1


def numbered_alike(first: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether two rows are titles behind numbers of the same form (施策1-1 | …, 施策1-2 | …).

    A number of one part without a word is not enough: rows of any list begin so.
    """
    shapes: list[str] = []
    for cells in (first, row):
        filled = [cell for cell in cells if cell.text]
        if len(filled) != 2 or not _is_number(filled[0].text):
            return False
        shapes.append(compiled(r"\d+|[①-⑳㉑-㉟]").sub("1", key(filled[0].text)))
    return shapes[0] == shapes[1] != "1"


def _is_number(text: str) -> bool:
    """Whether a cell is the number of a measure, maybe with a word before it."""
    pattern = load("fields")["card"]["number_alone"]
    number = compiled(pattern).fullmatch(fold_text(text).strip()) is not None
    return number and measure_field(text) is None and not is_year_label(text)


def field_title(name: str) -> str:
    """What plans mostly call a field of a measure: the first of its printed names."""
    return str(load("fields")["measure_fields"][name][0])
