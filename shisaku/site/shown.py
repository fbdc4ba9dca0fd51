"""Text as pages show it. Positions in it are counted as browsers count them, in UTF-16 units."""

from __future__ import annotations

_KEPT = "\n\t "


def shown(text: object) -> str:
    """The text of a value, one character for each of its own.

    Control characters, marks that turn the direction of writing and what UTF-8 cannot hold
    become U+FFFD; blanks, tabs and line feeds stay. None is the empty text.
    """
    if text is None:
        return ""
    given = str(text)
    if given.isprintable():
        return given
    return "".join(c if c.isprintable() or c in _KEPT or _is_blank(c) else "\ufffd" for c in given)


def units(text: str) -> int:
    """The length of a text in UTF-16 units: a character beyond U+FFFF counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_blank(char: str) -> bool:
    # Not the separators of lines and paragraphs, which would break lines that are none.
    return char.isspace() and char.isascii() is False and char not in "\x85\u2028\u2029"
