"""Makes what stands over a page part of it: fields that are filled in, notes, stamps.

PDFium keeps their printed form apart from the page. Links and comments print nothing.
"""

from __future__ import annotations

from extract import pdfium_calls as pdfium


def with_annotations(document: pdfium.Handle, index: int, page: pdfium.Handle) -> pdfium.Handle:
    """The page with the printed annotations in its content, loaded anew where it has any."""
    count = pdfium.count_annotations(page)
    if count <= 0 or not any(map(pdfium.prints_text, [page] * count, range(count))):
        return page
    pdfium.flatten(page)
    pdfium.close_page(page)
    return pdfium.load_page(document, index)
