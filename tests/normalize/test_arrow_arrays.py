"""Arrays built from buffers equal the ones pyarrow builds, and pandas stays out."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.arrow_arrays import arrow_array
from normalize.schema import ColumnType

TYPES: dict[ColumnType, tuple[Any, st.SearchStrategy[Any]]] = {
    "string": (pa.string(), st.text(st.characters(exclude_categories=["Cs"]))),
    "int32": (pa.int32(), st.integers(-(2**31), 2**31 - 1)),
    "float64": (pa.float64(), st.floats(allow_nan=False)),
    "bool": (pa.bool_(), st.booleans()),
}


@pytest.mark.parametrize("column_type", TYPES)
@given(data=st.data())
def test_equals_what_pyarrow_builds(column_type: ColumnType, data: st.DataObject) -> None:
    arrow_type, value = TYPES[column_type]
    values = data.draw(st.lists(st.none() | value, max_size=40))
    built = arrow_array(values, column_type, arrow_type)
    built.validate(full=True)
    assert built.equals(pa.array(values, arrow_type))
    assert built.null_count == values.count(None)
    assert list(map(repr, built.to_pylist())) == [
        repr(float(v) if column_type == "float64" and v is not None else v) for v in values
    ]


def test_integers_become_floats_in_a_float_column() -> None:
    assert arrow_array([1, None, 0.5], "float64", pa.float64()).to_pylist() == [1.0, None, 0.5]


def test_a_lone_surrogate_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        arrow_array(["\ud800"], "string", pa.string())


def test_writing_does_not_import_pandas(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from normalize.write import write_tables\n"
        "page = {'document_id': 'd', 'page_no': 1, 'line_count': 1, 'text': 'a'}\n"
        f"write_tables({{'pages': [page]}}, 'd', pathlib.Path({str(tmp_path)!r}))\n"
        "print('pandas' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
