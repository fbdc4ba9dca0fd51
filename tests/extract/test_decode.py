"""Which encoding a file has, and what could not be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.decode import Replaced, decode
from extract.model import UnreadableFile
from extract.plausibility import plausibility

PLAN = (
    "第１章　計画の概要\r\n(1) 推進体制を整備する。\t担当課：情報政策課\r\nオンライン化率 85% ①②\n"
)
TEXTS = st.text(
    st.sampled_from("計画を推進する。サービスの見直しABC 123\r\n\t（１）、"), min_size=1
)


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp932", "cp932"),
        ("euc_jis_2004", "euc_jis_2004"),
    ],
)
def test_each_encoding(codec: str, named: str) -> None:
    decoded = decode(PLAN.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (PLAN, named, ())


@pytest.mark.parametrize("codec", ["euc_jp", "iso2022_jp"])
def test_encodings_without_circled_digits(codec: str) -> None:
    text = PLAN.replace(" ①②", "")
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)


def test_big_endian_byte_order_mark() -> None:
    assert decode(b"\xfe\xff" + PLAN.encode("utf-16-be")).text == PLAN


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"%PDF-1.7\n", "binary"),
        (b"PK\x03\x04" + b"a" * 100, "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"\x00" * 100, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        ("計画".encode() + b"\x00" * 10, "binary"),
    ],
)
def test_no_text(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("codec", "bad", "raw"),
    [("utf-8", b"\xe3\x81", "e3 81"), ("cp932", b"\xff", "ff"), ("euc_jp", b"\x82", "82")],
)
def test_undecodable_bytes_are_replaced_and_named(codec: str, bad: bytes, raw: str) -> None:
    before, after = "計画の推進体制。\n", "\n担当課は情報政策課とする。"
    decoded = decode(before.encode(codec) + bad + after.encode(codec))
    at, end = len(before), len(before) + len(bad)
    assert decoded.encoding == codec
    assert decoded.text == before + "\ufffd" * len(bad) + after
    assert decoded.replaced == (Replaced(at, end, "undecodable", raw),)


def test_odd_byte_at_the_end_of_utf_16() -> None:
    decoded = decode(PLAN.encode("utf-16-le") + b"\x42")
    assert decoded.text == PLAN + "\ufffd"
    assert decoded.replaced[-1].raw == "42"


def test_lone_surrogate_in_utf_16() -> None:
    decoded = decode(b"\xff\xfe" + "計画の概要".encode("utf-16-le") + b"\x00\xd8")
    assert decoded.replaced == (Replaced(5, 6, "undecodable", "00 d8"),)


def test_nul_is_replaced_and_told_apart() -> None:
    decoded = decode("計画の推進体制を整備し、\0\0担当課".encode())
    assert decoded.text == "計画の推進体制を整備し、\ufffd\ufffd担当課"
    assert decoded.replaced == (Replaced(12, 14, "control", "U+0000"),)


def test_a_printed_replacement_character_is_no_fault() -> None:
    assert decode("計\ufffd画".encode()).replaced == ()


def test_misreadings_are_less_plausible() -> None:
    text = PLAN.replace(" ①②", "")
    misread = text.encode("euc_jp").decode("cp932", "replace")
    assert plausibility(misread) < plausibility(text) == 1.0
    assert plausibility("") == 0.0


@given(TEXTS)
def test_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode()).text == text


@given(TEXTS, st.sampled_from(["cp932", "euc_jp", "utf-16-le", "utf-16-be"]))
def test_other_encodings_are_read_back_after_a_sentence(text: str, codec: str) -> None:
    text = "この計画は、情報化を推進するものである。\n" + text
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)


@given(st.binary(max_size=400))
def test_any_bytes_give_storable_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableFile as refused:
        assert refused.code in ("empty", "binary")
        return
    assert "\0" not in decoded.text
    assert decoded.text.encode()
    for place in decoded.replaced:
        assert set(decoded.text[place.start : place.end]) == {"\ufffd"}
