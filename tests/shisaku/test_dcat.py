"""The catalogue entry: a graph that keeps the minimum of DCAT-AP and says what is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.schema import load_schema
from shisaku.exporting.dcat import Entry, Form, dcat_text
from shisaku.exporting.dcat_write import DCAT_FORMS
from shisaku.exporting.forms import FORMS
from tests.builders.small_data import converted, exported

BASE = "https://example.jp/open/"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
RDFS = rdflib.RDFS
FORM = (Form("CSV", "csv/", "text/csv"), Form("Excel 表", "a b.xlsx", None))


def row(**known: Any) -> dict[str, Any]:
    """A row of ``documents`` with what an entry reads, null unless given."""
    names = load_schema().table("documents").column_names
    given = {"document_id": "a", "source_name": "plan.pdf", "source_sha256": "0f" * 32}
    return dict.fromkeys(names) | {"schema_version": "1", "program_version": "1"} | given | known


def graph(text: str, base: str = BASE) -> Any:
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=base)


def faults(read: Any) -> str:
    shapes = rdflib.Graph().parse(Path(__file__).with_name("dcat_minimum.ttl"))
    conforms, _, text = pyshacl.validate(read, shacl_graph=shapes)
    return "" if conforms else text


def value(read: Any, predicate: Any) -> list[str]:
    return sorted(str(o) for o in read.objects(None, predicate))


@pytest.mark.parametrize("publisher", [None, "甲乙市"])
def test_the_entry_keeps_the_minimum(publisher: str | None) -> None:
    read = graph(dcat_text([row(), row(document_id="b")], Entry(FORM, publisher)))
    assert faults(read) == ""
    catalogues = list(read.subjects(rdflib.RDF.type, DCAT.Catalog))
    assert len(catalogues) == (1 if publisher else 0)
    assert value(read, FOAF.name) == ([publisher] if publisher else [])


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (DCAT.Catalog, DCT.title),
        (DCAT.Catalog, DCT.publisher),
        (DCAT.Dataset, DCT.title),
        (DCAT.Dataset, DCT.description),
        (DCAT.Distribution, DCAT.accessURL),
    ],
)
def test_the_shapes_miss_what_is_taken_away(subject: Any, predicate: Any) -> None:
    read = graph(dcat_text([row()], Entry(FORM, "甲乙市")))
    for node in list(read.subjects(rdflib.RDF.type, subject)):
        read.remove((node, predicate, None))
    assert faults(read)


def test_what_is_known_of_the_documents_is_said() -> None:
    one = row(
        municipality_code="132012",
        municipality_name="丙丁市",
        prefecture_name="戊県",
        period_start_fy=2019,
        period_end_fy=2022,
        plan_title="情報化計画",
        source_url="https://example.jp/plan.pdf",
        source_licence="CC BY 4.0",
    )
    read = graph(dcat_text([one, row(document_id="b")], Entry(FORM)))
    (place,) = read.subjects(rdflib.RDF.type, DCT.Location)
    assert {str(label) for label in read.objects(place, RDFS.label)} == {"戊県丙丁市", "132012"}
    (period,) = read.subjects(rdflib.RDF.type, DCT.PeriodOfTime)
    assert str(read.value(period, DCAT.startDate)) == "2019-04-01"
    assert str(read.value(period, DCAT.endDate)) == "2023-03-31"
    assert str(read.value(period, RDFS.label)) == "2019年度～2022年度"
    assert value(read, FOAF.page) == ["https://example.jp/plan.pdf"]
    rights = {str(read.value(o, RDFS.label)) for o in read.objects(None, DCT.rights)}
    assert rights == {"CC BY 4.0", "不明"}
    assert len(list(read.objects(None, DCT.source))) == 2
    assert set(value(read, DCT.license)) == {"https://creativecommons.org/licenses/by/4.0/"}


def test_nothing_is_said_of_what_is_not_known() -> None:
    content = json.loads(dcat_text([row()], Entry(FORM)))
    (dataset,) = content["@graph"]
    assert not {"dct:spatial", "dct:temporal", "dct:publisher"} & dataset.keys()


def test_addresses_start_where_the_package_will_be() -> None:
    text = dcat_text([row()], Entry(FORM, base=BASE))
    read = graph(text, "file:///somewhere/dcat.jsonld")
    assert value(read, DCAT.accessURL) == [f"{BASE}a%20b.xlsx", f"{BASE}csv/"]
    assert value(read, DCAT.downloadURL) == [f"{BASE}a%20b.xlsx"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_names_make_a_graph(title: str, url: str, publisher: str) -> None:
    known = {"plan_title": title, "document_id": title, "source_url": url}
    read = graph(dcat_text([row(**known)], Entry(FORM, publisher)))
    assert faults(read) == ""


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_leads_to_files_that_are_there(tmp_path: Path, form: str) -> None:
    folder = exported(converted(tmp_path), tmp_path / "package", form)
    read = graph((folder / "dcat.jsonld").read_text(encoding="utf-8"))
    assert faults(read) == ""
    addresses = {*value(read, DCAT.accessURL), *value(read, DCAT.downloadURL)}
    assert len(value(read, DCAT.accessURL)) == len(DCAT_FORMS[form])
    for address in addresses:
        path = unquote(urlsplit(address).path.removeprefix(urlsplit(BASE).path))
        assert (folder / path).exists(), path


def test_the_command_names_publisher_and_address(run: Callable[..., Any], tmp_path: Path) -> None:
    data = converted(tmp_path)
    out = tmp_path / "package"
    options = ("--publisher", "甲乙市", "--base-url", BASE.rstrip("/"), "--lang", "en")
    told = run("export", data, "--to", "csv", "--out", out, *options)
    assert told.status == 0
    read = graph((out / "dcat.jsonld").read_text(encoding="utf-8"), "file:///x")
    assert value(read, FOAF.name) == ["甲乙市"]
    assert value(read, DCAT.accessURL) == [urljoin(BASE, "./")]


def test_what_is_no_address_is_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run("export", tmp_path, "--to", "csv", "--out", tmp_path / "p", "--base-url", "x y")
