"""The register's rows, names found in running text, and names resolved by evidence."""

from __future__ import annotations

import csv
import datetime
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalize import municipalities as rows_module
from normalize.municipalities import DATA, fold_name, variants, vocabulary
from normalize.register import (
    Evidence,
    Kind,
    Municipality,
    Reason,
    check_digit,
    find_mentions,
    load_register,
    mentions,
    prefecture_of,
    resolve,
)

ROWS = load_register().municipalities
OWN_NAME_KINDS = (Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.SPECIAL_WARD)
NAMES = sorted({row.name for row in ROWS if row.kind in OWN_NAME_KINDS})


def code_of(name: str, **evidence: str) -> str | None:
    found = resolve(name, **evidence).municipality
    return found.code if found else None


# --- the data -----------------------------------------------------------------------------------


def test_companion_says_what_the_file_holds() -> None:
    companion = tomllib.loads((DATA / "municipalities.toml").read_text(encoding="utf-8"))
    assert companion.keys() == {"source", "version", "licence", "retrieved", "counts"}
    assert companion["licence"] == "MIT"
    assert isinstance(companion["retrieved"], datetime.date)
    assert companion["counts"] == Counter(row.kind.value for row in ROWS)


def test_every_municipality_is_there() -> None:
    counts = Counter(row.kind for row in ROWS)
    assert counts[Kind.PREFECTURE] == 47
    assert counts[Kind.SPECIAL_WARD] == 23
    assert sum(counts[kind] for kind in OWN_NAME_KINDS) == 1741


def test_codes_are_unique_ordered_and_checked() -> None:
    codes = [row.code for row in ROWS]
    assert codes == sorted(set(codes))
    assert [code for code in codes if code != code[:5] + check_digit(code[:5])] == []


def test_prefectures_own_their_municipalities() -> None:
    prefectures = {row.code: row.name for row in ROWS if row.kind is Kind.PREFECTURE}
    assert [code[:2] for code in prefectures] == [f"{n:02}" for n in range(1, 48)]
    for row in ROWS:
        assert row.code[:2] == row.prefecture_code[:2]
        assert prefectures[row.prefecture_code] == row.prefecture_name


SUFFIXES = {
    Kind.PREFECTURE: "都道府県",
    Kind.CITY: "市",
    Kind.TOWN: "町",
    Kind.VILLAGE: "村",
    Kind.SPECIAL_WARD: "区",
    Kind.WARD: "区",
}


def test_names_readings_and_prefixes_have_their_shapes() -> None:
    for row in ROWS:
        assert row.name[-1] in SUFFIXES[row.kind], row
        assert re.fullmatch("[ァ-ヴー]{2,}", row.name_kana), row
        assert "グン" not in row.name_kana or row.kind is Kind.PREFECTURE, row
        assert row.postal_prefixes, row
        assert all(re.fullmatch("[0-9]{3}", prefix) for prefix in row.postal_prefixes), row
        assert not row.district or row.district.endswith("郡"), row
        assert not row.district or row.kind in (Kind.TOWN, Kind.VILLAGE), row


@pytest.mark.parametrize(
    ("code", "name", "kana", "district", "prefecture", "kind"),
    [
        ("080004", "茨城県", "イバラキケン", "", "茨城県", Kind.PREFECTURE),
        ("470007", "沖縄県", "オキナワケン", "", "沖縄県", Kind.PREFECTURE),
        ("011002", "札幌市", "サッポロシ", "", "北海道", Kind.CITY),
        ("011011", "札幌市中央区", "サッポロシチュウオウク", "", "北海道", Kind.WARD),
        ("082112", "常総市", "ジョウソウシ", "", "茨城県", Kind.CITY),
        ("092088", "小山市", "オヤマシ", "", "栃木県", Kind.CITY),
        ("222101", "富士市", "フジシ", "", "静岡県", Kind.CITY),
        ("131164", "豊島区", "トシマク", "", "東京都", Kind.SPECIAL_WARD),
        ("214043", "池田町", "イケダチョウ", "揖斐郡", "岐阜県", Kind.TOWN),
        ("284815", "上郡町", "カミゴオリチョウ", "赤穂郡", "兵庫県", Kind.TOWN),
        ("103446", "榛東村", "シントウムラ", "北群馬郡", "群馬県", Kind.VILLAGE),
        ("133817", "三宅村", "ミヤケムラ", "", "東京都", Kind.VILLAGE),
        ("212199", "郡上市", "グジョウシ", "", "岐阜県", Kind.CITY),
    ],
)
def test_known_rows(
    code: str, name: str, kana: str, district: str, prefecture: str, kind: Kind
) -> None:
    row = load_register().by_code(code)
    assert row is not None
    assert (row.name, row.name_kana, row.district) == (name, kana, district)
    assert (row.prefecture_name, row.kind) == (prefecture, kind)


