"""``shisaku inspect FILE --page N --image OUT.png``: a page with what was read from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.ink_chars import is_blank
from extract.model import UnreadableFile
from extract.page_parts import page_parts
from extract.page_rules import ruled
from extract.pdf_errors import PageUnreadable
from extract.pdfium import render_page
from extract.vertical_pages import as_lines
from extract.watermarks import without_watermark
from normalize.layout_file import read_layout
from normalize.manifest import read_manifest
from parsers.layer_faults import LayerError
from parsers.patterns import PatternTimeout, pattern_time
from parsers.vocabulary import using
from shisaku.console import say
from shisaku.messages import Messages
from shisaku.outcome import outcome_of
from shisaku.page_image import draw_marks
from shisaku.page_marks import page_marks
from shisaku.readers import FORMATS, Reading, format_of, pdf_opener
from shisaku.sources import SourceError, find_sources
from shisaku.vocabulary_option import fault_text, vocabulary_in
from shisaku.work import complete, explained, failed_rows, pattern_values, rows_of_document

EXIT_OK, EXIT_FAILED = 0, 1
DPI = 144.0


def inspect_page(
    file: Path, page_no: int | None, image: Path | None, messages: Messages, reading: Reading
) -> int:
    """Write the picture of one page; exit status 1 if the file gives no document.

    Raises SourceError for wrong use: one option without the other, no PDF, no such page.
    """
    if page_no is None or image is None:
        raise SourceError("page-and-image")
    (path, *_) = find_sources([file]).files or (file,)
    kind = format_of(path)
    if kind is None or kind is not FORMATS[".pdf"]:
        raise SourceError("no-picture", path=file)
    try:
        layout = read_layout(path, vocabulary_in(reading.vocabulary))
        reading = replace(reading, turns=layout.turns)
        document = ruled(kind.read(path, reading), layout.pages)
        if page_no > len(document.pages):
            raise SourceError("no-page", path=file, page=page_no, count=len(document.pages))
        with using(layout.vocabulary), pattern_time(reading.limits.pattern_seconds):
            rows = complete(rows_of_document(document, read_manifest(path)))
        with pdf_opener(reading)(path) as source:
            ink, _ = without_watermark(source.read_page(page_no))
        pixels = render_page(path, page_no, dpi=DPI, password=reading.password)
        pixels = np.rot90(pixels, -dict(layout.turns).get(page_no, 0) // 90)
        if document.pages[page_no - 1].width_pt not in (ink.width, None):
            pixels, ink = np.rot90(pixels), as_lines(ink)  # written downwards
    except LayerError as error:
        say(f"{file}: {fault_text(error, messages)}")
        return EXIT_FAILED
    except PatternTimeout as error:
        raise SourceError("pattern-timeout", **pattern_values(error)) from error
    except UnreadableFile as error:
        failed = outcome_of(path, failed_rows(path, error.code, explained(error)))
        say(f"{file}: {failed.explained(messages)}")
        return EXIT_FAILED
    except PageUnreadable:
        say(messages("page-damaged", path=file, page=page_no))
        return EXIT_FAILED
    marks = page_marks(document.pages[page_no - 1], ink, page_parts(ink), rows)
    texts = ink.chars.boxes[~is_blank(ink.chars.codes)]
    try:
        draw_marks(pixels, marks, texts, ink.width).save(image, "PNG")
    except OSError as error:
        raise SourceError("file-not-writable", path=image, reason=error.strerror) from error
    print(messages("picture-written", page=page_no, path=image))
    return EXIT_OK
