"""Trainings by subject: what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from normalize.theme_vocabulary import themes
from shisaku.comparing.model import UNKNOWN, Category, Find, Found, Row
from shisaku.comparing.vocabulary import Kind, Match, kinds, kinds_of, read
from shisaku.loading_places import records

FILE = "trainings.toml"
TRAININGS = "trainings"


def by_training(find: Find) -> Found:
    """Trainings by subject: their themes, else the subjects of ``data/trainings.toml``.

    Some have several subjects; one whose subject nothing tells is ``unknown``.
    """
    vocabulary = kinds(FILE, TRAININGS)
    told = _themes(find)
    rows = []
    trainings = records(find(TRAININGS))
    for training in trainings:
        key = (training["document_id"], training["training_id"])
        matches = told.get(key) or subjects(training, vocabulary) or [_unknown(training)]
        rows += [_row(training, match) for match in matches]
    names = {code: theme.name for code, theme in themes().items()}
    names |= {kind.code: kind.name for kind in vocabulary if kind.code not in names}
    used = {row["category"] for row in rows}
    categories = [Category(code, name) for code, name in names.items() if code in used]
    if UNKNOWN in used:
        categories.append(Category(UNKNOWN, "テーマ不明"))
    return Found(rows, tuple(categories), frozenset(row["document_id"] for row in rows))


def subjects(training: Row, vocabulary: Sequence[Kind]) -> list[Match]:
    """The subjects that course and category tell; where they tell none, those of the content."""
    by_name = kinds_of(training | {"content_raw": None}, vocabulary)
    return by_name or kinds_of(training, vocabulary)


def _themes(find: Find) -> Mapping[tuple[str, str], list[Match]]:
    """The themes of trainings that are subjects, by document and id of the training."""
    every_training_has = read(FILE)["not_subjects"]
    found: dict[tuple[str, str], list[Match]] = {}
    for row in records(find("item_themes")):
        if row["item_table"] == TRAININGS and row["theme"] not in every_training_has:
            match = Match(row["theme"], row["evidence_raw"], row["span_id"])
            found.setdefault((row["document_id"], row["item_id"]), []).append(match)
    return found


def _unknown(training: Row) -> Match:
    return Match(UNKNOWN, None, training["span_id"])


def _row(training: Row, match: Match) -> Row:
    return {
        "document_id": training["document_id"],
        "id": training["training_id"],
        "title": training["course"] or training["course_raw"],
        "text": training["content_raw"],
        "value": None,
        "category": match.code,
        "evidence": match.evidence,
        "span_id": match.span_id or training["span_id"],
    }