DESIGNATED = {
    "011002": "札幌市",
    "041009": "仙台市",
    "111007": "さいたま市",
    "121002": "千葉市",
    "141003": "横浜市",
    "141305": "川崎市",
    "141500": "相模原市",
    "151009": "新潟市",
    "221007": "静岡市",
    "221309": "浜松市",
    "231002": "名古屋市",
    "261009": "京都市",
    "271004": "大阪市",
    "271403": "堺市",
    "281000": "神戸市",
    "331007": "岡山市",
    "341002": "広島市",
    "401005": "北九州市",
    "401307": "福岡市",
    "431001": "熊本市",
}


def test_designated_cities_have_the_round_code_below_their_wards() -> None:
    cities = {rows_module.ward_city(row) for row in ROWS if row.kind is Kind.WARD}
    assert cities == set(DESIGNATED.values())
    assert {row.code: row.name for row in ROWS if row.name in cities} == DESIGNATED


def test_a_designated_city_has_the_postal_prefixes_of_its_wards() -> None:
    for city in (row for row in ROWS if row.code in DESIGNATED):
        wards = [r for r in ROWS if r.kind is Kind.WARD and r.name.startswith(city.name)]
        assert city.postal_prefixes == frozenset().union(*(r.postal_prefixes for r in wards))


# --- codes and names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code5", "digit"),
    [
        ("01000", "6"),
        ("08211", "2"),
        ("13101", "6"),
        ("01100", "2"),
        ("47000", "7"),
        ("00001", "9"),
    ],
)
def test_check_digit(code5: str, digit: str) -> None:
    assert check_digit(code5) == digit


@given(st.text(max_size=7).filter(lambda text: not re.fullmatch(r"[0-9]{5}", text)))
@example("0821")
@example("082112")
@example("08211\n")
@example("０８２１１")
def test_check_digit_refuses_anything_but_five_digits(text: str) -> None:
    with pytest.raises(ValueError, match="not five digits"):
        check_digit(text)


@pytest.mark.parametrize("code", ["", "08211", "082113", "０８２１１２", "unknown"])
def test_by_code_knows_only_whole_codes(code: str) -> None:
    assert load_register().by_code(code) is None


def test_every_row_is_found_by_its_code_and_its_names() -> None:
    register = load_register()
    for row in ROWS:
        assert register.by_code(row.code) is row
        assert row in register.named(row.name)
        assert row in register.named(row.district + row.name)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("常総市", ["082112"]),
        ("常 総　市", ["082112"]),
        ("揖斐郡池田町", ["214043"]),
        ("龍ヶ崎市", ["082082"]),
        ("竜ケ崎市", ["082082"]),
        ("鎌ヶ谷市", ["122246"]),
        ("塩釜市", ["042030"]),
        ("四條畷市", ["272299"]),
        ("葛\U000e0100飾区", ["131229"]),
        ("府中市", ["132063", "342084"]),
        ("茨城県", ["080004"]),
        ("葵区", ["221015"]),
        ("常総", []),
        ("", []),
    ],
)
def test_named(printed: str, codes: list[str]) -> None:
    assert [row.code for row in load_register().named(printed)] == codes


def test_glyph_variants_merge_no_two_names() -> None:
    names: dict[str, set[str]] = {}
    for row in ROWS:
        names.setdefault(fold_name(row.district + row.name), set()).add(row.district + row.name)
    assert [same for same in names.values() if len(same) > 1] == []


