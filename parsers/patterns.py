"""Patterns as vocabulary files have them, ready to match."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> regex.Pattern[str]:
    """``regex.compile``, which remembers too, but takes 200 times as long to look it up."""
    return regex.compile(pattern)


def first_of(patterns: Iterable[str]) -> regex.Pattern[str]:
    """The patterns as one, of which the first that fits is taken; ``taken`` tells which.

    One look where most texts fit none, and one pattern to make instead of one for each. Groups
    of the same name in several patterns are one group.
    """
    return regex.compile("|".join(f"(?P<_{n}>{pattern})" for n, pattern in enumerate(patterns)))


def taken(match: regex.Match[str]) -> int:
    """Which of the patterns of ``first_of`` a match took, from 0."""
    groups = match.groupdict().items()
    return next(int(name[1:]) for name, text in groups if name[0] == "_" and text is not None)
