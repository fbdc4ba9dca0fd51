"""Made cities and the real plans, converted once, with their site; a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shisaku.convert import Options, convert
from shisaku.messages import Messages
from shisaku.similarity.command import Asked, similar
from shisaku.site.report import report
from tests.builders.browser import Watched, launched
from tests.builders.site_cities import write_plans

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Converted tables of the real plans and of the made cities."""
    folder = tmp_path_factory.mktemp("site-data")
    shutil.copytree(ROOT / "data" / "raw", folder / "raw")
    write_plans(folder / "raw")
    assert convert(Options((folder / "raw",), folder / "parquet", quiet=True), Messages("en")) == 0
    return folder / "parquet"


@pytest.fixture(scope="session")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these tables, in Japanese."""
    folder = tmp_path_factory.mktemp("site")
    assert similar(Asked(data, out=folder / "similar"), Messages("en")) == 0
    assert report(data, folder / "site", Messages("ja"), folder / "similar") == 0
    return folder / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests that ask for it are skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture
def watched(browser: Any, site: Path) -> Iterator[Watched]:
    """A page of the site in a window of a desktop; its behaviour is checked at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    found = Watched(context.new_page(), site)
    yield found
    context.close()
    found.check()
