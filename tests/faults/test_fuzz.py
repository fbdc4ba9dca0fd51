"""A small run of the fuzzer: nothing undeclared comes out, and it can tell when something does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import fuzz
from tests.faults.fuzz_check import BrokenContract, Suffix, _check_rows
from tests.faults.fuzz_inputs import pdf_input, text_input


@pytest.mark.parametrize(("suffix", "count"), [(".txt", 150), (".pdf", 150)])
def test_damaged_files(suffix: Suffix, count: int) -> None:
    figures = fuzz.run(suffix, range(count), seconds=600)
    assert figures.findings == []
    assert figures.inputs == count
    assert figures.outcomes["read"] > count // 20


def test_a_seed_is_an_input() -> None:
    assert text_input(7) == text_input(7) != text_input(8)
    assert pdf_input(7) == pdf_input(7) != pdf_input(8)


def test_rows_that_break_the_contract_are_told() -> None:
    with pytest.raises(BrokenContract):
        _check_rows({"documents": [{"document_id": None}], "pages": []})


def test_inputs_are_as_told(tmp_path: Path) -> None:
    assert fuzz.made(".txt", 3) == text_input(3)
    assert fuzz.made(".pdf", 3, tmp_path) == pdf_input(3)
