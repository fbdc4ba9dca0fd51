"""Inputs that a coverage-guided fuzzer makes up, for readers and for the parsers of small strings.

    pip install atheris
    python -m tests.faults.guided years --seconds 60

The first finding ends the run with its traceback; its input is kept as ``--keep``/crash-….
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.fuzz_inputs import pdf_input, text_input

Check = Callable[[bytes], None]


def _years(text: str) -> None:
    from normalize.years import find_years, parse_years

    parse_years(text)
    for found in find_years(text):
        assert 0 <= found.start < found.end


def _dates(text: str) -> None:
    from normalize.dates import find_dates, parse_date

    parse_date(text)
    for found in find_dates(text):
        assert 0 <= found.start < found.end


def _amounts(text: str) -> None:
    from normalize.numbers import parse_number

    reading = parse_number(text)
    assert (reading.value is None) == (reading.reason is not None)


def _tags(text: str) -> None:
    from extract.fold import fold_text
    from normalize.tags import law_id, resolve
    from parsers.item_tail import tag_match

    tag_match(fold_text(text))
    law_id(text)
    assert resolve(text, (), ()).status == "unresolved"


def _headings(text: str) -> None:
    from extract.fold import fold_text
    from parsers.numbering import read_number

    for line in text.split("\n"):
        read_number(fold_text(line))
        read_number(fold_text(line), weak=True)


def _weights(data: bytes) -> None:
    from extract.pdf_weight import page_weights

    assert all(weight > 50 for weight in page_weights(data, 50).values())


def _file(suffix: str) -> Check:
    def check(data: bytes) -> None:
        from tests.faults.fuzz_check import check_file

        path = Path(folder.name) / f"plan{suffix}"
        path.write_bytes(data)
        check_file(path)

    folder = tempfile.TemporaryDirectory()
    return check


def _of_text(check: Callable[[str], None]) -> Check:
    return lambda data: check(data.decode("utf-8", "ignore"))


TARGETS: dict[str, Callable[[], Check]] = {
    "years": lambda: _of_text(_years),
    "dates": lambda: _of_text(_dates),
    "amounts": lambda: _of_text(_amounts),
    "tags": lambda: _of_text(_tags),
    "headings": lambda: _of_text(_headings),
    "weights": lambda: _weights,
    "text": lambda: _file(".txt"),
    "pdf": lambda: _file(".pdf"),
}
_LIKE_PDF = ("weights", "pdf")


def main() -> None:
    """Run one target; what the fuzzer counts comes on standard error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--longest", type=int, default=400, help="bytes of one input")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()))
    asked = parser.parse_args()
    # Optional, and without types: nothing else here needs it.
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["extract", "parsers", "normalize", "shisaku"]):
        for name in ("normalize.build", "normalize.numbers", "shisaku.readers", "extract.pdf_file"):
            importlib.import_module(name)
        importlib.import_module("extract.pdfium")
        check = TARGETS[asked.target]()
        check(b"")
    with tempfile.TemporaryDirectory() as corpus:
        made = pdf_input if asked.target in _LIKE_PDF else text_input
        for seed in range(200):
            Path(corpus, str(seed)).write_bytes(made(seed))
        options = (
            f"-max_total_time={asked.seconds}",
            f"-max_len={asked.longest}",
            "-timeout=20",
            "-print_final_stats=1",
            f"-artifact_prefix={asked.keep}/",
        )
        atheris.Setup(["guided", *options, corpus], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
