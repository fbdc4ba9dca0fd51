"""The parts of a DOCX file, written by hand: paragraphs, ruled tables, the package around them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from tests.builders.producers import FONT

TWIPS = 20  # twentieths of a point
WIDTH = 481.0  # of the text, in points
MARGIN = 3.0  # left and right in cells, in points

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:wps="{SHAPE}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def text_run(text: str, half_points: int = 0, extra: str = "") -> str:
    """A stretch of text; size in half points, 0 for that of the paragraph."""
    size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
    inside = f"<w:rPr>{extra}{size}</w:rPr>" if extra or size else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(runs: str, properties: str = "") -> str:
    """A paragraph of runs with properties."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def cell(text: str, span: int = 1, half_points: int = 0, drawing: str = "") -> str:
    """A cell: a paragraph a line, a drawing anchored in the first one."""
    lines = text.split("\n")
    shown = [
        paragraph((drawing if i == 0 else "") + text_run(t, half_points))
        for i, t in enumerate(lines)
    ]
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr>{spanned}<w:vAlign w:val="center"/></w:tcPr>{"".join(shown)}</w:tc>'


def table(widths: Sequence[float], rows: Sequence[str], repeat: bool = False) -> str:
    """A ruled table of rows of cells; ``repeat`` shows the first row on every page again."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for s in sides
    )
    margin = int(MARGIN * TWIPS)
    margins = "".join(f'<w:{s} w:w="{margin}" w:type="dxa"/>' for s in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{round(w * TWIPS)}"/>' for w in widths)
    shown = [
        f'<w:tr><w:trPr><w:trHeight w:val="380" w:hRule="atLeast"/>'
        f"{'<w:tblHeader/>' if repeat and i == 0 else ''}</w:trPr>{row}</w:tr>"
        for i, row in enumerate(rows)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{int(WIDTH * TWIPS)}" w:type="dxa"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(shown)}</w:tbl>"
    )


def docx_file(title: str, body: str) -> bytes:
    """The parts of a DOCX around a body, zipped without dates."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="head"/><w:footerReference '
        'w:type="default" r:id="foot"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1320" '
        'w:right="1140" w:bottom="1240" w:left="1140" w:header="560" w:footer="560" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    page_number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "header": "header",
        "footer": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{main}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"doc": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                "style": ("styles", "styles.xml"),
                "head": ("header", "header.xml"),
                "foot": ("footer", "footer.xml"),
            }
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/header.xml": f"<w:hdr {_SPACES}>{paragraph(text_run(title, 16))}</w:hdr>",
        "word/footer.xml": f"<w:ftr {_SPACES}>"
        f"{paragraph(page_number, '<w:jc w:val=' + repr('center') + '/>')}</w:ftr>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'
            package.writestr(zipfile.ZipInfo(name), xml.encode("utf-8"))
    return out.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    shown = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{shown}</Relationships>'


def _styles() -> str:
    sizes = {1: 36, 2: 28, 3: 24, 4: 21, 5: 21, 6: 21}
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f"<w:pPr><w:keepNext/>{'<w:pageBreakBefore/>' if level == 1 else ''}"
        f'<w:spacing w:after="200"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in sizes.items()
    )
    return (
        f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={FONT!r} "
        f'w:eastAsia={FONT!r} w:hAnsi={FONT!r} w:cs={FONT!r}/><w:sz w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
        f"{headings}</w:styles>"
    )
