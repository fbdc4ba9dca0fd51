"""The site in a real browser, opened from a folder: search, filters, keyboard, places, print."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pypdfium2
import pytest

from normalize.write import write_tables
from shisaku.messages import Messages
from shisaku.site.report import report
from tests.builders.browser import Watched, wait_for_data
from tests.builders.site_cities import MARKED, MARKUP, PERIODS
from tests.builders.stored_rows import odd_document

ROWS = "#results tbody tr"


def titles(page: Any) -> list[str]:
    return [text for text in page.locator("#results a.title").all_inner_texts()]


def choose(page: Any, field: str, value: str) -> None:
    page.select_option(f"#f-{field}", value)


def measure_ids(data: Path) -> list[str]:
    return list(pq.read_table(data / "measures")["measure_id"].to_pylist())


@pytest.mark.parametrize(
    "path",
    ["index.html", "compare.html", "timeline.html", "measures.html", "guide.html", "measure.html"],
)
def test_pages_open_without_complaint(watched: Watched, path: str) -> None:
    page = watched.open(path)
    assert page.locator("h1").count() == 1
    assert page.title()
    assert page.get_attribute("html", "lang") == "ja"


def test_search_finds_titles_items_and_texts(watched: Watched) -> None:
    page = watched.open("measures.html")
    every = page.locator("#found").inner_text()
    page.fill("#f-q", "書かない")
    assert set(titles(page)) >= {"書かない窓口の導入", "書かない窓口の整備"}
    # Full width, small letters and blanks are no difference.
    page.fill("#f-q", "ｒｐａ 自動")
    assert "RPAによる定型業務の自動化" in titles(page)
    # Only in the field of effects, which is loaded when somebody searches.
    page.fill("#f-q", "待ち時間の短縮")
    page.locator("#results a.title", has_text="電子申請の拡充").first.wait_for()
    page.fill("#f-q", "そのような語はない")
    page.locator("#found", has_text="条件に合う施策はありません").wait_for()
    assert titles(page) == []
    page.click("button[type=reset]")
    page.locator("#found", has_text=every).wait_for()
    assert len(titles(page)) > 9


def test_names_of_themes_are_not_searched(watched: Watched, data: Path) -> None:
    rows = pq.read_table(data / "item_themes").to_pylist()
    pages = "".join(pq.read_table(data / "pages")["text"].to_pylist())
    unprinted = next(name for row in rows if (name := row["theme_name"]) not in pages)
    page = watched.open("measures.html")
    page.fill("#f-q", unprinted)
    # Empty again when all texts have been read.
    page.locator("#found small:empty").wait_for(state="attached")
    assert titles(page) == []


def test_only_years_in_which_something_starts_are_offered(watched: Watched, data: Path) -> None:
    page = watched.open("measures.html")
    options = page.locator("#f-start option").evaluate_all("all => all.map((o) => o.value)")
    every = page.locator("#f-year option").evaluate_all("all => all.map((o) => o.value)")
    assert set(options) < set(every)
    for year in options[1:]:
        choose(page, "start", year)
        assert titles(page)


def bar(first: int | None, years: str = "", doubt: str = "", *, unknown: str = "") -> Any:
    """A bar as the catalogue has it; ``unknown`` names the ends that nobody knows."""
    return {
        "phase": 0,
        "label": "",
        "first": first,
        "last": None if first is None else first + len(years) - 1,
        "years": years,
        "doubt": doubt,
        "startsBefore": "start" in unknown,
        "endsAfter": "end" in unknown,
    }


@pytest.mark.parametrize(
    ("lanes", "expected"),
    [
        ({0: [bar(2019, "ooo")]}, "2019–2021"),
        ({0: [bar(2019, "o")]}, "2019"),
        ({0: [bar(2019, "o", unknown="end")]}, "2019–"),
        ({0: [bar(2019, "o", unknown="start")]}, "–2019"),
        ({0: [bar(2019, "o", unknown="start end")]}, None),
        # Another phase that ends for sure does not tell where the open one ends.
        ({0: [bar(2019, "o", unknown="end")], -1: [bar(2019, "ooooo")]}, "2019–"),
        ({0: [bar(2019, "o"), bar(None)]}, "2019–"),
        ({0: [bar(2019, "oiiii")]}, "2019–2023（推定）"),
        ({0: [bar(2019, "oii")], -1: [bar(2021, "o")]}, "2019–2021"),
        ({0: [bar(2019, "ii", unknown="end")]}, "2019–（推定）"),
        # Only items that are shown.
        ({0: [bar(2019, "oo")], 1: [bar(2018, "ooooo", unknown="end")]}, "2019–2020"),
        ({1: [bar(2018, "o")]}, None),
        ({0: [bar(2019, "oo"), bar(2022, "oo", "contradictory")]}, "2019–2020※"),
        ({0: [bar(2022, "oo", "ambiguous_row")]}, "2022–2023※"),
        ({0: [bar(2019, "o"), bar(2022, "o", "contradictory", unknown="end")]}, "2019–※"),
        ({0: [bar(2019, "oo", "packed")]}, "2019–2020"),
        ({}, None),
    ],
)
def test_years_in_a_list_are_no_more_than_known(
    watched: Watched, lanes: dict[int, Any], expected: str | None
) -> None:
    page = watched.open("measures.html")
    given = [{"of": of, "bars": bars} for of, bars in lanes.items()]
    told = "lanes => shisaku.period({m: {lanes}, items: [0]})?.textContent ?? null"
    assert page.evaluate(told, given) == expected


def test_a_wide_table_hints_at_what_is_beside(watched: Watched) -> None:
    page = watched.open("compare.html")
    box = page.locator("#matrices .scroll").first
    # Whatever themes there are: in a window half as wide the table is cut.
    page.set_viewport_size({"width": 640, "height": 900})
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "local" in box.evaluate("box => getComputedStyle(box).backgroundAttachment")
    assert (
        box.locator("thead th").last.evaluate("cell => getComputedStyle(cell).backgroundColor")
        == "rgba(0, 0, 0, 0)"
    )


def test_filters_choose_and_stand_in_the_address(watched: Watched) -> None:
    page = watched.open("measures.html")
    choose(page, "city", PERIODS)
    assert titles(page) == ["公衆無線LANの整備", "職員の情報セキュリティ研修"]
    choose(page, "department", "人事課")
    assert titles(page) == ["職員の情報セキュリティ研修"]
    choose(page, "year", "2026")
    assert titles(page) == ["職員の情報セキュリティ研修"]
    choose(page, "start", "2023")
    assert titles(page) == []
    choose(page, "start", "2022")
    address = page.evaluate("location.hash")
    page = watched.open(f"measures.html{address}")
    assert titles(page) == ["職員の情報セキュリティ研修"]
    assert page.input_value("#f-department") == "人事課"


def test_articles_and_themes_are_those_of_items(watched: Watched, data: Path) -> None:
    page = watched.open("measures.html")
    tags = pq.read_table(data / "legal_tags", columns=["item_id", "article", "status"]).to_pylist()
    tagged = {t["item_id"] for t in tags if t["article"] == 13 and t["status"] != "unresolved"}
    choose(page, "article", "13")
    assert f"（{len(tagged)} 項目）" in page.locator("#found").inner_text()
    page = watched.open("measures.html")
    themes = pq.read_table(data / "item_themes").to_pylist()
    of_items = [t for t in themes if t["item_table"] == "measure_items"]
    wanted = {t["item_id"] for t in of_items if t["theme"] == "open_data"}
    choose(page, "theme", "open_data")
    assert f"（{len(wanted)} 項目）" in page.locator("#found").inner_text()


FOUND_AT = """address => new Promise((resolve) => {
  addEventListener('hashchange', () => resolve(document.getElementById('found').textContent));
  location.hash = address;
})"""


@pytest.mark.parametrize("way", ["", "-article", "-start", "-phase", "-department"])
def test_numbers_of_a_matrix_lead_to_as_many_items(
    watched: Watched, browser: Any, site: Path, way: str
) -> None:
    matrix = browser.new_page()
    matrix.goto(f"{site.as_uri()}/compare{way}.html")
    links = [
        (link.get_attribute("href").partition("#")[2], link.inner_text())
        for link in matrix.locator("#matrices td a").all()
    ]
    matrix.close()
    page = watched.open("measures.html")
    # The numbers are counted in Python, the items here, and by other rules of their own.
    found = [(page.evaluate(FOUND_AT, address), number) for address, number in links[::4]]
    assert found
    assert [said for said, number in found if f"（{number} 項目）" not in said] == []


def test_a_number_is_a_link(watched: Watched) -> None:
    page = watched.open("compare.html")
    link = page.locator("#matrices td a").first
    number = link.inner_text()
    link.click()
    page.locator(ROWS).first.wait_for()
    assert f"（{number} 項目）" in page.locator("#found").inner_text()


def test_rows_behind_a_number_stand_below_the_matrix(watched: Watched) -> None:
    page = watched.open("compare-review.html")
    link = page.locator("#matrices td a").first
    number = int(link.inner_text())
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#behind li")
    assert page.locator("#behind li").count() >= number
    assert page.evaluate("document.activeElement.id") == "behind"


def test_bars_tell_printed_inferred_and_unknown_years(watched: Watched) -> None:
    page = watched.open("timeline.html")
    assert page.locator(".part:not(.inferred)").count() > 0
    assert page.locator(".part.inferred").count() > 0
    assert page.locator("#results .open-end").count() > 0
    assert page.locator("#results .chip").count() > 0
    choose(page, "city", MARKED)
    row = page.locator("#results tr", has_text="市民が自宅から")
    said = row.locator(".bar .unseen").all_text_contents()
    assert said == [
        "検討、2022–2023 紙面にある",
        "導入、2024 紙面にある",
        "運用、2025–2026 紙面にある",
    ]
    years = page.locator("#results thead th.year").all_inner_texts()
    assert years == ["2022", "2023", "2024", "2025", "2026"]


ROW_WIDTHS = """() => {
  const table = document.querySelector('#results table');
  const open = [];  // cells of rows above that reach further down: width, rows left
  return [...table.querySelectorAll('tbody')].flatMap((body) => [...body.rows].map((row) => {
    const own = [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    const above = open.filter((cell) => cell.rows > 0).reduce((sum, cell) => sum + cell.width, 0);
    open.forEach((cell) => { cell.rows -= 1; });
    for (const cell of row.cells) open.push({ width: cell.colSpan, rows: cell.rowSpan - 1 });
    return own + above;
  })).concat([...table.tHead.rows[0].cells].length);
}"""


def test_bars_stand_below_their_years(watched: Watched) -> None:
    page = watched.open("timeline.html")
    assert page.locator("#results [rowspan]").count() > 0
    assert len(set(page.evaluate(ROW_WIDTHS))) == 1


def test_a_value_lights_up_where_it_is_printed(watched: Watched, data: Path) -> None:
    page = watched.open(f"measure.html#{measure_ids(data)[-1]}")
    assert page.locator("mark").count() > 0
    row = page.locator("tr[data-run]", has_text="総務課").first
    row.locator("button.at").click()
    lit = page.locator("mark.on").all_inner_texts()
    assert "".join(lit) == "総務課"
    assert row.evaluate("row => row.classList.contains('on')")
    # And back, from the print to its value.
    page.locator("mark", has_text=MARKUP).first.click()
    assert "の確認" in page.locator("tr.on").first.inner_text()


def test_every_mark_is_what_its_row_says_is_printed(watched: Watched, data: Path) -> None:
    for measure_id in measure_ids(data)[:: len(measure_ids(data)) // 6]:
        page = watched.open(f"measure.html#{measure_id}")
        page.wait_for_selector("#measure h1")
        wrong = page.evaluate(
            """() => [...document.querySelectorAll('.values tr[data-run]')].filter((row) => {
              const printed = row.cells[1].textContent;
              const marks = [...document.querySelectorAll('mark')];
              const text = marks.filter((m) => m.dataset.runs.split(' ').includes(row.dataset.run));
              const whole = text.map((m) => m.textContent).join('');
              // A schedule's print is gathered from its row; every word of it stands there.
              return whole !== printed && !whole.includes(printed.split('　')[0]);
            }).map((row) => row.textContent)"""
        )
        assert wrong == []


def test_markup_in_a_plan_is_text(watched: Watched, data: Path) -> None:
    page = watched.open(f"measure.html#{measure_ids(data)[-1]}")
    assert MARKUP in page.locator("h1").inner_text()
    assert page.locator("main script").count() == 0
    assert page.locator("main b").count() == 0
    page = watched.open("measures.html")
    page.fill("#f-q", "script")
    assert any(MARKUP in title for title in titles(page))


def test_items_have_an_address_too(watched: Watched, data: Path) -> None:
    items = pq.read_table(data / "measure_items").to_pylist()
    item = next(row for row in items if row["item_label"] == "イ")
    page = watched.open(f"measure.html#{item['item_id']}")
    assert page.evaluate("document.activeElement.id") == f"i-{item['item_id']}"
    page = watched.open("measure.html#999999-none:m1")
    assert "この番号の施策はありません" in page.locator("main").inner_text()
    assert page.locator("main a").get_attribute("href") == "measures.html"


def test_neighbours_follow_one_another(watched: Watched, data: Path) -> None:
    page = watched.open(f"measure.html#{measure_ids(data)[-2]}")
    before = page.locator("h1").inner_text()
    page.click(".neighbours a:last-child")
    page.locator("h1", has_not_text=before).wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    page.locator("h1", has_text=before).wait_for()


def test_similar_measures_of_other_cities_are_named(watched: Watched, data: Path) -> None:
    rows = pq.read_table(data / "measures").to_pylist()
    measure = next(row for row in rows if row["title"] == "書かない窓口の整備")
    page = watched.open(f"measure.html#{measure['measure_id']}")
    found = page.locator("section", has_text="ほかの自治体の似た施策").last
    assert "窓口改革" in found.inner_text()
    found.locator("a", has_text="書かない窓口の導入").click()
    page.locator("h1", has_text="書かない窓口の導入").wait_for()


def test_documents_have_a_page(watched: Watched) -> None:
    page = watched.open("index.html")
    page.locator("tbody a").first.click()
    page.wait_for_selector("#document h1")
    assert page.locator("#document h2").all_inner_texts() == ["読み取りの状態", "施策", "確認事項"]


def test_the_keyboard_is_enough(watched: Watched) -> None:
    page = watched.open("measures.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.keyboard.type("オープンデータ")
    # A stroke within the field is a character, not a command.
    page.keyboard.type("/")
    assert page.input_value("#f-q") == "オープンデータ/"
    page.keyboard.press("Backspace")
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('title')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#measure h1")
    assert "measure.html#" in page.url


def test_a_list_drawn_again_keeps_the_focus(watched: Watched) -> None:
    page = watched.open("measures.html")
    page.locator("#results a.title").nth(3).focus()
    focused = "document.activeElement.href"
    before = page.evaluate(focused)
    # As when texts that are searched too have been loaded.
    page.evaluate("dispatchEvent(new Event('hashchange'))")
    assert page.evaluate(focused) == before is not None


def test_focus_is_seen(watched: Watched) -> None:
    page = watched.open("measures.html")
    for _ in range(9):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


def test_light_and_dark(browser: Any, site: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.select_option("#colours", "light")
    light = page.evaluate(background)
    assert (dark, light) == ("rgb(20, 23, 27)", "rgb(255, 255, 255)")
    page.goto(f"{site.as_uri()}/guide.html")
    assert page.evaluate(background) == light
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    context.close()


def test_on_paper_a_list_is_whole(browser: Any, site: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/timeline.html")
    page.wait_for_selector(ROWS)
    page.uncheck("#only-schedules")
    assert page.locator("#more").is_visible()
    file = tmp_path / "timeline.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    page.close()
    document = pypdfium2.PdfDocument(file)
    first = document[0]
    assert first.get_width() > first.get_height()
    text = "".join(p.get_textpage().get_text_range() for p in document)
    document.close()
    assert "職員の情報セキュリティ研修" in text.replace("\r\n", "")
    assert "条件を消す" not in text


def test_narrow_windows_do_not_scroll_sideways(browser: Any, site: Path, data: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in (
        "index.html",
        "compare.html",
        "measures.html",
        f"measure.html#{measure_ids(data)[0]}",
    ):
        page.goto("about:blank")
        page.goto(f"{site.as_uri()}/{path}")
        wait_for_data(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


def test_without_scripts_overview_and_comparisons_are_there(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    assert page.locator("tbody tr").count() > 5
    page.goto(f"{site.as_uri()}/compare.html")
    assert page.locator("#matrices td.s4").count() > 0
    page.goto(f"{site.as_uri()}/measures.html")
    assert "JavaScript が必要" in page.locator("main").inner_text()
    assert not page.locator("#filters").is_visible()
    context.close()


def test_missing_data_are_told(browser: Any, site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(site, broken)
    (broken / "data" / "catalogue.js").unlink()
    page = browser.new_page()
    page.goto(f"{broken.as_uri()}/measures.html")
    page.wait_for_selector("[role=alert]")
    assert "データを読み込めません" in page.locator("main").inner_text()
    page.close()


def test_odd_data_are_shown_without_complaint(browser: Any, tmp_path: Path) -> None:
    for document_id, seed in (("082112-odd", 3), ("unknown-odd", 5)):
        rows = odd_document(document_id, seed)
        for row in (row for of_table in rows.values() for row in of_table):
            for name in (n for n in row if n == "fiscal_year" or n.endswith("_fy")):
                row[name] = row[name] and 2020 + row[name] % 7
        write_tables(rows, document_id, tmp_path / "data")
    assert report(tmp_path / "data", tmp_path / "site", Messages("ja")) == 0
    found = Watched(browser.new_page(), tmp_path / "site")
    ids = pq.read_table(tmp_path / "data" / "measures")["measure_id"].to_pylist()
    for path in (
        "index.html",
        "compare.html",
        "timeline.html",
        "measures.html",
        *map(measure, ids),
    ):
        page = found.open(path)
        assert page.locator("h1").count() == 1
    found.check()


def measure(measure_id: str) -> str:
    return f"measure.html#{quote(measure_id)}"
