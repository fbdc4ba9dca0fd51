"""The parts of a workbook file: sheets, shared strings, styles that stand out, relations."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MOST = 512 * 2**20
"""Bytes of a part when unpacked; a small file can unpack to any size."""


class Parts:
    """Access to the XML parts of a workbook by name; what is missing is a KeyError."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def xml(self, name: str) -> ET.Element:
        """The root element of a part. Too large or malformed parts are ValueErrors."""
        if self._archive.getinfo(name).file_size > _MOST:
            raise ValueError(f"{name} is too large")
        return ET.fromstring(self._archive.read(name))

    def has(self, name: str) -> bool:
        """Whether the workbook has the part."""
        return name in self._names

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, part and whether it is hidden, of each sheet in order."""
        targets = {key: target for key, _, target in self._relations(_WORKBOOK)}
        for sheet in self.xml(_WORKBOOK).iter(f"{_M}sheet"):
            hidden = sheet.get("state", "visible") != "visible"
            yield sheet.get("name", ""), targets[sheet.get(f"{_R}id", "")], hidden

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """Kind (the last word of its type) and name of each part that a part refers to."""
        for _, kind, target in self._relations(part):
            yield kind, target

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        if self.has(relations):
            for element in self.xml(relations).iter(f"{_P}Relationship"):
                kind = element.get("Type", "").rpartition("/")[2]
                target = posixpath.join("/", folder, element.get("Target", ""))
                yield element.get("Id", ""), kind, posixpath.normpath(target).lstrip("/")


def shared_strings(parts: Parts) -> list[str]:
    """The texts that cells refer to by number; phonetic guides are left out."""
    if not parts.has("xl/sharedStrings.xml"):
        return []
    texts = []
    for item in parts.xml("xl/sharedStrings.xml").iter(f"{_M}si"):
        runs = [*item.findall(f"{_M}t"), *item.findall(f"{_M}r/{_M}t")]
        texts.append(unescaped("".join(run.text or "" for run in runs)))
    return texts


def unescaped(text: str) -> str:
    """The text with ``_x000D_`` and its like put back (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def marked_styles(parts: Parts) -> Mapping[int, str]:
    """Cell styles by number that make a cell stand out: filled, bold, struck through."""
    if not parts.has("xl/styles.xml"):
        return {}
    root = parts.xml("xl/styles.xml")
    fonts = [_font(font) for font in root.findall(f"{_M}fonts/{_M}font")]
    fills = [_fill(fill) for fill in root.findall(f"{_M}fills/{_M}fill")]
    marked = {}
    for number, style in enumerate(root.findall(f"{_M}cellXfs/{_M}xf")):
        said = [fonts[int(style.get("fontId", 0))], fills[int(style.get("fillId", 0))]]
        if any(said):
            marked[number] = "、".join(filter(None, said))
    return marked


def _font(font: ET.Element) -> str:
    names = (("b", "太字"), ("strike", "取り消し線"))
    return "、".join(ja for tag, ja in names if _is_on(font.find(f"{_M}{tag}")))


def _fill(fill: ET.Element) -> str:
    pattern = fill.find(f"{_M}patternFill")
    # gray125 is the second of the two fills that every workbook has to declare.
    plain = pattern is None or pattern.get("patternType", "none") in ("none", "gray125")
    return "" if plain and fill.find(f"{_M}gradientFill") is None else "塗りつぶし"


def _is_on(element: ET.Element | None) -> bool:
    return element is not None and element.get("val", "1") in ("1", "true")
