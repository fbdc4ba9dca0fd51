"""Charts of the overview, drawn with Altair into SVG that stands in the page.

The drawing is made once, here, and not in the browser: the page needs no library of a megabyte,
no permission to evaluate code, and prints as it is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from markupsafe import Markup

COLOURS = ("#5b8fc4", "#d9a441", "#4f9d75", "#8f6fb8", "#c46a5b", "#7d8794", "#3f7f93", "#a38a5c")
"""Fills in order of the phases; they stand apart from white and from black."""
LINE = "#cbd2da"
MOST_YEARS = 40
"""Years in a drawing at most, the last ones."""
_WIDTH, _HEIGHT, _FONT = 760, 240, "sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and its figures: counts for each year by the name of a phase."""

    svg: Markup
    years: Sequence[int]
    rows: Sequence[tuple[str, Sequence[int]]]


def phases_by_year(counts: Mapping[tuple[str, int], int], names: Iterable[str]) -> Chart | None:
    """Counts by name of phase and year as stacked columns; None if there are none.

    ``names`` gives the order. Raises ``ModuleNotFoundError`` without Altair or vl-convert.
    """
    if not counts:
        return None
    years = sorted({year for _, year in counts})
    years = list(range(years[0], years[-1] + 1)[-MOST_YEARS:])
    # Phases of another vocabulary, and what is of no phase, come last.
    every = dict.fromkeys([*names, *(name for name, _ in counts)])
    known = [name for name in every if any((name, year) in counts for year in years)]
    rows = [(name, [counts.get((name, year), 0) for year in years]) for name in known]
    return Chart(Markup(_drawn(rows, years)), years, rows)


def counted(bars: Iterable[tuple[str, int, int]]) -> Counter[tuple[str, int]]:
    """How many bars of a phase are in a year, from ``(name, first year, last year)``."""
    return Counter((name, y) for name, first, last in bars for y in range(first, last + 1))


def _drawn(rows: Sequence[tuple[str, Sequence[int]]], years: Sequence[int]) -> str:
    import altair as alt
    import vl_convert

    values = [
        {"phase": name, "order": place, "year": str(year), "count": number}
        for place, (name, numbers) in enumerate(rows)
        for year, number in zip(years, numbers, strict=True)
    ]
    names = [name for name, _ in rows]
    colours = [COLOURS[place % len(COLOURS)] for place, _ in zip(count(), names, strict=False)]
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format=",d")),
            color=alt.Color("phase:N", title=None, sort=names).scale(domain=names, range=colours),
            order=alt.Order("order:Q"),
        )
        .properties(width=_WIDTH, height=_HEIGHT)
        .configure(background="transparent", font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, gridColor=LINE, domainColor=LINE, tickColor=LINE)
        .configure_legend(labelFontSize=13, symbolType="square", orient="top")
    )
    svg: Any = vl_convert.vegalite_to_svg(chart.to_json())
    # The figures stand in a table beside it; hundreds of bars read aloud would help nobody.
    return str(svg).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
