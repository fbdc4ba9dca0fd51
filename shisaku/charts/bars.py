"""Counts as bars that lie: Japanese names read from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shisaku.charts.library import altair as alt
from shisaku.charts.style import COLOURS, STRONG, TEXT, nothing

if TYPE_CHECKING:
    from pandas import DataFrame

_STEP, _WIDTH = 22, 420


def bar_chart(
    frame: DataFrame,
    name: str,
    count: str,
    title: str,
    unit: str,
    part: str | None = None,
    parts: Sequence[str] = (),
) -> Any:
    """A bar for each row of a frame in its order, with the number behind it.

    ``name`` and ``count`` are columns, ``unit`` the title of the axis (what is counted). With
    ``part``, a column with the values ``parts``, a bar has a coloured piece for each of them.
    """
    if frame.empty:
        return nothing(title)
    plain = frame.astype({name: str, count: int})
    names = list(dict.fromkeys(plain[name]))
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False))
    x = alt.X("sum(count):Q", title=unit, axis=alt.Axis(tickMinStep=1, format="d"))
    shown = plain.rename(columns={name: "name", count: "count", part or "": "part"})
    values = shown.loc[:, ["name", "count", *(["part"] if part else [])]]
    chart = alt.Chart(values).encode(y=y)
    bars = chart.mark_bar(color=STRONG).encode(x=x)
    if part:
        order = {value: place for place, value in enumerate(parts)}
        values = values.assign(order=values["part"].map(order))
        colour = alt.Color("part:N", title=None, sort=list(parts)).scale(
            domain=list(parts), range=list(COLOURS[: len(parts)])
        )
        chart = alt.Chart(values).encode(y=y)
        bars = chart.mark_bar().encode(x=x, color=colour, order="order:Q")
    numbers = chart.mark_text(align="left", dx=4, color=TEXT).encode(x=x, text="sum(count):Q")
    return (bars + numbers).properties(title=title, width=_WIDTH, height=alt.Step(_STEP))
