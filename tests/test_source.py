"""The view and the map back to the text as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.source import Source

LAYOUT = "0１,，.．、。 \n\r\t\u3000\xa0\u200b\ufeff“”\"'「」（）(万亿元个年國萬项目abＡ·：:%％—-"


@given(st.text(alphabet=LAYOUT, max_size=80) | st.text(max_size=80))
def test_the_map_leads_back(raw):
    source = Source(raw)
    assert len(source.text) == len(source.clean)
    for at, char in enumerate(source.clean):
        if not char.isspace():
            assert raw[source.span(at, at + 1)[0]] == char
    for at in range(len(source.text)):
        start, end = source.span(at, at + 1)
        assert 0 <= start < end <= len(raw)


@given(st.text(alphabet=LAYOUT, max_size=60))
def test_offsets_never_run_backwards(raw):
    source = Source(raw)
    offsets = [source.span(at, at + 1)[0] for at in range(len(source.text))]
    assert offsets == sorted(offsets)


@pytest.mark.parametrize(
    ("raw", "view"),
    [
        ("扶持资金 873 万元", "扶持资金873万元"),
        ("总额87.3\n\n亿元", "总额87.3亿元"),
        ("新增２３个，增长１．５％", "新增23个，增长1.5%"),
        ("达到760亿元,是2015年的", "达到760亿元，是2015年的"),
        ("共1,234个(其中2个)", "共1,234个（其中2个）"),
        ("\ufeff共\u200b3\u00ad个", "共3个"),
        ("第一段。\r\n\u3000\u3000第二段。", "第一段。\n第二段。"),
        ('推进"三改"工作', "推进“三改”工作"),
        ("推進「三改」工作", "推进“三改”工作"),
        ("億元、公頃、戶", "亿元、公顷、户"),
        ("10:30开会:讨论", "10:30开会：讨论"),
        ("城东公园城东公园、、街景街景", "城东公园、街景"),
        ("粮食产量3，667万吨", "粮食产量3,667万吨"),
        ("2025，100个项目", "2025，100个项目"),
        ("人均42\u202f618元", "人均42618元"),
        ("1 9 9 8年新增1 0 0个", "1998年新增100个"),
        ("造林1.2万亩。单位能耗\n\n较上年下降，达标。", "造林1.2万亩。单位能耗较上年下降，达标。"),
        ("开了班。各站发送旅客173.\n\n6万人次，日均增加。", "开了班。各站发送旅客173.6万人次，日均增加。"),
        ("大桥合龙。新华社 摄\n\n今年以来，工程提速。", "大桥合龙。新华社 摄\n今年以来，工程提速。"),
        ("大桥合龙。全线将通车\n\n二、工程提速，效益显现", "大桥合龙。全线将通车\n二、工程提速，效益显现"),
    ],
)
def test_repair(raw, view):
    assert Source(raw).text == view


COLUMN = """\u3000\u3000今年以来，本区坚持项目引领，狠抓重大项目的建
设工作，全年共推进各类重点项目一百余个，总投
资达到三百余亿元，带动就业人数大幅增加，群众
的获得感不断增强。
下一步，本区将继续加大力度，推动项目早日落地
见效。"""


def test_a_newspaper_column_is_joined_into_paragraphs():
    assert Source(COLUMN).text.split("\n") == [
        "今年以来，本区坚持项目引领，狠抓重大项目的建设工作，全年共推进各类重点项目一百余个，总投资达到三百余亿元，带动就业人数大幅增加，群众的获得感不断增强。",
        "下一步，本区将继续加大力度，推动项目早日落地见效。",
    ]


# wrapped by a program, at 20 characters: digits are as wide as the rest, a number is not cut, a mark hangs over the edge
CHARACTERS = """\u3000\u3000入春以来，全县累计植树31.2万株，
比去年同期多4.6万株，完成全年计划的
87.5%，其中经济林1.8万亩。
\u3000\u3000补植补造同步推进，3个苗圃向12个乡
镇供苗不到900株，另有近百户农民领到

1550株果树苗，户均15.5株，林长制
考核覆盖全部村组。"""


def test_a_column_of_characters_is_joined_too():
    assert Source(CHARACTERS).text.split("\n") == [
        "入春以来，全县累计植树31.2万株，比去年同期多4.6万株，完成全年计划的87.5%，其中经济林1.8万亩。",
        "补植补造同步推进，3个苗圃向12个乡镇供苗不到900株，另有近百户农民领到1550株果树苗，户均15.5株，林长制考核覆盖全部村组。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "山上种了八千棵青松，长势很好。\n河边栽了七百株垂柳，随风摇摆。\n路旁铺了三百米草皮，绿意渐浓。",  # sentences
        "1. 镇区道路、桥梁\n2. 镇区给水、排水\n3. 镇区公园、绿地\n4. 镇区学校、医院",  # a list
    ],
)
def test_lines_of_one_length_that_are_no_column(text):
    assert Source(text).text == text


def test_headings_and_lists_are_not_joined():
    text = "一、工作回顾\n全区经济平稳运行。\n指标\n数值\n1. 加快建设\n2. 优化服务"
    assert Source(text).text == text


def test_sentences_clauses_paragraphs():
    source = Source("甲，乙。丙；丁！”\n戊")
    text = source.text
    assert text[slice(*source.sentence(0))] == "甲，乙。"
    assert text[: source.clause_end(2, len(text))] == "甲，乙。"
    assert source.clause_end(2, 3) == 3
    assert text[slice(*source.sentence(4))] == "丙；丁！”"
    assert text[slice(*source.paragraph(5))] == "甲，乙。丙；丁！”"
    assert text[slice(*source.paragraph(len(text) - 1))] == "戊"


def test_only_traditional_text_is_folded_to_simplified():
    assert Source("著作乾隆").text == "著作乾隆"
    source = Source("臺南市政府補助三萬戶")
    assert source.hant
    assert source.text == "台南市政府补助三万户"
    assert source.clean == "臺南市政府補助三萬戶"
