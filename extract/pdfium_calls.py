"""PDFium's functions on plain integers and arrays. The only module that knows pypdfium2.

PDFium is not thread-safe, not even on two documents: the functions bound here are called with
the interpreter lock held, and batches use processes.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.ink import Bookmark
from extract.pdf_errors import refusal
from extract.pdf_source import PdfFacts

Handle = int  # the address of a PDFium object
Getter = Callable[["Pointer", int], int]
FILL_MODE: Final[int] = raw.FPDF_TEXTRENDERMODE_FILL
HIDDEN_MODE: Final[int] = raw.FPDF_TEXTRENDERMODE_INVISIBLE
CLIP_MODE: Final[int] = raw.FPDF_TEXTRENDERMODE_CLIP
BOLD_MODE: Final[int] = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
TEXT: Final[int] = raw.FPDF_PAGEOBJ_TEXT
PATH: Final[int] = raw.FPDF_PAGEOBJ_PATH
IMAGE: Final[int] = raw.FPDF_PAGEOBJ_IMAGE
SHADING: Final[int] = raw.FPDF_PAGEOBJ_SHADING
FORM: Final[int] = raw.FPDF_PAGEOBJ_FORM
SEGMENTS: Final[tuple[int, int, int]] = (
    raw.FPDF_SEGMENT_MOVETO,
    raw.FPDF_SEGMENT_LINETO,
    raw.FPDF_SEGMENT_BEZIERTO,
)


class Pointer(ctypes.c_void_p):
    """A handle as the functions take it that are asked about each character or object.

    Its ``value`` is the address, by which handles are compared.
    """


def _bind(name: str, arguments: str) -> Callable[..., int]:
    """A PDFium function on plain integers: ``p`` address or handle, ``i`` int.

    Twice as fast as the typed binding, which makes an object of every handle.
    """
    kinds = {"p": ctypes.c_size_t, "i": ctypes.c_int}
    result, *rest = (kinds[letter] for letter in arguments)
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *rest)(_address(name))
    return function


def _bind_each(name: str, result: str = "i") -> Callable[..., Any]:
    """A PDFium function to be called for each character, object or segment.

    It gives an int ``i`` or an address ``p``. Small numbers are passed as they are, handles as
    Pointer, places as ctypes objects (see pdfium_rows). Without declared arguments nothing is
    made of them, which takes half the time again.
    """
    kinds = {"i": ctypes.c_int, "p": ctypes.c_size_t}
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(kinds[result])(_address(name))
    return function


def _address(name: str) -> int:
    return ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0


load_page = _bind("FPDF_LoadPage", "ppi")
close_page = _bind("FPDF_ClosePage", "ip")
page_box = _bind("FPDF_GetPageBoundingBox", "ipp")
page_rotation = _bind("FPDFPage_GetRotation", "ip")
load_text = _bind("FPDFText_LoadPage", "pp")
close_text = _bind("FPDFText_ClosePage", "ip")
count_chars = _bind("FPDFText_CountChars", "ip")
get_text = _bind("FPDFText_GetText", "ipiip")
char_code = _bind_each("FPDFText_GetUnicode")
char_box = _bind_each("FPDFText_GetLooseCharBox")
char_object = _bind_each("FPDFText_GetTextObject", "p")
char_matrix = _bind_each("FPDFText_GetMatrix")
char_origin = _bind_each("FPDFText_GetCharOrigin")
lacks_code = _bind_each("FPDFText_HasUnicodeMapError")
is_hyphen = _bind("FPDFText_IsHyphen", "ipi")
text_font = _bind_each("FPDFTextObj_GetFont", "p")
text_size = _bind_each("FPDFTextObj_GetFontSize")
text_mode = _bind_each("FPDFTextObj_GetTextRenderMode")
font_flags = _bind("FPDFFont_GetFlags", "ip")
font_name = _bind("FPDFFont_GetBaseFontName", "pppp")
count_objects = _bind("FPDFPage_CountObjects", "ip")
get_object = _bind_each("FPDFPage_GetObject", "p")
count_in_form = _bind_each("FPDFFormObj_CountObjects")
get_in_form = _bind_each("FPDFFormObj_GetObject", "p")
object_type = _bind_each("FPDFPageObj_GetType")
object_matrix = _bind_each("FPDFPageObj_GetMatrix")
object_bounds = _bind_each("FPDFPageObj_GetBounds")
fill_color = _bind_each("FPDFPageObj_GetFillColor")
stroke_color = _bind_each("FPDFPageObj_GetStrokeColor")
stroke_width = _bind_each("FPDFPageObj_GetStrokeWidth")
dash_count = _bind_each("FPDFPageObj_GetDashCount")
draw_mode = _bind_each("FPDFPath_GetDrawMode")
count_segments = _bind_each("FPDFPath_CountSegments")
get_segment = _bind_each("FPDFPath_GetPathSegment", "p")
segment_type = _bind_each("FPDFPathSegment_GetType")
segment_point = _bind_each("FPDFPathSegment_GetPoint")
segment_closes = _bind_each("FPDFPathSegment_GetClose")
clip_path = _bind_each("FPDFPageObj_GetClipPath", "p")
count_clips = _bind_each("FPDFClipPath_CountPaths")
count_clip_segments = _bind_each("FPDFClipPath_CountPathSegments")
get_clip_segment = _bind_each("FPDFClipPath_GetPathSegment", "p")
count_annotations = _bind("FPDFPage_GetAnnotCount", "ip")
set_active = _bind_each("FPDFPageObj_SetIsActive")
_annotation = _bind("FPDFPage_GetAnnot", "ppi")
_annotation_kind = _bind("FPDFAnnot_GetSubtype", "ip")
_close_annotation = _bind("FPDFPage_CloseAnnot", "ip")
_flatten = _bind("FPDFPage_Flatten", "ipi")
_remove = _bind_each("FPDFPage_RemoveObject")
_remove_in_form = _bind_each("FPDFFormObj_RemoveObject")
_destroy = _bind_each("FPDFPageObj_Destroy")
_count_marks = _bind_each("FPDFPageObj_CountMarks")
_page_label = _bind("FPDF_GetPageLabel", "ipipi")
_bitmap_over = _bind("FPDFBitmap_CreateEx", "piiipi")
_bitmap_close = _bind("FPDFBitmap_Destroy", "ip")
_render_into = _bind("FPDF_RenderPageBitmap", "ippiiiiii")

# Where PDFium leaves four numbers; one call's are read before the next call.
REALS = np.zeros(4, np.float32)
# Where it leaves the label of a page.
_LABEL = np.zeros(128, np.uint16)


def open_document(path: Path, password: str | None) -> Any:
    """PDFium's document. Raises UnreadableFile: pdf-damaged, pdf-encrypted, pdf-no-pages."""
    secret = None if password is None else password.encode()
    handle = raw.FPDF_LoadDocument(os.fsencode(path), secret)
    if not handle:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise refusal("pdf-encrypted" if locked else "pdf-damaged", password=password)
    document = pdfium.PdfDocument(handle)
    if len(document) < 1:
        document.close()
        raise refusal("pdf-no-pages")
    return document


