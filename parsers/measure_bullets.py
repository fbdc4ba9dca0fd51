"""Reads measures that are bulleted lines: 「・案内板の多言語化（観光課）」."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import regex

from extract.fold import fold_text
from extract.model import Issue, Repair
from extract.view import View
from parsers.bullet_lines import Bullet, bullets
from parsers.departments import are_units, split_departments
from parsers.item_tail import Tail, split_tail
from parsers.measure_lines import ends_measure
from parsers.measures import Measure, measure_of
from parsers.model import Block, Findings, Heading
from parsers.others import is_about_others, is_carried, is_of_others, is_of_prefecture, passed_over
from parsers.patterns import compiled
from parsers.plain_labels import is_over_measures
from parsers.printed import as_printed
from parsers.sections import body_headings, own_blocks, running_lines
from parsers.vocabulary import load, per_vocabulary


def read_measure_bullets(
    blocks: Sequence[Block], headings: Sequence[Heading], taken: Collection[int | None]
) -> Findings[Measure]:
    """The measures of bulleted lists, in printed order.

    A list holds measures when most of its bullets end with departments in brackets, or when the
    line or the heading over it says so (主な取組). ``taken`` are sections whose measures are known,
    and those around them.
    """
    values: list[Measure] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    repeated = _repeated(blocks)
    for index, heading in body_headings(headings):
        if index in taken:
            continue
        own = tuple(own_blocks(blocks, headings, index))
        listed = tuple(_measures(tuple(bullets(own, repeated)), heading.title))
        if listed and (is_of_others(headings, index) or is_carried(headings, index)):
            issues.append(passed_over(heading))
            continue
        for bullet in listed:
            measure, found = _measure(bullet.text, index)
            values.append(measure)
            repairs += found
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Lines that a text without pages prints again and again: running heads, page numbers."""
    lines = Counter(line.text.strip() for line in running_lines(blocks))
    number = compiled(r"[-‐–―－]?\s*\d{1,3}\s*[-‐–―－]?")
    words = {text for text, n in lines.items() if n > 1 and not _is_label(text)}
    return frozenset(words | {text for text in lines if number.fullmatch(text)})


def _is_label(text: str) -> bool:
    """Whether a line looks like a label: a sign or a bracket opens it, or its word is known."""
    match = _label().fullmatch(fold_text(text))
    return match is not None and (not text[0].isalnum() or is_over_measures(match["label"]))


def _measures(found: Sequence[Bullet], title: View) -> Iterator[Bullet]:
    rules = load("fields")["bullets"]
    for _, group in groupby(found, key=lambda bullet: bullet.list_no):
        members = list(group)
        if any(_is_refused(bullet.text) for bullet in members):
            continue
        first = members[0].over
        if first is not None and (ends_measure(first) or is_about_others(first.folded.text)):
            continue
        tails = [split_tail(bullet.text) for bullet in members]
        owned = [tail for tail in tails if tail.departments]
        over = members[0].over or (title if members[0].list_no == 0 else None)
        called = over is not None and _is_called(over)
        mostly = len(owned) >= rules["least"] and len(owned) * 2 > len(members)
        if (mostly and _are_sure(owned)) or (called and len(members) >= rules["least"]):
            yield from (b for b, t in zip(members, tails, strict=True) if _is_title(t))


def _is_refused(text: View) -> bool:
    """Whether a bullet is none of a list of measures: a date, a wish, a unit with its members."""
    tail = split_tail(text)
    shown = tail.text.folded.text.strip()
    if any(is_of_prefecture(department.name.text) for department in tail.departments):
        return True
    if any(compiled(p).search(shown) for p in load("fields")["bullets"]["refuses"]):
        return True
    bare = as_printed(tail.text.folded.cut(0, len(shown.partition("(")[0]))).strip()
    return bool(bare.text) and are_units(split_departments(bare))


def _are_sure(tails: Sequence[Tail]) -> bool:
    """Whether most brackets are departments and not places, schools or clubs."""
    sure = [t for t in tails if any(d.kind == "group" or are_units([d]) for d in t.departments)]
    return len(sure) * 2 > len(tails)


def _is_title(tail: Tail) -> bool:
    """Whether a bullet may be a title: a sentence is one only with departments behind it."""
    return bool(tail.departments) or not tail.text.folded.text.rstrip().endswith("。")


def _is_called(over: View) -> bool:
    """Whether the line over a list is a label that says that its lines are measures."""
    match = _label().fullmatch(over.folded.text)
    return match is not None and is_over_measures(match["label"])


@per_vocabulary
def _label() -> regex.Pattern[str]:
    lines = load("fields")["lines"]
    opens = "".join(regex.escape(a) for a, _ in lines["pairs"])
    closes = "".join(regex.escape(z) for _, z in lines["pairs"])
    signs = regex.escape(lines["signs"])
    return compiled(rf"[{opens}({signs}\s]*(?P<label>[^{opens}{closes}()::]+)[{closes})::\s]*")


def _measure(text: View, index: int) -> tuple[Measure, list[Repair]]:
    tail = split_tail(text)
    values = {"measure": tail.text}
    if tail.brackets is not None and tail.departments:
        values["departments"] = tail.brackets
    return measure_of(None, index, values)
