"""Organizations from tables with columns for name, members and roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.fold import key
from extract.view import View
from parsers.model import Cell, Table
from parsers.organization_model import Organization, Register
from parsers.organization_names import find_names, kind_of, pattern
from parsers.passages import sentences, squeeze
from parsers.printed import as_printed
from parsers.table_kinds import column_roles


def read_table(table: Table, register: Register) -> None:
    """Adds the rows of a table of kind ``organizations``; a row with one cell opens a group."""
    columns = column_roles("organizations", table.rows[table.n_header_rows - 1])
    if "name" not in columns:
        return
    group: View | None = None
    for row in table.body:
        filled = [cell for cell in row if cell.text]
        name = _cell(row, columns["name"])
        if len(filled) == 1 and name is not None and table.n_cols > 1:
            group = name
        elif name is not None:
            members = _cell(row, columns.get("members"))
            roles = tuple(_roles(_cell(row, columns.get("role"))))
            register.add(_organization(name, members, roles, group, table.section), table=True)
    _parents(register)


def _cell(row: Sequence[Cell], column: int | None) -> View | None:
    return next((c.view.strip() for c in row if c.col == column and c.text), None)


def _organization(
    name: View,
    members: View | None,
    roles: tuple[View, ...],
    group: View | None,
    section: int | None,
) -> Organization:
    bare = pattern("name_note").sub("", key(name.text))
    kind = kind_of(bare) or kind_of(name.text) or "body"
    folded = members.folded if members is not None else None
    m = pattern("chair_cell").match(folded.text) if folded is not None else None
    if folded is None or m is None:
        return Organization(name, kind, section, group=group, members=members, roles=roles)
    rest = as_printed(folded.cut(m.end(), len(folded.text)))
    return Organization(
        name,
        kind,
        section,
        group=group,
        chair_title=as_printed(folded.cut(*m.span("title"))),
        chair=as_printed(folded.cut(*m.span("chair"))),
        chair_printed=as_printed(folded.cut(*m.span())),
        members=rest if rest.text else None,
        roles=roles,
    )


def _roles(cell: View | None) -> Iterator[View]:
    """One role a line, item or sentence, without the mark in front of it."""
    for line in cell.lines() if cell is not None else ():
        for sentence in (s for item in _items(line) for s in sentences(item)):
            mark = pattern("item_mark").match(sentence.text)
            role = sentence.cut(mark.end() if mark else 0, len(sentence.text)).strip()
            if role.text:
                yield role


def _items(line: View) -> Iterator[View]:
    """The items of a list that lost its line breaks; any other line whole."""
    listed = pattern("item_mark").match(line.text) is not None
    cuts = [m.end() for m in pattern("next_item").finditer(line.text)] if listed else []
    for start, end in pairwise([0, *cuts, len(line.text)]):
        yield line.cut(start, end).strip()


def _parents(register: Register) -> None:
    """A role that says under whom the work is done (X のもと) names the parent."""
    for at in sorted(register.from_table):
        for role in register.found[at].roles:
            text = squeeze(role)
            for mention in find_names(text.text):
                if pattern("parent_in_role").match(text.text[mention.end :]):
                    above = register.resolve(mention.name)
                    if above is not None and above != at:
                        printed = as_printed(text.cut(mention.name_start, mention.name_end))
                        register.change(at, parent=printed, parent_at=above)
