"""Records compared field by field: what agrees, what is missing, wrong or too much.

Both sides are brought into the same shape first, ``Record``. A record of the gold is paired with
one of the data by its key; the pair agrees on the key's aspect, and each field is counted in an
aspect of its own. What the gold leaves empty must be empty in the data, except for fields it
only knows by paraphrase.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from extract.fold import key as folded
from extract.frozen import frozen

Value = str | tuple[str, ...] | None
"""A text, several values whose order does not matter, or nothing."""
Lines = tuple[int, int]


@frozen
class Record:
    """One thing to compare. ``key`` pairs it, ``label`` names it in a report.

    ``paraphrased`` fields only have to hold something; ``optional`` ones may be null or must
    agree. ``lines`` are the first and last line in the source.
    """

    key: str
    label: str
    fields: Mapping[str, Value]
    lines: Lines | None = None
    paraphrased: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


@frozen
class Miss:
    """A disagreement: ``missing`` in the data, ``wrong`` there, or ``extra``."""

    kind: Literal["missing", "wrong", "extra"]
    label: str
    line: int | None
    expected: str | None
    got: str | None


@frozen
class Score:
    """Counts of one aspect: values that agree, values in the gold, values in the data."""

    aspect: str
    agreed: int
    in_gold: int
    in_data: int
    misses: tuple[Miss, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the data's values that are right; 1 if there are none."""
        return self.agreed / self.in_data if self.in_data else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's values that were found; 1 if there are none."""
        return self.agreed / self.in_gold if self.in_gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where neither side has a value."""
        total = self.in_gold + self.in_data
        return 2 * self.agreed / total if total else 1.0


def norm(text: str) -> str:
    """Text for comparison: without white space, width folded."""
    return folded(text)


def compare(aspect: str, gold: Sequence[Record], data: Sequence[Record]) -> list[Score]:
    """The score of the records themselves and one of each field of the gold."""
    pairs, missing, extra = pair(gold, data)
    misses = [
        *(Miss("missing", g.label, _first(g), g.label, None) for g in missing),
        *(Miss("extra", d.label, _first(d), None, d.label) for d in extra),
    ]
    scores = [Score(aspect, len(pairs), len(gold), len(pairs) + len(extra), tuple(misses))]
    names = dict.fromkeys(name for record in gold for name in record.fields)
    both = [*pairs, *((g, None) for g in missing)]
    scores += [_field_score(f"{aspect}.{name}", name, both) for name in names]
    return scores


def pair(
    gold: Sequence[Record], data: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs, gold left over, data left over. Of several with one key, the nearest line wins."""
    waiting: dict[str, list[Record]] = defaultdict(list)
    for record in data:
        waiting[record.key].append(record)
    pairs, missing = [], []
    for record in gold:
        if candidates := waiting[record.key]:
            best = min(candidates, key=lambda c: distance(record.lines, c.lines))
            candidates.remove(best)
            pairs.append((record, best))
        else:
            missing.append(record)
    left = {id(record) for records in waiting.values() for record in records}
    return pairs, missing, [record for record in data if id(record) in left]


def distance(one: Lines | None, other: Lines | None) -> int:
    """Lines between two places, 0 where they overlap or one is unknown."""
    if one is None or other is None:
        return 0
    return max(0, other[0] - one[1], one[0] - other[1])


def _field_score(aspect: str, name: str, pairs: Iterable[tuple[Record, Record | None]]) -> Score:
    agreed = in_gold = in_data = 0
    misses: list[Miss] = []
    for gold, data in pairs:
        if name not in gold.fields:
            continue
        expected = gold.fields[name]
        got = data.fields.get(name) if data else None
        if _excused(gold, name, expected, got):
            continue
        wanted, found = _count(expected), _count(got)
        if name in gold.paraphrased:
            wanted, found = Counter({"…": 1}), Counter({"…": 1} if found else {})
        hits = (wanted & found).total()
        agreed, in_gold, in_data = agreed + hits, in_gold + wanted.total(), in_data + found.total()
        # A record that is missing is one miss, not one for each of its fields.
        if data is not None and wanted != found:
            misses.append(_miss(gold, expected, got))
    return Score(aspect, agreed, in_gold, in_data, tuple(misses))


def _excused(gold: Record, name: str, expected: Value, got: Value) -> bool:
    if not expected and name in gold.paraphrased:
        return True
    return name in gold.optional and (not expected or not got)


def _count(value: Value) -> Counter[str]:
    return Counter(norm(text) for text in values(value) if norm(text))


def values(value: Value) -> Iterator[str]:
    """The texts of a value: none, one or several; a number as its digits."""
    if isinstance(value, tuple | list):
        yield from map(str, value)
    elif value is not None:
        yield str(value)


def _miss(gold: Record, expected: Value, got: Value) -> Miss:
    wanted, found = (" / ".join(values(value)) or None for value in (expected, got))
    kind: Literal["missing", "wrong", "extra"] = (
        "missing" if found is None else "extra" if wanted is None else "wrong"
    )
    return Miss(kind, gold.label, _first(gold), wanted, found)


def _first(record: Record) -> int | None:
    return record.lines[0] if record.lines else None
