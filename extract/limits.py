"""How large an input may be before it is refused."""

from __future__ import annotations

from extract.frozen import frozen


@frozen
class Limits:
    """Bounds on one input file. ``max_bytes`` is its size on disk."""

    max_bytes: int = 512 * 1024 * 1024
