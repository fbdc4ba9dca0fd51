"""Rows of measures, their items, departments and tags of law."""

from __future__ import annotations

from collections.abc import Sequence

from extract.frozen import frozen
from extract.model import Repair, Run
from extract.view import View
from normalize.collect import Collector, place
from normalize.policy_rows import policy_id, policy_numbers
from normalize.printed_text import text_of
from normalize.section_rows import spacing_repair
from normalize.spelling import unspaced
from normalize.tag_rows import goal_rows, tag_rows
from normalize.titles import plain_title
from normalize.years import parse_years
from parsers.departments import Department
from parsers.measure_titles import number_values
from parsers.measures import Item, Measure
from parsers.policies import Policy
from parsers.tag_legend import TagMeaning

# A longer run of digits is a code, no number of a measure; it would not fit the column either.
LARGEST = 100_000


@frozen
class MeasureKey:
    """Ids of one measure and the numbers printed for it."""

    measure_id: str
    policy: Policy | None
    policy_no: int | None
    measure_no: int | None
    items: dict[str | None, str]


def measure_keys(
    out: Collector,
    measures: Sequence[Measure],
    policies: Sequence[Policy],
    policy_of: Sequence[int | None],
) -> tuple[MeasureKey, ...]:
    """Ids from the printed numbers (m1-3:ア), from the place where no number is printed.

    A number of several parts names its policy itself (m1-2-3).
    """
    values = _numbers(out, measures, policy_of)
    policy_no_of = policy_numbers(out, policies)
    keys: list[MeasureKey] = []
    used: set[str] = set()
    for measure, index in zip(measures, policy_of, strict=True):
        policy = policies[index] if index is not None else None
        policy_no = policy_no_of[index] if index is not None else None
        numbers = values[measure.title.whole]
        number = numbers[-1] if numbers and numbers[-1] < LARGEST else None
        name = _name(policy_no, numbers, measure)
        if name in used:
            name = f"{name}-{place(measure.title.whole)}"
        used.add(name)
        measure_id = f"{out.document_id}:{name}"
        items = {item.label: f"{measure_id}:{item.label or '-'}" for item in measure.items}
        keys.append(MeasureKey(measure_id, policy, policy_no, number, items))
    return tuple(keys)


def _numbers(
    out: Collector, measures: Sequence[Measure], policy_of: Sequence[int | None]
) -> dict[Run, tuple[int, ...]]:
    """The parts of each measure's number by the place of its title; the last ones of those that
    share the others count up within a policy."""
    rows: dict[tuple[int | None, tuple[int, ...]], list[Measure]] = {}
    for measure, index in zip(measures, policy_of, strict=True):
        parts = number_values(measure.number_raw)
        rows.setdefault((index, parts[:-1]), []).append(measure)
    found: dict[Run, tuple[int, ...]] = {}
    for row in rows.values():
        values = [number_values(measure.number_raw) for measure in row]
        last = [parts[-1] if parts else None for parts in values]
        held = out.sure_numbers([(one.title, one.number_raw) for one in row], last)
        for measure, parts, number in zip(row, values, held, strict=True):
            found[measure.title.whole] = parts if number is not None else ()
    return found


def _name(policy_no: int | None, numbers: Sequence[int], measure: Measure) -> str:
    if len(numbers) > 1:
        return f"m{'-'.join(map(str, numbers))}"
    return f"m{policy_no or 'x'}-{numbers[0]}" if numbers else f"m-{place(measure.title.whole)}"


