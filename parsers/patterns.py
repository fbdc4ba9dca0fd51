"""Patterns as vocabulary files have them, ready to match; bounded in time where a user wrote some.

A shipped pattern is known to end. One of a user can take for ever on a line of forty letters, so
patterns with a user's row in them spend from one budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import perf_counter
from typing import Any, cast

import regex

from parsers.extending import PLACEHOLDER
from parsers.vocabulary import in_force, own_strings, per_vocabulary


class PatternTimeout(Exception):
    """Patterns took longer on one document than they may.

    ``row`` is the user's string in the pattern that ran last, ``file`` its vocabulary file.
    """

    def __init__(self, pattern: str, seconds: float) -> None:
        # The longest: a word of two letters may be in many patterns.
        self.file, self.row = max(_rows_in(pattern), key=lambda found: len(found[1]))
        self.seconds = seconds
        super().__init__(f"{self.file} {self.row}: more than {seconds:g} s")


class _Budget:
    """Seconds that are left of those allowed; None without a bound."""

    allowed: float | None = None
    left: float | None = None


_BUDGET = _Budget()


@contextmanager
def pattern_time(seconds: float) -> Iterator[None]:
    """Inside, bounded patterns take no more than these seconds together: PatternTimeout."""
    before = _BUDGET.allowed, _BUDGET.left
    _BUDGET.allowed = _BUDGET.left = seconds
    try:
        yield
    finally:
        _BUDGET.allowed, _BUDGET.left = before


class _Bounded:
    """A ``regex.Pattern`` that spends from the budget; ``finditer`` looks for all at once."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._pattern: Any = pattern  # typed without a timeout of None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def match(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.match, *given, **named)

    def fullmatch(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.fullmatch, *given, **named)

    def search(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.search, *given, **named)

    def finditer(self, *given: Any, **named: Any) -> Any:
        return iter(self._spend(self._found, *given, **named))

    def findall(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.findall, *given, **named)

    def split(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.split, *given, **named)

    def sub(self, *given: Any, **named: Any) -> Any:
        return self._spend(self._pattern.sub, *given, **named)

    def _found(self, *given: Any, **named: Any) -> list[Any]:
        return list(self._pattern.finditer(*given, **named))

    def _spend(self, method: Any, *given: Any, **named: Any) -> Any:
        left, allowed = _BUDGET.left, _BUDGET.allowed
        if left is None or allowed is None:
            return method(*given, **named)
        if left <= 0:
            raise PatternTimeout(self._pattern.pattern, allowed)
        begun = perf_counter()
        try:
            return method(*given, **named, timeout=left)
        except TimeoutError as error:
            raise PatternTimeout(self._pattern.pattern, allowed) from error
        finally:
            _BUDGET.left = left - (perf_counter() - begun)


def compiled(pattern: str) -> regex.Pattern[str]:
    """``regex.compile``, which remembers too, but takes 200 times as long to look it up.

    Bounded if a row of a user is in it.
    """
    return _with_own_rows(pattern) if in_force().files else _compiled(pattern)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


@per_vocabulary
def _with_own_rows(pattern: str) -> regex.Pattern[str]:
    plain = _compiled(pattern)
    return cast("regex.Pattern[str]", _Bounded(plain)) if _rows_in(pattern) else plain


def _rows_in(pattern: str) -> list[tuple[str, str]]:
    """The rows of a user in a pattern, where their placeholders may be filled in; their files."""
    return [
        (file, row)
        for file, row, pieces in _own_rows()
        if all(piece in pattern for piece in pieces)
    ]


@per_vocabulary
def _own_rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple(
        (file, row, tuple(PLACEHOLDER.split(row))) for file, row in own_strings(in_force())
    )


def first_of(patterns: Iterable[str]) -> regex.Pattern[str]:
    """The patterns as one, of which the first that fits is taken; ``taken`` tells which.

    One look where most texts fit none, and one pattern to make instead of one for each. Groups
    of the same name in several patterns are one group.
    """
    return compiled("|".join(f"(?P<_{n}>{pattern})" for n, pattern in enumerate(patterns)))


def taken(match: regex.Match[str]) -> int:
    """Which of the patterns of ``first_of`` a match took, from 0."""
    groups = match.groupdict().items()
    return next(int(name[1:]) for name, text in groups if name[0] == "_" and text is not None)
