"""How well themes are given: a converted folder against items that a person annotated.

Run: python -m bench.themes CONVERTED [--gold FOLDER] [--errors]

The folder holds CSV files with the columns document_id, item_table, item_id (or the item's
span_id), themes (codes joined by ;, empty for none) and note. Scored twice: all themes that have
a row, and those that printed terms alone give (term_score), without tags of law. Each time in
halves: errors of the development half may be read to mend the vocabulary, those of the held-out
half may not, so that its figures stay honest.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import pyarrow.parquet as pq

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold_themes"
IDS = {
    "measure_items": "item_id",
    "trainings": "training_id",
    "organizations": "organization_id",
    "initiatives": "initiative_id",
    "services": "service_id",
}
GIVEN = 0.5
DEVELOPMENT, HELD_OUT = "development", "held out"

Item = tuple[str, str, str]
Themes = Mapping[Item, frozenset[str]]


@dataclass(slots=True)
class Counts:
    """Themes that are right, given too much, and missing; each by theme."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, expected: frozenset[str], found: frozenset[str]) -> None:
        """Counts one item."""
        self.right.update(expected & found)
        self.extra.update(found - expected)
        self.missing.update(expected - found)

    def line(self, theme: str | None = None, *, title: str = "all themes") -> str:
        """Precision, recall, F1 and counts of one theme, or of all together under a title."""
        right, extra, missing = (
            counter.total() if theme is None else counter[theme]
            for counter in (self.right, self.extra, self.missing)
        )
        precision, recall = _share(right, right + extra), _share(right, right + missing)
        both = _share(2 * right, 2 * right + extra + missing)
        shares = "  ".join(
            f"{share:5.3f}" if share is not None else "    –" for share in (precision, recall, both)
        )
        return f"{theme or title:22}  {shares}  {right:4} {extra:4} {missing:4}"

    def themes(self) -> list[str]:
        """Every theme that was expected or given."""
        return sorted({*self.right, *self.extra, *self.missing})


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read_gold(folder: Path) -> dict[Item, frozenset[str]]:
    """The annotated items; an item that stands twice with other themes ends the program."""
    gold: dict[Item, frozenset[str]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                item = (row["document_id"], row["item_table"], row["item_id"])
                themes = frozenset(code.strip() for code in row["themes"].split(";")) - {""}
                if gold.setdefault(item, themes) != themes:
                    sys.exit(f"{path}: {item} stands twice with other themes")
    return gold


def halves(gold: Themes) -> dict[str, dict[Item, frozenset[str]]]:
    """The annotated items in two halves, by the CRC-32 of the id: the same ones for good."""
    parted: dict[str, dict[Item, frozenset[str]]] = {DEVELOPMENT: {}, HELD_OUT: {}}
    for item, themes in gold.items():
        half = HELD_OUT if crc32(item[2].encode()) % 2 else DEVELOPMENT
        parted[half][item] = themes
    return parted


def _rows(folder: Path, table: str, columns: Sequence[str]) -> Iterator[dict[str, object]]:
    for path in sorted((folder / table).glob("*.parquet")):
        yield from pq.read_table(path, columns=list(columns)).to_pylist()


def read_names(folder: Path) -> dict[Item, Item]:
    """Every item by the names that an annotation may use: its id, and its span."""
    names: dict[Item, Item] = {}
    for table, column in IDS.items():
        for row in _rows(folder, table, ("document_id", column, "span_id")):
            document, item_id = str(row["document_id"]), str(row[column])
            for name in (item_id, str(row["span_id"])):
                names.setdefault((document, table, name), (document, table, item_id))
    return names


def read_themes(folder: Path, *, terms_alone: bool) -> dict[Item, frozenset[str]]:
    """The themes of each item that has some."""
    found: dict[Item, set[str]] = {}
    columns = ("document_id", "item_table", "item_id", "theme", "term_score")
    for row in _rows(folder, "item_themes", columns):
        score = row["term_score"]
        if terms_alone and (not isinstance(score, float) or score < GIVEN):
            continue
        item = (str(row["document_id"]), str(row["item_table"]), str(row["item_id"]))
        found.setdefault(item, set()).add(str(row["theme"]))
    return {item: frozenset(themes) for item, themes in found.items()}


def compare(gold: Themes, names: Mapping[Item, Item], themes: Themes) -> tuple[Counts, list[str]]:
    """The counts over the annotated items, and a line for each item that differs.

    An item that the conversion lacks has no theme there.
    """
    counts, lines = Counts(), []
    for item, expected in gold.items():
        known = names.get(item)
        found = themes.get(known, frozenset()) if known else frozenset()
        counts.add(expected, found)
        signs = [f"+{theme}" for theme in sorted(found - expected)]
        signs += [f"-{theme}" for theme in sorted(expected - found)]
        if signs or known is None:
            lines.append(f"{item[2]}  {' '.join(signs)}{'' if known else '  (no such item)'}")
    return counts, lines


def main() -> None:
    """Prints precision, recall and F1 of all items and of each half, and by theme of one half."""
    parser = argparse.ArgumentParser(description="Themes of a conversion against annotated items")
    parser.add_argument("converted", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument(
        "--errors", action="store_true", help="list the items of the development half that differ"
    )
    asked = parser.parse_args()
    gold = read_gold(asked.gold)
    if not gold:
        sys.exit(f"no annotated item in {asked.gold}")
    names = read_names(asked.converted)
    lost = sum(item not in names for item in gold)
    print(f"{len(gold)} annotated items, {lost} of them not in {asked.converted}")
    for title, terms_alone in (("tags and terms", False), ("terms alone", True)):
        found = read_themes(asked.converted, terms_alone=terms_alone)
        print(f"\n{title:22}  prec.  recall  F1     right extra missing")
        for half, items in (("all (micro)", gold), *halves(gold).items()):
            counts, lines = compare(items, names, found)
            print(f"{counts.line(title=half)}  of {len(items)} items")
            if half == DEVELOPMENT:
                told, different = counts, lines
        print(f"\n{DEVELOPMENT}, by theme")
        for theme in told.themes():
            print(told.line(theme))
        if asked.errors:
            print("\n".join(different))


if __name__ == "__main__":
    main()
