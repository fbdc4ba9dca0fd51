"""Writes PDFs with exact geometry: the same calls give the same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.builders.pdf_fonts import Font, font_objects
from tests.builders.pdf_objects import Objects, name_tree, number, string
from tests.builders.pdf_page import A4, Bitmap, Page, Rotation, rgb
from tests.builders.pdf_paths import Box, Colour, Point

__all__ = ["A4", "Bitmap", "Page", "PdfWriter", "Rotation"]


@dataclass(slots=True)
class PdfWriter:
    """A document under construction; ``to_bytes`` gives the file."""

    title: str | None = None
    pages: list[Page] = field(default_factory=list)
    bookmarks: list[tuple[int, str, int]] = field(default_factory=list)
    labels: dict[int, tuple[str, str]] = field(default_factory=dict)

    def page(self, size: Point = A4, rotation: Rotation = 0) -> Page:
        """A new page of this size as shown."""
        self.pages.append(Page(*size, rotation))
        return self.pages[-1]

    def bookmark(self, level: int, title: str, page_no: int | None = None) -> None:
        """An entry of the outline, levels from 1, to a page (the newest one without a number)."""
        self.bookmarks.append((level, title, page_no or len(self.pages)))

    def label(self, page_no: int, style: str, prefix: str = "") -> None:
        """Page labels count anew from this page: style D (1), r (i), R (I), a, A or none."""
        self.labels[page_no] = (style, prefix)

    def to_bytes(self) -> bytes:
        """The file: uncompressed content, no date, no random id."""
        objects = Objects()
        catalog, tree = objects.reserve(), objects.reserve()
        font_numbers: dict[Font, int] = {}
        kids = [self._page(objects, page, tree, font_numbers) for page in self.pages]
        objects.put(
            tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(map(_ref, kids))}] >>"
        )
        entries = [f"/Type /Catalog /Pages {_ref(tree)}"]
        if self.bookmarks:
            entries.append(f"/Outlines {_ref(self._outline(objects, kids))} /PageMode /UseOutlines")
        if self.labels:
            entries.append(f"/PageLabels {_page_labels(self.labels)}")
        objects.put(catalog, f"<< {' '.join(entries)} >>")
        info = objects.add(f"<< /Title {string(self.title)} >>") if self.title else None
        return objects.to_bytes(catalog, info)

    def _page(
        self, objects: Objects, page: Page, parent: int, font_numbers: dict[Font, int]
    ) -> int:
        for font in page.fonts:
            if font not in font_numbers:
                font_numbers[font] = font_objects(objects, font)
        named: dict[str, dict[str, int]] = {
            "Font": {label: font_numbers[font] for font, label in page.fonts.items()},
            "ExtGState": {
                label: objects.add(f"<< /ca {number(alpha)} /CA {number(alpha)} >>")
                for alpha, label in page.states.items()
            },
            "XObject": {f"I{i}": _image(objects, b) for i, b in enumerate(page.images, start=1)},
            "Shading": {
                f"S{i}": objects.add(_shading(*s)) for i, s in enumerate(page.shadings, start=1)
            },
        }
        width, height = map(number, page.media)
        inner = _resources(named)
        for i, form in enumerate(page.forms, start=1):
            entries = (
                f"/Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999] /Resources {inner}"
            )
            named["XObject"][f"X{i}"] = objects.stream(entries, form.encode("ascii"))
        content = objects.stream("", "\n".join(page.content).encode("ascii"))
        links = "".join(_link(page, *link) for link in page.links)
        return objects.add(
            f"<< /Type /Page /Parent {_ref(parent)} /MediaBox [0 0 {width} {height}] "
            f"/Rotate {page.rotation} /Resources {_resources(named)} /Contents {_ref(content)}"
            + (f" /Annots [{links}]" if links else "")
            + " >>"
        )

    def _outline(self, objects: Objects, kids: Sequence[int]) -> int:
        root = objects.reserve()
        numbers = [objects.reserve() for _ in self.bookmarks]
        parents: list[int] = []
        open_: list[tuple[int, int]] = [(0, root)]
        for (level, _, _), own in zip(self.bookmarks, numbers, strict=True):
            while open_[-1][0] >= level:
                open_.pop()
            parents.append(open_[-1][1])
            open_.append((level, own))
        children = {
            parent: [n for n, p in zip(numbers, parents, strict=True) if p == parent]
            for parent in (root, *numbers)
        }
        for (_, title, page_no), own, parent in zip(self.bookmarks, numbers, parents, strict=True):
            siblings = children[parent]
            at = siblings.index(own)
            parts = [f"/Title {string(title)} /Parent {_ref(parent)}"]
            parts.append(f"/Dest [{_ref(kids[page_no - 1])} /Fit]")
            parts += [f"/Prev {_ref(siblings[at - 1])}"] if at else []
            parts += [f"/Next {_ref(siblings[at + 1])}"] if at + 1 < len(siblings) else []
            objects.put(own, f"<< {' '.join(parts)} {_children(children[own])} >>")
        objects.put(root, f"<< /Type /Outlines {_children(children[root])} >>")
        return root


def _ref(obj: int) -> str:
    return f"{obj} 0 R"


def _resources(named: Mapping[str, Mapping[str, int]]) -> str:
    kinds = (
        f"/{kind} << {' '.join(f'/{label} {_ref(n)}' for label, n in members.items())} >>"
        for kind, members in named.items()
        if members
    )
    return f"<< {' '.join(kinds)} >>"


def _children(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    return f"/First {_ref(numbers[0])} /Last {_ref(numbers[-1])} /Count {len(numbers)}"


def _page_labels(labels: Mapping[int, tuple[str, str]]) -> str:
    ranges = {
        page_no - 1: "<< "
        + (f"/S /{style} " if style else "")
        + (f"/P {string(prefix)} " if prefix else "")
        + ">>"
        for page_no, (style, prefix) in sorted(labels.items())
    }
    return name_tree(ranges)


def _image(objects: Objects, bitmap: Bitmap) -> int:
    head = f"/Type /XObject /Subtype /Image /Width {bitmap.width} /Height {bitmap.height} "
    head += "/BitsPerComponent 8 /Filter /FlateDecode "
    mask = ""
    if bitmap.alpha is not None:
        alpha = objects.stream(head + "/ColorSpace /DeviceGray", zlib.compress(bitmap.alpha))
        mask = f" /SMask {_ref(alpha)}"
    return objects.stream(head + "/ColorSpace /DeviceRGB" + mask, zlib.compress(bitmap.rgb))


def _shading(start: Point, end: Point, first: Colour, last: Colour) -> str:
    coords = " ".join(map(number, (*start, *end)))
    return (
        f"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [{coords}] /Extend [true true] "
        f"/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [{rgb(first)}] "
        f"/C1 [{rgb(last)}] >> >>"
    )


def _link(page: Page, box: Box, uri: str) -> str:
    (x0, y0), (x1, y1) = page.point(box.x0, box.top), page.point(box.x1, box.bottom)
    area = " ".join(map(number, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    action = f"<< /S /URI /URI {string(uri)} >>"
    return f"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{area}] /A {action} >> "
