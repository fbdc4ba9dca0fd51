"""Several printed years that belong together: 令和元～3年度, 平成24・25年度, 2019年度から5年間.

The grammar, on folded text: an optional tilde, years joined by range or list marks, the same period
again in another notation in parentheses, まで or 以降, and the length of the period (5年間).
"""

import re
from typing import Final, Literal

from extract.frozen import frozen
from normalize.eras import year_words
from normalize.numerals import any_of, small_int
from normalize.year_places import YearContext, place
from normalize.year_terms import SMALL, Term, match_term
from parsers.vocabulary import per_vocabulary

Join = Literal["range", "list"]
Opening = Literal["until", "from", "both"]
Misuse = Literal["date", "other-use"]

# More years than this in one expression is a list of something else; it also bounds the work.
MOST_TERMS: Final = 64


@per_vocabulary
def _part() -> str:
    return rf"(?:\s*{any_of(year_words('part'))}(?=以|迄|[^一-龥]|$))?"


_TILDE: Final = re.compile(r"~\s*")


@per_vocabulary
def _range() -> re.Pattern[str]:
    return re.compile(rf"{_part()}\s*(?P<mark>[~→⇒➡-]|{any_of(year_words('range'))})\s*")


@per_vocabulary
def _list() -> re.Pattern[str]:
    return re.compile(rf"{_part()}\s*(?P<mark>[・、,/]|{any_of(year_words('list'))})\s*")


_BLANK: Final = re.compile(r"(?P<mark>\s)\s*")


# 令和3年度～実施 has no end; 令和3年度～次期計画 or ～令和□年度 has one that is not read.
_OPEN_TILDE: Final = r"~(?=\s*(?:$|[)、。,\t\n]|[^\s0-9元次翌来最明大昭平令MTSHR西一二〇]))"


@per_vocabulary
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"{_part()}\s*(?:(?P<until>{any_of(year_words('until'))})"
        rf"|(?P<from>{any_of(year_words('from'))}|{_OPEN_TILDE}))"
    )


@per_vocabulary
def _ending() -> re.Pattern[str]:
    return re.compile(_part())


@per_vocabulary
def _duration() -> re.Pattern[str]:
    return re.compile(
        rf"\s*の?\s*(?P<open>\()?\s*(?P<years>{SMALL})\s*{any_of(year_words('duration'))}"
        r"(?(open)\s*\))"
    )


_OPEN: Final = re.compile(r"\s*\(\s*")
_CLOSE: Final = re.compile(r"\s*\)")
_MONTH_AFTER: Final = re.compile(rf"\s*{SMALL}(?:\s*[・、,~-]\s*{SMALL})?\s*月")
_DOTTED_AFTER: Final = re.compile(r"\.[0-9]|([/-])[0-9]{1,2}\1[0-9]")


@per_vocabulary
def _other_use() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(year_words('other_use'))}")


@frozen
class Joint:
    """What stands between two years: how they belong together and the mark that says so."""

    join: Join
    mark: str


@frozen
class Expression:
    """Years that belong together in `text[start:end]`; `joints` has one entry less than `terms`."""

    start: int
    end: int
    terms: tuple[Term, ...]
    joints: tuple[Joint, ...] = ()
    opening: Opening | None = None
    duration: int | None = None
    again: "Expression | None" = None
    used_context: bool = False
    misuse: Misuse | None = None


def match_expression(
    text: str, pos: int, context: YearContext, *, running: bool, nested: bool = False
) -> Expression | None:
    """The expression that begins at `pos`, as long as it gets; None when no year begins there.

    In running text blanks join nothing.
    """
    tilde = _TILDE.match(text, pos)
    first = match_term(text, tilde.end() if tilde else pos)
    if first is None:
        return None
    placed, used_context = place(first, None, context)
    terms, joints = _chain(text, placed, context, running)
    if any(_is_date(text, term) for term in terms):
        return Expression(pos, terms[-1].end, terms, joints, misuse="date")
    end = terms[-1].end
    again = None if nested else _match_again(text, end, context, running)
    after = _after().match(text, again[1] if again else end)
    opening = _opening(bool(tilde), after)
    end = after.end() if after else _end_of(_ending(), text, again[1] if again else end)
    length = _duration().match(text, end)
    return Expression(
        start=pos,
        end=length.end() if length else end,
        terms=terms,
        joints=joints,
        opening=opening,
        duration=small_int(length["years"]) if length else None,
        again=again[0] if again else None,
        used_context=used_context,
        misuse="other-use" if _other_use().match(text, end) else None,
    )


def _chain(
    text: str, first: Term, context: YearContext, running: bool
) -> tuple[tuple[Term, ...], tuple[Joint, ...]]:
    terms, joints = [first], list[Joint]()
    while len(terms) < MOST_TERMS:
        following = _following(text, terms[-1], running)
        if following is None:
            break
        joint, term = following
        joints.append(joint)
        terms.append(place(term, terms[-1], context)[0])
    return tuple(terms), tuple(joints)


def _following(text: str, last: Term, running: bool) -> tuple[Joint, Term] | None:
    tries: list[tuple[Join, re.Pattern[str]]] = [("range", _range()), ("list", _list())]
    for join, pattern in tries if running else [*tries, ("list", _BLANK)]:
        mark = pattern.match(text, last.end)
        term = match_term(text, mark.end()) if mark else None
        if mark and term and _continues(last, term):
            return Joint(join, mark["mark"]), term
    return None


def _continues(last: Term, term: Term) -> bool:
    """Whether `term` goes on with the year before: 令和4・5年度, not 令和4年度・5 or 5、令和4."""
    if term.notation != "bare":
        return last.year is not None or last.problem not in ("era-missing", "ambiguous")
    return last.unit is None or term.unit == last.unit


def _is_date(text: str, term: Term) -> bool:
    if term.unit is None and _DOTTED_AFTER.match(text, term.end):
        return True
    return term.unit is not None and bool(_MONTH_AFTER.match(text, term.end))


def _match_again(
    text: str, pos: int, context: YearContext, running: bool
) -> tuple[Expression, int] | None:
    """The same period in parentheses, in the other notation: （2019～2023年度）."""
    opening = _OPEN.match(text, pos)
    if opening is None:
        return None
    inner = match_expression(text, opening.end(), context, running=running, nested=True)
    if inner is None or inner.misuse or inner.terms[0].year is None or inner.used_context:
        return None
    closing = _CLOSE.match(text, inner.end)
    return (inner, closing.end()) if closing else None


def _opening(tilde: bool, after: re.Match[str] | None) -> Opening | None:
    if after is None:
        return "until" if tilde else None
    if after["from"]:
        return "both" if tilde else "from"
    return "until"


def _end_of(pattern: re.Pattern[str], text: str, pos: int) -> int:
    found = pattern.match(text, pos)
    return found.end() if found else pos
