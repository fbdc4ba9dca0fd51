"""The catalogue of self-made PDFs: drawn schedules and table layouts, each with its truth."""

from __future__ import annotations

from tests.builders.arrow_cases import arrow_cases
from tests.builders.arrow_sheet import ArrowCase, ExpectedBar, ExpectedSchedule
from tests.builders.layout_cases import layout_cases
from tests.builders.layout_sheet import ExpectedTable, LayoutCase

__all__ = [
    "ArrowCase",
    "ExpectedBar",
    "ExpectedSchedule",
    "ExpectedTable",
    "LayoutCase",
    "arrow_cases",
    "layout_cases",
]
