"""The eras and the words around printed years, read from the tables beside this module."""

from typing import Any, Literal

from extract.frozen import frozen
from parsers.vocabulary import load, per_vocabulary

Recurrence = Literal["every_year", "any_time"]
Unit = Literal["fiscal", "calendar"]


@frozen
class Era:
    """One era; `first_year` is the Western calendar year that holds its 元年."""

    name: str
    names: tuple[str, ...]
    letters: tuple[str, ...]
    short: tuple[str, ...]
    first_year: int
    last_number: int

    def year(self, number: int) -> int | None:
        """Western year of the era's year `number` (1 = 元年); None for a number never printed."""
        return self.first_year + number - 1 if 1 <= number <= self.last_number else None


@frozen
class Recurring:
    """A word that is a period by itself (毎年度); `unit` is None where it names no kind of year."""

    word: str
    recurrence: Recurrence
    unit: Unit | None


class TableError(ValueError):
    """A data file beside the package contradicts itself."""


def read_toml(name: str) -> dict[str, Any]:
    """The rows of this package's data file `name` that are in force."""
    return load(name.removesuffix(".toml"), "normalize")


def word_list(table: object, key: str) -> tuple[str, ...]:
    """The words under `key`; TableError when they are no list of distinct, non-empty strings."""
    words = table.get(key) if isinstance(table, dict) else None
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise TableError(f"{key}: a list of words is needed")
    if len(set(words)) != len(words):
        raise TableError(f"{key}: a word stands there twice")
    return tuple(words)


def rows(table: dict[str, object], key: str) -> tuple[dict[str, object], ...]:
    """The rows of the array of tables `key`; TableError when it is none."""
    found = table.get(key)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TableError(f"{key}: rows are needed")
    return tuple(found)


def eras_from(table: dict[str, object]) -> tuple[Era, ...]:
    """The eras of a table, in order of time; TableError when an alias has two meanings."""
    eras = tuple(_era(row) for row in rows(table, "era"))
    aliases = [alias for era in eras for alias in (*era.names, *era.letters, *era.short)]
    if len(set(aliases)) != len(aliases):
        raise TableError("an alias stands for two eras")
    if [era.first_year for era in eras] != sorted({era.first_year for era in eras}):
        raise TableError("eras must stand in order of time")
    return eras


def _era(row: dict[str, object]) -> Era:
    name, first, last = row.get("name"), row.get("first_year"), row.get("last_number")
    if not isinstance(name, str) or not isinstance(first, int) or not isinstance(last, int):
        raise TableError("an era needs name, first_year and last_number")
    names, letters, short = (word_list(row, key) for key in ("names", "letters", "short"))
    return Era(name, names, letters, short, first, last)


@per_vocabulary
def load_eras() -> tuple[Era, ...]:
    """The eras since 明治, in order of time."""
    return eras_from(read_toml("eras.toml"))


@per_vocabulary
def era_named(alias: str) -> Era | None:
    """The era of a name, letter or short form as folded print has it; None when there is none."""
    key = "".join(alias.split())
    for era in load_eras():
        if key in (*era.names, *era.letters, *era.short):
            return era
    return None


@per_vocabulary
def load_recurring() -> tuple[Recurring, ...]:
    """The words that are a period by themselves."""
    return tuple(_recurring(row) for row in rows(read_toml("year_notations.toml"), "recurring"))


def _recurring(row: dict[str, object]) -> Recurring:
    word, recurrence, unit = row.get("word"), row.get("recurrence"), row.get("unit")
    if not isinstance(word, str) or not word:
        raise TableError("a recurring row needs its word")
    if recurrence != "every_year" and recurrence != "any_time":
        raise TableError(f"{word}: recurrence is every_year or any_time")
    if unit is not None and unit != "fiscal" and unit != "calendar":
        raise TableError(f"{word}: unit is fiscal or calendar")
    return Recurring(word, recurrence, unit)


@per_vocabulary
def year_words(kind: str) -> tuple[str, ...]:
    """The words of one kind in year_notations.toml; TableError for an unknown kind."""
    return word_list(read_toml("year_notations.toml").get("words"), kind)
