"""Tables of a converted folder or an exported package as frames, each with its declared types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.frozen import frozen
from normalize.schema import Table, arrow_schema, load_schema
from shisaku.messages import Messages, default_language

if TYPE_CHECKING:
    from pandas import DataFrame

DOCUMENTS = "documents"
_PACKAGED = "parquet"
"""The folder of an exported Data Package that holds a Parquet file per table."""


class LoadError(ValueError):
    """Data that cannot be loaded; the text says why and what to do, in the user's language."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(Messages(default_language())(name, **values))
        self.message_name = name
        self.values = values

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the reason alone, without the lines of code that lead to it."""
        return [f"{type(self).__name__}: {self}"]


class UnknownTable(LoadError, AttributeError):
    """A table that is not declared; the text names the nearest one that is."""


@frozen
class Folder:
    """Where the tables lie: ``<path>/<table>/*.parquet``, or ``<path>/<table>.parquet``."""

    path: Path
    is_package: bool

    def files(self, table: str) -> list[Path]:
        """The files of a table in order of their names; none if the table is not there."""
        if self.is_package:
            return sorted(self.path.glob(f"{table}.parquet"))
        return sorted((self.path / table).glob("*.parquet"))


def opened(path: Path) -> Folder:
    """The folder of a conversion, compacted or not, or of an exported package.

    ``LoadError`` when there is no such folder or it holds no table of documents.
    """
    if not path.is_dir():
        raise LoadError("load-no-folder", path=path)
    for folder in (Folder(path, False), Folder(path / _PACKAGED, True), Folder(path, True)):
        if folder.files(DOCUMENTS):
            return folder
    raise LoadError("load-no-tables", path=path)


def declared(name: str) -> Table:
    """The declared table of that name; ``UnknownTable`` names the nearest if there is none."""
    from difflib import get_close_matches

    schema = load_schema()
    if name in schema.table_names:
        return schema.table(name)
    near = get_close_matches(name, schema.table_names, n=1, cutoff=0.5)
    if near:
        raise UnknownTable("load-unknown-table", table=name, nearest=near[0])
    raise UnknownTable("load-unknown-name", table=name, tables=", ".join(schema.table_names))


def read_frame(folder: Folder, table: Table) -> DataFrame:
    """All rows of a table in order of files, columns as declared.

    Text and codes are ``string``, whole numbers ``Int64``, other numbers ``Float64``, truth
    values ``boolean``; unknown is ``pd.NA`` in all of them. ``LoadError`` names a file that is
    no Parquet file or has other columns than declared, and a table that is not there.
    """
    import pyarrow as pa

    files = folder.files(table.name)
    if not files:
        raise LoadError("load-no-table", path=folder.path, table=table.name)
    return typed(pa.concat_tables([_read(path, table) for path in files]))


def typed(table: Any) -> DataFrame:
    """A ``pyarrow.Table`` as a frame with the types that ``read_frame`` names."""
    import pandas as pd
    import pyarrow as pa

    types: dict[Any, Any] = {
        pa.string(): pd.StringDtype(),
        pa.int32(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    frame: DataFrame = table.to_pandas(types_mapper=types.get)
    return frame


def _read(path: Path, table: Table) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as error:
        raise LoadError("load-no-parquet", path=path, reason=error) from error
    schema = arrow_schema(table)
    # Descriptions may differ: an earlier version may have said the same in other words.
    if not found.schema.equals(schema, check_metadata=False):
        raise LoadError("load-other-version", path=path)
    return found
