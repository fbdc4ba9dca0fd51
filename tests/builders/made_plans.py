"""The plan of the seed as PDF by each producer, made once in a test run."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders.office import render_with_libreoffice
from tests.builders.plan_script import PlanScript, plan_script
from tests.builders.rendered_plan import render
from tests.builders.web import render_with_chromium

PRODUCERS = ("direct", "libreoffice", "chromium")


@cache
def _folder() -> Path:
    """A folder of its own for the intermediate files, gone at the end."""
    folder = TemporaryDirectory(prefix="shisaku-made-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


def seed_script(plan_folder: Path) -> PlanScript:
    """The script of the only text file in a plan's folder."""
    (path,) = plan_folder.glob("*.txt")
    return plan_script(path)


@cache
def made_plan(producer: str, plan_folder: Path) -> bytes:
    """The PDF; skips the test when the producer's program or font is not installed."""
    script = seed_script(plan_folder)
    if producer == "libreoffice":
        return render_with_libreoffice(script, _folder())
    if producer == "chromium":
        return render_with_chromium(script, _folder()).pdf
    return render(script).pdf
