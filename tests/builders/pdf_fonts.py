"""Fonts for test PDFs: Japanese faces that readers know by name, so that none is embedded."""

from __future__ import annotations

from dataclasses import dataclass

from tests.builders.pdf_objects import Objects, number

# Code points that the Adobe-Japan1 collection sets half as wide as high (its CIDs 1 to 632).
_HALF = (range(0x20, 0x7F), range(0xFF61, 0xFFA0))


@dataclass(frozen=True, slots=True)
class Font:
    """A face. ``unicode`` None: text is written in UTF-16, which readers map by themselves.

    Otherwise codes are numbers without meaning, and the file says by ``unicode`` (a string
    a code, from code 1) what each stands for; an empty string stays unsaid (lost ToUnicode).
    ``printed`` are the characters that the codes draw, in the same order.
    """

    name: str = "MS-Gothic"
    bold: bool = False
    vertical: bool = False
    printed: str = ""
    unicode: tuple[str, ...] | None = None

    def encode(self, text: str) -> bytes:
        """The codes of a text. Raises ValueError for a character the font does not print."""
        if self.unicode is None:
            return text.encode("utf-16-be")
        return b"".join((self.printed.index(c) + 1).to_bytes(2, "big") for c in text)


GOTHIC = Font()
BOLD = Font(bold=True)
MINCHO = Font("MS-Mincho")
VERTICAL = Font(vertical=True)


def telling(printed: str, told: tuple[str, ...]) -> Font:
    """A face that prints some characters and tells a reader others, one by one."""
    if len(printed) != len(told):
        raise ValueError("one told string for each printed character")
    return Font(printed=printed, unicode=told)


def text_width(text: str, size: float) -> float:
    """The advance of a horizontal line in points."""
    return size * sum(0.5 if any(ord(c) in half for half in _HALF) else 1.0 for c in text)


def font_objects(objects: Objects, font: Font) -> int:
    """Writes the face; the number of its font object."""
    base = font.name + (",Bold" if font.bold else "")
    flags = 4 + (1 << 18 if font.bold else 0)
    descriptor = objects.add(
        f"<< /Type /FontDescriptor /FontName /{base} /Flags {flags} /FontBBox [0 -120 1000 880] "
        f"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 740 "
        f"/StemV {160 if font.bold else 80} >>"
    )
    ordering = "Japan1" if font.unicode is None else "Identity"
    widths = "/W [1 632 500]" if font.unicode is None else _own_widths(font.printed)
    descendant = objects.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /FontDescriptor {descriptor} 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> "
        f"/DW 1000 {widths} >>"
    )
    direction = "V" if font.vertical else "H"
    encoding = f"UniJIS-UTF16-{direction}" if font.unicode is None else f"Identity-{direction}"
    told = ""
    if font.unicode is not None and any(font.unicode):
        told = f"/ToUnicode {objects.stream('', _to_unicode(font.unicode))} 0 R "
    return objects.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /{encoding} "
        f"/DescendantFonts [{descendant} 0 R] {told}>>"
    )


def _own_widths(printed: str) -> str:
    return f"/W [1 [{' '.join(number(text_width(c, 1000)) for c in printed)}]]"


def _to_unicode(told: tuple[str, ...]) -> bytes:
    known = [(code, text) for code, text in enumerate(told, start=1) if text]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Told def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for at in range(0, len(known), 100):
        part = known[at : at + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in part]
        lines.append("endbfchar")
    lines.append("endcmap end end")
    return "\n".join(lines).encode("ascii")
