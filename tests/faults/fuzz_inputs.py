"""Mutated inputs: from a seed number the same bytes, so that a finding can be made again."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from tests.builders.pdf_writer import PdfWriter
from tests.builders.small_pdfs import plan_pdf

_ROOT = Path(__file__).resolve().parents[2]
# Small inputs are quick, and a fault seldom needs a large one.
_LINES = 10
_MOST_PDF = 60_000
_PIECES: Sequence[bytes] = tuple(
    text.encode()
    for text in (
        *("\t", "\n", "\r", "\f", "|", "\0", "　", "→", "◎", "<td>", "</table>", "&#x41;", "…" * 9),
        *("第１章　", "ア) ", "(1) ", "1.1 ", "① ", "施策方針 その1\t", "実施事業\t", "担当部署\t"),
        *("令和元～3年度", "平成35年度", "2019年度\t2020年度\n", "【官民デ⑩】", "（2021年度追加）"),
        *(
            "目次\n",
            "......3",
            "図1 ",
            "|---|---|\n",
            "か\u3099",
            "\ufe0f",
            "\U0001f600",
            "⺠",
            "△1,000",
        ),
    )
)
_PDF_PIECES: Sequence[bytes] = (
    *(b"endobj", b"obj", b"stream", b"endstream", b"<<", b">>", b"[", b"]", b"xref", b"%%EOF"),
    *(b"/Kids", b"/Parent", b"/Count 99999", b"/Contents", b"/Filter /FlateDecode", b"/X Do"),
    *(b"1 0 R", b"2 0 R", b"3 0 R", b"-1", b"1e38", b"99999999999", b"0", b"/Rotate 90"),
    *(b" q\n", b" Q\n", b" BT\n", b" ET\n", b" cm\n", b" Tm\n", b" re\n", b" f\n", b" W n\n"),
)


def text_input(seed: int) -> bytes:
    """A piece of a plan in some encoding, damaged."""
    rng = random.Random(seed)
    lines = rng.choice(_plans())
    start = rng.randrange(len(lines))
    text = "\n".join(lines[start : start + rng.randint(1, _LINES)])
    codec = rng.choices(("utf-8", "cp932", "utf-16", "euc_jp"), (8, 1, 1, 1))[0]
    return _mutated(text.encode(codec, "replace"), rng, _PIECES)


def pdf_input(seed: int, shared: Path | None = None) -> bytes:
    """A small PDF, damaged; ``shared`` is a folder with more of them to begin with."""
    rng = random.Random(seed)
    made = rng.choice(_pdfs(shared))
    return _mutated(made, rng, _PDF_PIECES)


def _mutated(data: bytes, rng: random.Random, pieces: Sequence[bytes]) -> bytes:
    ways: Sequence[Callable[[bytearray], None]] = (
        lambda b: _flip(b, rng),
        lambda b: _cut(b, rng),
        lambda b: _splice(b, rng),
        lambda b: _double(b, rng),
        lambda b: _put(b, rng, pieces),
        lambda b: _put(b, rng, pieces),
    )
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        rng.choice(ways)(changed)
    return bytes(changed)


def _place(data: bytearray, rng: random.Random) -> int:
    return rng.randint(0, len(data))


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 8) if data else 0):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _cut(data: bytearray, rng: random.Random) -> None:
    start = _place(data, rng)
    del data[start : start + rng.choice((1, 2, 4, 40, 400))]


def _splice(data: bytearray, rng: random.Random) -> None:
    start = _place(data, rng)
    part = bytes(data[start : start + rng.randint(1, 200)])
    at = _place(data, rng)
    data[at:at] = part


def _double(data: bytearray, rng: random.Random) -> None:
    start = _place(data, rng)
    part = bytes(data[start : start + rng.randint(1, 12)])
    data[start:start] = part * rng.choice((2, 10, 60))


def _put(data: bytearray, rng: random.Random, pieces: Sequence[bytes]) -> None:
    at = _place(data, rng)
    data[at : at + rng.choice((0, 0, 1, 8))] = rng.choice(pieces)


@cache
def _plans() -> tuple[tuple[str, ...], ...]:
    paths = sorted((_ROOT / "data/raw").rglob("*.txt"))
    return tuple(tuple(path.read_text(encoding="utf-8").split("\n")) for path in paths)


@cache
def _pdfs(shared: Path | None) -> tuple[bytes, ...]:
    made = [plan_pdf(), _packed(), _outlined()]
    found = sorted(shared.rglob("*.pdf")) if shared else []
    more = [path.read_bytes() for path in found if 0 < path.stat().st_size <= _MOST_PDF]
    return (*made, *more)


def _outlined() -> bytes:
    pdf = PdfWriter("計画")
    for n in range(3):
        page = pdf.page()
        page.text(50, 60, f"第{n + 1}章　施策")
        page.line(50, 80, 300, 80)
        pdf.bookmark(1 + n % 2, f"第{n + 1}章")
    pdf.label(1, "r")
    return pdf.to_bytes()


def _packed() -> bytes:
    """One page with compressed contents, a form that draws another, and Latin text."""
    from tests.builders.pdf_objects import Objects

    objects = Objects()
    root, tree, page, form = (objects.reserve() for _ in range(4))
    flate = "/Filter /FlateDecode"
    inner = objects.stream(
        f"/Subtype /Form /BBox [0 0 600 900] {flate}", zlib.compress(b"9 9 50 50 re f")
    )
    body = b"q 1 0 0 1 20 20 cm /I Do Q /I Do 10 10 m 90 90 l S"
    objects.put(
        form,
        f"<< /Subtype /Form /BBox [0 0 600 900] /Length {len(body)} "
        f"/Resources << /XObject << /I {inner} 0 R >> >> >>\nstream\n".encode()
        + body
        + b"\nendstream",
    )
    drawing = b"/X Do BT /F 12 Tf 50 700 Td (Chapter 1  H30 2019) Tj ET 50 650 300 20 re S"
    contents = objects.stream(flate, zlib.compress(drawing))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    objects.put(
        page,
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R "
        f"/Resources << /Font << /F {font} >> /XObject << /X {form} 0 R >> >> >>",
    )
    return objects.to_bytes(root)
