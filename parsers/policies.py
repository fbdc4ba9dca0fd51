"""Reads the policy tree (基本理念 → 基本目標 → 施策): from its table, its list or its headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extract.fold import fold_text, key
from extract.frozen import frozen
from extract.model import Run
from extract.view import View, view
from parsers.model import Block, Heading, Table
from parsers.numbering import ordinal_value, read_number
from parsers.patterns import compiled
from parsers.policy_headings import PolicyHeading, policy_headings
from parsers.printed import as_printed
from parsers.sections import position, running_lines
from parsers.table_kinds import policy_label
from parsers.vocabulary import load


@frozen
class Policy:
    """One node. ``number_raw`` as printed, ``number`` its value where it is a plain ordinal."""

    level: int
    kind_raw: str
    number_raw: str | None
    number: int | None
    title: View
    parent: int | None
    subtitle: View | None = None


@frozen
class Anchor:
    """A place from which on measures belong to the policy of this kind and number."""

    at: tuple[int, int]
    kind: str
    number: int | None
    number_raw: str | None = None


def read_policies(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    tables: Sequence[Table],
    measures: Set[int] = frozenset(),
) -> tuple[Policy, ...]:
    """The nodes of the tree in printed order, parents before children.

    The largest printed tree counts; lists that repeat a part of it add nothing. Headings that
    name a policy which it lacks come after it. ``measures`` are headings that name a measure.
    """
    trees = [_tree(table) for table in tables if table.kind == "policies"]
    named = policy_headings(headings, measures)
    return _with_headings(_of_tables(trees, blocks, headings, tables), named)


def _of_tables(
    trees: Sequence[tuple[Policy, ...]],
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    tables: Sequence[Table],
) -> tuple[Policy, ...]:
    if not trees:
        return ()
    largest = max(trees, key=len)
    table = next(t for t, nodes in zip(_of_kind(tables), trees, strict=True) if nodes is largest)
    nodes = _with_root(largest, blocks, headings, table)
    subtitles = dict(_subtitles(blocks))
    return tuple(replace(node, subtitle=subtitles.get(key(node.title.text))) for node in nodes)


def _with_headings(
    nodes: tuple[Policy, ...], headings: Sequence[PolicyHeading]
) -> tuple[Policy, ...]:
    """The nodes, then those that only headings name; one that both name is that of the table."""
    found = list(nodes)
    index: list[int] = []
    for named in headings:
        known = next((i for i, node in enumerate(nodes) if _is_same(node, named)), None)
        if known is not None:
            index.append(known)
            continue
        parent = None if named.parent is None else index[named.parent]
        level = 1 if parent is None else found[parent].level + 1
        index.append(len(found))
        found.append(
            Policy(level, named.kind_raw, named.number_raw, named.number, named.title, parent)
        )
    return tuple(found)


def _is_same(node: Policy, named: PolicyHeading) -> bool:
    titles = key(node.title.text), key(named.title.text).strip("「」")
    same_number = node.number == named.number and node.number is not None
    return _same_kind(node.kind_raw, named.kind_raw) and (same_number or titles[0] == titles[1])


def read_anchors(
    headings: Sequence[Heading], tables: Sequence[Table], measures: Set[int] = frozenset()
) -> tuple[Anchor, ...]:
    """Where a policy begins: headings and lists that name exactly one, in printed order."""
    anchors: list[Anchor] = []
    for named in policy_headings(headings, measures):
        place = position(headings[named.heading].run)
        anchors.append(Anchor(place, named.kind_raw, named.number, named.number_raw))
    for table in _of_kind(tables):
        tops = [node for node in _tree(table) if node.parent is None]
        if len(tops) == 1:
            run = table.row_runs[0]
            anchors.append(Anchor((run.page_no, run.start), tops[0].kind_raw, tops[0].number))
    return tuple(sorted(anchors, key=lambda a: a.at))


def policy_at(policies: Sequence[Policy], anchors: Sequence[Anchor], run: Run) -> int | None:
    """Index of the policy that a place belongs to, or None."""
    at = bisect_right(anchors, (run.page_no, run.start), key=lambda anchor: anchor.at)
    if at == 0:
        return None
    last = anchors[at - 1]
    return next(
        (
            i
            for i, p in enumerate(policies)
            if _same_kind(p.kind_raw, last.kind) and _same_number(p, last)
        ),
        None,
    )


def _same_number(policy: Policy, anchor: Anchor) -> bool:
    if policy.number is None and anchor.number is None and anchor.number_raw is not None:
        return key(policy.number_raw or "") == key(anchor.number_raw)
    return policy.number == anchor.number


def _same_kind(a: str, b: str) -> bool:
    return key(a) == key(b)


def _of_kind(tables: Sequence[Table]) -> list[Table]:
    return [table for table in tables if table.kind == "policies"]


def _tree(table: Table) -> tuple[Policy, ...]:
    return _column_tree(table) if table.n_header_rows else _list_tree(table)


def _column_tree(table: Table) -> tuple[Policy, ...]:
    """One column a level, empty cells repeat the one above."""
    header = {cell.col: cell.text for cell in table.rows[table.n_header_rows - 1]}
    columns = [col for col in sorted(header) if header[col]]
    last: dict[int, int] = {}
    nodes: list[Policy] = []
    for row in table.body:
        for cell in row:
            if not cell.text or cell.col not in header:
                continue
            level = columns.index(cell.col) if cell.col in columns else len(columns)
            parent = max((i for lv, i in last.items() if lv < level), default=None)
            nodes.append(_node(level + 1, header[cell.col], cell.view.strip(), parent))
            last = {lv: i for lv, i in last.items() if lv < level}
            last[level] = len(nodes) - 1
    return tuple(nodes)


def _list_tree(table: Table) -> tuple[Policy, ...]:
    """Label and title a row; rows under a child label belong to the policy above."""
    children = {key(word) for word in load("table_kinds")["policy_labels"]["children"]}
    nodes: list[Policy] = []
    top: int | None = None
    child_kind: str | None = None
    for row in table.rows:
        if len(row) < 2 or not row[1].text:
            continue
        label = row[0].view.strip()
        match = policy_label().fullmatch(label.folded.text)
        if match is not None and key(label.text) not in children:
            raw = as_printed(label.folded.cut(match.end("kind"), len(label.folded.text))).text
            node = Policy(
                1, match["kind"], raw or None, ordinal_value(match["n"]), row[1].view.strip(), None
            )
            top, child_kind = len(nodes), None
            nodes.append(node)
            continue
        child_kind = label.text or child_kind
        if top is not None and child_kind is not None:
            nodes.append(_node(2, child_kind, row[1].view.strip(), top))
    return tuple(nodes)


def _node(level: int, kind: str, cell: View, parent: int | None) -> Policy:
    folded = cell.folded
    numbered = read_number(folded.text)
    if numbered is None:
        return Policy(level, kind, None, None, cell, parent)
    number = numbered.parts[0] if len(numbered.parts) == 1 else None
    raw = as_printed(folded.cut(0, numbered.title_at)).text
    title = as_printed(folded.cut(numbered.title_at, len(folded.text)))
    return Policy(level, kind, raw, number, title, parent)


def _with_root(
    nodes: tuple[Policy, ...],
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    table: Table,
) -> tuple[Policy, ...]:
    """Put the statement printed over the tree (基本理念) above its first level."""
    root_kind = load("table_kinds")["policy_labels"]["root"]
    if any(node.kind_raw == root_kind for node in nodes):
        return nodes
    above = headings[table.section].run if table.section is not None else None
    first = table.row_runs[0]
    start = position(above) if above else (0, 0)
    end = (first.page_no, first.start)
    lines = list(running_lines(blocks))
    for label, statement in pairwise(lines):
        if not start <= position(label) < position(statement) < end:
            continue
        if key(label.text) == root_kind:
            root = Policy(1, root_kind, None, None, view(statement).strip(), None)
            lowered = (
                replace(n, level=n.level + 1, parent=0 if n.parent is None else n.parent + 1)
                for n in nodes
            )
            return (root, *lowered)
    return nodes


def _subtitles(blocks: Sequence[Block]) -> Iterator[tuple[str, View]]:
    """Title -> the line between tildes below it, below a label of a policy."""
    pattern = compiled(load("table_kinds")["policy_labels"]["subtitle"])
    lines = [view(line).strip() for line in running_lines(blocks)]
    for label, title, below in zip(lines, lines[1:], lines[2:], strict=False):
        if policy_label().fullmatch(fold_text(label.text)) and pattern.match(below.folded.text):
            yield key(title.text), as_printed(below.cut(1, len(below.text) - 1))
