"""What people touch: the command line, batch runs, evaluation, and ``load`` for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shisaku.loading import load as load

__all__ = ["load"]


def __getattr__(name: str) -> Any:
    # Only who asks for it pays for pandas: ``shisaku --help`` imports this package too.
    if name in __all__:
        from shisaku import loading

        return getattr(loading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
