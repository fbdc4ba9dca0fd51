"""Which plan of which municipality a document is: printed, told by a person, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Document, Issue
from extract.view import View
from normalize.manifest import Manifest
from normalize.register import find_mentions, load_register, prefecture_of, resolve
from normalize.spelling import closed_up
from normalize.years import parse_years
from parsers.identity import Identity

# A name that is printed this much more often than any other names the document's own city.
DOMINANT = 3


@dataclass(frozen=True, slots=True)
class Who:
    """The document's municipality and plan, with how each is known."""

    document_id: str
    code: str | None
    name: str | None
    prefecture: str | None
    status: str
    title: str | None
    period: View | None
    start: int | None
    end: int | None
    issues: tuple[Issue, ...]


def identify(document: Document, identity: Identity, manifest: Manifest) -> Who:
    """Read from print first; plan.toml only fills what the print does not tell."""
    code, name, prefecture, status, issues = _municipality(document, identity, manifest)
    reading = parse_years(identity.period.text) if identity.period else None
    start = reading.start if reading else None
    end = reading.end if reading else None
    if end is None and identity.period_end is not None:
        end = parse_years(identity.period_end.text).end
    title = closed_up(identity.title.text) if identity.title else None
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
        period=identity.period or identity.period_end,
        start=start,
        end=end,
        issues=(*issues, *_gaps(title, start, end)),
    )


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
    own = bool(ranked) and (len(ranked) == 1 or ranked[0][1] >= DOMINANT * ranked[1][1])
    if own:
        name = ranked[0][0]
        address = next((a.text for a in identity.addresses if name in a.text), None)
        postal = identity.postal_codes[0].text if address and identity.postal_codes else None
        result = resolve(
            name, prefecture=prefecture_of(found, name), postal=postal, address=address
        )
        if result.municipality is not None:
            m = result.municipality
            return m.code, m.name, m.prefecture_name, "printed", ()
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
        f"自治体名が一つに決まりません（{names}）。" if ranked else "自治体名が本文にありません。"
    )
    issue = Issue("warning", "municipality-unknown", message, value_raw=names or None)
    return _from_folder(manifest, (issue,))


def _from_folder(manifest: Manifest, issues: tuple[Issue, ...]) -> Municipality:
    code = manifest.folder_code
    known = load_register().by_code(code) if code else None
    if known is None:
        return None, None, None, "unknown", issues
    return known.code, known.name, known.prefecture_name, "manifest", ()
