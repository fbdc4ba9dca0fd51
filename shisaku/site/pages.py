"""HTML pages from the templates; whatever a document holds is escaped in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from normalize.version import PROGRAM_VERSION
from shisaku.messages import Language
from shisaku.site.shown import shown
from shisaku.site.texts import texts

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "img-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""Content security policy of every page: its own files and nothing else.

``file:`` stands beside 'self' because browsers do not agree on what 'self' is for a page opened
from a folder; on a web server it allows nothing.
"""
PAGES = ("index", "compare", "timeline", "measures", "guide")
"""The pages of the menu, in its order."""


class Pages:
    """Writes pages of one language into a folder."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder, self._language = folder, language
        self._environment = Environment(
            loader=PackageLoader("shisaku.site", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_displayed,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["fill"] = _fill

    def write(self, template: str, path: str, **values: Any) -> None:
        """Write a page at a path within the folder, with ``/`` between its parts."""
        # Pages in a folder of the site reach the rest of it through this.
        root = "../" * path.count("/")
        given: Mapping[str, Any] = {
            "t": texts(self._language),
            "language": self._language,
            "version": PROGRAM_VERSION,
            "policy": POLICY,
            "root": root,
            "path": path,
            "pages": PAGES,
        }
        made = self._environment.get_template(template).render({**given, **values})
        target = self._folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(made + "\n", encoding="utf-8", errors="replace", newline="\n")


def _displayed(value: object) -> object:
    """What a template puts out: texts without control characters; markup as it is."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _fill(text: str, **values: object) -> str:
    return text.format(**values)
