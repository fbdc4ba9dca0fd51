"""Python values to Arrow arrays without ``pyarrow.array``.

``pyarrow.array`` imports pandas whenever it is installed, to see whether it was given a
Series; that costs every process more than reading and writing a plan does.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from types import NoneType
from typing import Any

import pyarrow as pa

from normalize.schema import ColumnType


def arrow_array(values: Sequence[Any], column_type: ColumnType, arrow_type: Any) -> Any:
    """The ``pyarrow.Array`` of values that the column type accepts, or None, in Arrow's layout.

    Text with a lone surrogate is a ``UnicodeEncodeError``; other types are the caller's to check.
    """
    validity, nulls = None, 0
    if NoneType in set(map(type, values)):
        present = [value is not None for value in values]
        nulls = len(present) - sum(present)
        if nulls == len(values):
            return pa.nulls(nulls, arrow_type)
        validity = pa.py_buffer(_bitmap(present))
    buffers = [validity, *map(pa.py_buffer, _data(values, column_type))]
    return pa.Array.from_buffers(arrow_type, len(values), buffers, nulls)


def _data(values: Sequence[Any], column_type: ColumnType) -> list[Any]:
    match column_type:
        case "string":
            return _texts([value or "" for value in values])
        case "int32":
            return [array("i", [0 if value is None else value for value in values])]
        case "float64":
            return [array("d", [0.0 if value is None else value for value in values])]
        case "bool":
            return [_bitmap([value is True for value in values])]


def _texts(values: Sequence[str]) -> list[Any]:
    whole = "".join(values).encode()
    # One byte a character, as in ids and codes: lengths need no text of its own encoded.
    sizes = map(len, values if len(whole) == sum(map(len, values)) else map(str.encode, values))
    return [array("i", accumulate(sizes, initial=0)), whole]


def _bitmap(flags: Sequence[bool]) -> bytes:
    """One bit a flag, the first flag in the lowest bit of the first byte."""
    bits = "".join("1" if flag else "0" for flag in reversed(flags))
    return int(bits or "0", 2).to_bytes((len(flags) + 7) // 8, "little")