def measure_rows(
    out: Collector,
    measures: Sequence[Measure],
    keys: Sequence[MeasureKey],
    policies: Sequence[Policy],
    policy_of: Sequence[int | None],
    legend: Sequence[TagMeaning],
) -> None:
    """Rows of all measures with everything below them but the schedules."""
    for measure, ids, index in zip(measures, keys, policy_of, strict=True):
        span = out.span(measure.title)
        out.add(
            "measures",
            measure_id=ids.measure_id,
            section_id=out.section_id(measure.section),
            policy_id=policy_id(out, policies, index),
            table_id=out.table_id(measure.table),
            policy_no=ids.policy_no,
            policy_title=ids.policy.title.text if ids.policy else None,
            measure_no=ids.measure_no,
            number_raw=measure.number_raw,
            title_raw=measure.title.text,
            title=plain_title(measure.title.text),
            title_span_id=span,
            outline=text_of(measure.outline),
            outline_span_id=out.span(measure.outline),
            effects=text_of(measure.effects),
            effects_span_id=out.span(measure.effects),
            background=text_of(measure.background),
            background_span_id=out.span(measure.background),
            outlook=text_of(measure.outlook),
            outlook_span_id=out.span(measure.outlook),
            **_period(out, measure.period),
            priority_raw=text_of(measure.priority),
            priority=text_of(measure.priority),
            priority_span_id=out.span(measure.priority),
            departments_raw=text_of(measure.departments),
            departments_span_id=out.span(measure.departments),
            span_id=span,
        )
        _title_repair(out, measure.title)
        for item in measure.items:
            _item(out, item, measure, ids, legend)
        if measure.goals is not None:
            goal_rows(out, ids.measure_id, measure.goals, legend)
        whole = [d for d in measure.listed if d.kind != "others"]
        if measure.others is not None:
            whole.append(measure.others)
        for seq, department in enumerate(whole, 1):
            _department(out, ids.measure_id, None, seq, department, "measure")


def _title_repair(out: Collector, printed: View) -> None:
    """The repair row of a title that is printed with its state, or letter by letter."""
    title = plain_title(printed.text)
    if title == unspaced(printed.text):
        spacing_repair(out, printed, "measures", "title", title)
        return
    reason = "施策名のそばに括弧書きされた区分(新規・再掲など)を除いた"
    rule, text = "state-beside-title", printed.text
    out.repairs([Repair(printed.whole, "measures", "title", text, title, rule, reason)])


def _period(out: Collector, period: View | None) -> dict[str, object]:
    """The time of a measure; words without a year (随時) are no issue."""
    if period is None:
        return {}
    reading = parse_years(period.text) if out.sure(period) else None
    return {
        "period_raw": period.text,
        "period_start_fy": reading.start if reading else None,
        "period_end_fy": reading.end if reading else None,
        "period_span_id": out.span(period),
    }


def _item(
    out: Collector, item: Item, measure: Measure, ids: MeasureKey, legend: Sequence[TagMeaning]
) -> None:
    item_id = ids.items[item.label]
    tail = item.tail
    text = text_of(tail.text)
    out.add(
        "measure_items",
        item_id=item_id,
        measure_id=ids.measure_id,
        policy_no=ids.policy_no,
        measure_no=ids.measure_no,
        item_label_raw=item.label_raw,
        item_label=item.label,
        label_status=None
        if item.label is None
        else ("printed" if item.label == item.label_raw else "repaired"),
        text_raw=item.whole.text,
        text=text,
        added_raw=text_of(tail.added),
        added_fy=_year(out, tail.added),
        deleted_raw=text_of(tail.deleted),
        deleted_fy=_year(out, tail.deleted),
        span_id=out.span(item.whole),
    )
    names, source = (tail.departments, "item") if tail.departments else (item.listed, "measure")
    if tail.departments and item.listed and _names(tail.departments) != _names(item.listed):
        out.issue(
            "info",
            "departments-differ",
            "担当部署欄と本文の括弧書きで部署が違います。本文の括弧書きを採りました。",
            item.whole,
            "・".join(sorted(_names(item.listed))),
        )
    for seq, department in enumerate((d for d in names if d.kind != "others"), 1):
        _department(out, ids.measure_id, item_id, seq, department, source)
    context = (text or "", measure.title.text)
    tag_rows(out, ids.measure_id, item_id, tail.tags, legend, context)


def _names(departments: Sequence[Department]) -> set[str]:
    return {d.name.folded.text for d in departments if d.kind != "others"}


def _year(out: Collector, note: View | None) -> int | None:
    if note is None or not out.sure(note):
        return None
    year = parse_years(note.text).start
    if year is None:
        out.issue("warning", "year-not-read", "年度を読み取れません。", note, note.text)
    return year


def _department(
    out: Collector,
    measure_id: str,
    item_id: str | None,
    seq: int,
    department: Department,
    source: str,
) -> None:
    raw = department.name.text
    out.add(
        "departments",
        measure_id=measure_id,
        item_id=item_id,
        seq=seq,
        department_raw=raw,
        department="".join(department.name.folded.text.split()),
        kind=department.kind,
        role_raw=text_of(department.role_raw),
        role=department.role,
        source=source,
        span_id=out.span(department.name),
    )
