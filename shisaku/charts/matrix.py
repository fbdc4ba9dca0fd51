"""A comparison as tiles: the more, the darker, and the number on each."""

from __future__ import annotations

from typing import Any

from shisaku.charts.library import altair as alt
from shisaku.charts.style import LIGHT, SHADES, TEXT, nothing
from shisaku.comparing.grid import grid
from shisaku.comparing.labels import counted_name, notes, way_name
from shisaku.comparing.model import Comparison
from shisaku.messages import Messages

_HEIGHT, _NARROW, _WIDE, _LETTER = 26, 44, 220, 7
"""Points: a tile's height, its least and greatest width, and half of a Japanese letter."""


def matrix_chart(comparison: Comparison, title: str | None = None) -> Any:
    """The matrix of ``shisaku compare`` with its cells as coloured tiles, in Japanese.

    A part that is not in the document is a light tile with a dash, where none is 0.
    """
    import pandas as pd
    from rich.cells import cell_len

    messages = Messages("ja")
    made = grid(comparison, messages)
    cells = [
        {"row": name, "column": made.columns[n], "count": cell.count, "text": cell.text}
        for name, line in made.rows
        for n, cell in enumerate(line)
    ]
    heading = alt.TitleParams(
        title or way_name(comparison.by, messages),
        subtitle=[counted_name(comparison.by, messages), *notes(comparison, messages)],
    )
    if not cells:
        return nothing(heading)
    values = pd.DataFrame(cells).astype({"count": "Float64"})
    many = float(values["count"].max()) if values["count"].notna().any() else 1.0
    top = alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)
    base = alt.Chart(values).encode(
        x=alt.X("column:N", sort=list(made.columns), title=None, axis=top),
        y=alt.Y("row:N", sort=[name for name, _ in made.rows], title=None).axis(
            ticks=False, domain=False
        ),
    )
    shade = alt.Color("count:Q", legend=None).scale(domain=[0, max(many, 1)], range=list(SHADES))
    tiles = base.mark_rect(stroke="white", strokeWidth=2, invalid=None).encode(
        color=alt.when("datum.count === null").then(alt.value(LIGHT)).otherwise(shade)
    )
    ink = alt.when(f"datum.count > {many * 0.75}").then(alt.value("white"))
    numbers = base.mark_text().encode(text="text:N", color=ink.otherwise(alt.value(TEXT)))
    longest = max(cell_len(text) for text in (*made.columns, *values["text"]))
    width = max(_NARROW, min(_LETTER * longest + 12, _WIDE))
    return (tiles + numbers).properties(
        title=heading, width=alt.Step(width), height=alt.Step(_HEIGHT)
    )
