"""Rows of indicators: one for each target, one without a target where none is printed."""

from __future__ import annotations

from collections.abc import Sequence

from extract.view import View
from normalize.collect import Collector, place
from normalize.indicator_values import IndicatorValue, read_value, unit_of_name
from normalize.measure_rows import MeasureKey
from normalize.printed_text import text_of
from normalize.spelling import unspaced
from normalize.years import parse_years
from parsers.indicator_values import Dated, Indicator
from parsers.measures import Measure

EMPTY = IndicatorValue("none")


def indicator_rows(
    out: Collector,
    indicators: Sequence[Indicator],
    measures: Sequence[Measure],
    keys: Sequence[MeasureKey],
) -> None:
    """One row a target; values that are words, and years that are not read, have an issue."""
    owners = {m.title.whole: k.measure_id for m, k in zip(measures, keys, strict=True)}
    for indicator in indicators:
        measure_id = owners.get(indicator.owner) if indicator.owner is not None else None
        for seq, target in enumerate(indicator.targets or (None,), 1):
            _row(out, indicator, measure_id, seq, target)


def _row(
    out: Collector, indicator: Indicator, measure_id: str | None, seq: int, target: Dated | None
) -> None:
    baseline = indicator.baseline
    before = _value(out, baseline, first=seq == 1)
    after = _value(out, target, first=True)
    column = "".join(indicator.unit.folded.text.split()).strip("()") if indicator.unit else None
    unit = after.unit or column or before.unit or unit_of_name(indicator.name.text)
    out.add(
        "indicators",
        indicator_id=f"{out.document_id}:ind:{place(indicator.name.whole)}",
        measure_id=measure_id,
        section_id=out.section_id(indicator.section),
        table_id=out.table_id(indicator.table),
        seq=seq,
        name_raw=indicator.name.text,
        name=unspaced(indicator.name.text),
        unit=unit,
        baseline_raw=baseline.value.text if baseline else None,
        baseline=before.value,
        baseline_year_raw=text_of(baseline.year) if baseline else None,
        baseline_fy=_year(out, baseline, first=seq == 1),
        target_raw=target.value.text if target else None,
        target=after.value,
        target_bound=after.bound,
        target_min=after.low,
        target_max=after.high,
        target_year_raw=text_of(target.year) if target else None,
        target_fy=_year(out, target, first=True),
        span_id=out.span(target.value if target else indicator.name),
    )
    if target is None or (target.year is None and after.status != "none"):
        _missing(out, indicator.name if target is None else target.value, target is None)
    if seq == 1 and len({u for u in (column, before.unit, after.unit) if u}) > 1:
        message = "単位の欄、現状値、目標値で単位が違います。"
        out.issue("info", "indicator-units-differ", message, indicator.name, unit)


def _missing(out: Collector, printed: View, value: bool) -> None:
    if value:
        message = "指標の目標値が見つかりません。"
        out.issue("info", "indicator-without-target", message, printed, printed.text)
    else:
        message = "目標値の年度が印字されていません。"
        out.issue("info", "indicator-year-unknown", message, printed, printed.text)


def _value(out: Collector, printed: Dated | None, *, first: bool) -> IndicatorValue:
    if printed is None:
        return EMPTY
    if not out.sure(printed.value):
        return EMPTY
    found = read_value(printed.value.text)
    if first and found.status in {"words", "range"}:
        message = "指標の値は一つの数値ではありません。印字どおりの値だけを残しました。"
        out.issue(
            "info", "indicator-value-not-a-number", message, printed.value, printed.value.text
        )
    return found


def _year(out: Collector, printed: Dated | None, *, first: bool) -> int | None:
    if printed is None or printed.year is None or not out.sure(printed.year):
        return None
    # A narrow cell wraps within a number too: 令和1 and 2年度 below it are 令和12年度.
    reading = parse_years("".join(map(str.strip, printed.year.text.splitlines())))
    year = reading.start if reading.start == reading.end else None
    if year is None and first:
        message = "指標の年度を読み取れません。"
        out.issue("warning", "year-not-read", message, printed.year, printed.year.text)
    return year
