"""Small pieces that reports are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Justify = Literal["left", "right"]


def columns(*justify: Justify, gap: int = 2) -> Table:
    """A borderless table that folds long cells: cut off, Japanese text would lose its end."""
    from rich.table import Table

    grid = Table.grid(padding=(0, gap))
    for side in justify:
        grid.add_column(justify=side, overflow="fold")
    return grid


def print_title(out: Console, title: str, count: int | None = None) -> None:
    """A part's title with the number of its rows, an empty line before it."""
    out.print()
    out.print(title if count is None else f"{title} ({count})", style="bold")


def at(line: int | None) -> str:
    """A line number, or a dash where nothing is printed."""
    return "-" if line is None else str(line)


def flat(text: object) -> str:
    """Text on one line, empty for None."""
    return " ".join(str(text or "").split())


def short(text: object, most: int = 40) -> str:
    """Text on one line, cut to so many characters with a sign that it was cut."""
    line = flat(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
