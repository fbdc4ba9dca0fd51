"""``shisaku init PLAN``: a ``plan.toml`` beside a plan, with what was read from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.frozen import frozen
from shisaku.console import say
from shisaku.explain import plan_years
from shisaku.init_lines import layout_lines, manifest_lines
from shisaku.messages import Messages
from shisaku.one_plan import one_plan
from shisaku.readers import Reading
from shisaku.sources import LAYOUT, MANIFEST, SourceError
from shisaku.unknown_words import unknown_words

EXIT_OK = 0


@frozen
class Wish:
    """What was asked for: a skeleton of layout.toml too, and writing over what is there."""

    layout: bool = False
    force: bool = False


def init_plan(file: Path, wish: Wish, messages: Messages, reading: Reading) -> int:
    """Write the files beside the plan and name them; what is there is kept without ``force``.

    Raises SourceError as ``one_plan``, ``already-there`` where that leaves nothing to write,
    ``file-not-writable``.
    """
    names = (MANIFEST, LAYOUT) if wish.layout else (MANIFEST,)
    with one_plan(file, reading, messages) as one:
        targets = [one.path.with_name(name) for name in names]
        kept = [target for target in targets if target.exists() and not wish.force]
        if kept == targets:
            raise SourceError("already-there", path=kept[0])
        texts = [manifest_lines(one, messages)]
        if wish.layout:
            unknowns = unknown_words(one.plan, plan_years(one.rows))
            texts.append(layout_lines(unknowns, messages))
    for target, lines in zip(targets, texts, strict=True):
        if target in kept:
            say(messages("already-there", path=target))
        else:
            _write(target, lines)
            print(messages("written", path=target))
    return EXIT_OK


def _write(target: Path, lines: Sequence[str]) -> None:
    try:
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SourceError("file-not-writable", path=target, reason=error.strerror) from error
