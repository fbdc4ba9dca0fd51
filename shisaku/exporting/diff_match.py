"""Which row of one version is which of the other: never a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from extract.fold import key as folded
from extract.frozen import frozen
from shisaku.exporting.diff_model import Row

Key = tuple[Hashable, ...]


@frozen
class Pairs:
    """Rows that are each other's, rows only the new version has, rows only the old one has."""

    both: Sequence[tuple[Row, Row]]
    added: Sequence[Row]
    removed: Sequence[Row]


def by_key(old: Iterable[Row], new: Iterable[Row], key: Callable[[Row], Key]) -> Pairs:
    """Pairs of the same key. Of rows that share a key the n-th is the other's n-th."""
    before, after = _numbered(old, key), _numbered(new, key)
    return Pairs(
        [(row, after[k]) for k, row in before.items() if k in after],
        [row for k, row in after.items() if k not in before],
        [row for k, row in before.items() if k not in after],
    )


def by_id_and_title(old: Iterable[Row], new: Iterable[Row], id_column: str) -> Pairs:
    """Pairs of rows with an id and a title, within their document.

    First those of the same id and title. Then, where the id moved, those of one title that only
    one row on either side is left with. Then those of the same id whose titles are found nowhere
    on the other side: the title was changed. What is left was added or removed.
    """

    def ids(row: Row) -> Key:
        return (row["document_id"], row[id_column])

    def titles(row: Row) -> Key:
        return (row["document_id"], _title(row))

    same = by_key(old, new, lambda row: (*ids(row), _title(row)))
    moved = _unique(same.removed, same.added, titles)
    lost, found = Counter(map(titles, moved.removed)), Counter(map(titles, moved.added))
    renamed = by_key(
        [row for row in moved.removed if titles(row) not in found],
        [row for row in moved.added if titles(row) not in lost],
        ids,
    )
    kept = {id(row) for pair in renamed.both for row in pair}
    return Pairs(
        [*same.both, *moved.both, *renamed.both],
        [row for row in moved.added if id(row) not in kept],
        [row for row in moved.removed if id(row) not in kept],
    )


def _title(row: Row) -> str:
    return folded(str(row.get("title") or ""))


def _unique(old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Key]) -> Pairs:
    """Pairs of a key that one row has on either side; a row without a title has no twin."""
    before, after = Counter(map(key, old)), Counter(map(key, new))

    def is_alone(row: Row) -> bool:
        return bool(key(row)[-1]) and before[key(row)] == after[key(row)] == 1

    twins = {key(row): row for row in new if is_alone(row)}
    return Pairs(
        [(row, twins[key(row)]) for row in old if is_alone(row)],
        [row for row in new if not is_alone(row)],
        [row for row in old if not is_alone(row)],
    )


def _numbered(rows: Iterable[Row], key: Callable[[Row], Key]) -> Mapping[Key, Row]:
    seen: Counter[Key] = Counter()
    numbered = {}
    for row in rows:
        k = key(row)
        numbered[(*k, seen[k])] = row
        seen[k] += 1
    return numbered
