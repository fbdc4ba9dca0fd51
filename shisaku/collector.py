"""Python's garbage collector, in processes that are the program's own."""

from __future__ import annotations

import gc

# New objects between two collections. A plan becomes many values and next to no cycles.
THRESHOLD = 50_000


def calm_collector() -> None:
    """Collect more rarely, and never again look at what is loaded already.

    For processes of the program alone: whoever imports the packages has a collector of their own.
    """
    gc.freeze()
    gc.set_threshold(THRESHOLD)
