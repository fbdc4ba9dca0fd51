"""``shisaku similar``: who else does what an item says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.frozen import frozen
from shisaku.console import say
from shisaku.exporting.export import Aside, refuse_filled
from shisaku.exporting.stored import Stored, stored
from shisaku.layout import short
from shisaku.messages import Messages
from shisaku.similarity.arguments import FORMS
from shisaku.similarity.find import Similar, similar_items, similar_to, similar_to_text
from shisaku.similarity.items import Item, read_items
from shisaku.similarity.output import write_similar
from shisaku.similarity.view import found_places, kind_name, print_found
from shisaku.sources import SourceError

EXIT_OK, EXIT_WRONG_USE = 0, 2
_MANY = 5
"""Items that are named where a part of an id fits several."""


@frozen
class Asked:
    """What to look for: an item (or a part of its id), a text, or all items, written to ``out``."""

    data: Path
    item: str | None = None
    text: str | None = None
    out: Path | None = None
    most: int = 5
    form: str = "table"


def similar(asked: Asked, messages: Messages) -> int:
    """Print what is like one item or text, or write what is like which item; 0, or 2 if refused."""
    if sum(what is not None for what in (asked.item, asked.text, asked.out)) != 1:
        say(messages("similar-one-of"))
        return EXIT_WRONG_USE
    if asked.out is not None:
        if asked.out.resolve().is_relative_to(asked.data.resolve()):
            raise SourceError("compact-within", path=asked.out, data=asked.data)
        refuse_filled(asked.out)
    try:
        data = stored(asked.data)
        if not data.listed:
            say(messages("no-data", path=asked.data))
            return EXIT_WRONG_USE
        items = list(read_items(data))
        if asked.out is not None:
            return _write(items, asked.out, asked.most, messages)
        return _show(asked, data, items, messages)
    except ValueError as error:  # no Parquet, or of another version
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE


def _write(items: Sequence[Item], out: Path, most: int, messages: Messages) -> int:
    with Aside(out) as folder:
        pairs = write_similar(similar_items(items, most), folder)
    print(messages("similar-written", path=out, items=f"{len(items):,}", pairs=f"{pairs:,}"))
    if not pairs and (alone := _alone(items, messages)):
        say(alone)
    if unknown := {item.document_id for item in items if item.place is None}:
        say(messages("similar-left-out", count=len(unknown), names=", ".join(sorted(unknown))))
    return EXIT_OK


def _show(asked: Asked, data: Stored, items: Sequence[Item], messages: Messages) -> int:
    found: Sequence[Similar]
    if asked.text is not None:
        item, found = None, similar_to_text(asked.text, items, asked.most)
    else:
        item = _one(items, asked.item or "", messages)
        if item is None:
            return EXIT_WRONG_USE
        found = list(similar_to(item, items, asked.most))
    none = messages("similar-none")
    if item is not None and not found:
        none = _alone([one for one in items if one.kind == item.kind], messages) or none
        if asked.form != FORMS[0]:
            say(none)
    print_found(item, found, found_places(data, item, found), asked.form, messages, none)
    return EXIT_OK


def _alone(items: Sequence[Item], messages: Messages) -> str | None:
    """That only one municipality has items of these kinds; None if it is not so."""
    places = {(item.kind, item.place) for item in items if item.place is not None}
    kinds = [kind for kind, _ in sorted(places)]
    if not kinds or len(set(kinds)) < len(kinds):
        return None
    names = ", ".join(kind_name(kind, messages) for kind in kinds)
    return messages("similar-alone", kinds=names)


def _one(items: Sequence[Item], name: str, messages: Messages) -> Item | None:
    """The item with that id, or the only one whose id has that in it; None when told why not."""
    named = [i for i in items if i.item_id == name] or [i for i in items if name in i.item_id]
    if len(named) == 1 and named[0].place is not None:
        return named[0]
    if len(named) == 1:
        say(messages("similar-no-place", item=named[0].item_id))
    elif named:
        say(messages("similar-many", item=name, count=f"{len(named):,}"))
        for one in named[:_MANY]:
            say(f"  {one.item_id}  {short(one.title or one.text)}")
    else:
        say(messages("similar-no-item", item=name))
    return None