def handle_of(document: Any) -> Handle:
    """The address that the functions above take for a document."""
    return ctypes.cast(document.raw, ctypes.c_void_p).value or 0


def render(document: Any, index: int, scale: float, most: int) -> NDArray[np.uint8] | None:
    """A page from 0 in (height, width, 3) RGB, of at most so many pixels; None: damaged."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(scale, (most / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        pixels: NDArray[np.uint8] = bitmap.to_numpy().copy()
        bitmap.close()
        return pixels
    finally:
        page.close()


def shown_area(
    page: Handle, size: tuple[int, int], area: tuple[int, int, int, int], paper: int = 255
) -> NDArray[np.uint8]:
    """Grey (height, width) of an area (x0, top, x1, bottom) of the page drawn at a size in dots.

    ``paper`` is the grey of what nothing is painted on.
    """
    x0, top, x1, bottom = area
    dots = np.full((bottom - top, x1 - x0), paper, np.uint8)
    grey, (rows, columns) = raw.FPDFBitmap_Gray, dots.shape
    bitmap = _bitmap_over(columns, rows, grey, dots.ctypes.data, columns)
    if bitmap:
        _render_into(bitmap, page, -x0, -top, *size, 0, raw.FPDF_GRAYSCALE)
        _bitmap_close(bitmap)
    return dots


def prints_text(page: Handle, index: int) -> bool:
    """Whether an annotation prints text on the page: a field, a free text, a stamp."""
    annotation = _annotation(page, index)
    if not annotation:
        return False
    kind = _annotation_kind(annotation)
    _close_annotation(annotation)
    return kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)


def flatten(page: Handle) -> None:
    """Put the printed form of annotations into the page's content; it must be loaded anew."""
    _flatten(page, raw.FLAT_NORMALDISPLAY)


