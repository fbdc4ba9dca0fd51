"""How much drawing each page of a PDF asks for, told before a library runs it.

A few bytes can ask for gigabytes: streams packed twice, a stream that a page names a thousand
times, forms that draw other forms ten times each, ten levels deep. A PDF library finds out when
the memory is gone. What is packed or encrypted in a way this module does not know weighs nothing;
the limits of the process are there for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from extract.pdf_syntax import (
    RawObject,
    inflated,
    most_inflated,
    packed_objects,
    raw_objects,
    references,
)

# A form that holds itself is drawn this deep; more than PDFium's own bound is not needed.
_DEEPEST = 40
_MOST_PARENTS = 16
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|[0-9]{1,10}\s+[0-9]{1,5}\s+R)")
_KIDS = re.compile(rb"/Kids\s*(\[[^\]]*\]|[0-9]{1,10}\s+[0-9]{1,5}\s+R)")
_PARENT = re.compile(rb"/Parent\s+([0-9]{1,10})\s")
_LINKED = re.compile(rb"/(?:Resources|XObject)\s+([0-9]{1,10})\s+[0-9]{1,5}\s+R")
_TREE = re.compile(rb"/Pages\s+([0-9]{1,10})\s+[0-9]{1,5}\s+R")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,120})\s+([0-9]{1,10})\s+[0-9]{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,120})\s+Do\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")


def page_weights(data: bytes, most: int) -> dict[int, int]:
    """Bytes of instructions by page number, of the pages with more than ``most``; 0 for all.

    A page counts its contents decompressed and each form as often as it is drawn. ``most + 1``
    stands for any larger figure. Key 0 is a page whose number cannot be told.
    """
    return _Weigher(data, most).heavy()


@dataclass(slots=True)
class _Weigher:
    data: bytes
    most: int
    objects: dict[int, RawObject] = field(init=False)
    heads: dict[int, bytes] = field(init=False)
    bodies: dict[int, tuple[int, tuple[bytes, ...]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.objects = raw_objects(self.data)
        packed = packed_objects(self.data, self.objects, self.most)
        self.heads = packed | {number: obj.head for number, obj in self.objects.items()}

    def heavy(self) -> dict[int, int]:
        found: dict[int, int] = {}
        order = {number: n for n, number in enumerate(self._ordered_pages(), start=1)}
        forms = self._form_weights()
        for number, head in self.heads.items():
            if b"/Contents" not in head or (self._plain(number) and number not in order):
                continue
            contents = self._contents(head)
            # Most pages draw no forms and are too short to hold that much, however packed.
            if not forms and sum(map(self._most_of, contents)) <= self.most:
                continue
            weight = self._weight(contents, self._names(number), forms)
            if weight > self.most:
                found[order.get(number, 0)] = weight
        return found

    def _plain(self, number: int) -> bool:
        """Whether an object is no page: an annotation has contents too, a string."""
        return re.search(rb"/Type\s*/Page\b", self.heads[number]) is None

    def _ordered_pages(self) -> Iterator[int]:
        """The pages in the order of the page tree; a node that comes again is not entered."""
        roots = [int(m[1]) for head in self.heads.values() if (m := _TREE.search(head))]
        waiting, seen = roots[::-1], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or number not in self.heads:
                continue
            seen.add(number)
            kids = self._listed(_KIDS, self.heads[number])
            if kids is None:
                yield number
            else:
                waiting.extend(reversed(kids))

    def _contents(self, head: bytes) -> list[int]:
        return self._listed(_CONTENTS, head) or []

    def _listed(self, key: re.Pattern[bytes], head: bytes) -> list[int] | None:
        """The references of an array that stands here or in an object of its own."""
        match = key.search(head)
        if match is None:
            return None
        numbers = references(match[1])
        if len(numbers) == 1 and not match[1].startswith(b"["):
            (number,) = numbers
            target = self.heads.get(number, b"").lstrip()
            if target.startswith(b"["):
                return references(target)
        return numbers

    def _names(self, number: int) -> dict[bytes, int]:
        """The forms that a page or form can draw, by name, with what its parents give it."""
        names: dict[bytes, int] = {}
        for holder in self._holders(number):
            for name, target in _NAMED.findall(holder):
                if self._is_form(int(target)):
                    names.setdefault(name, int(target))
        return names

    def _holders(self, number: int) -> Iterator[bytes]:
        for _ in range(_MOST_PARENTS):
            head = self.heads.get(number)
            if head is None:
                return
            yield head
            for linked in _LINKED.findall(head):
                inner = self.heads.get(int(linked), b"")
                yield inner
                yield from (self.heads.get(int(n), b"") for n in _LINKED.findall(inner))
            parent = _PARENT.search(head)
            if parent is None:
                return
            number = int(parent[1])

    def _is_form(self, number: int) -> bool:
        obj = self.objects.get(number)
        return obj is not None and obj.end > 0 and _FORM.search(obj.head) is not None

    def _form_weights(self) -> Mapping[int, int]:
        """The weight of each form with those that it draws, level by level: cycles end too."""
        forms = [number for number in self.objects if self._is_form(number)]
        drawn = {f: self._targets([f], self._names(f)) for f in forms}
        own = {f: self._body(f)[0] for f in forms}
        weights = own
        for _ in range(_DEEPEST):
            deeper = {
                f: min(self.most + 1, own[f] + sum(weights[t] for t in drawn[f])) for f in forms
            }
            if deeper == weights:
                break
            weights = deeper
        return weights

    def _weight(
        self, contents: Iterable[int], names: Mapping[bytes, int], forms: Mapping[int, int]
    ) -> int:
        contents = list(contents)
        own = sum(self._body(number)[0] for number in contents)
        inner = sum(forms[target] for target in self._targets(contents, names))
        return min(self.most + 1, own + inner)

    def _most_of(self, number: int) -> int:
        """What a stream can hold at most, told without decompressing it."""
        obj = self.objects.get(number)
        return 0 if obj is None else most_inflated(obj)

    def _targets(self, contents: Iterable[int], names: Mapping[bytes, int]) -> list[int]:
        if not names:
            return []
        drawn = (name for number in contents for name in self._body(number)[1])
        return [names[name] for name in drawn if name in names]

    def _body(self, number: int) -> tuple[int, tuple[bytes, ...]]:
        """Size of a stream's content, and the names that it draws, in their order."""
        if number not in self.bodies:
            obj = self.objects.get(number)
            body = inflated(self.data, obj, self.most) if obj is not None and obj.end else None
            body = body or b""
            self.bodies[number] = len(body), tuple(_DRAWN.findall(body))
        return self.bodies[number]
