"""The quantity extractor itself; its language is judged by ``corpus/phrases/quantity-*.txt``."""

import pytest

from tests.conftest import is_linear
from zhextract import extract
from zhextract.rules import quantity
from zhextract.scan import Scanner
from zhextract.source import Source


def found(text):
    source = Source(text)
    return [(source.text[d.start : d.end], d.rule) for d in quantity.find(source)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("总投资2550亿元", "amount"), ("列全省第三", "ordinal"), ("3至5个项目", "range"), ("百分之四十的农户", "percent_words"),
        ("占三分之一", "fraction"), ("产值翻一番", "doubling"), ("气温摄氏37度", "degrees"), ("报价￥300起", "money_sign"),
        ("减少一半以上", "half"), ("惠及15万中小学生", "number"), ("一百零五", "whole"),
    ],
)  # fmt: skip
def test_every_rule_has_its_case(text, rule):
    assert [r for _, r in found(text)] == [rule]


def test_every_named_rule_is_in_the_list():
    assert quantity.RULES[0].name == "ordinal"
    assert all(rule.first and rule.pattern for rule in quantity.RULES)


def test_a_rule_that_declines_leaves_no_record():
    assert found("国发〔2023〕12号、H5、5A级、二七区、第一时间、统一") == []


def test_units_shared_by_a_list():
    source = Source("分别为10、20和30万个。")
    assert [(str(d.value), d.unit) for d in quantity.find(source)] == [("100000", "个"), ("200000", "个"), ("300000", "个")]


@pytest.mark.parametrize(
    "text",
    [
        "新建300余个站点，5.2万多名职工，20%以上，约3.08亿，310多万户，1,234件，3亿5000万元",
        "建设三个基地、一百二十公里道路，十余种，百分之八，二三十人，近千户，五千瓦，三百两",
        "第104条或105条，16项国家标准，5（含）至8个，3至5个，10%—15%，3个千亿元台阶，6个百万羽",
        "第三次会议，第一个五年计划，第22条第1项，排名第2名，第三产业，长三角，十届三中全会，四次全会",
        "不超过5家，最高补助10万元，至少3次，人民币5亿元，新台币：3元，过去近10年，均增长5%左右",
        "惠及20万各族群众，一位708台南人，世界500强，共18路段，3亿用户。6大洲，1亿5384万6千元，3千1百万张，5万3千2百",
        "资金4亿元，占比34%，3亿元28个项目，美金5亿元，比分3比2，5亿度电，千亿级产业，第二届，二十届，6级，千分之三，四分之三",
        "排名第一，全国第一、二期，第十五个五年，第一个百年，依第1项第2款，第一项工作。\n第一，提高。\n第二、增加。第三篇，第三方",
        "5G用户，4K频道，电话06-2991111，7月29日14:05，109/10/13，（3）办法，“2522”框架，2区，7班，3毫米",
    ],
)
def test_the_short_paths_say_what_the_rules_say(text):
    scanner, source = quantity._scanner(), Source(text)
    units = quantity.default_units()

    def records(scanner):
        return [(d.start, d.end, d.rule, d.value, d.low, d.high, d.unit, d.kind, d.bound) for d in scanner(source, units)]

    def declines(text, start, end, units):
        return None

    common = [name for name in scanner.start.groupindex if not name.startswith("none_")]
    slow = Scanner(scanner.rules, scanner.start.pattern, dict.fromkeys(common, declines))
    assert records(scanner) == records(slow) != []


@pytest.mark.parametrize("piece", ["一", "1", "1个", "1,000", "第一", "百千", "3万", "-1", "1/", "5G", "1:30", "“3”", "3多万", "（1）", "个百", "三点", "十几"])
def test_linear_on_hostile_text(piece):
    assert is_linear(lambda text: quantity.find(Source(text)), piece)


def test_what_is_remembered_of_units_is_bounded():
    units = quantity.default_units()
    text = "".join(f"3个{chr(code)}。" for code in range(0x4E00, 0x9FA5))
    quantity.find(Source(text))
    assert 0 < len(units.verdicts) <= 16_384
    assert all(len(key) < 20 for key in units.verdicts)


def test_a_compound_unit_is_read_anew_in_every_text():
    assert [q.text for q in extract("日处理2吨/日。").quantities] == ["2吨/日"]
    assert [q.text for q in extract("日处理2吨/").quantities] == ["2吨"]
    assert [q.text for q in extract("共12位/吨。").quantities] == ["12位/吨"]
    assert [q.text for q in extract("共222位/").quantities] == ["222位"]
