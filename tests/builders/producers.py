"""Programs that make PDFs for tests; a test that needs an absent one is skipped by name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

FONT = "IPAGothic"
FONT_PACKAGE = "fonts-ipafont-gothic"
# Far beyond what they take, so that only one that hangs is stopped.
_PATIENCE_S = 300


def need(names: Sequence[str], package: str) -> str:
    """The path of the first of these programs; skips the test when none is installed."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    pytest.skip(f"{names[0]} is not installed: apt-get install {package}")


def need_font() -> None:
    """Skips the test when the Japanese face of the documents is not installed."""
    lister = need(["fc-list"], "fontconfig")
    listed = subprocess.run(
        [lister, f":family={FONT}"], capture_output=True, text=True, check=True, timeout=_PATIENCE_S
    )
    if not listed.stdout.strip():
        pytest.skip(f"the font {FONT} is not installed: apt-get install {FONT_PACKAGE}")


def run(command: Sequence[str], result: Path) -> bytes:
    """The bytes of the file that a command makes. Raises RuntimeError when it makes none."""
    result.unlink(missing_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE_S)
    if done.returncode or not result.is_file():
        raise RuntimeError(f"{command[0]} made no {result.name}: {done.stderr[-2000:]}")
    return result.read_bytes()
