"""How large the report site of 5,000 measures is, how long it takes to make and to open.

``python -m bench.site [MEASURES]`` copies the plan of data/raw with the most measures under the
ids of as many municipalities as it takes, so that the text is as varied as print is, makes the
site, and opens its pages in a headless Chromium from disk. "First paint" is the browser's own
first-contentful-paint; "rows" is when the first rows of data are there.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from playwright.sync_api import sync_playwright

from shisaku.convert import Options, convert
from shisaku.messages import Messages
from shisaku.site.report import report
from tests.builders.browser import launched
from tests.builders.many_plans import multiplied

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
PAINT = "first-contentful-paint"
TURNS = 5
PAGES = {
    "index.html": "table",
    "compare.html": "table",
    "measures.html": "#results tbody tr",
    "timeline.html": "#results tbody tr",
    "measure.html#{measure}": "#measure h1",
}
"""Each page with what shows that its data are there."""


def main(measures: int) -> None:
    """Make the site and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(Options((RAW,), folder / "one", quiet=True), Messages("en"))
        rows = pq.read_table(folder / "one" / "measures", columns=["document_id", "measure_id"])
        counts = pc.value_counts(rows["document_id"]).to_pylist()
        most = max(counts, key=lambda row: row["counts"])
        copies = -(-measures // most["counts"])
        data = multiplied(folder / "one", most["values"], folder / "many", copies)
        begin = time.process_time()
        report(data, folder / "site", Messages("ja"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"made in {time.process_time() - begin:.1f} s of CPU, peak {peak:.0f} MiB")
        _print_sizes(folder / "site")
        last = pq.read_table(data / "measures", columns=["measure_id"])["measure_id"][-1].as_py()
        _print_times(folder / "site", last)


def _print_sizes(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    kinds = {"site": "*", "measures": "data/m*", "list": "data/catalogue*", "pages": "*.html"}
    for kind, pattern in kinds.items():
        total = sum(size for path, size in sizes.items() if path.relative_to(site).match(pattern))
        print(f"{kind:10} {(total if kind != 'site' else sum(sizes.values())) / 1e6:6.2f} MB")
    print(f"{'files':10} {len(sizes):6}")


def _print_times(site: Path, measure: str) -> None:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for path, rows in PAGES.items():
            address = f"{site.as_uri()}/{path.format(measure=measure)}"
            times = [_opened(browser, address, rows) for _ in range(TURNS)]
            paint, data = (median(values) for values in zip(*times, strict=True))
            print(f"{path:24} first paint {paint:5.0f} ms   rows {data:5.0f} ms")
        browser.close()


def _opened(browser: Any, address: str, rows: str) -> tuple[float, float]:
    """First paint and first rows, in ms since the page was asked for."""
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.goto(address)
    page.wait_for_selector(rows, state="attached")
    there = page.evaluate("performance.now()")
    paint = None
    while paint is None:
        paint = page.evaluate(f"performance.getEntriesByName('{PAINT}')[0]?.startTime ?? null")
    page.close()
    return float(paint), float(there)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
