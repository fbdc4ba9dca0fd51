"""``shisaku report``: a site of pages that a browser opens from a folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

from shisaku.console import say
from shisaku.exporting.export import Aside, refuse_filled
from shisaku.exporting.stored import stored
from shisaku.messages import Messages
from shisaku.site.similar import read_similar
from shisaku.site.texts import texts
from shisaku.sources import SourceError

EXIT_OK, EXIT_WRONG_USE = 0, 2
PACKAGES = ("jinja2", "markupsafe", "altair", "vl_convert")
"""What the extra ``report`` installs."""


def report(
    data: Path,
    out: Path,
    messages: Messages,
    similar: Path | None = None,
    pages: Messages | None = None,
) -> int:
    """Write the site of a converted folder into a new one: all of it, or nothing.

    ``pages`` has the language of the pages, without it that of the messages. ``similar`` is the
    folder that ``shisaku similar --out`` wrote; without it no page names similar measures. 0, or 2
    if a folder cannot be used or a package is missing.
    """
    if out.resolve().is_relative_to(data.resolve()):
        raise SourceError("report-within", path=out, data=data)
    refuse_filled(out)
    try:
        if not stored(data).listed:
            say(messages("no-data", path=data))
            return EXIT_WRONG_USE
        with Aside(out) as folder:
            from shisaku.site.building import build

            built = build(
                data, folder, pages or messages, read_similar(similar) if similar else None
            )
            copy_assets(folder)
            write_texts(folder, texts((pages or messages).language))
    except ModuleNotFoundError as error:
        if error.name not in PACKAGES:
            raise
        say(messages("no-report-packages", package=error.name))
        return EXIT_WRONG_USE
    except ValueError as error:  # no Parquet, another version, documents out of order
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE
    numbers = {name: f"{number:,}" for name, number in built.items()}
    print(messages("report-written", path=out / "index.html", **numbers))
    return EXIT_OK


def copy_assets(folder: Path) -> None:
    """Style sheets and scripts, as they lie in the package."""
    with as_file(files("shisaku.site").joinpath("static")) as static:
        shutil.copytree(static, folder / "assets", copy_function=shutil.copyfile)


def write_texts(folder: Path, interface: Mapping[str, str]) -> None:
    """The texts of the interface for the scripts."""
    content = json.dumps(dict(interface), ensure_ascii=True, separators=(",", ":"))
    path = folder / "data" / "texts.js"
    path.write_text(f"shisaku.texts={content};\n", encoding="ascii", newline="\n")
