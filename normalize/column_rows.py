"""Rows of one table held as columns: a dict for each row takes four times the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from types import MappingProxyType
from typing import Any, overload

Row = Mapping[str, object]
Column = MutableSequence[Any]


class ColumnRows(Sequence[Row]):
    """Reads as a sequence of rows; ``column`` gives the values of all rows at once.

    Every row has every column that some row has, None where it was added without. A row can be
    read and not changed.
    """

    __slots__ = ("_columns", "_count", "_names")

    def __init__(self, columns: Mapping[str, Column] | None = None) -> None:
        """Rows that are there already, by their columns, which must be equally long."""
        self._columns = dict(columns or {})
        self._names = tuple(self._columns)
        self._count = max(map(len, self._columns.values()), default=0)

    def add(self, row: Row) -> None:
        """One more row."""
        # Nearly always a row has the columns of the one before, in the same order.
        if tuple(row) != self._names:
            for name in row:
                self._columns.setdefault(name, [None] * self._count)
            self._names = tuple(self._columns)
            row = {name: row.get(name) for name in self._names}
        columns = self._columns
        for name, value in row.items():
            columns[name].append(value)
        self._count += 1

    def column(self, name: str) -> Sequence[object]:
        """The values of a column in the order of the rows; all None if no row has it."""
        return self._columns.get(name) or [None] * self._count

    def put(self, name: str, values: Column) -> None:
        """Set a column of all rows."""
        self._columns[name] = values
        self._names = tuple(self._columns)

    @property
    def names(self) -> frozenset[str]:
        """The columns that some row has."""
        return frozenset(self._names)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for values in zip(*self._columns.values(), strict=True):
            yield MappingProxyType(dict(zip(self._names, values, strict=True)))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        return MappingProxyType({name: values[index] for name, values in self._columns.items()})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __repr__(self) -> str:
        return repr(list(self))
