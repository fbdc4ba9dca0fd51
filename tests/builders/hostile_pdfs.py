"""PDFs of a few kilobytes that ask for far more than they hold, or that lead in circles."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from tests.builders.pdf_objects import Objects

MIB = 1024 * 1024


def packed(size: int, layers: int = 1) -> bytes:
    """So many blanks, compressed once or more."""
    pack = zlib.compressobj(9)
    piece = b" " * MIB
    data = b"".join(pack.compress(piece) for _ in range(size // MIB)) + pack.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def one_page(contents: bytes, filters: str = "", times: int = 1, more: str = "") -> bytes:
    """A page with one stream, named so many times; ``more`` goes into the catalogue."""
    objects = Objects()
    root, tree, page = (objects.reserve() for _ in range(3))
    stream = objects.stream(f"/Filter {filters}" if filters else "", contents)
    named = " ".join([f"{stream} 0 R"] * times)
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R {more} >>")
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    objects.put(page, _page(tree, f"/Contents [{named}]"))
    return objects.to_bytes(root)


def with_sound_page(contents: bytes, filters: str) -> bytes:
    """A page like that, and after it one with a line of text."""
    objects = Objects()
    root, tree, first, second = (objects.reserve() for _ in range(4))
    heavy = objects.stream(f"/Filter {filters}", contents)
    light = objects.stream("", b"BT /F 12 Tf 50 700 Td (Plan) Tj ET")
    font = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 2 /Kids [{first} 0 R {second} 0 R] >>")
    objects.put(first, _page(tree, f"/Contents {heavy} 0 R"))
    objects.put(second, _page(tree, f"/Contents {light} 0 R {font}"))
    return objects.to_bytes(root)


def nested_forms(depth: int, times: int) -> bytes:
    """Forms that each draw the next one so many times; depth 0 is a form that draws itself."""
    objects = Objects()
    root, tree, page = (objects.reserve() for _ in range(3))
    forms = [objects.reserve() for _ in range(max(depth, 1))]
    below: Sequence[int | None] = [*forms[1:], None] if depth else forms
    for form, inner in zip(forms, below, strict=True):
        body = b"/X Do " * times if inner else b"0 0 m 9 9 l S"
        names = f"/Resources << /XObject << /X {inner} 0 R >> >>" if inner else ""
        head = f"<< /Subtype /Form /BBox [0 0 99 99] {names} /Length {len(body)} >>\nstream\n"
        objects.put(form, head.encode() + body + b"\nendstream")
    stream = objects.stream("", b"/X Do")
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    names = f"/Resources << /XObject << /X {forms[0]} 0 R >> >>"
    objects.put(page, _page(tree, f"/Contents {stream} 0 R {names}"))
    return objects.to_bytes(root)


def circular_tree() -> bytes:
    """A page tree that holds itself."""
    objects = Objects()
    root, tree, page = (objects.reserve() for _ in range(3))
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 5 /Kids [{page} 0 R {tree} 0 R] >>")
    objects.put(page, _page(tree))
    return objects.to_bytes(root)


def circular_outline() -> bytes:
    """Bookmarks that are each other's next and each other's children."""
    objects = Objects()
    root, tree, page, outline, a, b = (objects.reserve() for _ in range(6))
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    objects.put(page, _page(tree))
    objects.put(outline, f"<< /First {a} 0 R /Last {b} 0 R >>")
    for one, other in ((a, b), (b, a)):
        links = f"/Parent {outline} 0 R /Next {other} 0 R /First {other} 0 R"
        objects.put(one, f"<< /Title (a) {links} >>")
    return objects.to_bytes(root)


def deep_tree(depth: int) -> bytes:
    """A page below so many nodes of the page tree."""
    objects = Objects()
    root, *nodes = (objects.reserve() for _ in range(depth + 1))
    page = objects.add(_page(nodes[-1]))
    for node, kid in zip(nodes, [*nodes[1:], page], strict=True):
        objects.put(node, f"<< /Type /Pages /Count 1 /Kids [{kid} 0 R] >>")
    objects.put(root, f"<< /Type /Catalog /Pages {nodes[0]} 0 R >>")
    return objects.to_bytes(root)


def many_pages(count: int, told: int | None = None) -> bytes:
    """Empty pages; ``told`` is what the file says how many they are."""
    objects = Objects()
    root, tree = objects.reserve(), objects.reserve()
    kids = " ".join(f"{objects.add(_page(tree))} 0 R" for _ in range(count))
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count {told or count} /Kids [{kids}] >>")
    return objects.to_bytes(root)


def _page(parent: int, more: str = "") -> str:
    return f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] {more} >>"
