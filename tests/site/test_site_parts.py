"""The parts a site is made of: bars, excerpts, packed data, texts, declarations."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.messages import Messages
from shisaku.site.bars import Bar, bars, period_bar
from shisaku.site.catalogue import numbered
from shisaku.site.charts import counted, phases_by_year
from shisaku.site.document import Document, Place
from shisaku.site.excerpts import CONTEXT, GAP, excerpts, mark
from shisaku.site.guide import guide
from shisaku.site.matrices import shortened
from shisaku.site.shards import BITS, FIRST, as_text, write_data
from shisaku.site.shown import shown, units
from shisaku.site.tallies import ways
from shisaku.site.texts import texts
from shisaku.site.values import declared, repaired_label

PACKAGE = Path(__file__).resolve().parents[2] / "shisaku" / "site"


def span(start: int | None, end: int | None, how: str = "oo", **more: Any) -> dict[str, Any]:
    """A row of schedule_spans; ``how`` has a letter for how each end is known."""
    status = {"o": "observed", "i": "inferred", "u": "unknown"}
    return {
        "schedule_row_id": "row",
        "item_id": None,
        "phase": "operate",
        "phase_raw": "運用",
        "row_label_raw": "運用",
        "meaning": None,
        "start_fy": start,
        "end_fy": end,
        "start_status": status[how[0]],
        "end_status": status[how[1]],
        "reliability": "start_only",
        **more,
    }


def ink(year: int | None, phase: str | None = "運用") -> dict[str, Any]:
    return {
        "schedule_row_id": "row",
        "item_id": None,
        "phase_raw": phase,
        "fiscal_year": year,
        "row_label_raw": "検討 運用",
        "task_raw": None,
        "meaning": None,
        "mark_raw": "→",
    }


@pytest.mark.parametrize(
    ("row", "marks", "first", "years", "opens"),
    [
        (span(2019, 2021, "oi"), [ink(2019)], 2019, "oii", (False, False)),
        (span(2019, 2021), [ink(2019), ink(2020), ink(2021)], 2019, "ooo", (False, False)),
        # Ends are printed, the year between them is not.
        (span(2019, 2021), [], 2019, "oio", (False, False)),
        # A period in words has no marks, and all of it is printed.
        (span(2019, 2021, reliability="full"), [], 2019, "ooo", (False, False)),
        (span(2019, None, "ou"), [ink(2019)], 2019, "o", (False, True)),
        (span(None, 2023, "uo"), [], 2023, "o", (True, False)),
        (span(None, None, "uu", reliability="packed"), [], None, "", (False, False)),
        # Ink of another phase of the row tells nothing about this one.
        (span(2019, 2020, "oi"), [ink(2020, "検討")], 2019, "oi", (False, False)),
        (span(2021, 2019), [], None, "", (False, False)),
        # Years that nobody plans for are no columns of a timeline.
        (span(2019, 20200), [ink(2019)], 2019, "o", (False, True)),
        (span(-5, 2**31 - 1), [], None, "", (False, False)),
    ],
)
def test_bars_tell_how_each_year_is_known(
    row: dict[str, Any],
    marks: list[dict[str, Any]],
    first: int | None,
    years: str,
    opens: tuple[bool, bool],
) -> None:
    (bar,) = bars([row], marks)
    assert (bar.first, bar.years, (bar.starts_before, bar.ends_after)) == (first, years, opens)


def test_marks_of_no_phase_are_bars_of_their_own() -> None:
    packed = span(None, None, "uu", reliability="packed")
    made = bars([packed], [ink(2019, None), ink(2020, None), ink(2022, None), ink(None, None)])
    assert [(b.phase, b.first, b.years) for b in made] == [
        ("operate", None, ""),
        (None, 2019, "oo"),
        (None, 2022, "o"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2020, 2022, (2020, "ooo", False, False)),
        (2020, None, (2020, "o", False, True)),
        (None, 2022, (2022, "o", True, False)),
        (None, None, None),
        (2022, 2020, None),
    ],
)
def test_a_printed_period_is_a_bar(
    start: int | None, end: int | None, expected: tuple[int, str, bool, bool] | None
) -> None:
    row = {"period_start_fy": start, "period_end_fy": end, "period_raw": "令和2年度から"}
    bar = period_bar(row, None)
    told = bar and (bar.first, bar.years, bar.starts_before, bar.ends_after)
    assert told == expected


@given(
    st.lists(st.tuples(st.integers(2000, 2030), st.integers(0, 5), st.sampled_from("oiu"))),
    st.lists(st.integers(2000, 2040), max_size=5),
)
def test_bars_never_tell_more_than_the_rows(
    spans: list[tuple[int, int, str]], inked: list[int]
) -> None:
    rows = [span(s, None if how == "u" else s + n, f"o{how}") for s, n, how in spans]
    for row, bar in zip(rows, bars(rows, [ink(y) for y in inked]), strict=True):
        assert isinstance(bar, Bar)
        assert bar.first == row["start_fy"]
        assert bar.last == (row["end_fy"] or row["start_fy"])
        assert bar.years[0] == "o"
        assert bar.ends_after == (row["end_fy"] is None)
        for offset, letter in enumerate(bar.years):
            year = row["start_fy"] + offset
            known = (
                year in inked
                or offset == 0
                or (year, row["end_status"])
                == (
                    row["end_fy"],
                    "observed",
                )
            )
            assert letter == ("o" if known else "i")


@pytest.mark.parametrize(
    ("policy", "number", "expected"),
    [
        (1, "①", "1-①"),
        (12, "（3）", "12-（3）"),
        (1, "", ""),
        (None, "①", "①"),
        # Of several parts: the first is that of the policy already.
        (1, "1-2", "1-2"),
        (1, "１．２", "１．２"),
    ],
)
def test_measures_are_numbered_within_their_policy(
    policy: int | None, number: str, expected: str
) -> None:
    assert numbered(policy, number) == expected


@pytest.mark.parametrize(
    ("table", "column", "language", "expected"),
    [
        ("cells", "text", "ja", "文字"),
        # No column of its table; items have it.
        ("departments", "item_label", "ja", "項目記号"),
        ("departments", "item_label", "en", "Item label"),
        ("departments", "no_such_column", "ja", "no_such_column"),
    ],
)
def test_repairs_are_named_by_titles(table: str, column: str, language: Any, expected: str) -> None:
    assert repaired_label(table, column, Messages(language)) == expected


def document(pages: list[str]) -> Document:
    rows = [{"page_no": n, "text": text, "width_pt": None} for n, text in enumerate(pages, 1)]
    return Document({"documents": [{"document_id": "d"}], "pages": rows, "spans": []})


pages = st.lists(
    st.text(st.sampled_from("あ𠮷a\n\t 、\x00\u202e"), min_size=1, max_size=400),
    min_size=1,
    max_size=3,
)


@given(pages, st.data())
def test_excerpts_hold_every_place_and_marks_cut_it_out(
    texts: list[str], draw: st.DataObject
) -> None:
    numbers = st.integers(1, len(texts))
    places = []
    for page in draw.draw(st.lists(numbers, min_size=1, max_size=6)):
        start = draw.draw(st.integers(0, len(texts[page - 1])))
        places.append(Place(page, start, draw.draw(st.integers(start, len(texts[page - 1])))))
    of = document(texts)
    found = excerpts(of, places)
    for place in places:
        at = mark(found, place)
        assert at is not None
        assert at.of(found) == shown(of.printed(place))
        assert found[at.excerpt].place.page == place.page
    for one, other in pairwise(found):
        assert (one.place.page, one.place.end) < (other.place.page, other.place.start)
    # Never more than the runs with their context.
    most = sum(place.end - place.start + 2 * CONTEXT + GAP for place in places)
    assert sum(len(piece.text) for piece in found) <= most


def test_excerpts_show_whole_lines_and_tell_what_was_cut() -> None:
    text = "一行目\n二行目の文\n三行目"
    (piece,) = excerpts(document([text]), [Place(1, 5, 7)])
    assert (piece.text, piece.line, piece.is_cut) == ("二行目の文", 2, (True, True))
    assert mark([piece], Place(1, 0, 2)) is None
    assert mark([piece], None) is None


@given(st.text())
def test_shown_text_is_as_long_and_harmless(text: str) -> None:
    made = shown(text)
    assert len(made) == len(text)
    assert all(c.isprintable() or c in "\n\t" or c.isspace() for c in made)
    assert not set(made) & set("\x00\x1b\u202e\u2066\u2028\x85")
    assert units(made) == len(made.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        (None, ""),
        ("表\t列\n", "表\t列\n"),
        ("a\u3000b\xa0c", "a\u3000b\xa0c"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_shown_keeps_blanks_only(given_text: str | None, expected: str) -> None:
    assert shown(given_text) == expected


def unpacked(text: str, length: int) -> bytes:
    """As the browser does it."""
    bits = "".join(f"{ord(c) - FIRST:0{BITS}b}" for c in text)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, 8 * length, 8))


@given(st.binary(max_size=200))
def test_packed_bytes_come_back(data: bytes) -> None:
    made = as_text(data)
    assert unpacked(made, len(data)) == data
    assert all(FIRST <= ord(c) < FIRST + 2**BITS for c in made)


def test_data_files_are_scripts_with_one_call(tmp_path: Path) -> None:
    write_data(tmp_path, "m1", {"text": '"</script>\n𠮷\ud800'})
    script = (tmp_path / "m1.js").read_bytes().decode("utf-16")
    match = re.fullmatch(r'shisaku\.take\("m1",(\d+),"([^"\\\n]+)"\);\n', script)
    assert match
    content = zlib.decompress(unpacked(match[2], int(match[1]))).decode()
    assert content == '{"text":"\\"</script>\\n𠮷?"}'


@pytest.mark.parametrize(
    ("names", "law", "short"),
    [
        (["甲法第1条", "甲法第2条第1項"], "甲法", ["第1条", "第2条第1項"]),
        (["甲法第1条", "乙法第2条"], "", ["甲法第1条", "乙法第2条"]),
        (["甲法第1条"], "", ["甲法第1条"]),
        (["2021年度", "2022年度"], "", ["2021年度", "2022年度"]),
        (["甲法施行法第1条", "甲法第2条"], "", ["甲法施行法第1条", "甲法第2条"]),
    ],
)
def test_a_law_is_named_once(names: list[str], law: str, short: list[str]) -> None:
    assert shortened(names) == (law, short)


def test_phases_are_counted_by_year() -> None:
    assert counted([("運用", 2020, 2021), ("運用", 2021, 2021)]) == {
        ("運用", 2020): 1,
        ("運用", 2021): 2,
    }


def test_a_chart_has_every_phase_in_its_order() -> None:
    counts = {("運用", 2021): 2, ("検討", 2020): 1, ("別の段階", 2021): 1}
    chart = phases_by_year(counts, ["検討", "運用", "終了"])
    assert chart is not None
    assert chart.years == [2020, 2021]
    assert chart.rows == [("検討", [1, 0]), ("運用", [0, 2]), ("別の段階", [0, 1])]
    assert chart.svg.startswith("<svg aria-hidden") and " style=" not in chart.svg
    assert phases_by_year({}, ["検討"]) is None


def test_declarations_are_sound() -> None:
    assert set(declared()) >= {"measures", "measure_items", "departments", "legal_tags"}
    for language in ("ja", "en"):
        assert ways(language)
        assert all(section.text for section in guide(language))


def used_texts() -> set[str]:
    used: set[str] = set()
    for path in (PACKAGE / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r't\["([\w-]+)"\]', text))
        # Names in a list of which each is a text.
        used |= {
            n
            for names in re.findall(r"in \(([^)]*)\) %}\n<div", text)
            for n in re.findall(r'"([\w-]+)"', names)
        }
    for path in (PACKAGE / "static").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\bt\("([\w-]+)"', text))
    return used


def test_every_text_is_there_and_used() -> None:
    both = texts("ja"), texts("en")
    assert all(text.strip() for by_language in both for text in by_language.values())
    assert used_texts() <= set(both[0])
    for name in both[0]:
        fields = [set(re.findall(r"{(\w+)}", by_language[name])) for by_language in both]
        assert fields[0] == fields[1], name
    everything = "".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".js", ".html"}
    )
    assert [name for name in both[0] if f'"{name}"' not in everything] == []


def test_no_program_text_outside_the_catalogue() -> None:
    japanese = re.compile(r'"[^"\n]*[ぁ-んァ-ヶ一-龠][^"\n]*"')
    for path in (PACKAGE / "static").glob("*.js"):
        code = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
        assert japanese.findall(code) == [], path.name
