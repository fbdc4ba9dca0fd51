"""What is wrong with a row that a user added: which file and line, and which kind of fault."""

from __future__ import annotations

from collections.abc import Sequence

from extract.frozen import frozen
from parsers.vocabulary import VocabularyError


@frozen
class Source:
    """A file of rows: its path as a message shows it, its text."""

    path: str
    text: str


class LayerError(VocabularyError):
    """A row that is refused. ``name`` is the stable name of the fault, ``values`` its details."""

    def __init__(self, name: str, source: Source, line: int, **values: str) -> None:
        details = ", ".join(f"{k}={v}" for k, v in values.items())
        super().__init__(f"{source.path}:{line}: {name} ({details})")
        self.name = name
        self.path = source.path
        self.line = line
        self.values = values


@frozen
class Writing:
    """Where the rows at hand are written: the file, and the keys that lead to the table."""

    source: Source
    prefix: tuple[str, ...] = ()

    def fault(
        self, name: str, path: Sequence[str], value: str | None = None, **values: str
    ) -> LayerError:
        """The error about a key, or about one string in its value."""
        keys = (*self.prefix, *path)
        # Imported here: its patterns are for those whose rows are wrong.
        from parsers.toml_lines import line_of

        line = line_of(self.source.text, keys, value)
        shown = {"key": ".".join(keys)} | ({"value": value} if value is not None else {})
        return LayerError(name, self.source, line, **(shown | values))
