"""The vocabulary folder that a person named, and what to say when its rows contradict others."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from parsers.layer_faults import LayerError, Source
from parsers.layers import layered, read_layers, sources_sha256
from parsers.vocabulary import SHIPPED, Vocabulary, make_all, using
from shisaku.messages import Messages, catalogue, stored
from shisaku.sources import SourceError

VARIABLE = "SHISAKU_VOCAB"
"""The environment variable that names a vocabulary folder where ``--vocab`` does not."""


def asked_vocabulary(asked: Path | None) -> Path | None:
    """The folder to use; SourceError ``no-vocabulary`` for one that is not there."""
    named = asked or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None and not named.is_dir():
        raise SourceError("no-vocabulary", path=named)
    return named


@cache
def vocabulary_in(folder: Path | None) -> Vocabulary:
    """The shipped rows with those of a folder on top; raises LayerError, OSError."""
    if folder is None:
        return SHIPPED
    layers = read_layers(folder)
    return replace(layered(layers), words_sha256=sources_sha256(layers))


def checked_vocabulary(folder: Path | None, messages: Messages) -> None:
    """Reads a folder and makes everything of it once: SourceError ``vocabulary-refused``."""
    if folder is None:
        return
    try:
        vocabulary = vocabulary_in(folder)
        try_out(vocabulary, folder / "*.toml")
    except LayerError as error:
        raise SourceError("vocabulary-refused", fault=fault_text(error, messages)) from error
    except OSError as error:
        raise SourceError("not-listable", path=folder, reason=error.strerror) from error


def try_out(vocabulary: Vocabulary, named: Path) -> None:
    """Makes everything of a vocabulary once: LayerError ``does-not-fit`` where that fails.

    Rows can be right one by one and together make a pattern that is none.
    """
    import normalize.build  # noqa: F401  (so that all that is made of words is known)

    try:
        with using(vocabulary):
            make_all()
    except Exception as error:
        raise LayerError("does-not-fit", Source(str(named), ""), 1, reason=str(error)) from error


def fault_text(error: LayerError, messages: Messages) -> str:
    """The place and the fault in one language."""
    place = messages("fault-place", path=error.path, line=error.line)
    values = dict(error.values)
    if kind := values.get("expected"):
        name = f"expected-{'-'.join(re.findall('[a-z]+', kind))}"
        values["expected"] = messages(name) if name in catalogue() else kind
    return f"{place}{messages(f'fault-{error.name}', **values)}"


def stored_fault(error: LayerError) -> str:
    """The place and the fault as a dataset holds them."""
    return stored("layout-refused", fault=fault_text(error, Messages("ja")))
