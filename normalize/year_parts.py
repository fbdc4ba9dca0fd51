"""How much of a year a part of it is: 上半期 is one half, 第1四半期 a quarter, 4月 a twelfth."""

from __future__ import annotations

import re

import regex

from extract.fold import key
from normalize.eras import TableError, read_toml, rows
from parsers.patterns import compiled
from parsers.vocabulary import per_vocabulary

_MONTHS = re.compile(r"(?P<first>\d{1,2})月(?:[~・-](?P<last>\d{1,2})月)?")


@per_vocabulary
def _shares() -> tuple[tuple[regex.Pattern[str], float], ...]:
    found = []
    for row in rows(read_toml("year_notations.toml"), "part_share"):
        pattern, share = row.get("pattern"), row.get("share")
        if not isinstance(pattern, str) or not isinstance(share, float) or not 0 < share < 1:
            raise TableError("a part_share row needs a pattern and a share between 0 and 1")
        found.append((compiled(pattern), share))
    return tuple(found)


def part_share(text: str) -> float | None:
    """The part of a year (0-1) that a header cell names; None for words that name none."""
    squeezed = key(text)
    months = _MONTHS.fullmatch(squeezed)
    if months is not None:
        first, last = int(months["first"]), int(months["last"] or months["first"])
        return ((last - first) % 12 + 1) / 12
    return next((share for shape, share in _shares() if shape.fullmatch(squeezed)), None)
