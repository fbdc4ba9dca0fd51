"""What a person wrote about a document in ``plan.toml``, and what its folder says."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from extract.frozen import frozen
from extract.model import Issue
from normalize.manifest_keys import read_keys
from normalize.municipalities import load_register

FILE_NAME = "plan.toml"
UNKNOWN = "unknown"

_CODE = re.compile(r"[0-9]{6}")
# What no file system or reader of Parquet folders takes at some place in a name.
_UNFIT = re.compile(r"[^\w.]+")
# A name has 255 bytes; the code, a mark that tells equal ids apart and the suffix go with it.
_MOST_BYTES = 180


@frozen
class Manifest:
    """What is known of a document besides its text. None where nothing is written.

    ``slug`` is the second half of the document id. ``folder_code`` is the municipality code of
    the folder, six digits, if the register knows it. ``part_of`` is the slug of the document that
    this one is an excerpt of. It, ``title`` and the period are only trusted with their
    ``evidence``. A belief is recorded, never used as a value. ``issues`` are the faults found.
    """

    slug: str
    folder_code: str | None = None
    file: str | None = None
    sha256: str | None = None
    origin: str | None = None
    url: str | None = None
    licence: str | None = None
    title: str | None = None
    period_start_fy: int | None = None
    period_end_fy: int | None = None
    part_of: str | None = None
    evidence: str | None = None
    believed_name: str | None = None
    believed_code: str | None = None
    belief_reason: str | None = None
    belief_evidence: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """The manifest of a document file, from its folder and the ``plan.toml`` beside it.

    Never fails: without ``plan.toml``, or when it names another file in ``source.file``, the
    slug comes from the folder (inside a folder of a code or ``unknown``) or the file's name.
    A key that is malformed counts as absent and is an issue ``manifest-malformed``; a file that
    is named and not there is ``manifest-file-missing``, a folder of six digits that are no code
    of the register ``folder-code-unknown``.
    """
    declared, issues = read_keys(path.with_name(FILE_NAME))
    group = path.parent.parent.name
    in_code_folder = _CODE.fullmatch(group) is not None
    code = group if in_code_folder and load_register().by_code(group) else None
    astray = [_unknown_code(group)] if in_code_folder and code is None else []
    named = declared.get("file", path.name)
    if _composed(named) != _composed(path.name):
        lost = [] if _is_beside(path, named) else [_missing(named)]
        return Manifest(slug_of(path.stem), code, issues=(*astray, *lost))
    name = path.parent.name if in_code_folder or group == UNKNOWN else path.stem
    told = {"slug": slug_of(name), **declared}
    return Manifest(**told, folder_code=code, issues=(*astray, *issues))


def slug_of(name: str) -> str:
    """A name as the second half of an id: composed, lower case, ``-`` for what is unfit.

    A longer one than a file name can hold is cut, and ends in the head of its digest.
    """
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    slug = _UNFIT.sub("-", text.lower().replace("_", "-")).strip("-.") or "document"
    encoded = slug.encode()
    if len(encoded) <= _MOST_BYTES:
        return slug
    head = encoded[: _MOST_BYTES - 9].decode("utf-8", "ignore").strip("-.")
    return f"{head}-{hashlib.sha256(encoded).hexdigest()[:8]}"


def _composed(name: str) -> str:
    """The form names are compared in: some file systems give か and its mark apart."""
    return unicodedata.normalize("NFC", name)


def _is_beside(path: Path, name: str) -> bool:
    try:
        return _composed(name) in {_composed(p.name) for p in path.parent.iterdir()}
    except OSError:  # a folder that cannot be listed: nothing is known to be wrong
        return True


def _unknown_code(code: str) -> Issue:
    message = (
        f"フォルダー名 {code} は全国地方公共団体コードの一覧にありません。"
        "検査数字を含む6桁か確かめてください。分からなければ unknown とします。"
    )
    return Issue("warning", "folder-code-unknown", message, value_raw=code)


def _missing(name: str) -> Issue:
    message = (
        f"plan.toml の source.file にある {name} がこのフォルダーにないため、"
        "plan.toml を使いません。ファイル名を確かめてください。"
    )
    return Issue("warning", "manifest-file-missing", message, value_raw=name)
