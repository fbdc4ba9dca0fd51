"""What has themes: the rows of several tables, each with its texts and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extract.frozen import frozen
from extract.model import Run
from extract.view import View
from normalize.collect import Collector
from normalize.list_rows import initiative_ids, service_ids, training_ids
from normalize.measure_rows import MeasureKey
from normalize.organization_rows import organization_ids
from normalize.theme_scores import Place
from parsers.indicator_values import Indicator
from parsers.initiatives import Initiative
from parsers.measures import Measure
from parsers.model import Heading
from parsers.organizations import Organization
from parsers.services import Service
from parsers.trainings import Training

Texts = tuple[tuple[Place, View], ...]


@frozen
class Themed:
    """A row of ``table`` with the texts that tell what it is about."""

    table: str
    item_id: str
    measure_id: str | None
    texts: Texts


def measure_texts(
    measures: Sequence[Measure], keys: Sequence[MeasureKey], indicators: Sequence[Indicator]
) -> Iterator[Themed]:
    """The items of measures; one without a text of its own (a deleted one) has no theme.

    The text of an item without a letter is the outline itself, which then counts once.
    """
    named = _indicator_names(indicators)
    for measure, ids in zip(measures, keys, strict=True):
        context: list[tuple[Place, View]] = [("title", measure.title)]
        context += [("indicator", name) for name in named.get(measure.title.whole, ())]
        outline = measure.outline
        for item in measure.items:
            text = item.tail.text
            if not text.text.strip():
                continue
            around = list(context)
            if outline is not None and item.label is not None:
                around.append(("outline", outline))
            item_id = ids.items[item.label]
            yield Themed("measure_items", item_id, ids.measure_id, (("text", text), *around))


def training_texts(out: Collector, trainings: Sequence[Training]) -> Iterator[Themed]:
    """Trainings; a sentence that tells of several ones says less about each of them."""
    told = Counter(t.content.whole for t in trainings if t.content is not None)
    for training, item_id in zip(trainings, training_ids(out, trainings), strict=True):
        texts: list[tuple[Place, View]] = [("text", training.name)]
        if training.content is not None:
            several = told[training.content.whole] > 1
            texts.append(("outline" if several else "text", training.content))
        if training.category is not None:
            texts.append(("heading", training.category.title))
        yield Themed("trainings", item_id, None, tuple(texts))


def organization_texts(
    out: Collector, organizations: Sequence[Organization], headings: Sequence[Heading]
) -> Iterator[Themed]:
    """Bodies, posts and units with their roles and the heading of the chapter on all of them."""
    ids = organization_ids(out, organizations)
    for one, item_id in zip(organizations, ids, strict=True):
        texts: list[tuple[Place, View]] = [("text", one.name)]
        texts += [("text", role) for role in one.roles]
        texts += _section("chapter", one.section, headings)
        yield Themed("organizations", item_id, None, tuple(texts))


def initiative_texts(
    out: Collector, initiatives: Sequence[Initiative], headings: Sequence[Heading]
) -> Iterator[Themed]:
    """Past initiatives; their heading often covers more than one subject, and counts little."""
    for one, item_id in zip(initiatives, initiative_ids(out, initiatives), strict=True):
        texts: list[tuple[Place, View]] = [("text", one.text)]
        texts += _section("section", one.section, headings)
        yield Themed("initiatives", item_id, None, tuple(texts))


def service_texts(out: Collector, services: Sequence[Service]) -> Iterator[Themed]:
    """Services; the category names their channel, and counts little."""
    for one, item_id in zip(services, service_ids(out, services), strict=True):
        texts: list[tuple[Place, View]] = [("text", one.name)]
        texts += [("text", piece) for piece in one.description]
        if one.category is not None:
            texts.append(("section", one.category))
        yield Themed("services", item_id, None, tuple(texts))


def _section(
    where: Place, index: int | None, headings: Sequence[Heading]
) -> Iterator[tuple[Place, View]]:
    if index is not None:
        yield where, headings[index].title


def _indicator_names(indicators: Sequence[Indicator]) -> Mapping[Run, list[View]]:
    """The names of the indicators of each measure, by the run of its title."""
    names: dict[Run, list[View]] = {}
    for indicator in indicators:
        if indicator.owner is not None:
            names.setdefault(indicator.owner, []).append(indicator.name)
    return names
