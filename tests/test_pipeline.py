"""Invariants of the whole flow: offsets, no exception on any string, linear time on hostile text."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import is_linear
from zhextract import Extractor, extract, extract_many

PIECES = [
    "总投资", "2550", "亿元", "3至5", "个", "项目", "“", "”", "三个一批", "《", "》", "规划", "工程", "2022年", "5月20日", "截至", "增长", "4.0", "%", "，", "。", "、",
    "\n", "\n\n", " ", "\u3000", "万", "几十", "余", "百分之", "第", "一", "二七区", "其中", "分别", "同比", "（", "）", "今年", "一季度", "以上", "１２", "—", "-",
    "\ufeff", "\u200b", "\r\n", "億", "萬戶", "·", "www.", "￥", "摄氏", "零下", "半", "翻一番", "：", ";", '"', "\ud800", "\x00", "🙂",
]  # fmt: skip
strings = st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@example("市1", None)  # a road's number that ends the text
@given(strings, st.sampled_from([None, "2022", "2022-05", "2022-05-20"]))
def test_every_record_is_what_stands_in_the_text(text, published):
    document = extract(text, published=published)
    previous = -1
    for record in document.records:
        assert text[record.start : record.end] == record.text != ""
        assert record.start >= previous
        previous = record.start
        assert record.rule
    for quantity in document.quantities:
        assert quantity.value is not None or quantity.low is not None or quantity.unit or quantity.rule
    spans = sorted((q.start, q.end) for q in document.quantities)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    ["一", "1", "万", "1,111", "“", "1个", "年", "1年", "今", "《", "工程", "、", "“十四五", "-", "百分之", "第一", "几", "\n", " ", "1 ", "其中", "（", "·1", "一一·", "3至", "0.", "分别3个、"],
)
def test_hostile_text_takes_linear_time(piece):
    assert is_linear(lambda text: extract(text, published="2022-05"), piece)


def test_many_names_of_places_take_linear_time():
    def work(marks):
        names = (f"{chr(0x4E00 + i % 6007)}{chr(0x5000 + i * 7 % 6007)}县" for i in range(len(marks)))
        extract("".join(f"{name}新建3个项目，{name}投资5亿元。\n" for name in names), published="2022-05")

    assert is_linear(work, "x", times=2_000)


def test_extract_many_streams_and_keeps_ids():
    made = extract_many(("总投资3亿元。", ("b", "5个项目。"), ("c", "去年完成。", "2020")), published="2022")
    first = next(made)
    assert first.id is None
    assert first.published == "2022"
    rest = list(made)
    assert [d.id for d in rest] == ["b", "c"]
    assert rest[1].times[0].value == "2019"


def test_a_batch_is_what_its_texts_are_alone():
    items = ["总投资3亿元。", ("b", "5个项目。"), ("c", "去年完成。", "2020"), ("d", "", None)]
    alone = list(extract_many(items, published="2022"))
    assert Extractor().extract_batch(items, published="2022") == alone


def test_what_fails_in_a_batch_costs_one_text(monkeypatch):
    def broken(source, units):
        if source.text == "x":
            raise RuntimeError("y")
        return []

    monkeypatch.setattr("zhextract.pipeline.quantity.find", broken)
    made = Extractor().extract_batch(["5个", "x", ("c", "5个", "2022-13"), (None, b"5", None), ("e", "", "2022")])
    assert [type(one).__name__ for one in made] == ["Document", "RuntimeError", "ValueError", "TypeError", "Document"]
    assert made[-1].published == "2022"


def test_bad_arguments_are_told():
    with pytest.raises(TypeError, match="text"):
        extract(b"abc")
    with pytest.raises(ValueError, match="2022-13"):
        extract("3个", published="2022-13")


def test_own_names_and_units():
    extractor = Extractor(names=[("星河计划", "initiative", ["星河"])], units=[("标房", "count", "count", "标房", "1", "", "", "", "")])
    document = extractor.extract("今年星河惠及12标房。")
    assert [(p.text, p.name) for p in document.programs] == [("星河", "星河计划")]
    assert [(q.text, q.unit) for q in document.quantities] == [("12标房", "标房")]
    tokens = [(t.text, t.pos) for t in extractor.tokenize("今年星河惠及12标房。")]
    assert ("星河", "nz") in tokens
    assert ("12标房", "m") in tokens


def test_the_clock_is_never_asked(monkeypatch):
    import datetime

    class Frozen(datetime.date):
        @classmethod
        def today(cls):
            raise AssertionError("the clock was asked")

    monkeypatch.setattr(datetime, "date", Frozen)
    document = extract("今年完成3个，去年完成2个，目前进展顺利。")
    assert document.published is None
    assert all(t.period is None for t in document.times)
