"""Text as HTML shows it: what a document or a file name holds is no markup and no script."""

from __future__ import annotations

import html


def safe(text: object) -> str:
    """The text of a value for an element or an attribute between quotes.

    Control characters, marks that turn the direction of writing, and what UTF-8 cannot hold
    become U+FFFD; line feeds stay.
    """
    shown = "".join(c if c.isprintable() or c in "\n\u3000" else "\ufffd" for c in str(text))
    return html.escape(shown, quote=True)
