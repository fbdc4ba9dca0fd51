"""Schedules by fiscal year: what is printed is filled, what is concluded only outlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from shisaku.charts.library import altair as alt
from shisaku.charts.style import FAINT, LINE, STRONG, nothing

if TYPE_CHECKING:
    from pandas import DataFrame

OBSERVED, INFERRED, UNKNOWN = "紙面にある", "推定", "年度不明"
_NAMES = {"observed": OBSERVED, "inferred": INFERRED}
_ORDER = {OBSERVED: 0, INFERRED: 1, UNKNOWN: 2}
_FILLS = {OBSERVED: STRONG, INFERRED: FAINT, UNKNOWN: "white"}
_EDGES = {OBSERVED: STRONG, INFERRED: STRONG, UNKNOWN: LINE}
_OPEN, _OPEN_NOTE = "？", "？：終わりの年度が分からない"
_HEIGHT, _WIDTH = 24, 66


def schedule_chart(matrix: DataFrame, row: str, title: str, open_end: str | None = None) -> Any:
    """Rows of ``schedule_matrix`` as bars in order; ``row`` is the column that names a line.

    Rows with one name share a line, and there what is printed covers what is inferred. A line
    without any known year has a tile under 年度不明. ``open_end`` is a column of truth values:
    where it is true the end is unknown, and the bar has a ？ behind it.
    """
    if matrix.empty:
        return nothing(title)
    tiles = list(_tiles(matrix, row))
    names = list(dict.fromkeys(str(name) for name in matrix[row]))
    years = sorted(int(tile["year"].removesuffix("年度")) for tile in tiles)
    columns = [f"{y}年度" for y in range(years[0], years[-1] + 1)] if years else []
    dated = {tile["row"] for tile in tiles}
    undated = [name for name in names if name not in dated]
    lost = [{"row": name, "year": UNKNOWN, "status": UNKNOWN} for name in undated]
    columns += [UNKNOWN] if lost else []
    chart = _bars([*tiles, *lost], columns, names)
    if open_end is None:
        return chart.properties(title=title)
    open_rows = {str(name) for name in matrix.loc[matrix[open_end].fillna(False), row]} & dated
    marks = _open_marks([tile for tile in tiles if tile["row"] in open_rows], names)
    return (chart + marks).properties(
        title=alt.TitleParams(title, subtitle=[_OPEN_NOTE] if open_rows else [])
    )


def _tiles(matrix: DataFrame, row: str) -> Iterator[dict[str, str]]:
    import pandas as pd

    years = [column for column in matrix.columns if isinstance(column, int)]
    for _, line in matrix.iterrows():
        for year in years:
            if not pd.isna(line[year]):
                status = _NAMES[str(line[year])]
                yield {"row": str(line[row]), "year": f"{year}年度", "status": status}


def _bars(tiles: Sequence[dict[str, str]], columns: Sequence[str], names: Sequence[str]) -> Any:
    import pandas as pd

    values = pd.DataFrame(tiles, columns=["row", "year", "status"])
    values = values.sort_values("status", key=lambda s: s.map(_ORDER), kind="stable")
    values = values.drop_duplicates(["row", "year"])
    statuses = [status for status in _ORDER if (values["status"] == status).any()]
    x = alt.X("year:N", title=None).scale(domain=list(columns), paddingInner=0)
    return (
        alt.Chart(values)
        .mark_bar(height=alt.RelativeBandSize(0.62), strokeWidth=1)
        .encode(
            x=x.axis(orient="top", labelAngle=0, ticks=False, domain=False),
            y=alt.Y("row:N", sort=list(names), title=None).axis(ticks=False, domain=False),
            color=alt.Color("status:N", title=None).scale(
                domain=statuses, range=[_FILLS[s] for s in statuses]
            ),
            stroke=alt.Stroke("status:N", title=None).scale(
                domain=statuses, range=[_EDGES[s] for s in statuses]
            ),
        )
        .properties(width=alt.Step(_WIDTH), height=alt.Step(_HEIGHT))
    )


def _open_marks(tiles: Sequence[dict[str, str]], names: Sequence[str]) -> Any:
    import pandas as pd

    values = pd.DataFrame(tiles, columns=["row", "year", "status"])
    last = values.groupby("row", sort=False)["year"].max().reset_index()
    return (
        alt.Chart(last)
        .mark_text(text=_OPEN, align="left", dx=_WIDTH / 2 + 4)
        .encode(x="year:N", y=alt.Y("row:N", sort=list(names)))
    )
