"""``shisaku.load``: converted data for notebooks, each table as a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.schema import load_schema
from shisaku.loading_excerpts import excerpts as find_excerpts
from shisaku.loading_files import DOCUMENTS, Folder, LoadError, declared, opened, read_frame
from shisaku.loading_places import Source, source_of, value_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from shisaku.comparing.model import Comparison


def load(folder: str | Path, excerpts: bool = False) -> Data:
    """The tables in a folder that ``convert``, ``compact`` or ``export --to datapackage`` made.

    A document that is an excerpt of another one there (``documents.part_of``: a chapter beside the
    whole plan) is left out, so that no plan is counted twice; ``excerpts=True`` keeps it.
    ``LoadError``, a ``ValueError``, says in plain words why a folder cannot be loaded.
    """
    return Data(opened(Path(folder)), keep_excerpts=excerpts)


class Data:
    """Every declared table as an attribute (``data.measures``), read when it is first asked for.

    Columns are those of the declaration, in its order: text and codes ``string``, whole numbers
    ``Int64``, other numbers ``Float64``, truth values ``boolean``; unknown is ``pd.NA``. Each
    access gives a frame of its own: changing it changes nothing here. ``excerpts`` has the ids of
    the documents left out by the id of the plan each is a part of.
    """

    def __init__(self, folder: Folder, keep_excerpts: bool = False) -> None:
        self._folder = folder
        self._frames: dict[str, DataFrame] = {}
        documents = read_frame(folder, declared(DOCUMENTS))
        self.excerpts = {} if keep_excerpts else find_excerpts(documents)
        listed = documents["document_id"]
        self._frames[DOCUMENTS] = documents[~listed.isin(self.excerpts)].reset_index(drop=True)

    def table(self, name: str) -> DataFrame:
        """A table by its name; ``UnknownTable`` names the nearest one if there is none."""
        if name not in self._frames:
            frame = read_frame(self._folder, declared(name))
            # A document that is not listed is not complete: it is being written.
            kept = frame["document_id"].isin(self._frames[DOCUMENTS]["document_id"])
            self._frames[name] = frame[kept].reset_index(drop=True)
        return self._frames[name].copy(deep=False)

    def __getattr__(self, name: str) -> DataFrame:
        if name.startswith("_"):  # what Python and notebooks look for
            raise AttributeError(name)
        return self.table(name)

    __getitem__ = table

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *load_schema().table_names})

    def __repr__(self) -> str:
        count = len(self._frames[DOCUMENTS])
        left = "".join(f"; left out: {part} (part of {of})" for part, of in self.excerpts.items())
        return f"<shisaku data in {self._folder.path}: documents: {count}{left}>"

    def measures_flat(self) -> DataFrame:
        """One row per measure: city, plan, policy, departments, tags, themes, years, place.

        Columns as ``shisaku.loading_flat.measures_flat`` has them.
        """
        from shisaku.loading_flat import measures_flat

        return measures_flat(self.table)

    def items_flat(self) -> DataFrame:
        """One row per item of a measure, as ``shisaku.loading_flat.items_flat`` has them."""
        from shisaku.loading_flat import items_flat

        return items_flat(self.table)

    def schedule_matrix(self) -> DataFrame:
        """Phases of schedules by fiscal year (columns are ints): ``observed`` or ``inferred``.

        As ``shisaku.loading_schedule.schedule_matrix`` has them, with the city, the title of the
        measure and the letter of the item at the left.
        """
        from shisaku.loading_schedule import named, schedule_matrix

        matrix = schedule_matrix(self.table("schedule_spans"), self.table("schedule_marks"))
        return named(matrix, self.table)

    def compare(
        self,
        by: str,
        only: Sequence[str] = (),
        cities: Sequence[str] = (),
        top: int | None = None,
    ) -> Comparison:
        """All documents by ``theme``, ``article``, ``year``, ``start``, ``phase``,
        ``department``, ``organization``, ``training`` or ``review``.

        ``.matrix`` and ``.rows`` of it are frames; the rest as
        ``shisaku.comparing.compare.compare`` has it.
        """
        from shisaku.comparing.compare import compare

        return compare(self.table, by, only, cities, top)

    def located(self, frame: DataFrame) -> DataFrame:
        """Rows with ``document_id`` and ``span_id``, and beside them ``page_no``, ``line_no`` (of a
        text file) and ``printed``.
        """
        from shisaku.loading_places import located

        return located(frame, self.table("spans"), self.table("pages"))

    def source(self, row: Any, span: str = "span_id", lines: int = 2) -> Source | None:
        """Where a row of any table is printed, with so many lines before and after.

        ``row`` is a ``Series``, a mapping or a tuple of ``itertuples``; ``span`` names another
        column that leads to ``spans``, as ``outline_span_id``. None if the row has no span.
        """
        document_id, span_id = value_of(row, "document_id"), value_of(row, span)
        if document_id is None or span_id is None:
            return None
        return source_of(document_id, span_id, self.table("spans"), self.table("pages"), lines)


__all__ = ["Data", "LoadError", "load"]
