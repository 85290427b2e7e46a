"""Bytes to text: what is recognised, and what is refused rather than guessed."""

from __future__ import annotations

import os
import random

import pytest

from zhextract.readers import DecodeError, decode

SIMPLIFIED = "2022年，全区实施重点项目360个，总投资2550亿元，同比增长4.0%。\r\n“万人助万企”活动\u3000扎实推进㎡。"
TRADITIONAL = "據統計，全縣實現地區生產總值一百二十億元，較去年增長百分之五；農村居民人均可支配收入達到二萬三千元。"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "", "plain ASCII, 360\n", "é et à", "\u2028\x85\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_character_comes_through(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "第一季度", "𠮷野家" + SIMPLIFIED])
def test_gb18030_is_recognised(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_big_endian_marks() -> None:
    assert decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be")) == SIMPLIFIED


def test_only_the_first_mark_is_taken_off() -> None:
    assert decode("\ufeff\ufeff360个".encode()) == "\ufeff360个"


def test_an_encoding_can_be_told() -> None:
    assert decode(TRADITIONAL.encode("big5"), "big5") == TRADITIONAL
    with pytest.raises(DecodeError, match="cannot be decoded as big5"):
        decode("个".encode("gb18030") * 3 + b"\xff", "big5")
    with pytest.raises(LookupError):
        decode(b"", "no-such-encoding")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("全区360个\0重点项目".encode(), "NUL byte at offset 12"),
        ("全区\0".encode("utf-16"), "NUL character"),
        (SIMPLIFIED.encode("utf-16-le"), "NUL byte"),  # no mark
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an Office document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (SIMPLIFIED.encode()[:50] + b"\xff" + SIMPLIFIED.encode()[51:], "cannot be decoded"),
        (SIMPLIFIED.encode() + "\ud800".encode("utf-8", "surrogatepass"), "cannot be decoded"),
        (b"\xff\xfe" + b"\x00\xd8", "has the mark of utf-16-le"),
        ("café déjà vu, où êtes-vous".encode("latin-1"), "cannot be decoded"),
        (TRADITIONAL.encode("big5"), "cannot be decoded"),
        ("統計データによると、人口は増加している。".encode("shift-jis"), "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(DecodeError, match=why) as caught:
        decode(data)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_random_bytes_are_refused() -> None:
    rng = random.Random(7)
    for length in (40, 400, 4000):
        data = bytes(rng.randrange(1, 256) for _ in range(length))
        with pytest.raises(DecodeError):
            decode(data)
    with pytest.raises(DecodeError):
        decode(os.urandom(100_000))
