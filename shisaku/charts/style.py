"""How figures look: Japanese type, quiet lines, colours that colour-blind readers tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shisaku.charts import library
from shisaku.charts.library import altair as alt

FONTS = (
    "Noto Sans CJK JP, Noto Sans JP, IPAexGothic, IPAGothic, Hiragino Sans, Yu Gothic, Meiryo,"
    " sans-serif"
)
"""Japanese type of Linux, macOS and Windows, whichever is there first."""

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")
"""Of Okabe and Ito's palette, which the usual kinds of colour blindness keep apart."""
STRONG, FAINT, TEXT, LINE, LIGHT = COLOURS[0], "#c6dcec", "#222222", "#c8c8c8", "#f2f2f2"
SHADES = ("#e8f1f8", "#2b6ca3")
"""From few to many."""

_NAME = "shisaku"
_SCALE = 1.5
"""Points of the picture for a point of the drawing: legible on fine screens, still small."""
_PALETTE = 64
"""Colours of a picture: a few fills, and the edges of letters between them and white."""


def use() -> None:
    """Draw all figures from now on so, as PNG pictures made on this machine.

    A notebook then holds the picture itself: nothing is loaded from a network to see it.
    """
    alt.theme.register(_NAME, enable=True)(_theme)
    alt.renderers.register(_NAME, _shown)
    alt.renderers.enable(_NAME)


def picture(specification: Mapping[str, Any]) -> bytes:
    """A Vega-Lite chart as a PNG file of few colours, a fifth of the size of one of many."""
    from io import BytesIO

    from PIL import Image

    drawn = library.vl_convert.vegalite_to_png(dict(specification), scale=_SCALE)
    small = BytesIO()
    with Image.open(BytesIO(drawn)) as image:
        image.convert("RGB").quantize(_PALETTE, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
    return small.getvalue()


def _shown(specification: dict[str, Any]) -> dict[str, Any]:
    """The picture, and its title for who cannot see it."""
    title = specification.get("title", "")
    text = title if isinstance(title, str) else title.get("text", "")
    return {"image/png": picture(specification), "text/plain": f"図: {text}"}


def _theme() -> Any:
    return {"config": dict(_CONFIG)}


_CONFIG: Mapping[str, Any] = {
    "font": FONTS,
    "background": "white",
    "padding": 8,
    "title": {"fontSize": 15, "fontWeight": "bold", "anchor": "start", "offset": 12},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": TEXT,
        "titleColor": TEXT,
        "labelLimit": 340,
        "grid": False,
        "domainColor": LINE,
        "tickColor": LINE,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "labelLimit": 300},
    "text": {"fontSize": 12, "color": TEXT},
    "view": {"stroke": None},
    "range": {"category": list(COLOURS)},
}


def nothing(title: Any) -> Any:
    """A chart for a frame without rows: its title, and that there is nothing to draw."""
    import pandas as pd

    words = alt.Chart(pd.DataFrame({"text": ["該当する行がありません"]})).encode(text="text:N")
    return words.mark_text(align="left", x=0).properties(title=title, width=320, height=40)
