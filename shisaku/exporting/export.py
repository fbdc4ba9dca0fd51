"""``shisaku export``: converted data in a form that others can use."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from extract.frozen import frozen
from shisaku.console import say
from shisaku.exporting.about import CHANGELOG
from shisaku.exporting.datapackage import FILE_NAME as DESCRIPTOR
from shisaku.messages import Messages
from shisaku.sources import SourceError

EXIT_OK, EXIT_WRONG_USE = 0, 2
CHECKED_FORMS = ("datapackage", "csv", "xlsx")
"""The forms whose tables ``check`` can look at."""


@frozen
class ExportOptions:
    """What to export: the converted folder, the form, the new folder, an earlier package.

    ``check`` is whether to look at what was written as ``shisaku check`` does. ``publisher`` and
    ``base`` (the address the export will have) go into the catalogue entry.
    """

    data: Path
    form: str
    out: Path
    previous: Path | None = None
    check: bool = False
    publisher: str | None = None
    base: str | None = None


def export(options: ExportOptions, messages: Messages) -> int:
    """Write the data in its form into a new folder: all of it, or nothing.

    The folder must be empty or not there; 2 if it is not, or the data cannot be used.
    """
    from shisaku.exporting.dcat_write import write_dcat
    from shisaku.exporting.forms import FORMS
    from shisaku.exporting.stored import stored

    if options.check and options.form not in CHECKED_FORMS:
        say(messages("check-not-for-form", form=options.form, forms=", ".join(CHECKED_FORMS)))
        return EXIT_WRONG_USE
    try:
        data = stored(options.data)
        if not data.listed:
            say(messages("no-data", path=options.data))
            return EXIT_WRONG_USE
        refuse_filled(options.out)
        _refuse_no_package(options.previous)
        with Aside(options.out) as folder:
            known = FORMS[options.form](folder, data, options.previous)
            write_dcat(folder, options.form, known.documents, options.publisher, options.base)
    except ModuleNotFoundError as error:
        if error.name != "xlsxwriter":
            raise
        say(messages("no-xlsxwriter"))
        return EXIT_WRONG_USE
    except (ValueError, sqlite3.Error) as error:  # no Parquet, another version, a broken key
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE
    print(
        messages(
            "exported",
            path=options.out,
            documents=f"{len(known.documents):,}",
            rows=f"{sum(known.counts.values()):,}",
        )
    )
    if options.check:
        from shisaku.exporting.check_view import check_command

        return check_command(options.out, "text", messages)
    return EXIT_OK


def _refuse_no_package(previous: Path | None) -> None:
    for name in (DESCRIPTOR, CHANGELOG) if previous else ():
        if previous and not (previous / name).is_file():
            raise SourceError("package-none", path=previous, file=name)


def refuse_filled(out: Path) -> None:
    """``SourceError`` if there is something at the place of the new folder."""
    try:
        filled = out.exists() and any(out.iterdir())
    except OSError as error:
        raise _failed(out, error) from error
    if filled:
        raise SourceError("export-not-empty", path=out)


class Aside:
    """A folder that takes its place at ``out`` when all was well, and is gone when not."""

    def __init__(self, out: Path) -> None:
        self._out = out.absolute()

    def __enter__(self) -> Path:
        try:
            self._out.parent.mkdir(parents=True, exist_ok=True)
            made = tempfile.mkdtemp(prefix=".export-", dir=self._out.parent)
        except OSError as error:
            raise _failed(self._out, error) from error
        self._work = Path(made)
        (self._work / "whole").mkdir()
        return self._work / "whole"

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        try:
            if kind is None:
                if self._out.exists():
                    self._out.rmdir()
                (self._work / "whole").replace(self._out)
            elif issubclass(kind, OSError) and isinstance(error, OSError):
                raise _failed(self._out, error) from error
        except OSError as failed:
            raise _failed(self._out, failed) from failed
        finally:
            shutil.rmtree(self._work, ignore_errors=True)


def _failed(path: Path, error: OSError) -> SourceError:
    return SourceError("export-failed", path=path, reason=error.strerror or error)
