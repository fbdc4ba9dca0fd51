"""Tables that a browser prints without upright rulings: ruled across, striped, grids of CSS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import pytest

from extract.model import Document
from extract.pdf_file import read_pdf
from parsers.plan import Plan
from tests.builders.producers import FONT
from tests.builders.web import print_html

Rows = Sequence[Sequence[str]]

CARD: Rows = (
    ("実施事業", "① 窓口サービスの改善"),
    ("担当課", "市民課・税務課"),
    (
        "事業概要",
        "申請書の記入を減らし、来庁者の待ち時間の短縮を図ります。また、案内を多言語で行い、"
        "外国人住民も安心して手続きができる窓口を整備します。",
    ),
    ("期待される効果", "利便性の向上、来庁者の満足度の向上"),
)
LIST: Rows = (
    ("番号", "事業名", "担当課", "事業の概要", "実施年度"),
    ("1", "窓口の改善", "市民課", "申請書の記入を減らし、待ち時間の短縮を図ります。", "令和５年度"),
    (
        "2",
        "予約の電子化",
        "生涯学習課",
        "空き状況の確認をいつでもできるようにします。",
        "令和６年度",
    ),
    ("3", "防災の情報", "危機管理課", "避難所の開設や気象の情報を端末に届けます。", "令和７年度"),
    ("4", "職員研修", "人事課", "安全についての研修", "令和５年度"),
)
LONG: Rows = (LIST[0], *((str(n), *LIST[1 + n % 4][1:]) for n in range(1, 46)))
SENTENCE = (
    "本市では、情報通信技術を活用して市民の利便性の向上と行政の効率化を進めるため、次のとおり"
    "取り組みます。各事業の担当課と内容は次に示すとおりであり、毎年度進捗を確認します。"
)
STYLE = f"""
@page {{ size: A4; margin: 50pt }}
* {{ -webkit-print-color-adjust: exact }}
body {{ margin: 0; font: 10.5pt/1.5 {FONT} }}
section {{ break-before: page }}
p {{ margin: 0 0 8pt }}
table {{ border-collapse: collapse; width: 100%; margin: 0 0 14pt }}
td {{ padding: 4pt 6pt; vertical-align: top }} td:first-child {{ white-space: nowrap }}
.grid {{ display: grid; margin: 0 0 14pt }}
.wide {{ grid-template-columns: 36pt 90pt 80pt 1fr 70pt }}
.pair {{ grid-template-columns: 90pt 1fr }}
"""
# The style of each form; those of grids have cells that are no cells of a table.
FORMS = {
    "rules": "tr { border-bottom: 0.5pt solid } tr:first-child { border-top: 0.5pt solid }",
    "inner_rules": "tr:not(:last-child) { border-bottom: 0.5pt solid #888 }",
    "rules_below": "td { border-bottom: 1px solid #ccc }",
    "middle": "tr { border-bottom: 0.5pt solid } td { vertical-align: middle }",
    "zebra": "tr:nth-child(even) { background: #eee }",
    "zebra_odd": "tr:nth-child(odd) { background: #def }",
    "grid_rules": ".grid > div { border-bottom: 0.5pt solid #999; padding: 4pt 6pt }",
    "grid_pieces": ".grid { column-gap: 8pt } .grid > div { border-bottom: 0.5pt solid #999 }",
    "grid_bare": ".grid { gap: 6pt 12pt }",
}
PARTED = [name for name in FORMS if name != "grid_bare"]


def shown(form: str, rows: Rows) -> str:
    if form.startswith("grid"):
        cells = "".join(f"<div>{escape(text)}</div>" for row in rows for text in row)
        return f'<div class="grid {"pair" if len(rows[0]) == 2 else "wide"}">{cells}</div>'
    lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def scoped(form: str) -> str:
    """The rules of a form for its own sections."""
    rules = (rule.strip() for rule in FORMS[form].split("}") if rule.strip())
    return "".join(f".{form} {rule}}}" for rule in rules)


def section(form: str, *parts: str) -> str:
    return f'<section class="{form}"><p>{SENTENCE}</p>{"".join(parts)}<p>{SENTENCE}</p></section>'


def sections() -> Iterator[tuple[tuple[str, str], str]]:
    for form in FORMS:
        yield (form, "list"), section(form, shown(form, LIST))
        yield (form, "long"), section(form, shown(form, LONG))
        heading = "<h3>（2）施設</h3>"
        yield (form, "cards"), section(form, shown(form, CARD), heading, shown(form, CARD))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """All forms in one print: a browser takes long to start."""
    folder = tmp_path_factory.mktemp("web")
    style = STYLE + "".join(map(scoped, FORMS))
    body = "".join(part for _, part in sections())
    html = f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><body>{body}</body>"
    (folder / "printed.pdf").write_bytes(print_html(html, folder, "tables"))
    return read_pdf(folder / "printed.pdf")


@pytest.fixture(scope="module")
def tables(printed: Document) -> dict[tuple[str, str], list[list[list[str]]]]:
    """The tables of each section, as joined over pages."""
    begins = [p.page_no for p in printed.pages if p.text.lstrip().startswith(SENTENCE[:20])]
    names = [name for name, _ in sections()]
    assert len(begins) == len(names)
    found: dict[tuple[str, str], list[list[list[str]]]] = {name: [] for name in names}
    for table in Plan(printed).tables:
        page_no = table.rows[0][0].view.whole.page_no
        at = max(n for n, first in enumerate(begins) if first <= page_no)
        rows = [["".join(cell.text.split()) for cell in row] for row in table.rows]
        found[names[at]].append(rows)
    return found


def plain(rows: Rows) -> list[list[str]]:
    return [["".join(text.split()) for text in row] for row in rows]


@pytest.mark.parametrize("form", FORMS)
def test_a_list(form: str, tables: dict[tuple[str, str], list[list[list[str]]]]) -> None:
    assert tables[form, "list"] == [plain(LIST)]


@pytest.mark.parametrize("form", PARTED)
def test_a_list_over_pages(form: str, tables: dict[tuple[str, str], list[list[list[str]]]]) -> None:
    assert tables[form, "long"] == [plain(LONG)]


@pytest.mark.parametrize("form", PARTED)
def test_cards(form: str, tables: dict[tuple[str, str], list[list[list[str]]]]) -> None:
    assert tables[form, "cards"] == [plain(CARD), plain(CARD)]