@given(st.text())
@example("O\u00a8")
def test_fold_name_is_idempotent(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize("groups", [["ケ ヶ", "カ ヶ"], ["ケ ヶヶ"], ["ケ ヶ", "カ ケ"]])
def test_bad_glyph_variants_are_refused(groups: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "vocabulary", lambda: {"glyph_variants": groups})
    with pytest.raises(ValueError, match=r"glyph_variants|both kept and replaced"):
        variants.__wrapped__()


def test_vocabulary_lists_hold_no_word_twice() -> None:
    for name, words in vocabulary().items():
        assert len(words) == len(set(words)), name


# --- mentions -----------------------------------------------------------------------------------


def test_every_name_is_found_alone_and_in_a_title() -> None:
    titles = {name: f"第3次{name}情報化計画\n（{name}の概要）" for name in NAMES}
    assert [name for name in NAMES if mentions(name) != {name: 1}] == []
    assert [name for name in NAMES if mentions(titles[name]) != {name: 2}] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小山市ICT戦略推進本部と小山市議会", {"小山市": 2}),
        ("常総市・つくば市、取手市", {"常総市": 1, "つくば市": 1, "取手市": 1}),
        ("茨城県常総市水海道諏訪町3222-3", {"常総市": 1}),
        ("龍ヶ崎市と龍ケ崎市", {"龍ケ崎市": 2}),
        # the longest name at a place
        ("東村山市", {"東村山市": 1}),
        ("大和郡山市", {"大和郡山市": 1}),
        ("四日市市と廿日市市と野々市市", {"四日市市": 1, "廿日市市": 1, "野々市市": 1}),
        ("東広島市", {"東広島市": 1}),
        # a ward counts for its city, and is not the special ward of the same name
        ("札幌市中央区", {"札幌市": 1}),
        ("浜松市北区", {"浜松市": 1}),
        ("東京都中央区", {"中央区": 1}),
        # words that are not names
        ("関係市町村と市区町村", {}),
        ("京都府中市町村会", {}),
        ("東京都市圏の都市", {}),
        ("中央市場と中央市街地", {}),
        ("港区域と中野区分", {}),
        ("関係機関市民団体", {}),
        ("機関市", {}),
        ("第3次津市総合計画", {"津市": 1}),
        ("三重県津市", {"津市": 1}),
        # a former body
        ("旧池田町と池田町", {"池田町": 1}),
        # a town is no part of a city's address
        ("富士市朝日町", {"富士市": 1}),
        ("朝日町3-1", {}),
        ("昭和町１丁目、昭和町二丁目", {}),
        ("岐阜県揖斐郡池田町3-1", {"池田町": 1}),
        ("小山市と野木町", {"小山市": 1, "野木町": 1}),
        # a prefecture that has no such municipality
        ("茨城県小山市", {}),
        ("茨城県 小山市", {"小山市": 1}),
        ("", {}),
        ("市", {}),
    ],
)
def test_mentions(text: str, expected: dict[str, int]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "prefecture"),
    [
        ("東京都府中市", "府中市", "東京都"),
        ("東京都/府中市", "府中市", "東京都"),
        ("広島県　府中市", "府中市", "広島県"),
        ("広島県\n府中市", "府中市", "広島県"),
        ("岐阜県揖斐郡池田町", "池田町", "岐阜県"),
        ("北海道札幌市北区", "札幌市", "北海道"),
        ("府中市、東京都府中市", "府中市", "東京都"),
        ("東京都の府中市", "府中市", None),
        ("茨城県 小山市", "小山市", None),
        ("東京都府中市と広島県府中市", "府中市", None),
        ("府中市", "府中市", None),
        ("", "府中市", None),
    ],
)
def test_prefecture_of(text: str, name: str, prefecture: str | None) -> None:
    assert prefecture_of(find_mentions(text), name) == prefecture


PIECES = st.sampled_from(
    [*NAMES[::29], "札幌市北区", "東京都", "京都府", "揖斐郡", "旧", "市町村", "区域"]
)
RUNNING_TEXT = st.lists(
    PIECES | st.text(max_size=3) | st.text(alphabet="市町村区東京都府中山県ヶ塩釜 ", max_size=6)
).map("".join)


@given(RUNNING_TEXT)
def test_mentions_point_at_the_names_they_report(text: str) -> None:
    found = find_mentions(text)
    assert mentions(text) == Counter(mention.name for mention in found)
    for mention in found:
        assert fold_name(text[mention.start : mention.end]) == fold_name(mention.name)
        assert mention.name in NAMES
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(st.lists(st.sampled_from(NAMES), max_size=5))
def test_listed_names_are_all_found(names: list[str]) -> None:
    assert [mention.name for mention in find_mentions("、".join(names))] == names


@pytest.mark.parametrize("piece", ["市", "府中市", "東京都", "村山市町", "池田町1", "札幌市北区"])
def test_mentions_of_a_very_long_line(piece: str) -> None:
    text = piece * 50_000
    assert all(m.end <= len(text) for m in find_mentions(text))


