"""Holds the contents page against the body: each entry and each heading gets its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extract.fold import key
from extract.model import Issue
from parsers.contents import Contents, Entry
from parsers.ladder import Rung, learn_ladder
from parsers.model import Findings, Heading

SIMILAR = 0.6
Path = tuple[tuple[str, tuple[int, ...]], ...]


def reconcile(headings: Findings[Heading], contents: Contents | None) -> Findings[Heading]:
    """Headings with the page the contents page prints; entries without a body are added.

    An entry is matched by its number path and a similar title, else by an equal title.
    """
    if contents is None:
        return headings
    entries = contents.entries
    paths = entry_paths(entries)
    matched, issues = _match(headings.values, entries, paths)
    by_heading = {h: e for e, h in matched.items()}
    deepest = max((len(path) for path in paths), default=0)
    out: list[Heading] = []
    for i, heading in enumerate(headings.values):
        if i in by_heading:
            entry = entries[by_heading[i]]
            line = entry.run.strip()
            found = replace(heading, toc_page=entry.page, toc_run=line, toc_status="matched")
            out.append(found)
        else:
            listable = heading.kind == "heading" and heading.level <= deepest
            out.append(replace(heading, toc_status="body_only"))
            if listable and heading.number is not None:
                issues.append(
                    Issue("info", "heading-not-in-contents", "目次にない見出しです。", heading.run)
                )
    issues += (_roman(entry) for entry in entries if entry.page is None and entry.page_raw)
    for i, entry in enumerate(entries):
        if i not in matched:
            out.append(_toc_only(entry, len(paths[i])))
            issues.append(
                Issue(
                    "warning",
                    "contents-entry-without-heading",
                    "目次にある見出しが本文に見つかりません。",
                    entry.run.strip(),
                )
            )
    return Findings(tuple(out), headings.repairs, (*headings.issues, *issues))


def entry_paths(entries: Sequence[Entry]) -> list[Path]:
    """For each entry its number below the numbers it stands under."""
    ranks = learn_ladder(entry.numbered for entry in entries)
    stack: list[Rung] = []
    paths: list[Path] = []
    for entry in entries:
        if entry.numbered is None:
            paths.append(())
            continue
        rank = ranks[entry.numbered.style]
        stack = [rung for rung in stack if ranks[rung.style] < rank]
        stack.append(Rung(entry.numbered.style, entry.numbered.parts, -1))
        paths.append(tuple((rung.style, rung.parts) for rung in stack))
    return paths


def _heading_path(headings: Sequence[Heading], index: int) -> Path:
    path: list[tuple[str, tuple[int, ...]]] = []
    at: int | None = index
    while at is not None:
        heading = headings[at]
        path.append((heading.style, heading.parts))
        at = heading.parent
    return tuple(reversed(path))


def _match(
    headings: Sequence[Heading], entries: Sequence[Entry], paths: Sequence[Path]
) -> tuple[dict[int, int], list[Issue]]:
    by_path: dict[Path, int] = {}
    by_title: dict[str, list[int]] = {}
    for i, heading in enumerate(headings):
        by_path.setdefault(_heading_path(headings, i), i)
        by_title.setdefault(key(heading.title.text), []).append(i)
    matched: dict[int, int] = {}
    issues: list[Issue] = []
    taken: set[int] = set()
    last = -1
    for e, entry in enumerate(entries):
        title = key(entry.title.text)
        at = by_path.get(paths[e]) if paths[e] else None
        if at is None or at in taken or not _similar(key(headings[at].title.text), title):
            at = _by_title(
                headings, entry, [i for i in by_title.get(title, ()) if i not in taken], last
            )
        if at is None:
            continue
        last = at
        matched[e] = at
        taken.add(at)
        if key(headings[at].title.text) != title:
            issues.append(
                Issue(
                    "info",
                    "contents-title-differs",
                    f"目次では「{entry.title.text}」と印刷されています。",
                    headings[at].run,
                    entry.title.text,
                )
            )
    return matched, issues


def _by_title(
    headings: Sequence[Heading], entry: Entry, same: Sequence[int], last: int
) -> int | None:
    """Of headings with the title of an entry the one with its number, else the next one."""
    style = entry.numbered.style if entry.numbered else None
    parts = entry.numbered.parts if entry.numbered else ()
    numbered = [i for i in same if (headings[i].style, headings[i].parts) == (style, parts)]
    found = numbered or same
    return next((i for i in found if i > last), next(iter(found), None))


def _similar(a: str, b: str) -> bool:
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= SIMILAR


def _roman(entry: Entry) -> Issue:
    """A page of the preface: its Roman number counts other pages than those of the plan."""
    message = "目次のページ番号がローマ数字のため、ページは空欄にしました。"
    return Issue("info", "contents-page-roman", message, entry.run.strip(), entry.page_raw)


def _toc_only(entry: Entry, level: int) -> Heading:
    numbered = entry.numbered
    return Heading(
        level=max(level, 1),
        kind="heading",
        number_raw=numbered.raw if numbered else None,
        number=numbered.number if numbered else None,
        number_status="printed" if numbered else None,
        title=entry.title,
        run=entry.run.strip(),
        parent=None,
        toc_page=entry.page,
        toc_status="toc_only",
        style=numbered.style if numbered else "unnumbered",
        toc_run=entry.run.strip(),
    )
