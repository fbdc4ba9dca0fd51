"""Resolves a printed tag of law by the legend that the same document prints.

A tag that the legend has is exact. One that it lacks is repaired when exactly one entry explains
it: the same paragraph suffix (only it carries −1 or −2), else a circled number that print
confuses with it, else what the measure is about. Otherwise it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from extract.fold import fold_text, key
from extract.frozen import frozen
from normalize.eras import read_toml
from normalize.spelling import unvoiced
from parsers.item_tail import tag_match
from parsers.tag_legend import TagMeaning, goal_number
from parsers.vocabulary import per_vocabulary


@frozen
class Resolved:
    """A tag as understood. ``entry`` is an index into the legend, None when unresolved."""

    status: Literal["exact", "repaired", "unresolved"]
    entry: int | None = None
    reason: str | None = None
    confidence: float = 1.0


@per_vocabulary
def laws() -> dict[str, Any]:
    """The rows of data/laws.toml."""
    return read_toml("laws.toml")


def law_id(word: str) -> str | None:
    """The e-Gov id of the law that a tag's word or a law's name stands for, or None."""
    folded = unvoiced(key(word))
    for law in laws()["law"]:
        if folded and folded in {unvoiced(key(w)) for w in (*law["tag_words"], law["name"])}:
            return str(law["id"])
    return None


def law_of(entry: TagMeaning) -> str | None:
    """The e-Gov id of the law that an entry cites: the one it names, else that of its tag's word.

    None for an entry without article, whose mark stands for no law.
    """
    if entry.article is None:
        return None
    meaning = unvoiced(key(entry.meaning.text))
    named = [law for law in laws()["law"] if unvoiced(key(law["name"])) in meaning]
    if len(named) == 1:
        return str(named[0]["id"])
    match = tag_match(entry.mark.folded.text)
    return law_id(match["word"]) if match else None


def canonical_tag(entry: TagMeaning) -> str:
    """Article, and paragraph after a hyphen: 10, 15-1; a goal as SDGs-4, else the mark itself."""
    if entry.goal is not None:
        return f"SDGs-{entry.goal}"
    if entry.article is None:
        return key(entry.mark.text)
    paragraph = f"-{int(entry.paragraph)}" if entry.paragraph else ""
    return f"{int(entry.article)}{paragraph}"


def resolve(tag: str, legend: Sequence[TagMeaning], context: Sequence[str]) -> Resolved:
    """What a printed tag means; ``context`` are the texts that tell the measure's subject,
    nearest first (the item, then the title of its measure)."""
    printed = tag_match(fold_text(tag))
    entries = [(i, tag_match(fold_text(e.mark.text))) for i, e in enumerate(legend)]
    if printed is None or not entries:
        return Resolved(
            "unresolved", reason="この文書に凡例がない" if printed else "タグの形でない"
        )
    same_word = [
        (i, m) for i, m in entries if m and unvoiced(m["word"]) == unvoiced(printed["word"])
    ]
    for i, m in same_word:
        if (m["mark"], m["paragraph"]) == (printed["mark"], printed["paragraph"]):
            if m["word"] == printed["word"]:
                return Resolved("exact", i)
            return Resolved(
                "repaired", i, f"「{printed['word']}」は「{m['word']}」の濁点落ち", 0.95
            )
    alike = [(i, m["mark"]) for i, m in same_word if m["paragraph"] == printed["paragraph"]]
    found = _explain(printed["mark"], printed["paragraph"], alike, legend, context)
    words = {m["word"] for _, m in same_word}
    if found.status == "repaired" and printed["word"] not in words:
        lost = f"「{printed['word']}」は「{min(words)}」の濁点落ち。"
        return replace(found, reason=f"{lost}{found.reason}")
    return found


def as_recognised(found: Resolved, *, sure: bool = True) -> Resolved:
    """What counts of a tag that a machine read from a picture: only what the legend has exactly.

    Its reading may be wrong anywhere, so a repair would be a guess upon a guess. Tags differ in
    one sign, so one that was not read surely (``sure``) may be another of the legend.
    """
    if not sure:
        return Resolved("unresolved", reason="文字認識の確度が低い")
    if found.status != "repaired":
        return found
    return Resolved("unresolved", reason="文字認識の読みで、凡例に同じタグがない")


def resolve_goal(number: int, legend: Sequence[TagMeaning]) -> Resolved:
    """What the number of a goal means; unresolved without an entry of the legend."""
    found = [i for i, entry in enumerate(legend) if _goal_of(entry) == number]
    if len(found) == 1:
        return Resolved("exact", found[0])
    reason = "凡例に目標の番号がない" if not found else "凡例に同じ番号の目標が複数ある"
    return Resolved("unresolved", reason=reason)


def _goal_of(entry: TagMeaning) -> int | None:
    return entry.goal if entry.goal is not None else goal_number(entry.mark.folded.text)


def _explain(
    mark: str,
    paragraph: str | None,
    candidates: Sequence[tuple[int, str]],
    legend: Sequence[TagMeaning],
    context: Sequence[str],
) -> Resolved:
    if paragraph is not None and len(candidates) == 1:
        index, other = candidates[0]
        reason = f"凡例で「-{paragraph}」が付くのは{other}だけ。{mark}は{other}の誤読"
        return Resolved("repaired", index, reason, 0.9)
    glyphs = dict(laws()["confusable"].get(mark, []))
    alike = [i for i, other in candidates if other in glyphs]
    meant = _by_meaning([i for i, _ in candidates], legend, context)
    both = [i for i in alike if i in meant]
    for chosen, confidence in ((both, 0.95), (alike, 0.85), (meant, 0.7)):
        if len(chosen) == 1:
            index = chosen[0]
            other = next(m for i, m in candidates if i == index)
            why = (
                [f"{mark}は凡例になく、{other}と紛れる（{glyphs[other]}）"]
                if index in alike
                else []
            )
            if index in meant:
                why.append(f"施策の内容が「{_area(legend[index])}」に当たる")
            return Resolved("repaired", index, "。".join(why), confidence)
    return Resolved("unresolved", reason=f"{mark}は凡例になく、一つに決まらない")


def _area(entry: TagMeaning) -> str:
    return entry.area.text if entry.area is not None else entry.meaning.text


def _by_meaning(
    indexes: Sequence[int], legend: Sequence[TagMeaning], context: Sequence[str]
) -> list[int]:
    """Entries whose article's terms occur; the nearest text that has any decides."""
    for text in context:
        found = [i for i in indexes if any(key(t) in key(text) for t in _terms(legend[i]))]
        if found:
            return found
    return []


def _terms(entry: TagMeaning) -> list[str]:
    """Terms of the cited article in the table of its law."""
    cited = law_of(entry)
    paragraph = int(entry.paragraph) if entry.paragraph else None
    article = int(entry.article) if entry.article else None
    return [
        term
        for law in laws()["law"]
        if law["id"] == cited
        for row in law["article"]
        if row["article"] == article and row.get("paragraph") == paragraph
        for term in row["terms"]
    ]
