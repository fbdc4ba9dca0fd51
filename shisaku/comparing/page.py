"""A comparison as one HTML page without script: each count leads to the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shisaku.comparing.grid import Cell, Key, city_names, grid
from shisaku.comparing.labels import (
    category_name,
    city_name,
    code_name,
    counted_name,
    notes,
    place,
    way_name,
)
from shisaku.comparing.model import Comparison, Row
from shisaku.html_text import safe
from shisaku.loading_places import records
from shisaku.messages import Messages

_STYLE = """
:root { color-scheme: light dark; }
body { font-family: sans-serif; margin: 2em; line-height: 1.6; }
.matrix { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #999; padding: .25em .6em; text-align: left; vertical-align: top; }
.matrix td { text-align: right; white-space: nowrap; }
.matrix td.absent { color: #767676; color: light-dark(#666, #aaa); }
section:target { outline: 3px solid #3b82f6; outline-offset: .3em; }
@media print { body { margin: 0; } .matrix { overflow: visible; } }
"""
_ROW_COLUMNS = ("city", "place", "id", "title", "text", "evidence", "status", "value")


def page(comparison: Comparison, messages: Messages, remarks: Sequence[str] = ()) -> str:
    """The whole page; whatever comes from documents is escaped in it. ``remarks`` stand on top."""
    title = messages("compare-title", way=way_name(comparison.by, messages))
    behind = _behind(comparison)
    names = {c.code: category_name(c, messages) for c in comparison.categories}
    groups = {c.code: category_name(c, messages) for c in comparison.groups}
    cities = city_names(comparison)
    anchors = {key: f"r{number}" for number, key in enumerate(behind, 1)}
    body = [
        f"<h1>{safe(title)}</h1>",
        *(f"<p>{safe(note)}</p>" for note in (*remarks, *notes(comparison, messages))),
        _matrix(comparison, anchors, messages),
        f"<h2>{safe(messages('compare-behind'))}</h2>",
        f"<p>{safe(messages('compare-places'))}</p>",
    ]
    for key, rows in behind.items():
        document, group, category = key
        parts = (cities[document], groups.get(group, ""), names[category])
        heading = safe(" ".join(filter(None, parts)))
        body.append(f'<section id="{anchors[key]}" tabindex="-1"><h3>{heading}</h3>')
        body.append(_rows(rows, messages))
        body.append(f'<p><a href="#matrix">{safe(messages("compare-up"))}</a></p></section>')
    return _document(title, body, messages)


def _document(title: str, body: Sequence[str], messages: Messages) -> str:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{safe(title)}</title><style>{_STYLE}</style>"
    )
    inner = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{messages.language}">\n<head>{head}</head>\n'
        f"<body>\n<main>\n{inner}\n</main>\n</body>\n</html>\n"
    )


def _behind(comparison: Comparison) -> Mapping[Key, list[Row]]:
    """The rows of each cell that has some, in the order of the cells."""
    found: dict[Key, list[Row]] = {key: [] for key in _keys(comparison)}
    for row in records(comparison.rows):
        found[(row["document_id"], row["group"] or "", row["category"])].append(row)
    return {key: rows for key, rows in found.items() if rows}


def _keys(comparison: Comparison) -> Iterable[Key]:
    names = ("document_id", "group", "category")
    return [(row[names[0]], row[names[1]], row[names[2]]) for row in records(comparison.counts)]


def _matrix(comparison: Comparison, anchors: Mapping[Key, str], messages: Messages) -> str:
    made = grid(comparison, messages)
    heads = "".join(f'<th scope="col">{safe(name)}</th>' for name in made.columns)
    rows = [
        f'<tr><th scope="row">{safe(name)}</th>{"".join(_cell(c, anchors) for c in cells)}</tr>'
        for name, cells in made.rows
    ]
    caption = safe(counted_name(comparison.by, messages))
    return "\n".join(
        [
            '<div class="matrix" id="matrix" tabindex="0">',
            f"<table><caption>{caption}</caption>",
            f"<thead><tr><td></td>{heads}</tr></thead>",
            *("<tbody>", *rows, "</tbody></table></div>"),
        ]
    )


def _cell(cell: Cell, anchors: Mapping[Key, str]) -> str:
    if cell.count is None:
        return f'<td class="absent">{safe(cell.text)}</td>'
    if cell.key in anchors:
        return f'<td><a href="#{anchors[cell.key]}">{safe(cell.text)}</a></td>'
    return f"<td>{safe(cell.text)}</td>"


def _shown(row: Row, messages: Messages) -> Row:
    codes = {name: code_name(row[name], messages) for name in ("status", "value")}
    return {**row, **codes, "city": city_name(row), "place": place(row)}


def _rows(rows: Sequence[Row], messages: Messages) -> str:
    shown = [_shown(row, messages) for row in rows]
    used = [name for name in _ROW_COLUMNS if any(row[name] for row in shown)]
    heads = "".join(
        f'<th scope="col">{safe(messages(f"compare-column-{name}"))}</th>' for name in used
    )
    body = [
        "<tr>" + "".join(f"<td>{safe(row[name] or '')}</td>" for name in used) + "</tr>"
        for row in shown
    ]
    return "\n".join(
        ["<table>", f"<thead><tr>{heads}</tr></thead>", "<tbody>", *body, "</tbody></table>"]
    )
