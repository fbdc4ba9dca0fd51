"""Finds the plan's own period as printed; that of another plan, a survey or a budget is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from extract.fold import key
from extract.view import View, view
from parsers.model import Block, Heading, Table
from parsers.passages import squeeze
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.sections import ancestors, own_blocks, running_lines
from parsers.vocabulary import load, per_vocabulary

# What a name in front of 「の計画期間」 may be set in.
BRACKETS = "「」『』()"
# So many lines at the end count as the imprint.
IMPRINT = 8


@per_vocabulary
def _patterns(name: str) -> tuple[regex.Pattern[str], ...]:
    """The patterns of an entry of [period], filled in."""
    rules = load("identity")["period"]
    found = rules[name] if isinstance(rules[name], list) else [rules[name]]
    filled = []
    for pattern in found:
        for word, entry in (("RANGE", "two"), ("YEAR", "year"), ("ERA", "era")):
            pattern = pattern.replace("{" + word + "}", f"(?:{rules[entry]})")
        filled.append(compiled(pattern.replace("{OTHERS}", rules["others"])))
    return tuple(filled)


def read_period(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    tables: Sequence[Table],
    cover: int,
    title: View | None,
) -> View | None:
    """The range of years that a document prints as the plan's period, None without one.

    ``cover`` is how many lines of running text the cover has. A sentence counts before a line
    below a heading of that name, before a field of a form, before a line of the imprint.
    """
    own = [b for b in blocks if b.grid is None]
    lines = [view(line).strip() for line in running_lines(own)]
    name = key(title.text) if title is not None else None
    beneath = (_beneath(blocks, headings, i) for i in _headings(headings))
    fields = (_first([value], "field") or _first([value], "beneath") for value in _fields(tables))
    return (
        _alone(lines[:cover], "alone")
        or _of_sentence(map(_paragraph, own), name)
        or _only(beneath)
        or _only(fields)
        or _alone(lines, "alone", max(cover, len(lines) - IMPRINT))
    )


def _only(found: Iterable[View | None]) -> View | None:
    """The first, if all that there are say the same: measures have periods of that name too."""
    values = [value for value in found if value is not None]
    return values[0] if len({key(value.text) for value in values}) == 1 else None


def _paragraph(block: Block) -> View:
    """A block as one text: a sentence, and whose period it tells, may go over several lines."""
    shown = view(block.run).strip()
    return squeeze(shown) if len(block.lines) > 1 else shown


def _first(lines: Iterable[View], name: str) -> View | None:
    for line in lines:
        folded = line.folded
        for pattern in _patterns(name):
            if match := pattern.search(folded.text):
                return as_printed(folded.cut(*match.span("period")))
    return None


def _alone(lines: Sequence[View], name: str, begin: int = 0) -> View | None:
    """The first line that is a period, unless the one before says that it is of another plan."""
    for n in range(begin, len(lines)):
        before = key(lines[n - 1].text) if n else ""
        found = _first([lines[n]], name)
        if found is not None and not _patterns("label_of_others")[0].search(before):
            return found
    return None


def _of_sentence(lines: Iterable[View], title: str | None) -> View | None:
    for line in lines:
        folded = line.folded
        for name in ("range", "named_behind"):
            for pattern in _patterns(name):
                for match in pattern.finditer(folded.text):
                    if is_own(folded.text[: match.start()], title):
                        return as_printed(folded.cut(*match.span("period")))
    return None


def is_own(before: str, title: str | None) -> bool:
    """Whether a period is the plan's own by what its sentence says before it (folded text).

    ``title`` is the plan's title without white space, None when unknown. Without a word on whose
    period it is, it is the plan's own.
    """
    topic = _patterns("topic")[0]
    clauses = [key(clause).rstrip(BRACKETS) for clause in before.rpartition("。")[2].split("、")]
    last = clauses.pop()
    if last and not topic.search(last) and key(before).endswith(last):
        # 前計画期間は; any other word (なお, a number) names no plan.
        return not any(m.end() == len(last) for m in _patterns("others")[0].finditer(last))
    topics = [last] if last else [c for c in clauses if _patterns("spoken_of")[0].search(c)]
    return not topics or _names_own(topic.sub("", topics[-1]).strip(BRACKETS), title)


def _names_own(name: str, title: str | None) -> bool:
    if _patterns("own")[0].search(name) or (title is not None and name and name in title):
        return True
    if _patterns("others")[0].search(name):
        return False
    named = _patterns("plan")[0].search(name) is not None
    return not named or title is None or title in name


def _headings(headings: Sequence[Heading]) -> Iterator[int]:
    """Indexes of the headings of the plan's period; those below another plan's are none."""
    for i, heading in enumerate(headings):
        if heading.toc_status == "toc_only":
            continue
        if not _patterns("heading")[0].search(key(heading.title.text)):
            continue
        above = (key(headings[at].title.text) for at in ancestors(headings, heading.parent))
        if not any(map(_patterns("label_of_others")[0].search, above)):
            yield i


def _beneath(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> View | None:
    """The period that a paragraph or a line below a heading is."""
    own = [b for b in own_blocks(blocks, headings, index) if b.grid is None]
    lines = [view(line).strip() for line in running_lines(own)]
    return _alone([_paragraph(b) for b in own], "beneath") or _alone(lines, "beneath")


def _fields(tables: Sequence[Table]) -> Iterator[View]:
    """What stands beside a label of the plan's period, where two years are printed."""
    labels = {key(label) for label in load("identity")["period"]["labels"]}
    for table in tables:
        for row in table.rows:
            filled = [cell for cell in row if cell.text]
            if len(filled) == 2 and key(filled[0].text) in labels:
                yield filled[1].view.strip()
