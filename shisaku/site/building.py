"""The pages and the data of a site, document by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from normalize.eras import read_toml
from shisaku.exporting.stored import Row
from shisaku.loading import load
from shisaku.messages import Messages
from shisaku.site.catalogue import Catalogue, first_years
from shisaku.site.charts import Chart, counted, phases_by_year
from shisaku.site.document import Document, read_documents
from shisaku.site.guide import guide
from shisaku.site.matrices import Compared, compared
from shisaku.site.overview import SEVERITIES, Summary, summary
from shisaku.site.pages import Pages
from shisaku.site.record import Words, record
from shisaku.site.shards import PER_SHARD, write_data
from shisaku.site.shown import shown
from shisaku.site.similar import Similar, similar_rows
from shisaku.site.tallies import tallies
from shisaku.site.texts import texts
from shisaku.terms import phase_name


def build(
    data: Path, folder: Path, messages: Messages, similar: Similar | None = None
) -> dict[str, int]:
    """Write pages and data of a converted folder; counts of documents and measures.

    Measures of an excerpt of another document there are left out, so that nothing is counted
    twice. Raises ``ValueError`` for a folder that cannot be read.
    """
    loaded, interface = load(data), texts(messages.language)
    pages = Pages(folder, messages.language)
    catalogue = Catalogue(messages, first_years(loaded.table))
    (folder / "data").mkdir()
    made = list(tallies(loaded.table, messages.language))
    wanted: dict[str, set[str | None]] = defaultdict(set)
    for row in (row for tally in made for row in tally.rows):
        wanted[row["document_id"]].add(row.get("span_id"))
    places: dict[tuple[str, str | None], str] = {}
    summaries, rows = [], []
    for document in read_documents(data):
        told = summary(document, loaded.excerpts.get(document.document_id), messages)
        summaries.append(told)
        name = f"d{len(summaries)}"
        write_data(folder / "data", name, _told(document, told, interface))
        catalogue.pages[document.document_id] = name
        if told.whole is None:
            number = len(summaries)
            shards = [*_shards(folder / "data", document, number, similar or {}, messages)]
            catalogue.add(document, shards)
            rows.append(document.row)
            for span in wanted[document.document_id]:
                places[document.document_id, span] = _where(document, span, interface)
    write_data(folder / "data", "catalogue", catalogue.content())
    totals = _totals(summaries, interface)
    chart = _chart(catalogue, messages)
    pages.write("index.html", "index.html", summaries=summaries, totals=totals, chart=chart)
    _compare_pages(pages, folder, [compared(tally, rows, places) for tally in made])
    pages.write("guide.html", "guide.html", sections=guide(messages.language))
    for name in ("measures", "timeline", "measure", "document"):
        pages.write(f"{name}.html", f"{name}.html")
    return {"documents": len(summaries), "measures": len(catalogue.measures)}


def _shards(
    folder: Path, document: Document, number: int, similar: Similar, messages: Messages
) -> Iterator[str]:
    """Write the data of a document's measures; the name of the file of each measure."""
    measures = document.tables["measures"]
    for first in range(0, len(measures), PER_SHARD):
        part = measures[first : first + PER_SHARD]
        name = f"m{number}-{first // PER_SHARD + 1}"
        words = Words()
        records = [record(document, measure, words, messages) for measure in part]
        for made in records:
            items = document.by_measure[made["id"]].get("measure_items", ())
            made["similar"] = similar_rows(items, similar)
        write_data(folder, name, {"words": list(words), "records": records})
        yield from (name for _ in part)


def _told(document: Document, told: Summary, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a document shows, ready for JSON."""
    issues = sorted(document.tables["issues"], key=lambda row: SEVERITIES.index(row["severity"]))
    parts = [part for part in told.parts if part.share > 0]
    coverage = "　".join(f"{part.name} {part.share:.1%}" for part in parts)
    period = told.period or texts["unknown"]
    own = [(texts["status"], told.status_name), (texts["period"], period)]
    return {
        "city": told.city,
        "plan": told.plan,
        "note": texts["excerpt"].format(whole=told.whole) if told.whole else "",
        "facts": [*own, *told.facts, (texts["coverage"], coverage)],
        "issues": [_issue(document, issue, texts) for issue in issues],
    }


def _issue(document: Document, issue: Row, texts: Mapping[str, str]) -> list[str]:
    told = (issue[name] for name in ("severity", "code", "message", "value_raw"))
    return [*map(shown, told), _where(document, issue["span_id"], texts)]


def _where(document: Document, span_id: str | None, texts: Mapping[str, str]) -> str:
    """Where a span is printed, as a reader looks for it; empty for no span."""
    place = document.place(span_id)
    if place is None:
        return ""
    if document.is_paged:
        return texts["page-no"].format(page=place.page)
    return texts["line"].format(line=document.line(place))


def _compare_pages(pages: Pages, folder: Path, made: Sequence[Compared]) -> None:
    """A page for each comparison; the first is that of the menu."""
    names = ["compare.html", *(f"compare-{c.by}.html" for c in made[1:])]
    choices = [(name, c.title) for name, c in zip(names, made, strict=False)]
    for name, one in zip_longest(names, made):
        pages.write("compare.html", name, c=one, choices=choices)
        if one and one.rows:
            write_data(folder / "data", f"compare-{one.by}", one.rows)


def _totals(summaries: Sequence[Summary], texts: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Names of numbers, the numbers, and what was not counted in them, in words."""
    whole = [told for told in summaries if told.whole is None]
    unknown = sum(not told.has_city for told in whole)
    excerpts = len(summaries) - len(whole)
    return [
        (
            "cities",
            len({told.city_key for told in whole if told.has_city}),
            texts["and-unknown"].format(count=unknown) if unknown else "",
        ),
        (
            "documents",
            len(whole),
            texts["and-excerpts"].format(count=excerpts) if excerpts else "",
        ),
        ("measures", sum(told.measures for told in whole), ""),
        ("items", sum(told.items for told in whole), ""),
        ("issues", sum(sum(told.issues.values()) for told in whole), ""),
    ]


def _chart(catalogue: Catalogue, messages: Messages) -> Chart | None:
    names = [phase_name(messages, code) for code in read_toml("phases.toml")["codes"]]
    return phases_by_year(counted(catalogue.phases()), names)
