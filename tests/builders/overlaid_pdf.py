"""A PDF of one page in whose file more stands than is shown: layers, invisible text, fields."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tests.builders.pdf_fonts import GOTHIC, font_objects
from tests.builders.pdf_objects import Objects, string

WIDTH, HEIGHT = 400, 300


def line(text: str, y: float, x: float = 40, mode: int = 0) -> str:
    """A line of text in content, y up; ``mode`` 3 is invisible."""
    return f"BT {mode} Tr /F1 12 Tf 1 0 0 1 {x} {y} Tm <{GOTHIC.encode(text).hex()}> Tj ET "


def in_layer(layer: str, content: str) -> str:
    """Content marked as a layer's."""
    return f"/OC /{layer} BDC {content}EMC "


def overlaid(
    content: str,
    *,
    layers: Mapping[str, bool] | None = None,
    form: tuple[str, str] | None = None,
    field: str | None = None,
    comment: str | None = None,
    picture: bool = False,
    packed: bool = False,
) -> bytes:
    """The page. ``layers`` are on or off by name; ``form`` (layer, content) is drawn as ``/X1``.

    ``field`` fills in a form's field, ``comment`` is a note that prints nothing; ``picture`` is a
    grey one, as large as the page, drawn as ``/I1``; ``packed`` puts the catalogue into an
    object stream.
    """
    objects = Objects()
    catalog, tree, page = objects.reserve(), objects.reserve(), objects.reserve()
    font = font_objects(objects, GOTHIC)
    groups = {
        name: objects.add(f"<< /Type /OCG /Name {string(name)} >>") for name in (layers or {})
    }
    fonts = f"/Font << /F1 {font} 0 R >>"
    things = ""
    if form is not None:
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /OC {groups[form[0]]} 0 R "
            f"/Resources << {fonts} >>"
        )
        things += f"/X1 {objects.stream(entries, form[1].encode('ascii'))} 0 R "
    if picture:
        entries = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        things += f"/I1 {objects.stream(entries + '/ColorSpace /DeviceGray', b'x')} 0 R "
    named = " ".join(f"/{name} {number} 0 R" for name, number in groups.items())
    notes = ""
    if field is not None:
        box = f"[40 100 {WIDTH - 40} 124]"
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 320 24] /Resources << {fonts} >>"
        look = objects.stream(entries, line(field, 6, 2).encode("ascii"))
        notes += (
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V {string(field)} /Rect {box} "
            f"/F 4 /AP << /N {look} 0 R >> >> "
        )
    if comment is not None:
        notes += f"<< /Type /Annot /Subtype /Text /Rect [9 9 20 20] /Contents {string(comment)} >>"
    body = objects.stream("", content.encode("ascii"))
    objects.put(
        page,
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {body} 0 R "
        f"/Resources << {fonts} /XObject << {things}>> /Properties << {named} >> >> "
        f"/Annots [{notes}] >>",
    )
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    told = f"<< /Type /Catalog /Pages {tree} 0 R {_states(groups, layers or {})}>>"
    objects.put(catalog, told)
    return _packed(objects, told) if packed else objects.to_bytes(catalog)


def _states(groups: Mapping[str, int], layers: Mapping[str, bool]) -> str:
    if not groups:
        return ""
    every = " ".join(f"{number} 0 R" for number in groups.values())
    off = " ".join(f"{groups[name]} 0 R" for name, is_on in layers.items() if not is_on)
    return f"/OCProperties << /OCGs [{every}] /D << /OFF [{off}] >> >> "


def _packed(objects: Objects, told: str) -> bytes:
    """The file with its catalogue, the first object, in an object stream and a table to match."""
    head = b"1 0 "
    inner = zlib.compress(head + told.encode("ascii"))
    entries = f"/Type /ObjStm /N 1 /First {len(head)} /Filter /FlateDecode"
    holder = objects.stream(entries, inner)
    objects.put(1, "null")
    plain = objects.to_bytes(1)
    plain = plain[: plain.rindex(b"xref\n0")]
    places = [plain.index(b"\n%d 0 obj\n" % n) + 1 for n in range(1, holder + 1)]
    rows = [(0, 0, 0), (2, holder, 0), *((1, place, 0) for place in places[1:])]
    rows.append((1, len(plain), 0))
    table = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + b"\0" for kind, at, _ in rows
    )
    own = holder + 1
    stream = (
        f"{own} 0 obj\n<< /Type /XRef /Size {own + 1} /W [1 4 1] /Root 1 0 R "
        f"/Length {len(table)} >>\nstream\n"
    )
    end = f"\nendstream\nendobj\nstartxref\n{len(plain)}\n%%EOF\n"
    return plain + stream.encode("ascii") + table + end.encode("ascii")
