"""The numbered objects of a PDF as they stand in the file, without any PDF library.

Made to be quick and to fail safe, not to understand every file: what it does not find is unknown.
Nothing is decompressed beyond a bound, and nothing recurses.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})[ \t\r\n\f\0]+[0-9]{1,5}[ \t\r\n\f\0]+obj\b")
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_REFERENCE = re.compile(rb"([0-9]{1,10})\s+[0-9]{1,5}\s+R\b")
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]{0,400}\]|/[A-Za-z0-9]{1,40})")
_NAME = re.compile(rb"/([A-Za-z0-9]{1,40})")
_MOST_FILTERS = 4
_PIECE = 1 << 16
# Bytes of content a byte of deflated data can stand for: two bits for the longest copy, of 258.
_MOST_PACKED = 1032
# A dictionary of a megabyte is none that a page needs.
_MOST_HEAD = 1 << 20


class RawObject(NamedTuple):
    """An object: its text (for a stream the dictionary), and where its stream's bytes lie.

    ``start`` and ``end`` are offsets into the file, both 0 for an object without stream.
    """

    head: bytes
    start: int = 0
    end: int = 0


def raw_objects(data: bytes) -> dict[int, RawObject]:
    """The objects of a file by number, the last where a number comes twice."""
    found: dict[int, RawObject] = {}
    at = 0
    while match := _OBJECT.search(data, at):
        begin = match.end()
        end = data.find(b"endobj", begin)
        # A file that was cut, or objects without an end: the next object ends this one.
        end = len(data) if end < 0 else end
        head_end = min(end, begin + _MOST_HEAD)
        # Most objects have none, which a plain search tells in a third of the time.
        may_have = data.find(b"stream", begin, head_end) >= 0
        stream = _STREAM.search(data, begin, head_end) if may_have else None
        if stream is None:
            found[int(match[1])] = RawObject(data[begin:head_end])
            at = max(end, begin)
            continue
        stop = data.find(b"endstream", stream.end())
        stop = len(data) if stop < 0 else stop
        found[int(match[1])] = RawObject(data[begin : stream.start()], stream.end(), stop)
        at = stop
    return found


def packed_objects(data: bytes, objects: Mapping[int, RawObject], most: int) -> dict[int, bytes]:
    """The objects inside object streams (``/ObjStm``) by number; of each at most ``most`` bytes."""
    found: dict[int, bytes] = {}
    for obj in objects.values():
        if not obj.end or b"/ObjStm" not in obj.head:
            continue
        first = re.search(rb"/First\s+([0-9]{1,9})", obj.head)
        body = inflated(data, obj, most)
        if first is None or body is None:
            continue
        offset = int(first[1])
        numbers = [int(n) for n in body[:offset].split()[:200_000] if n.isdigit() and len(n) < 11]
        places = sorted(zip(numbers[1::2], numbers[::2], strict=False))
        ends = [*(place for place, _ in places[1:]), len(body)]
        for (place, number), end in zip(places, ends, strict=False):
            found[number] = body[offset + place : offset + end][:_MOST_HEAD]
    return found


def references(text: bytes) -> list[int]:
    """The numbers of the objects that a text refers to, in its order."""
    return [int(number) for number in _REFERENCE.findall(text)]


def most_inflated(obj: RawObject) -> int:
    """The bytes that a stream can hold at most, decompressed."""
    return (obj.end - obj.start) * int(_MOST_PACKED ** len(_filters(obj)))


def inflated(data: bytes, obj: RawObject, most: int) -> bytes | None:
    """A stream's content, at most ``most`` bytes and one more; None if its filter is another.

    A damaged stream gives what comes before the damage, as readers of PDF do.
    """
    names = _filters(obj)
    if len(names) > _MOST_FILTERS or any(name not in _DECODERS for name in names):
        return None
    body = data[obj.start : obj.end if names else min(obj.end, obj.start + most + 1)]
    for name in names:
        body = _DECODERS[name](body, most)
    return body


def _filters(obj: RawObject) -> list[bytes]:
    filters = _FILTERS.search(obj.head)
    return _NAME.findall(filters[1]) if filters else []


def _inflate(source: bytes, most: int) -> bytes:
    unpack = zlib.decompressobj()
    out = bytearray()
    try:
        for at in range(0, len(source), _PIECE):
            piece = source[at : at + _PIECE]
            while piece and not unpack.eof and len(out) <= most:
                out += unpack.decompress(piece, min(_PIECE * 16, most + 1 - len(out)))
                piece = unpack.unconsumed_tail
            if len(out) > most or unpack.eof:
                break
    except zlib.error:
        pass
    return bytes(out)


def _from_85(source: bytes, _: int) -> bytes:
    try:
        return base64.a85decode(source.partition(b"~>")[0].strip())
    except ValueError:
        return b""


def _from_hex(source: bytes, _: int) -> bytes:
    digits = b"".join(source.partition(b">")[0].split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except ValueError:
        return b""


_DECODERS: Mapping[bytes, Callable[[bytes, int], bytes]] = {
    b"FlateDecode": _inflate,
    b"Fl": _inflate,
    b"ASCII85Decode": _from_85,
    b"A85": _from_85,
    b"ASCIIHexDecode": _from_hex,
    b"AHx": _from_hex,
}
