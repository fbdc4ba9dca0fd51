"""Small plans as text: headings, running text and tables, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[str]

BODY = "この計画では、市民の利便性の向上と業務の効率化のため、次の取組を進めることとします。"


def tabs(*rows: Cells) -> str:
    """A table as lines of cells with tabs between."""
    return "\n".join("\t".join(row) for row in rows)


def pipes(*rows: Cells) -> str:
    """A table as in Markdown, the rule below its first row included."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"|{'---|' * len(rows[0])}"
    return "\n".join([lines[0], rule, *lines[1:]])


def plan(*parts: str, chapter: str = "施策の展開", section: str = "行政手続の改革") -> str:
    """A plan of one chapter with one section and the parts below its text."""
    return "\n\n".join([f"第1章 {chapter}", BODY, f"第1節 {section}", BODY, *parts]) + "\n"


def card(**fields: str) -> str:
    """A card: the label of each field on the left, its value beside it."""
    return tabs(*fields.items())
