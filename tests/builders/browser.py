"""A headless Chromium of the system for tests of pages; nothing is downloaded for it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def launched(playwright: Any) -> Any:
    """The browser; skips the test, and says why, where there is none."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")
    # --no-sandbox: tests run as root in containers; --disable-gpu: there is none there.
    return playwright.chromium.launch(
        executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    )


def wait_for_data(page: Any) -> None:
    """Waits until a page of a site has its data.

    The page's policy forbids evaluation, so nothing may be waited for by a function.
    """
    page.locator("main:not(:has-text('読み込んでいます'))").wait_for()


class Watched:
    """A page that remembers what it must not do: requests elsewhere, errors, warnings."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page, self._site = page, site
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed {request.url}"))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{error.message} {error.stack}"))

    def open(self, path: str) -> Any:
        """The page at a path of the site, when its data are there."""
        # A new address on the same page would only be another place on it.
        self.page.goto("about:blank")
        self.page.goto(f"{self._site.as_uri()}/{path}")
        wait_for_data(self.page)
        return self.page

    def check(self) -> None:
        """Nothing was asked for but files of the site, and the console is empty."""
        assert not self.complaints, "\n".join(self.complaints)
        home = self._site.as_uri()
        assert [u for u in self.requests if not u.startswith((home, "about:"))] == []
