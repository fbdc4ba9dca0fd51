"""What an audit of accessibility looks at: headings, labels, contrast, sizes of what is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.builders.browser import wait_for_data

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
PAGES = (
    "index.html",
    "compare.html",
    "timeline.html",
    "measures.html",
    "guide.html",
    "measure.html",
)

Look = Callable[..., Any]
"""Opens a page of the site and gives what a function of the audit finds on it."""


@pytest.fixture
def look(browser: Any, site: Path, data: Path) -> Iterator[Look]:
    pages = []

    def looked(path: str, what: str, **settings: Any) -> Any:
        if path == "measure.html":
            ids = pq.read_table(data / "measures", columns=["measure_id"])["measure_id"]
            path = f"{path}#{ids[-1].as_py()}"
        page = browser.new_page(**settings)
        pages.append(page)
        page.goto(f"{site.as_uri()}/{path}")
        wait_for_data(page)
        return page.evaluate(f"{AUDIT}.{what}()")

    yield looked
    for page in pages:
        page.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_text_stands_out(look: Look, path: str, colours: str) -> None:
    assert look(path, "contrast", color_scheme=colours) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_bars_stand_out(look: Look, colours: str) -> None:
    found = look("timeline.html", "bars", color_scheme=colours)
    assert found["text"] >= 4.5
    assert found["edge"] >= 3


@pytest.mark.parametrize("path", PAGES)
def test_headings_are_in_order(look: Look, path: str) -> None:
    levels = look(path, "levels")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_everything_has_a_name(look: Look, path: str) -> None:
    assert look(path, "names") == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_what_is_pressed_is_large_enough(look: Look, path: str, width: int) -> None:
    assert look(path, "small", viewport={"width": width, "height": 800}) == []