# --- resolving ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "evidence", "code", "reason"),
    [
        ("常総市", {}, "082112", Reason.UNIQUE_NAME),
        ("常総市", {"prefecture": "茨城県"}, "082112", Reason.UNIQUE_NAME),
        ("茨城県常総市", {}, "082112", Reason.UNIQUE_NAME),
        ("茨城県", {}, "080004", Reason.UNIQUE_NAME),
        ("揖斐郡池田町", {}, "214043", Reason.UNIQUE_NAME),
        ("岐阜県揖斐郡池田町", {}, "214043", Reason.UNIQUE_NAME),
        ("東京都府中市", {}, "132063", Reason.EVIDENCE),
        ("府中市", {"prefecture": "東京都"}, "132063", Reason.EVIDENCE),
        ("府中市", {"prefecture": "広島"}, "342084", Reason.EVIDENCE),
        ("府中市", {"postal": "183"}, "132063", Reason.EVIDENCE),
        ("府中市", {"postal": "〒７２６－８６０１"}, "342084", Reason.EVIDENCE),
        ("府中市", {"postal": "1838703"}, "132063", Reason.EVIDENCE),
        ("府中市", {"address": "東京都府中市宮西町2丁目24番地"}, "132063", Reason.EVIDENCE),
        ("府中市", {"address": "〒726-8601 府川町315番地"}, "342084", Reason.EVIDENCE),
        ("伊達市", {"postal": "960"}, "072133", Reason.EVIDENCE),
        ("伊達市", {"prefecture": "北海道"}, "012335", Reason.EVIDENCE),
        ("池田町", {"address": "揖斐郡池田町六之井1468"}, "214043", Reason.EVIDENCE),
        ("池田町", {"prefecture": "福井県"}, "183822", Reason.EVIDENCE),
        ("森町", {"prefecture": "静岡県"}, "224618", Reason.EVIDENCE),
        ("中央区", {"prefecture": "東京都"}, "131024", Reason.EVIDENCE),
        ("府中市", {"prefecture": "東京都", "postal": "183"}, "132063", Reason.EVIDENCE),
        ("府中市", {}, None, Reason.AMBIGUOUS),
        ("池田町", {}, None, Reason.AMBIGUOUS),
        ("北区", {}, None, Reason.AMBIGUOUS),
        ("府中市", {"prefecture": "どこか", "postal": "12", "address": ""}, None, Reason.AMBIGUOUS),
        ("府中市", {"prefecture": "茨城県"}, None, Reason.CONTRADICTED),
        ("茨城県府中市", {}, None, Reason.CONTRADICTED),
        ("東京都府中市", {"prefecture": "広島県"}, None, Reason.CONTRADICTED),
        ("府中市", {"prefecture": "東京都", "postal": "726"}, None, Reason.CONTRADICTED),
        ("府中市", {"address": "〒726-8601 東京都府中市"}, None, Reason.CONTRADICTED),
        ("常総市", {"postal": "183"}, None, Reason.CONTRADICTED),
        ("常総町", {}, None, Reason.UNKNOWN_NAME),
        ("", {}, None, Reason.UNKNOWN_NAME),
    ],
)
def test_resolve(name: str, evidence: dict[str, str], code: str | None, reason: Reason) -> None:
    assert code_of(name, **evidence) == code
    assert resolve(name, **evidence).reason is reason


def test_resolution_names_candidates_and_evidence() -> None:
    found = resolve("池田町", address="北海道", postal="〒?")
    assert found.evidence == (Evidence.ADDRESS,)
    assert [row.prefecture_name for row in found.candidates] == ["北海道"]
    ambiguous = resolve("府中市")
    assert [row.code for row in ambiguous.candidates] == ["132063", "342084"]
    assert resolve("府中市", prefecture="茨城県").candidates == ambiguous.candidates


@given(st.sampled_from(ROWS))
def test_every_row_resolves_with_its_whole_name(row: Municipality) -> None:
    whole = row.name if row.kind is Kind.PREFECTURE else row.prefecture_name + row.name
    assert resolve(whole).municipality == row
    assert resolve(row.name, prefecture=row.prefecture_name).municipality == row
    assert resolve(row.name, address=whole).municipality == row


TEXT = st.text(max_size=8) | st.sampled_from(["183", "東京都", "〒726-8601 広島県", "大阪"])


@given(st.sampled_from(NAMES) | st.text(max_size=5), TEXT, TEXT, TEXT)
def test_resolve_never_picks_among_several(name: str, first: str, second: str, third: str) -> None:
    found = resolve(name, prefecture=first, postal=second, address=third)
    resolved = found.reason in (Reason.UNIQUE_NAME, Reason.EVIDENCE)
    assert (found.municipality is not None) == resolved
    if resolved:
        assert found.candidates == (found.municipality,)
    if found.reason is Reason.AMBIGUOUS:
        assert len(found.candidates) > 1


def test_a_file_with_another_header_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "municipalities.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["code", "name"])
    monkeypatch.setattr(rows_module, "DATA", tmp_path)
    with pytest.raises(ValueError, match="header"):
        load_register.__wrapped__()
