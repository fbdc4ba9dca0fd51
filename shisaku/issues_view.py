"""``shisaku issues``: what to look at in converted data, with places in the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from shisaku.console import console, say
from shisaku.csv_file import write_csv
from shisaku.issue_lists import print_by_kind, print_each
from shisaku.messages import Messages
from shisaku.noted import Noted, noted_issues, renamed, worst_first
from shisaku.places import places_of
from shisaku.sources import MANIFEST

EXIT_OK, EXIT_WRONG_USE = 0, 2
LONG = 20
"""Issues from which a list is put into groups."""
MOST_OF_A_KIND = 5
COLUMNS = ("file", "document_id", "page", "line", "severity", "code", "message", "printed")


@frozen
class Wanted:
    """Which issues a person asked for; None is all. ``csv`` is the file to write them to."""

    severity: str | None = None
    code: str | None = None
    csv: Path | None = None


def issues(data: Path, wanted: Wanted, messages: Messages) -> int:
    """Print the issues of a converted folder, or write them; 0 done, 2 wrong use."""
    if not any((data / "documents").glob("*.parquet")):
        say(messages("no-data", path=data))
        return EXIT_WRONG_USE
    try:
        found = worst_first(read_issues(data))
    except (OSError, ValueError) as error:  # no Parquet, or of another version
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE
    chosen = [i for i in found if _is_wanted(i, wanted)]
    if wanted.code is not None and not any(i.code == wanted.code for i in found):
        codes = ", ".join(sorted({i.code for i in found})) or "-"
        say(messages("no-code", code=wanted.code, codes=codes))
        return EXIT_WRONG_USE
    if wanted.csv is not None:
        return _write(chosen, wanted.csv, messages)
    grouped = len(chosen) > LONG and wanted.code is None
    _print(renamed(chosen, _longer_names(found)), grouped=grouped, messages=messages)
    return EXIT_OK


def read_issues(data: Path) -> list[Noted]:
    """All issues of a converted folder, document by document, with their places."""
    from normalize.write import read_table

    # Text and spans are most of the data; only documents with issues need theirs.
    found = _by_document(read_table(data, "issues").to_pylist())
    wanted = {i["span_id"] for rows in found.values() for i in rows if i["span_id"]}
    spans = _by_document(_only(read_table(data, "spans"), "span_id", wanted))
    pages = _by_document(_only(read_table(data, "pages"), "document_id", set(found)))
    listed: list[Noted] = []
    for document in read_table(data, "documents").to_pylist():
        name = document["document_id"]
        places = places_of(spans[name], pages[name])
        manifest = f"{MANIFEST} ({name})"
        listed += noted_issues(document, found[name], places, manifest)
    return listed


def _only(table: Any, column: str, values: set[str]) -> list[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = pc.is_in(table[column], pa.array(sorted(values), pa.string()))
    rows: list[dict[str, Any]] = table.filter(kept).to_pylist()
    return rows


def _by_document(rows: Sequence[dict[str, Any]]) -> Mapping[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["document_id"]].append(row)
    return grouped


def _is_wanted(issue: Noted, wanted: Wanted) -> bool:
    return wanted.severity in (None, issue.severity) and wanted.code in (None, issue.code)


def _longer_names(issues: Sequence[Noted]) -> Mapping[str, str]:
    """A name with the document id by that id, for files that share theirs with others."""
    files = {i.document_id: i.file for i in issues if i.in_source}
    shared = Counter(files.values())
    return {name: f"{file} ({name})" for name, file in files.items() if shared[file] > 1}


def _write(chosen: Sequence[Noted], path: Path, messages: Messages) -> int:
    header = [messages(f"column-{name}") for name in COLUMNS]
    rows = [
        (
            i.file,
            i.document_id,
            i.page,
            i.line,
            messages(f"severity-{i.severity}"),
            i.code,
            i.message,
            i.printed,
        )
        for i in chosen
    ]
    try:
        write_csv(path, header, rows)
    except OSError as error:
        say(messages("file-not-writable", path=path, reason=error.strerror or error))
        return EXIT_WRONG_USE
    say(messages.counted("csv-written", len(rows)) + f" {path}")
    return EXIT_OK


def _print(chosen: Sequence[Noted], *, grouped: bool, messages: Messages) -> None:
    out = console()
    if not chosen:
        out.print(messages("issues-none"))
    elif grouped:
        print_by_kind(out, chosen, messages, lambda _: MOST_OF_A_KIND)
        out.print()
        out.print(messages("issues-more"), soft_wrap=True)
    else:
        print_each(out, chosen, messages)
