"""One printed date: 平成21年 5月 14日, H20.7.17, 9月14日, 24日 — its parts and where it ends.

All functions here look at folded text (`numerals.fold`).
"""

import re
from typing import Final

from extract.frozen import frozen
from normalize.eras import era_named, year_words
from normalize.numerals import any_of, small_int
from normalize.year_terms import FIRST_YEAR, LAST_YEAR, SMALL, Term, era_pattern, match_term
from parsers.vocabulary import per_vocabulary

_MONTH: Final = re.compile(
    rf"\s*(?:の\s*)?(?P<month>{SMALL})(?:\s*月(?![間分])|(?=\s*[・、,~-]\s*{SMALL}\s*月))"
)
_DAY: Final = re.compile(rf"\s*(?P<day>{SMALL})(?:\s*日(?![間分])|(?=\s*[・、,~-]\s*{SMALL}\s*日))")
_SAME: Final = re.compile(r"\s*同\s?[年月]")
_WEEKDAYS: Final = "月火水木金土日"
_WEEKDAY: Final = re.compile(
    rf"\s*(?:\(\s*(?P<short>[{_WEEKDAYS}])\s*(?:曜日?)?\s*(?:[・,、]?\s*[祝休]日?)?\s*\)"
    rf"|(?P<long>[{_WEEKDAYS}])曜日?)"
)


@per_vocabulary
def _month_part() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(year_words('month_part'))}(?=[^一-龥]|$)")


@per_vocabulary
def _dotted_shape() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<western>[0-9]{{4}})|(?P<era>{era_pattern()})\s{{0,3}}(?P<number>元|[0-9]{{1,2}}))"
        r"\s?(?P<mark>[./-])\s?(?P<month>0?[1-9]|1[0-2])"
        r"(?:\s?(?P=mark)\s?(?P<day>[0-9]{1,2}))?(?![0-9]|(?P=mark)[0-9])"
    )


@frozen
class DateTerm:
    """The parts of one printed date in `text[start:end]`; a part that is not printed is None.

    `fiscal` tells that `year` is a 年度. `names_year` is true for a printed year that could not be
    read as well, so that no other year takes its place. `weekday` counts from Monday = 0. `short`
    marks the two-part form 2021-07, which may be something else in running text.
    """

    start: int
    end: int
    year: int | None = None
    fiscal: bool = False
    names_year: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    era: str | None = None
    short: bool = False


def match_date_term(text: str, pos: int) -> DateTerm | None:
    """The date that begins at `pos`; a year alone counts too. None when there is none."""
    return _dotted(text, pos) or _written(text, pos)


def _dotted(text: str, pos: int) -> DateTerm | None:
    found = _dotted_shape().match(text, pos)
    if found is None:
        return None
    era = era_named(found["era"].rstrip(".")) if found["era"] else None
    number = 1 if found["number"] == "元" else int(found["number"] or found["western"])
    year = era.year(number) if era else number
    if era is None and not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    end, weekday = _weekday(text, found.end())
    return DateTerm(
        start=pos,
        end=end,
        year=year,
        names_year=True,
        month=int(found["month"]),
        day=int(found["day"]) if found["day"] else None,
        weekday=weekday,
        era=era.name if era else None,
        short=found["day"] is None,
    )


def _written(text: str, pos: int) -> DateTerm | None:
    year = _year(text, pos)
    end = year.end if year else pos
    same = None if year else _SAME.match(text, pos)
    end = same.end() if same else end
    month = _MONTH.match(text, end)
    end = month.end() if month else end
    # A day after a year that is followed by no month is no date (令和3年24日).
    day = _DAY.match(text, end) if month or not year else None
    if not (year or month or day):
        return None
    end = day.end() if day else end
    end, weekday = _weekday(text, end) if day else (end, None)
    part = _month_part().match(text, end) if month and not day else None
    return DateTerm(
        start=pos,
        end=part.end() if part else end,
        year=year.year if year else None,
        fiscal=year is not None and year.unit == "fiscal",
        names_year=year is not None,
        month=small_int(month["month"]) if month else None,
        day=small_int(day["day"]) if day else None,
        weekday=weekday,
        era=(year.second_era or year.era) if year else None,
    )


def _year(text: str, pos: int) -> Term | None:
    year = match_term(text, pos)
    return year if year and year.unit else None


def _weekday(text: str, pos: int) -> tuple[int, int | None]:
    found = _WEEKDAY.match(text, pos)
    if found is None:
        return pos, None
    return found.end(), _WEEKDAYS.index(found["short"] or found["long"])
