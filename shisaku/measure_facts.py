"""What tables of measures say of one: its years and how they are known, who is in charge of what,
its articles by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from normalize.tags import laws
from parsers.vocabulary import per_vocabulary

SEPARATOR = ";"
"""Between the values of a cell, as 自治体標準オープンデータセット has it."""

Row = Mapping[str, Any]
R = TypeVar("R", bound=Row)
Years = tuple[int | None, int | None, str | None]


def known_years(start: int | None, end: int | None, spans: Sequence[Row]) -> Years:
    """First and last year and how they are known: ``printed``, ``observed`` or ``inferred``.

    ``start`` and ``end`` are the period that is printed as such; without one the years are those
    of the schedule. A schedule with an unknown year tells neither the first nor the last: the
    unknown one may be.
    """
    if start is not None or end is not None:
        return start, end, "printed"
    start = _outermost(min, [span["start_fy"] for span in spans])
    end = _outermost(max, [span["end_fy"] for span in spans])
    if start is None and end is None:
        return None, None, None
    used = [*(["start_status"] if start is not None else []), *(["end_status"] if end else [])]
    inferred = any(span[name] == "inferred" for span in spans for name in used)
    return start, end, "inferred" if inferred else "observed"


def in_charge(assigned: Sequence[R], item_id: str | None) -> list[R]:
    """The rows of ``departments`` that count for an item, of all those of its measure.

    Those that are printed at the item; where it names none, those of the whole measure, as for
    the measure itself (``item_id`` None). 他 says that there are more, not who.
    """
    named = [row for row in assigned if row["kind"] != "others"]
    own = [row for row in named if item_id is not None and row["item_id"] == item_id]
    return own or [row for row in named if row["item_id"] is None]


def article_name(tag: Row) -> str | None:
    """The article a legal tag refers to, as 官民データ活用推進基本法第15条第1項.

    None if the tag is unresolved or names no article.
    """
    if tag["status"] == "unresolved" or tag["article"] is None or tag["law_id"] is None:
        return None
    law = _law_names().get(tag["law_id"], tag["law_id"])
    paragraph = "" if tag["paragraph"] is None else f"第{tag['paragraph']}項"
    return f"{law}第{tag['article']}条{paragraph}"


def joined(values: Iterable[str | None]) -> str | None:
    """Each value once, in order, with ``SEPARATOR`` between; None if there is none."""
    return SEPARATOR.join(dict.fromkeys(value for value in values if value)) or None


@per_vocabulary
def _law_names() -> Mapping[str, str]:
    return {str(law["id"]): str(law["name"]) for law in laws()["law"]}


def _outermost(pick: Callable[..., int], years: Sequence[int | None]) -> int | None:
    known = [year for year in years if year is not None]
    return pick(known) if known and len(known) == len(years) else None
