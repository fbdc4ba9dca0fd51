"""The outer form of a PDF: numbered objects, strings, the cross-reference table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Objects:
    """Objects by number, from 1; ``reserve`` a number first where objects name each other."""

    bodies: list[bytes | None] = field(default_factory=list)

    def reserve(self) -> int:
        """The number of an object that ``put`` fills later."""
        self.bodies.append(None)
        return len(self.bodies)

    def put(self, obj: int, body: str | bytes) -> None:
        """Fill a reserved object."""
        self.bodies[obj - 1] = body.encode("ascii") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> int:
        """A new object; its number."""
        obj = self.reserve()
        self.put(obj, body)
        return obj

    def stream(self, entries: str, data: bytes) -> int:
        """A new stream with these dictionary entries (its length is added); its number."""
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii")
        return self.add(head + data + b"\nendstream")

    def to_bytes(self, root: int, info: int | None = None) -> bytes:
        """The whole file. Raises ValueError when a reserved object was never filled."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places: list[int] = []
        for obj, body in enumerate(self.bodies, start=1):
            if body is None:
                raise ValueError(f"object {obj} was reserved but never filled")
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (obj, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        about = b" /Info %d 0 R" % info if info is not None else b""
        out += b"trailer\n<< /Size %d /Root %d 0 R%b >>\n" % (len(places) + 1, root, about)
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(out)


def number(value: float) -> str:
    """A number with up to four decimals, without exponent, -0 or trailing zeros."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def string(text: str) -> str:
    """A text string: UTF-16 in hex, so that any character can stand in it."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def name_tree(values: Mapping[int, str]) -> str:
    """A number tree of one leaf."""
    return f"<< /Nums [{' '.join(f'{key} {value}' for key, value in sorted(values.items()))}] >>"
