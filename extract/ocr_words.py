"""Characters that tesseract recognises in small pictures, one run of it for all of a page."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen

Grey = NDArray[np.uint8]

LANGUAGE = "jpn"
# "A single uniform block of text": cells and paragraphs are cut out before.
BLOCK = "6"
# Pixels of white that tesseract wants around a text.
RIM = 16
LINE, WORD = "4", "5"
# "Orientation and script detection only", and its answer.
ORIENTATION = "0"
ROTATE = re.compile(r"Rotate: (\d+)\nOrientation confidence: ([\d.]+)")
# Its threads wait for one another longer than they work on small pictures.
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


@frozen
class Word:
    """Some characters of one line of one picture.

    ``x0`` to ``x1`` is their place, ``top`` to ``bottom`` that of their line, in pixels of the
    picture. ``confidence`` is tesseract's, 0 to 100.
    """

    picture: int
    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    confidence: float


def has_tesseract() -> bool:
    """Whether the program is there and has Japanese."""
    try:
        done = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return LANGUAGE in done.stdout.split()


def tesseract_version() -> str:
    """The first line of what the program says of itself; "" without it."""
    try:
        done = subprocess.run(
            ["tesseract", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return (done.stdout or done.stderr).partition("\n")[0]


def read_words(pictures: Sequence[Grey], dpi: int) -> tuple[Word, ...]:
    """The words of all pictures (height, width), in the order of the pictures.

    Raises OSError when tesseract is not there or fails.
    """
    if not pictures:
        return ()
    with TemporaryDirectory(prefix="shisaku-ocr-") as folder:
        names = [Path(folder, f"{n:05d}.pgm") for n in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            name.write_bytes(_pgm(np.pad(picture, RIM, constant_values=255)))
        listed = Path(folder, "pictures.txt")
        listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        done = _run(listed, ["-l", LANGUAGE, "--psm", BLOCK, "--dpi", str(dpi), "tsv"])
    if done.returncode:
        raise OSError(f"tesseract: {done.stderr.strip().splitlines()[-1:]}")
    return tuple(_words(done.stdout))


def upright_turn(picture: Grey, dpi: int) -> tuple[int, float]:
    """By how many quarters clockwise tesseract would turn a page to read it, and how surely.

    It calls 15 sure. Of tables its answer is unsure, and right more often than not. (0, 0.0) when
    it lacks the data to tell.
    """
    with TemporaryDirectory(prefix="shisaku-ocr-") as folder:
        page = Path(folder, "page.pgm")
        page.write_bytes(_pgm(picture))
        done = _run(page, ["-l", "osd", "--psm", ORIENTATION, "--dpi", str(dpi)])
    answer = ROTATE.search(done.stdout)
    if done.returncode or answer is None:
        return 0, 0.0
    return int(answer[1]) // 90, float(answer[2])


def _run(file: Path, options: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tesseract", str(file), "stdout", *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **ONE_THREAD},
    )


def _pgm(picture: Grey) -> bytes:
    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(picture).tobytes()


def _words(table: str) -> Iterator[Word]:
    top = bottom = 0.0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        x0, y0, wide, high = (float(row[name]) for name in ("left", "top", "width", "height"))
        if row["level"] == LINE:
            top, bottom = y0 - RIM, y0 + high - RIM
        elif row["level"] == WORD and (text := (row["text"] or "").strip()):
            picture = int(row["page_num"]) - 1
            left = x0 - RIM
            yield Word(picture, left, top, left + wide, bottom, text, float(row["conf"]))
