"""A DCAT 3 entry of the data set for open-data catalogues (``dcat.jsonld``).

Terms: https://www.w3.org/TR/vocab-dcat-3/ ; which properties are mandatory:
https://semiceu.github.io/DCAT-AP/releases/3.0.0/ . Addresses are relative to the file, so that
the entry is right wherever the package is put, unless a base address is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from extract.frozen import frozen
from shisaku.exporting.datapackage import data_version
from shisaku.exporting.dcat_text import CONTEXT, DESCRIPTION, TITLE
from shisaku.exporting.licence import DATA_LICENCE, source_licence, source_title

FILE_NAME = "dcat.jsonld"
Node = dict[str, Any]

_LICENCE: Node = {"@id": DATA_LICENCE.url, "@type": "dct:LicenseDocument"}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
# What may stand between < and > in RDF (https://www.w3.org/TR/turtle/#grammar-production-IRIREF).
_ADDRESS = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+")


@frozen
class Form:
    """One form the data is in: ``path`` below the package, a folder's ending in ``/``.

    ``media_type`` is the IANA name without parameters, as ``text/csv``, None where there is none.
    """

    title: str
    path: str
    media_type: str | None


@frozen
class Entry:
    """What the entry says besides the documents. Without a publisher none is named.

    ``base`` is the address the package will have, ending in ``/``.
    """

    forms: Sequence[Form]
    publisher: str | None = None
    base: str | None = None
    title: str = TITLE
    description: str = DESCRIPTION


def dcat_text(documents: Sequence[Mapping[str, Any]], entry: Entry) -> str:
    """The JSON-LD text of the entry for rows of ``documents``; the same rows, the same text."""
    graph = [*_catalogue(entry), _dataset(documents, entry)]
    context = {**CONTEXT, **({"@base": entry.base} if entry.base else {})}
    whole = {"@context": context, "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _catalogue(entry: Entry) -> Iterator[Node]:
    """The catalogue the entry is in: DCAT-AP wants its publisher, so only with one."""
    if entry.publisher:
        yield {
            "@id": "#catalogue",
            "@type": "dcat:Catalog",
            "dct:title": _ja(entry.title),
            "dct:description": _ja(entry.description),
            "dct:publisher": {"@id": "#publisher"},
            "dcat:dataset": {"@id": "#dataset"},
        }


def _dataset(documents: Sequence[Mapping[str, Any]], entry: Entry) -> Node:
    node: Node = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _ja(entry.title),
        "dct:description": _ja(entry.description),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/JPN"},
        "dct:license": _LICENCE,
        "dcat:version": data_version(documents),
    }
    if entry.publisher:
        publisher = {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": _ja(entry.publisher)}
        node["dct:publisher"] = publisher
    parts = {
        "dct:spatial": list(_places(documents)),
        "dct:temporal": list(_period(documents)),
        "dct:source": [_source(row) for row in _sorted(documents)],
        "dcat:distribution": [_distribution(n, form) for n, form in enumerate(entry.forms, 1)],
    }
    return node | {name: nodes for name, nodes in parts.items() if nodes}


def _places(documents: Iterable[Mapping[str, Any]]) -> Iterator[Node]:
    """One place a municipality: its name, and its code as 全国地方公共団体コード."""
    known = {(row["municipality_code"], _name(row)) for row in documents}
    for code, name in sorted(pair for pair in known if pair[0]):
        labels = [_ja(name)] if name else []
        yield {
            "@type": "dct:Location",
            "dct:identifier": code,
            "rdfs:label": [*labels, code],
        }


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['prefecture_name'] or ''}{row['municipality_name'] or ''}"


def _period(documents: Iterable[Mapping[str, Any]]) -> Iterator[Node]:
    """Each plan period once. A fiscal year goes from 1 April to 31 March (地方自治法 第208条)."""
    for start, end in sorted(
        {
            (row["period_start_fy"], row["period_end_fy"])
            for row in documents
            if row["period_start_fy"] is not None and row["period_end_fy"] is not None
        }
    ):
        yield {
            "@type": "dct:PeriodOfTime",
            "rdfs:label": _ja(f"{start}年度～{end}年度" if start != end else f"{start}年度"),
            "dcat:startDate": {"@type": "xsd:date", "@value": f"{start:04}-04-01"},
            "dcat:endDate": {"@type": "xsd:date", "@value": f"{end + 1:04}-03-31"},
        }


def _sorted(documents: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(documents, key=lambda row: str(row["document_id"]))


def _source(row: Mapping[str, Any]) -> Node:
    """The plan a document was read from: no data set of ours, so only named and fingerprinted."""
    node: Node = {
        "@id": f"#source-{quote(str(row['document_id']), safe='')}",
        "@type": "foaf:Document",
        "dct:identifier": row["document_id"],
        "dct:title": _ja(source_title(row)),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": row["source_sha256"]},
        },
    }
    if _ADDRESS.fullmatch(row["source_url"] or ""):
        node["foaf:page"] = {"@id": row["source_url"]}
    rights = source_licence(row)
    node["dct:rights"] = {"@type": "dct:RightsStatement", "rdfs:label": _ja(rights)}
    return node


def _distribution(number: int, form: Form) -> Node:
    node: Node = {
        "@id": f"#distribution-{number}",
        "@type": "dcat:Distribution",
        "dct:title": _ja(form.title),
        "dcat:accessURL": {"@id": quote(form.path)},
        "dct:license": _LICENCE,
    }
    if form.media_type is not None:
        node["dcat:mediaType"] = {"@id": f"{_MEDIA_TYPES}/{form.media_type}"}
    if not form.path.endswith("/"):
        node["dcat:downloadURL"] = {"@id": quote(form.path)}
    return node


def _ja(text: str) -> Node:
    return {"@language": "ja", "@value": text}
