"""Rows of dated events."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import key
from normalize.collect import Collector, place
from normalize.dates import DateContext, DateReading, following_date_context, parse_date
from normalize.eras import read_toml
from normalize.printed_text import clean, clean_view
from parsers.events import Event
from parsers.vocabulary import per_vocabulary

# A date that was recognised too unsurely; the next one cannot leave its year out.
UNSURE = DateReading("unknown")


def event_rows(out: Collector, events: Sequence[Event]) -> None:
    """One row an event; a year left out is that of the event printed before it in the table.

    Two dates in one cell are the first and the last day, with an issue that it is no period.
    """
    contexts: dict[int, DateContext] = {}
    for event in events:
        context = contexts.get(event.series, DateContext())
        sure = out.sure(event.date)
        reading = parse_date(event.date_text, context=context) if sure else UNSURE
        contexts[event.series] = following_date_context(context, reading) if sure else DateContext()
        if sure:
            _note(out, event, reading)
        out.add(
            "events",
            event_id=f"{out.document_id}:evt:{place(event.date)}",
            kind=event_kind(event.name.text),
            date_raw=event.date_text,
            end_raw=_end_raw(event.date_text) if reading.date_end else None,
            date_start=reading.date_start,
            date_end=reading.date_end,
            precision=reading.precision,
            name=clean_view(event.name),
            content=clean_view(event.content),
            span_id=out.span(event.run.strip()),
        )


def event_kind(name: str) -> str | None:
    """The kind that the words of a name tell (data/event_kinds.toml), None for none of them."""
    folded = key(name)
    return next((kind for kind, words in _kinds() if any(word in folded for word in words)), None)


@per_vocabulary
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = read_toml("event_kinds.toml")["kind"]
    return tuple((row["name"], tuple(key(word) for word in row["words"])) for row in rows)


def _end_raw(printed: str) -> str | None:
    """What is printed after the sign of a range or the word between two dates."""
    for sign in ("～", "〜", "~", "から", "及び", "および", "、", "・", "－", "-"):
        if sign in printed:
            return clean(printed.split(sign, 1)[1])
    return None


def _note(out: Collector, event: Event, reading: DateReading) -> None:
    if reading.status == "unknown":
        message = "日付を読み取れません。"
        out.issue("warning", "date-not-read", message, event.date, event.date_text)
    elif reading.listed:
        message = "期間ではなく別々の日付です。最初と最後の日付を記録しました。"
        out.issue("info", "dates-not-a-period", message, event.date, event.date_text)
