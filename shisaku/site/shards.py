"""Data as scripts: a page opened from a folder may load scripts, and nothing else.

JSON is deflated and written as UTF-16 text of 15 bits a character; browsers inflate it themselves
(``DecompressionStream``). Base64 would take a quarter more, and plain JSON four times as much.
"""

from __future__ import annotations

import codecs
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np

LEVEL = 9
PER_SHARD = 100
"""Measures in one file at most: a page loads the file of its measure."""
FIRST = 0x3400
"""The character for 0. From here 32,768 follow that are no surrogate, quote, or end of a line."""
BITS = 15


def write_data(folder: Path, name: str, content: Any) -> None:
    """Write ``<folder>/<name>.js``, which hands the content to the page under its name."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate is no text, and may stand in what comes from file names.
    packed = zlib.compress(text.encode("utf-8", "replace"), LEVEL)
    line = f'shisaku.take({json.dumps(name)},{len(packed)},"{as_text(packed)}");\n'
    # The mark at the beginning tells every browser the encoding, whatever a server says.
    (folder / f"{name}.js").write_bytes(codecs.BOM_UTF16_LE + line.encode("utf-16-le"))


def as_text(packed: bytes) -> str:
    """Bytes as characters, the first bit first; the last character is filled up with zeros."""
    bits = np.unpackbits(np.frombuffer(packed, np.uint8))
    characters = np.pad(bits, (0, -len(bits) % BITS)).reshape(-1, BITS)
    numbers = characters @ (1 << np.arange(BITS - 1, -1, -1))
    return (numbers + FIRST).astype("<u2").tobytes().decode("utf-16-le")
