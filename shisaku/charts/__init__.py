"""Figures for notebooks: pure functions from frames to Altair charts, and how they look.

Needs the extra ``notebooks``; without it an import here says what to install.
"""

from __future__ import annotations

from shisaku.charts.bars import bar_chart
from shisaku.charts.matrix import matrix_chart
from shisaku.charts.schedule import schedule_chart
from shisaku.charts.style import use

__all__ = ["bar_chart", "matrix_chart", "schedule_chart", "use"]
