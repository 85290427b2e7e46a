"""The quantity extractor itself; its language is judged by ``corpus/phrases/quantity-*.txt``."""

import pytest

from zhextract.rules import quantity
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
