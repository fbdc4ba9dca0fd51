"""The lemmas of the shipped terms of themes, made beforehand: asking the analyser for a thousand
terms would cost each start of the program as much as reading the texts of a plan.

Run after data/themes.toml has changed: python -m normalize.theme_lemmas
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from normalize.lemmas import lemma_key
from parsers.vocabulary import shipped

FILE = "theme_lemmas.csv"
_LISTS = ("alone", "support", "indicators", "excludes")
_OR = "|"


def alternatives(term: str) -> list[str]:
    """The terms that one entry of a list names, one reason together."""
    return term.split(_OR)


def lemma_of(term: str) -> str:
    """The joined lemmas of a term; those of a user's own terms are asked for."""
    known = _made().get(term)
    return lemma_key(term) if known is None else known


def made_now() -> str:
    """What the file should hold: a line for each shipped term, in the order of the vocabulary."""
    lines = {term: f"{term},{lemma_key(term)}\n" for term in _shipped_terms()}
    return "term,lemma\n" + "".join(lines.values())


def _shipped_terms() -> Iterator[str]:
    content = shipped("normalize", "themes")
    yield from content["shared"]["terms"]
    yield from content["units"]["endings"]
    for theme in content["theme"]:
        for name in _LISTS:
            for entry in theme[name]:
                yield from alternatives(entry)


@cache
def _made() -> Mapping[str, str]:
    text = files("normalize").joinpath("data", FILE).read_text(encoding="utf-8")
    pairs = (line.partition(",") for line in text.splitlines()[1:])
    return {term: lemma for term, _, lemma in pairs}


if __name__ == "__main__":
    target = Path(__file__).parent / "data" / FILE
    target.write_text(made_now(), encoding="utf-8", newline="\n")
