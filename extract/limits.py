"""How large an input may be before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input file. ``max_bytes`` is its size on disk."""

    max_bytes: int = 512 * 1024 * 1024
