"""Asks PDFium the same of many things and gives its answers as the rows of an array."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from extract.pdfium_calls import Pointer

# Things asked at a time: memory stays the same however many there are.
BLOCK = 1024
# Pointers kept for good.
MOST_HANDLES = 16_384


class Handles:
    """Pointers to PDFium's objects, made once and used over and over.

    Making one takes longer than to ask what it points to.
    """

    def __init__(self) -> None:
        self._addresses: NDArray[Any] = np.zeros(0, np.uint64)
        self._pointers: list[Pointer] = []

    def of(self, addresses: Sequence[int] | NDArray[np.uint64]) -> list[Pointer]:
        """A pointer to each address, good until the next call."""
        count = len(addresses)
        if count > MOST_HANDLES:
            return [Pointer(int(address)) for address in addresses]
        if count > len(self._pointers):
            self._addresses = np.zeros(count, np.uint64)
            self._pointers = list((Pointer * count).from_buffer(self._addresses.data))
        self._addresses[:count] = addresses
        return self._pointers[:count]


class Rows:
    """Places where a function of PDFium leaves ``columns`` numbers for each thing.

    The ctypes objects that lead there take as long to make as the call itself: they are made
    once and used over and over. ``apart``: the function wants the address of each number.
    """

    def __init__(self, columns: int, kind: Any = ctypes.c_float, *, apart: bool = False) -> None:
        self._kind, self._columns, self._apart = kind, columns, apart

    @cached_property
    def _numbers(self) -> NDArray[Any]:
        """(BLOCK, columns), or (columns, BLOCK) where each number has an address of its own."""
        shape = (self._columns, BLOCK) if self._apart else (BLOCK, self._columns)
        return np.zeros(shape, np.dtype(self._kind))

    @cached_property
    def _places(self) -> list[list[Any]]:
        """A list of places for each address that the function takes."""
        if not self._apart:
            place = self._kind * self._columns
            return [list((place * BLOCK).from_buffer(self._numbers))]
        return [list((self._kind * 1 * BLOCK).from_buffer(row)) for row in self._numbers]

    def ask(
        self, function: Callable[..., int], *arguments: Sequence[Any], unknown: ArrayLike = 0
    ) -> NDArray[Any]:
        """(n, columns): the answers for n things, each argument a sequence of n.

        ``unknown`` is the row of a thing for which PDFium leaves nothing.
        """
        count = len(arguments[0])
        block = self._numbers.T if self._apart else self._numbers
        if count <= BLOCK:
            block[:count] = unknown
            deque(map(function, *arguments, *self._places), maxlen=0)
            return block[:count].copy()
        answers = np.empty((count, self._columns), block.dtype)
        for start in range(0, count, BLOCK):
            some = [argument[start : start + BLOCK] for argument in arguments]
            here = slice(start, start + len(some[0]))
            block[: len(some[0])] = unknown
            deque(map(function, *some, *self._places), maxlen=0)
            answers[here] = block[: len(some[0])]
        return answers
