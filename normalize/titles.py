"""The title of a measure without the words about its state (新規, 再掲) that stand beside it."""

from __future__ import annotations

import regex

from extract.fold import fold, key
from normalize.eras import read_toml, word_list
from normalize.spelling import unspaced
from parsers.patterns import compiled
from parsers.vocabulary import per_vocabulary

# So many states stand beside one title at most, on either side.
MOST = 4


def plain_title(text: str) -> str:
    """The title without brackets of known states before or behind it, letter spacing closed up.

    Brackets with anything else stay; so does a title that is nothing but its state.
    """
    folded = fold(text)
    start, end = 0, len(folded.text)
    for _ in range(MOST):
        match = _behind().search(folded.text, start, end)
        if match is not None and _is_state(match["inner"]):
            end = match.start()
    for _ in range(MOST):
        match = _before().match(folded.text, start, end)
        if match is not None and _is_state(match["inner"]):
            start = match.end()
    if start >= end or (start, end) == (0, len(folded.text)):
        return unspaced(text)
    if folded.offsets is not None:
        start, end = folded.offsets.source(start, end)
    return unspaced(text[start:end].strip())


@per_vocabulary
def _states() -> frozenset[str]:
    return frozenset(map(key, word_list(read_toml("title_states.toml"), "states")))


def _is_state(inner: str) -> bool:
    words = read_toml("title_states.toml")["separators"]
    parts = regex.split(f"[{regex.escape(words)}]", inner)
    return key(inner) in _states() or all(key(part) in _states() for part in parts)


@per_vocabulary
def _bracketed() -> str:
    pairs = [(pair[0], pair[1]) for pair in word_list(read_toml("title_states.toml"), "brackets")]
    inner = (
        rf"{regex.escape(a)}\s*+(?P<inner>[^{regex.escape(a + z)}]{{1,12}}?)\s*+{regex.escape(z)}"
        for a, z in pairs
    )
    return f"(?:{'|'.join(inner)})"


@per_vocabulary
def _behind() -> regex.Pattern[str]:
    return compiled(rf"(?<!\s)\s*+{_bracketed()}\s*+$")


@per_vocabulary
def _before() -> regex.Pattern[str]:
    return compiled(rf"\s*+{_bracketed()}\s*+")
