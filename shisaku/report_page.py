"""The page of a run's report: one file without script, to open in any browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shisaku.html_text import safe
from shisaku.messages import Messages
from shisaku.terms import value_name

MOST_ROWS = 500
"""Documents on the page, the worst first; report.json has all."""

_STYLE = """
body { font-family: sans-serif; margin: 2em; max-width: 80em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; padding: .25em .6em; text-align: left; vertical-align: top; }
td.number { text-align: right; }
tr.failed td { background: #fde4e1; }
tr.partial td { background: #fff6d9; }
"""

_COLUMNS = ("document", "status", "errors", "warnings", "unread", "measures", "seconds", "reason")
_NUMBERS = frozenset({"errors", "warnings", "unread", "measures", "seconds"})


def report_page(report: Mapping[str, Any], messages: Messages) -> str:
    """A whole HTML page; whatever comes from documents and file names is escaped in it."""
    counts = report["counts"]
    title = messages("report-title")
    rows = [_row(row, messages) for row in report["documents"][:MOST_ROWS]]
    body = [
        f"<h1>{safe(title)}</h1>",
        f"<p>{safe(messages('summary-documents', **_without(counts, 'unchanged')))}</p>",
        f"<p>{safe(messages('summary-unchanged', count=counts['unchanged']))}</p>",
        *_gone(report, messages),
        f"<h2>{safe(messages('report-worst'))}</h2>",
        _table([messages(f"report-{name}") for name in _COLUMNS], rows),
    ]
    if len(report["documents"]) > MOST_ROWS:
        more = messages.counted("more", len(report["documents"]) - MOST_ROWS)
        body.append(f"<p>{safe(more)} (report.json)</p>")
    head = f'<meta charset="utf-8"><title>{safe(title)}</title><style>{_STYLE}</style>'
    inner = "\n".join(body)
    language = messages.language
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{head}</head>\n'
        f"<body>\n{inner}\n</body>\n</html>\n"
    )


def _row(row: Mapping[str, Any], messages: Messages) -> str:
    codes = ", ".join(f"{code} ({count})" for code, count in row["codes"].items())
    cells = {
        "document": f"{safe(row['document_id'])}<br><small>{safe(row['source'])}</small>",
        "status": safe(value_name(messages, "documents", "status", row["status"])),
        "errors": f"{row['errors']:,}",
        "warnings": f"{row['warnings']:,}",
        "unread": f"{row['unread']:.1%}",
        "measures": f"{row['measures']:,}",
        "seconds": "-" if row["unchanged"] else f"{row['seconds']:.1f}",
        "reason": safe(row["reason"] or codes),
    }
    inner = "".join(
        f'<td class="number">{cells[name]}</td>' if name in _NUMBERS else f"<td>{cells[name]}</td>"
        for name in _COLUMNS
    )
    return f'<tr class="{safe(row["status"])}">{inner}</tr>'


def _table(heads: Sequence[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{safe(name)}</th>" for name in heads)
    return "\n".join(["<table>", f"<tr>{head}</tr>", *rows, "</table>"])


def _gone(report: Mapping[str, Any], messages: Messages) -> list[str]:
    if not report["gone"]:
        return []
    name = "summary-pruned" if report["pruned"] else "summary-gone"
    names = ", ".join(f"{row['document_id']} ({row['source']})" for row in report["gone"])
    count = f"{len(report['gone']):,}"
    return [f"<p>{safe(messages(name, count=count, names=names))}</p>"]


def _without(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}
