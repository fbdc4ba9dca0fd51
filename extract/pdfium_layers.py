"""Takes off a page what stands in layers that are switched off: nobody sees it.

PDFium does not tell of a layer whether it is on, but draws only those that are: what a layer
holds is drawn alone, and is off where that leaves no trace.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from extract import pdfium_calls as pdfium
from extract.ink_frame import Frame
from extract.pdfium_calls import Pointer

# Layers and forms of a page that are tried; each takes a drawing of the page.
MOST = 200
_DEEPEST = 16
_LONGEST = 2000.0
# The paper under a trial: a grey that office programs do not offer, so that white shows too.
_PAPER = 137


class _Leaf(NamedTuple):
    """An object that paints: its container (page or form), the groups that it stands in."""

    address: int
    holder: Pointer | None
    groups: tuple[object, ...]


def drop_hidden_layers(page: pdfium.Handle, frame: Frame) -> int:
    """Removes the objects in layers that are off; how many characters they hold."""
    leaves = list(_leaves(page))
    groups: dict[object, list[_Leaf]] = {}
    for leaf in leaves:
        for group in leaf.groups:
            groups.setdefault(group, []).append(leaf)
    # Invisible text under a scan leaves no trace either.
    tried = {g: own for g, own in groups.items() if not all(map(_is_invisible, own))}
    if not tried or len(tried) > MOST:
        return 0
    hidden = _untraced(page, frame, leaves, tried)
    if not hidden:
        return 0
    before = _count_chars(page)
    for leaf in hidden:
        pdfium.remove(page, leaf.holder, Pointer(leaf.address))
    return before - _count_chars(page)


def _leaves(page: pdfium.Handle) -> Iterator[_Leaf]:
    children = _children(Pointer(page), pdfium.count_objects(page), pdfium.get_object)
    yield from _within(children, None, (), 0)


def _within(
    children: list[int], holder: Pointer | None, groups: tuple[object, ...], depth: int
) -> Iterator[_Leaf]:
    for address in children:
        child = Pointer(address)
        own = (*groups, *pdfium.layer_names(child))
        kind = pdfium.object_type(child)
        if kind != pdfium.FORM:
            # Forms and images name their layer where PDFium does not tell it.
            yield _Leaf(address, holder, (*own, address) if kind == pdfium.IMAGE else own)
        elif depth < _DEEPEST:
            inner = _children(child, pdfium.count_in_form(child), pdfium.get_in_form)
            yield from _within(inner, child, (*own, address), depth + 1)


def _children(holder: Pointer, count: int, get: pdfium.Getter) -> list[int]:
    return list(map(get, [holder] * count, range(count)))


def _is_invisible(leaf: _Leaf) -> bool:
    handle = Pointer(leaf.address)
    return bool(
        pdfium.object_type(handle) == pdfium.TEXT and pdfium.text_mode(handle) == pdfium.HIDDEN_MODE
    )


def _untraced(
    page: pdfium.Handle, frame: Frame, leaves: list[_Leaf], tried: dict[object, list[_Leaf]]
) -> list[_Leaf]:
    """The leaves of the groups that leave no trace when they are drawn alone."""
    scale = min(1.0, _LONGEST / max(frame.width, frame.height))
    size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    area = (0, 0, *size)
    hidden: dict[int, _Leaf] = {}
    _activate(leaves, False)
    try:
        for own in tried.values():
            if all(leaf.address in hidden for leaf in own):
                continue
            _activate(own, True)
            if (pdfium.shown_area(page, size, area, _PAPER) == _PAPER).all():
                hidden.update((leaf.address, leaf) for leaf in own)
            _activate(own, False)
    finally:
        _activate(leaves, True)
    return list(hidden.values())


def _activate(leaves: list[_Leaf], active: bool) -> None:
    for leaf in leaves:
        pdfium.set_active(Pointer(leaf.address), ctypes.c_int(active))


def _count_chars(page: pdfium.Handle) -> int:
    text = pdfium.load_text(page)
    if not text:
        return 0
    try:
        count = max(pdfium.count_chars(text), 0)
        units = np.zeros(count + 1, np.uint16)
        pdfium.get_text(text, 0, count, units.ctypes.data)
        return sum(not chr(code).isspace() for code in units[:count].tolist() if code)
    finally:
        pdfium.close_text(text)
