"""Items as rows of a sparse matrix: TF-IDF weights of unit length.

Plain numpy, which is there anyway: scipy and scikit-learn would save some sixty lines and be two
more dependencies to install, for one command.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from extract.frozen import frozen
from shisaku.similarity.features import Feature, Part
from shisaku.similarity.settings import settings

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_BLOCKS = (Part.WORD, Part.THEME, Part.DEPARTMENT)
"""Parts of a row that are scaled each for itself; weak words and compounds go with the words."""


@frozen
class Matrix:
    """Rows of items in compressed form, entries by column; columns from the rarest feature on.

    Entry ``e`` of row ``r`` (``starts[r] <= e < starts[r + 1]``) has weight ``weights[e]`` in
    column ``columns[e]``; the weights of a row have length 1. ``counts`` are rows by column,
    ``is_word`` the columns that can make two items alike.
    """

    features: tuple[Feature, ...]
    starts: Ints
    columns: Ints
    weights: Floats
    counts: Ints
    is_word: Flags

    @property
    def rows(self) -> int:
        """The number of items."""
        return len(self.starts) - 1

    def row_of_entries(self) -> Ints:
        """The row of each entry."""
        return np.repeat(np.arange(self.rows), np.diff(self.starts))


def matrix(items: Iterable[Mapping[Feature, float]]) -> Matrix:
    """The matrix of items given by their features; no more than one of them is needed at a time.

    A weight is the feature's own times ``1 + ln((1 + n) / (1 + items with it))``.
    """
    numbers: dict[Feature, int] = {}
    columns, values, lengths = array("q"), array("d"), array("q", [0])
    for features in items:
        for feature, value in features.items():
            columns.append(numbers.setdefault(feature, len(numbers)))
            values.append(value)
        lengths.append(len(features))
    starts = np.cumsum(_ints(lengths))
    given = tuple(numbers)
    order, rank = _rarest_first(_ints(columns), given)
    names = [given[n] for n in order.tolist()]
    cols = rank[_ints(columns)]
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    sort = np.lexsort((cols, rows))
    cols, raw = cols[sort], np.frombuffer(values, np.float64)[sort]
    counts = np.bincount(cols, minlength=len(names))
    idf = 1 + np.log((1 + len(starts) - 1) / (1 + counts))
    weights = _unit(raw * idf[cols], rows, cols, names, len(starts) - 1)
    is_word = np.array([f.part is Part.WORD for f in names], np.bool_)
    return Matrix(tuple(names), starts, cols, weights, counts, is_word)


def _ints(values: array[int]) -> Ints:
    return np.frombuffer(values, np.int64) if values else np.empty(0, np.int64)


def _rarest_first(columns: Ints, features: Sequence[Feature]) -> tuple[Ints, Ints]:
    """The order of the features, and the place of each in it; equally rare ones by their names."""
    counts = np.bincount(columns, minlength=len(features)).tolist()
    keys = [(count, f.part.value, f.term) for count, f in zip(counts, features, strict=True)]
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return order, rank


def _unit(
    weights: Floats, rows: Ints, columns: Ints, features: Sequence[Feature], n_rows: int
) -> Floats:
    """The weights with each part of a row scaled to its length, then each row to 1."""
    weigh = settings().weights
    scales = np.array([1.0, weigh.theme, weigh.department])
    block = np.array(
        [_BLOCKS.index(f.part) if f.part in _BLOCKS else 0 for f in features], np.int64
    )[columns]
    at = rows * len(_BLOCKS) + block
    scaled = weights / _lengths(weights, at, n_rows * len(_BLOCKS))[at] * scales[block]
    unit: Floats = scaled / _lengths(scaled, rows, n_rows)[rows]
    return unit


def _lengths(weights: Floats, at: Ints, count: int) -> Floats:
    """The length of each group; no group with an entry has length 0."""
    return np.sqrt(np.bincount(at, weights * weights, minlength=count))
