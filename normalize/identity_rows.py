"""Which plan of which municipality a document is: printed, told by a person, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.frozen import frozen
from extract.model import Document, Issue
from extract.view import View
from normalize.doubts import Doubts
from normalize.manifest import Manifest
from normalize.register import find_mentions, load_register, prefecture_of, resolve
from normalize.spelling import closed_up
from normalize.years import parse_years
from parsers.identity import Identity

# A name that is printed this much more often than any other is the document's own city.
DOMINANT = 3


@frozen
class Who:
    """The document's municipality and plan, with how each is known."""

    document_id: str
    code: str | None
    name: str | None
    prefecture: str | None
    status: str
    title: str | None
    title_status: str
    period: View | None
    period_status: str
    start: int | None
    end: int | None
    issues: tuple[Issue, ...]


def identify(document: Document, identity: Identity, manifest: Manifest) -> Who:
    """Read from print first; plan.toml only fills what the print does not tell."""
    code, name, prefecture, status, issues = _municipality(document, identity, manifest)
    doubts = Doubts(document.pages)
    sure = doubts.holds(identity.period)
    reading = parse_years(identity.period.text) if identity.period and sure else None
    start = reading.start if reading else None
    end = reading.end if reading else None
    if end is None and identity.period_end is not None and doubts.holds(identity.period_end):
        end = parse_years(identity.period_end.text).end
    title = closed_up(identity.title.text) if identity.title else None
    title_status = _status([title], [manifest.title])
    period_status = _status([start, end], [manifest.period_start_fy, manifest.period_end_fy])
    title = title or manifest.title
    start = start if start is not None else manifest.period_start_fy
    end = end if end is not None else manifest.period_end_fy
    return Who(
        document_id=f"{code or 'unknown'}-{manifest.slug}",
        code=code,
        name=name,
        prefecture=prefecture,
        status=status,
        title=title,
        title_status=title_status,
        period=identity.period or identity.period_end,
        period_status=period_status,
        start=start,
        end=end,
        issues=(
            *issues,
            *_other_bytes(document, manifest),
            *doubts.issues([identity.period, identity.period_end]),
            *_gaps(title, start, end),
        ),
    )


def _status(printed: Sequence[object], told: Sequence[object]) -> str:
    """How values are known: from print, from plan.toml where print has none, or from both."""
    from_print = any(value is not None for value in printed)
    filled = any(p is None and t is not None for p, t in zip(printed, told, strict=True))
    if filled:
        return "mixed" if from_print else "manifest"
    return "printed" if from_print else "unknown"


def _other_bytes(document: Document, manifest: Manifest) -> Iterator[Issue]:
    """What plan.toml tells of one file must not be taken for another in silence."""
    if manifest.sha256 not in (None, document.sha256):
        message = (
            "ファイルの SHA-256 が plan.toml の source.sha256 と違います。"
            f"別の版でないか確かめ、同じ計画なら {document.sha256} に直してください。"
        )
        yield Issue("warning", "manifest-sha256-differs", message, value_raw=manifest.sha256)


def _gaps(title: str | None, start: int | None, end: int | None) -> Iterator[Issue]:
    """What a reader would look for and the document does not print."""
    if title is None:
        yield Issue("info", "plan-title-unknown", "計画の名称が本文に見つかりません。")
    if start is None or end is None:
        yield Issue(
            "info", "plan-period-unknown", "計画期間の初年度か最終年度が本文に見つかりません。"
        )


Municipality = tuple[str | None, str | None, str | None, str, tuple[Issue, ...]]


def _municipality(document: Document, identity: Identity, manifest: Manifest) -> Municipality:
    found = [m for page in document.pages for m in find_mentions(page.text)]
    counts: dict[str, int] = {}
    for mention in found:
        counts[mention.name] = counts.get(mention.name, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if _names_itself(ranked, identity):
        name = ranked[0][0]
        address = next((a.text for a in identity.addresses if name in a.text), None)
        postal = identity.postal_codes[0].text if address and identity.postal_codes else None
        result = resolve(
            name, prefecture=prefecture_of(found, name), postal=postal, address=address
        )
        if result.municipality is not None:
            m = result.municipality
            return m.code, m.name, m.prefecture_name, "printed", _differs(m.code, manifest)
        where = "、".join(f"{c.prefecture_name}{c.name}" for c in result.candidates)
        issue = Issue(
            "warning",
            "municipality-ambiguous",
            f"「{name}」がどの自治体か決められません（候補: {where}）。",
            value_raw=name,
        )
        return _from_folder(manifest, (issue,))
    names = "、".join(name for name, _ in ranked[:5])
    message = (
        f"自治体名が一つに決まりません（{names}）。"
        if ranked
        else "登録簿にある自治体名が本文に見つかりません。"
    )
    if manifest.folder_code is None:
        message += "自治体コード（6桁）を名前にしたフォルダーに入れると、そのコードが付きます。"
    issue = Issue("warning", "municipality-unknown", message, value_raw=names or None)
    return _from_folder(manifest, (issue,))


def _names_itself(ranked: Sequence[tuple[str, int]], identity: Identity) -> bool:
    """Whether the name printed most is the document's own.

    Any document may give a city as an example. A name counts that the title has, or a line that
    stands alone; a name in running text only where the document speaks of itself as 本市, and
    then not once only.
    """
    if not ranked:
        return False
    name, count = ranked[0]
    if len(ranked) > 1 and count < DOMINANT * ranked[1][1]:
        return False
    if identity.title is not None and name in closed_up(identity.title.text):
        return True
    if count == 1:
        own = re.compile(rf"(?:\S{{2,3}}[都道府県])?{re.escape(name)}")
        return any(own.match(label.text) for label in identity.labels)
    return identity.speaks_of_itself or any(name in label.text for label in identity.labels)


def _differs(code: str, manifest: Manifest) -> tuple[Issue, ...]:
    """What is printed counts; a folder of another municipality is a place to look at."""
    if manifest.folder_code in (None, code):
        return ()
    message = f"フォルダーの自治体コード {manifest.folder_code} と本文の自治体名が違います。"
    return (Issue("warning", "municipality-differs", message, value_raw=manifest.folder_code),)


def _from_folder(manifest: Manifest, issues: tuple[Issue, ...]) -> Municipality:
    code = manifest.folder_code
    known = load_register().by_code(code) if code else None
    if known is None:
        return None, None, None, "unknown", issues
    return known.code, known.name, known.prefecture_name, "manifest", ()