def remove(page: Handle, form: Pointer | None, thing: Pointer) -> None:
    """Take an object off the page, or out of the form that holds it."""
    taken = _remove_in_form(form, thing) if form else _remove(Pointer(page), thing)
    if taken:
        _destroy(thing)


def layer_names(thing: Pointer) -> list[str]:
    """What the marks of optional content around an object name: mostly the layer's name."""
    names: list[str] = []
    for index in range(max(_count_marks(thing), 0)):
        mark = raw.FPDFPageObj_GetMark(ctypes.cast(thing, raw.FPDF_PAGEOBJECT), index)
        if _told_by_mark(raw.FPDFPageObjMark_GetName, mark) == "OC":
            names.append(
                "OC " + _told_by_mark(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
            )
    return names


def _told_by_mark(function: Callable[..., int], *asked: object) -> str:
    buffer, size = ctypes.create_string_buffer(512), ctypes.c_ulong()
    kind = ctypes.POINTER(raw.FPDF_WCHAR)
    if not function(*asked, ctypes.cast(buffer, kind), len(buffer), ctypes.byref(size)):
        return ""
    return buffer.raw[: max(min(size.value, len(buffer)) - 2, 0)].decode("utf-16-le", "replace")


def page_label(document: Any, page_no: int) -> str | None:
    """The printed label of a page counted from 1."""
    size = _page_label(handle_of(document), page_no - 1, _LABEL.ctypes.data, _LABEL.nbytes)
    if size > _LABEL.nbytes:
        return _told(raw.FPDF_GetPageLabel, document.raw, page_no - 1) or None
    told = _LABEL[: max(size // 2 - 1, 0)]  # a zero ends it
    return told.tobytes().decode("utf-16-le", "replace").strip("\0 ") or None


def bookmarks(document: Any) -> tuple[Bookmark, ...]:
    """The outline, depth from 1."""
    return tuple(_bookmark(entry) for entry in document.get_toc())


def _bookmark(entry: Any) -> Bookmark:
    target = entry.get_dest()
    index = None if target is None else target.get_index()
    page_no = None if index is None or index < 0 else index + 1
    return Bookmark(entry.level + 1, _told(raw.FPDFBookmark_GetTitle, entry.raw), page_no)


def facts(document: Any) -> PdfFacts:
    """The information dictionary, read from the document."""
    title, producer, creator, created = (
        _told(raw.FPDF_GetMetaText, document.raw, key) or None
        for key in (b"Title", b"Producer", b"Creator", b"CreationDate")
    )
    encrypted = raw.FPDF_GetSecurityHandlerRevision(document.raw) >= 0
    return PdfFacts(title, producer, creator, created, encrypted)


def _told(function: Callable[..., int], *asked: object) -> str:
    """The UTF-16 text that a function of PDFium tells, U+FFFD where a file has none."""
    size = function(*asked, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    function(*asked, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace").strip("\0 ")


def base_font_name(font: Handle) -> str:
    """The font's name as the file has it, with its subset prefix."""
    name = ctypes.create_string_buffer(256)
    font_name(font, ctypes.addressof(name), len(name))
    return name.value.decode("utf-8", "replace")
