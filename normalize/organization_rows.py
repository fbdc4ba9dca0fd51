"""Rows of organizations and their roles."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.view import View
from normalize.collect import Collector, place
from normalize.dates import parse_date
from normalize.printed_text import text_of
from normalize.spelling import BETWEEN_CJK
from normalize.years import parse_years
from parsers.organizations import Organization

_BREAK = regex.compile(r"\s*\n\s*")
_ALSO_IS = regex.compile(r"^(?P<post>[^、。]{1,20})である(?P<office>[^、。]{1,20})$")


def organization_ids(out: Collector, organizations: Sequence[Organization]) -> tuple[str, ...]:
    """The ids of organizations, from the places of their names."""
    return tuple(f"{out.document_id}:org:{place(o.name.whole)}" for o in organizations)


def organization_rows(out: Collector, organizations: Sequence[Organization]) -> None:
    """One row an organization and one for each of its roles, in printed order.

    The parent's name is that of its own row where the print only shortens it (本部), else as
    printed. A date that cannot be read leaves ``established_date`` empty, with an issue.
    """
    ids = organization_ids(out, organizations)
    for one, organization_id in zip(organizations, ids, strict=True):
        out.add(
            "organizations",
            organization_id=organization_id,
            section_id=out.section_id(one.section),
            kind=one.kind,
            name_raw=one.name.text,
            name=one_line(one.label),
            group_raw=text_of(one.group),
            group_span_id=out.span(one.group),
            chair_raw=text_of(one.chair_printed),
            chair_title=text_of(one.chair_title),
            chair=None if one.chair is None else office(one_line(one.chair.text)),
            chair_span_id=out.span(one.chair_printed),
            members_raw=text_of(one.members),
            members_span_id=out.span(one.members),
            parent_id=None if one.parent_at is None else ids[one.parent_at],
            parent_name=_parent_name(one, organizations),
            parent_span_id=out.span(one.parent),
            established_raw=text_of(one.established),
            **_established(out, one.established),
            established_span_id=out.span(one.established),
            until_raw=text_of(one.until),
            until_fy=_until(out, one.until),
            until_span_id=out.span(one.until),
            span_id=out.span(one.name),
        )
        for seq, role in enumerate(one.roles, start=1):
            out.add(
                "organization_roles",
                organization_id=organization_id,
                seq=seq,
                role_raw=role.text,
                role=one_line(role.text),
                span_id=out.span(role),
            )


def one_line(text: str) -> str:
    """Text on one line: a break between Japanese characters goes, any other becomes a space."""
    return _BREAK.sub(" ", BETWEEN_CJK.sub("", _BREAK.sub(" ", text))) if "\n" in text else text


def office(printed: str) -> str:
    """Who chairs, the office first: CIOである副市長 is 副市長（CIO）; other print as it is."""
    m = _ALSO_IS.match(printed)
    return f"{m['office']}（{m['post']}）" if m else printed


def _parent_name(one: Organization, organizations: Sequence[Organization]) -> str | None:
    if one.parent is None:
        return None
    printed = one_line(one.parent.text)
    if one.parent_at is None:
        return printed
    name = one_line(organizations[one.parent_at].label)
    shortened = "".join(name.split()).endswith("".join(printed.split()))
    return name if shortened else printed


def _established(out: Collector, printed: View | None) -> dict[str, str | None]:
    """ISO date with its precision; 令和3年度 is 2021 with precision ``fy``."""
    if printed is None or not out.sure(printed):
        return {"established_date": None, "established_precision": None}
    reading = parse_date(printed.text)
    if reading.date_start is None:
        message = "設置の時期を読み取れませんでした。"
        out.issue("warning", "date-not-read", message, printed, printed.text)
    return {"established_date": reading.date_start, "established_precision": reading.precision}


def _until(out: Collector, printed: View | None) -> int | None:
    if printed is None or not out.sure(printed):
        return None
    reading = parse_years(printed.text)
    if reading.end is None or reading.unit != "fiscal":
        message = "設置の期限の年度を読み取れませんでした。"
        out.issue("warning", "year-not-read", message, printed, printed.text)
        return None
    return reading.end
