"""The library that draws, or what to install where it is missing."""

from __future__ import annotations

from shisaku.messages import Messages, default_language


class NoCharts(ImportError):
    """The extra ``notebooks`` is not installed; the text has the line that installs it."""


try:
    import altair
    import vl_convert
except ModuleNotFoundError as error:
    raise NoCharts(Messages(default_language())("charts-need-extra", module=error.name)) from error

__all__ = ["altair", "vl_convert"]
