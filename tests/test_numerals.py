"""Numerals of every writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.numerals import CHINESE, parse, shift


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"), ("4.0", "4.0"), ("两万三千", "23000"), ("1.2万亿", "1200000000000"), ("3万4000", "34000"),
        ("三万五千", "35000"), ("叁仟", "3000"), ("一百零五", "105"), ("两百五", "250"), ("二〇二三", "2023"), ("廿", "20"), ("廿五", "25"),
        ("一百十六", "116"), ("十万零一", "100001"), ("一亿零一", "100000001"), ("十万亿", "10000000000000"), ("八千七", "8700"),
        ("1亿2,480万", "124800000"), ("二十点一万", "201000"), ("三点一四一五九", "3.14159"), ("负一百二十万", "-1200000"), ("-10.1", "-10.1"),
        ("二一·八万", "218000"), ("一千零一亿一千零一万一千零一", "100110011001"), ("千", "1000"), ("百万", "1000000"), ("壹佰贰拾叁", "123"),
    ],
)  # fmt: skip
def test_values(text, value):
    found = parse(text)
    assert found is not None
    assert str(found.value) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("几十", "20", "99"), ("数百", "200", "999"), ("十几", "11", "19"), ("10几", "11", "19"), ("数十亿", "2000000000", "9900000000"),
        ("二三十", "20", "30"), ("三五", "3", "5"), ("七八", "7", "8"), ("十五六", "15", "16"), ("七百三四十", "730", "740"),
        ("一万六七", "16000", "17000"), ("三四十万", "300000", "400000"), ("二十几", "21", "29"), ("几千", "2000", "9999"),
    ],
)  # fmt: skip
def test_vague_numerals_have_bounds(text, low, high):
    found = parse(text)
    assert found is not None
    assert found.value is None
    assert (str(found.low), str(found.high)) == (low, high)


@pytest.mark.parametrize("text", ["", "数", "几", "一千百", "百千", "三百两", "二两", "万一千万", "一点", "零点", "1.", "1.2.3", "abc", "十十", "三万五万"])
def test_what_is_no_numeral_is_none(text):
    assert parse(text) is None


@given(st.text(alphabet=CHINESE + "几数多点·-+.,0123456789", max_size=30))
def test_any_string_of_numeral_characters_is_a_number_or_none(text):
    found = parse(text)
    assert found is None or (found.value is None) == (found.low is not None)


@given(st.integers(0, 10**15))
def test_arabic_numerals_with_and_without_thousands(number):
    assert parse(str(number)).value == number
    assert parse(f"{number:,}").value == number


_DIGITS = "零一二三四五六七八九"


def _write(number):
    """A Chinese numeral by the book, to read back."""
    if number == 0:
        return "零"
    out, groups = "", ["", "万", "亿", "万亿"]
    pieces = []
    while number:
        pieces.append(number % 10_000)
        number //= 10_000
    for i in range(len(pieces) - 1, -1, -1):
        part = pieces[i]
        if not part:
            if out and not out.endswith("零") and any(pieces[:i]):
                out += "零"
            continue
        if out and part < 1000 and not out.endswith("零"):
            out += "零"
        text, zero = "", False
        for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // place % 10
            if digit:
                text += ("零" if zero and text else "") + _DIGITS[digit] + name
                zero = False
            else:
                zero = True
        out += text + groups[i]
    return out


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(number):
    assert parse(_write(number)).value == number


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.integers(0, 12))
def test_shift_is_exact_and_plain(value, places):
    shifted = shift(str(value), places)
    assert shifted == value * Decimal(10) ** places
    assert "E" not in str(shifted)
