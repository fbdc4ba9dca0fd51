"""The nearest rows of each row: exact, without the product of all rows with all.

Two rows are only called similar if they share words that are not weak. So for each row only the
lists of rows that have one of its words are read: they tell how many words each other row shares
and what those add to the score. Few rows share enough; only for these the whole score is worked
out. In memory are the matrix, by rows and by columns, and one number a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

import numpy as np

from extract.frozen import frozen
from shisaku.similarity.matrix import Floats, Ints, Matrix
from shisaku.similarity.settings import Least

AT_ONCE = 1 << 16
"""Pairs of rows whose scores are worked out together, or all pairs of one row if they are more."""
DIGITS = 4
"""Decimals of a score; scores that are equal in them are equal."""
_A_WORD = 1024.0
"""Added for each shared word, so that one sum holds their number and what they weigh."""
_SLACK = 1e-6


@frozen
class Near:
    """A row, one that is near it, the score, the number of shared words that are not weak."""

    row: int
    other: int
    score: float
    words: int


@frozen
class _Search:
    """The matrix and what is derived from it once.

    ``keys`` are row and column of each entry as one number, ascending. The entries of words by
    column: those of column c are ``in_rows[begins[c] : begins[c + 1]]`` with ``in_weights``.
    """

    matrix: Matrix
    places: Ints
    least: Least
    keys: Ints
    begins: Ints
    in_rows: Ints
    in_weights: Floats


def nearest(
    matrix: Matrix,
    places: Sequence[int],
    least: Least,
    most: int,
    rows: Sequence[int] | None = None,
) -> Iterator[Near]:
    """The ``most`` nearest rows of each row (or of ``rows``), by row, the nearest first.

    Rows of one place are never near each other; those of a negative one are near nobody, and
    have no nearest unless asked for. Rows of equal score come by number.
    """
    search = _search(matrix, np.asarray(places, np.int64), least)
    wanted = range(matrix.rows) if rows is None else rows
    asked = [row for row in wanted if rows is not None or places[row] >= 0]
    for of_rows, others in _candidates(search, asked):
        yield from _best(search, of_rows, others, most)


def _search(matrix: Matrix, places: Ints, least: Least) -> _Search:
    row_of = matrix.row_of_entries()
    is_word = matrix.is_word[matrix.columns]
    by_column = np.flatnonzero(is_word)
    by_column = by_column[np.argsort(matrix.columns[by_column], kind="stable")]
    counts = np.where(matrix.is_word, matrix.counts, 0)
    return _Search(
        matrix,
        places,
        least,
        row_of * len(matrix.features) + matrix.columns,
        np.concatenate(([0], np.cumsum(counts))),
        row_of[by_column],
        matrix.weights[by_column],
    )


def _candidates(search: _Search, rows: Sequence[int]) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of rows that share enough words, in order; there may be a few too many."""
    held = np.zeros(search.matrix.rows)
    found: list[tuple[int, Ints]] = []
    pairs = 0
    for row in rows:
        others = _others(search, row, held)
        found.append((row, others))
        pairs += len(others)
        if pairs >= AT_ONCE:
            yield _joined(found)
            found, pairs = [], 0
    yield _joined(found)


def _joined(found: Sequence[tuple[int, Ints]]) -> tuple[Ints, Ints]:
    rows = np.array([row for row, _ in found], np.int64)
    lengths = np.array([len(others) for _, others in found], np.int64)
    none = np.empty(0, np.int64)
    return np.repeat(rows, lengths), np.concatenate([none, *(others for _, others in found)])


def _others(search: _Search, row: int, held: Floats) -> Ints:
    """The rows elsewhere that share enough words with a row; ``held`` is all 0, and is so again."""
    matrix, least = search.matrix, search.least
    for entry in range(int(matrix.starts[row]), int(matrix.starts[row + 1])):
        column = matrix.columns[entry]
        place = slice(search.begins[column], search.begins[column + 1])
        held[search.in_rows[place]] += search.in_weights[place] * matrix.weights[entry] + _A_WORD
    one = (held >= _A_WORD + least.one_word - _SLACK) & (held < 2 * _A_WORD)
    others = np.flatnonzero(one | (held >= 2 * _A_WORD + least.words - _SLACK))
    held[:] = 0
    places = search.places[others]
    apart: Ints = others[(places >= 0) & (places != search.places[row])]
    return apart


def _best(search: _Search, rows: Ints, others: Ints, most: int) -> Iterator[Near]:
    scores, by_words, shared = _scores(search, rows, others)
    least = search.least
    enough = np.where(shared >= 2, least.words, least.one_word)
    rounded = np.round(scores, DIGITS)
    kept = (shared >= 1) & (by_words >= enough) & (rounded >= least.score)
    rows, others, rounded, shared = rows[kept], others[kept], rounded[kept], shared[kept]
    order = np.lexsort((others, -rounded, rows))
    columns = (column[order].tolist() for column in (rows, others, rounded, shared))
    for _, group in groupby(map(Near, *columns), key=attrgetter("row")):
        yield from (near for near, _ in zip(group, range(most), strict=False))


def _scores(search: _Search, rows: Ints, others: Ints) -> tuple[Floats, Floats, Ints]:
    """Of each pair the score, what shared words add to it, and how many of them there are."""
    matrix = search.matrix
    entries = _ranges(matrix.starts[rows], matrix.starts[rows + 1])
    pair = np.repeat(np.arange(len(rows)), np.diff(matrix.starts)[rows])
    wanted = others[pair] * len(matrix.features) + matrix.columns[entries]
    found = np.searchsorted(search.keys, wanted)
    found = np.minimum(found, max(len(search.keys) - 1, 0))
    both = search.keys[found] == wanted
    pair, entries, found = pair[both], entries[both], found[both]
    products = matrix.weights[entries] * matrix.weights[found]
    is_word = matrix.is_word[matrix.columns[entries]]

    def summed(values: Floats) -> Floats:
        return np.bincount(pair, values, len(rows)).astype(np.float64)

    by_words = summed(np.where(is_word, products, 0.0))
    shared = summed(np.where(is_word, 1.0, 0.0)).astype(np.int64)
    return summed(products), by_words, shared


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """The numbers of all ranges, one range after the other."""
    lengths = ends - starts
    offsets = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    ranges: Ints = np.arange(int(lengths.sum())) + offsets
    return ranges
