"""Times: what is one, where it begins and ends, what the words around it say. Days are `tests/test_calendar.py`'s business."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import is_linear
from zhextract.records import Relation, TimeKind
from zhextract.rules import time as rules
from zhextract.source import Source


def marked(text: str) -> tuple[str, list[str]]:
    """A text without its marks, and the marked pieces in order."""
    pieces, plain, at = [], "", 0
    while (left := text.find("⟦", at)) >= 0:
        right = text.index("⟧", left)
        plain += text[at:left] + text[left + 1 : right]
        pieces.append(text[left + 1 : right])
        at = right + 1
    return plain + text[at:], pieces


def found(text: str) -> list[tuple[str, TimeKind, Relation | None, str | None]]:
    source = Source(text)
    return [(source.text[c.start : c.end], c.kind, c.relation, c.value) for c in rules.find(source)]


SPANS = [
    # the words of relation stay outside, the parts of one expression inside
    "截至⟦2022年5月20日⟧，已完成。",
    "⟦2022年7月底⟧前全部建成，⟦2023年2月⟧投用。",
    "自⟦2021年9月1日⟧起施行。",
    "⟦1月28日上午⟧，活动举行。",
    "⟦7月1日晚⟧，会议召开。",
    "⟦今年的五一假期⟧，游客增多。",
    "⟦2021年“七一”⟧前后，展览开放。",
    "“⟦十四五⟧”期间，完成投资。",
    "⟦十三五末⟧，森林覆盖率提高。",
    "⟦第一个五年计划⟧期间，建成了铁路。",
    "⟦党的十八大⟧以来，教育支出翻番。",
    "⟦近三年⟧来，⟦今后五年⟧，此后的⟦一个月⟧。",
    "⟦五年⟧来，新建学校；⟦五年⟧内，再建十所；⟦10天⟧后开学。",
    "⟦1998—2003年⟧，⟦2021—2035⟧年度不计。".replace("年度不计", ""),
    "⟦5月20日至25日⟧，⟦7月至8月⟧，⟦2021年7月至2022年3月⟧。",
    "⟦1－9月份⟧，增长5%。",
    "⟦上午8点到10点⟧办理。",
    "⟦3至6个月⟧内完成；⟦三天两夜⟧的行程；⟦一年半⟧。",
    "⟦36天5小时30分⟧，⟦3小时05分⟧，⟦一个半小时⟧。",
    # members of a list whose last alone has the unit
    "预计⟦6⟧、⟦7月份⟧气温较高，⟦今年一、二季度⟧增长，⟦7月28⟧、⟦29⟧、⟦30日⟧举行。",
    "实现⟦2021⟧和⟦2022年⟧的目标，⟦1979⟧、⟦1980⟧⟦两年⟧的增长。",
    "一、⟦五年⟧来的成就",
    "要有⟦四、五十年⟧的时间，在⟦三、五年⟧内。",
    "⟦即日起至12月10日⟧受理，已于⟦11月2日⟧公告。",
    "⟦4月2日（周四）⟧，⟦4月2日 （周四）⟧。",
    "做实重大项目前期工作，“首次月球背面采样”，若干年内，一年接着一年干。",
    "⟦1979年⟧轻工业总产值；比重由⟦一九五二年⟧的百分之六十点三到⟦一九五七年⟧下降。",
    "⟦每月底⟧汇总，⟦每周三⟧检查，⟦每两年⟧评选，⟦每周⟧一次。",
    "⟦年均⟧增长5%，⟦逐年⟧提高，⟦按月⟧公布。",
    "⟦二〇二二年五月⟧，⟦一九五三年⟧，⟦九七年一季度⟧，⟦19年底⟧。",
    "⟦2022.5.20⟧，⟦2022/5/20⟧，⟦2022-05-20 18:30⟧。",
    "⟦10月12号，星期一⟧，⟦5月20日（星期五）⟧。",
    "比⟦去年同期⟧增长3%，与⟦上年⟧持平。",
    "⟦民国三十八年⟧，⟦光绪三十年⟧，⟦农历八月十五⟧，⟦正月初五⟧。",
    "⟦2021—2022学年⟧，⟦2021财年⟧，⟦20世纪90年代⟧。",
    # a layout cuts a date from its year
    "⟦2022年 5月 20日⟧开工。",
]


@pytest.mark.parametrize("text", SPANS)
def test_spans(text: str) -> None:
    plain, pieces = marked(text)
    source = Source(plain)
    spans = [source.span(c.start, c.end) for c in rules.find(source)]
    assert [plain[a:b] for a, b in spans] == pieces


NEGATIVES = [
    "大学生和青年人领到了日用品，月亮升起，时速80公里，分别完成。",
    "总额199.38亿元，涨幅2022.5个点，评分9.5分。",
    "电话0371-68901234，版本1.2.3，比分3:1，地址192.168.1.1，编号888-000-9999。",
    "国办发〔2023〕12号文件，4号线，6号楼，12号院。",
    "小学四年级学生，九年义务教育，三天两头，第一时间，百年老店。",
    "一是强化责任，三点要求，零点一，二十点六，调高二十四点五度。",
    "第三年，第十四个五年规划，“十四五”规划纲要，18周岁。",
    "张国庆任主任，五一路，八一小学，五四精神，“七一勋章”。",
    "网上周转图书，青少年初赛，青少年内心，古今天文，目前年轻人。".replace("目前", ""),
    "PM2.5年均浓度，百年一遇的洪水，每小时60公里。",
    "项目运营成熟后年创造税收5000万元。",
    "改革开放的前沿，新中国成立大会，党的十八大报告。",
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_negatives(text: str) -> None:
    assert [piece for piece, kind, _, value in found(text) if value != "P1Y" or "均" not in piece] == []


RELATIONS = [
    ("截至5月20日，完成。", Relation.UNTIL),
    ("到2025年，建成。", Relation.UNTIL),
    ("到7月15日为止。", Relation.UNTIL),
    ("提高到2021年的73%。", None),
    ("达到2021年水平。", None),
    ("2018年以来，引进人才。", Relation.SINCE),
    ("自5月20日施行。", Relation.SINCE),
    ("五年来我市发展。", Relation.SINCE),
    ("今年来我市视察。", None),
    ("5月1日起草文件。", None),
    ("2022年7月底前完成。", Relation.BEFORE),
    ("2015年之前动工。", Relation.BEFORE),
    ("2015年前后动工。", None),
    ("2015年前三季度。", None),
    ("三年后验收。", Relation.AFTER),
    ("去年后厨整改。", None),
    ("春节期间，游客增多。", Relation.DURING),
    ("五年间增加。", Relation.DURING),
    ("十年内乱。", None),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relations(text: str, relation: Relation | None) -> None:
    assert [r for _, _, r, _ in found(text)] == [relation]


LENGTHS = [
    ("5年", "P5Y"),
    ("一年半", "P1Y6M"),
    ("两个半月", "P2M15D"),
    ("三个季度", "P9M"),
    ("半个世纪", "P50Y"),
    ("两年零三个月", "P2Y3M"),
    ("七天半", "P7DT12H"),
    ("1.5小时", "PT1H30M"),
    ("一分钟半", "PT1M30S"),
    ("17个多月", "P17M"),
    ("三天两夜", "P3D"),
    ("几个月", None),
    ("五个工作日", "P5D"),
    ("三到五年", None),
]


@pytest.mark.parametrize(("text", "value"), LENGTHS)
def test_durations(text: str, value: str | None) -> None:
    assert found(text) == [(text, TimeKind.DURATION, None, value)]


SETS = [
    ("每年", "P1Y"),
    ("每半年", "P6M"),
    ("每季度末", "P3M"),
    ("每隔200秒", "PT200S"),
    ("每天上午9点", "P1D"),
    ("日均", "P1D"),
]


@pytest.mark.parametrize(("text", "value"), SETS)
def test_sets(text: str, value: str) -> None:
    assert found(text) == [(text, TimeKind.SET, None, value)]


def test_years_of_the_republic_only_in_its_texts() -> None:
    taiwan = Source("臺南市政府表示，該工程自110年2月8日動工，預計113年完工，今（13）日舉行典禮。")
    assert [taiwan.clean[c.start : c.end] for c in rules.find(taiwan)] == ["110年2月8日", "113年", "今（13）日"]
    (mainland,) = rules.find(Source("该村已有113年历史。"))
    assert (mainland.kind, mainland.value) == (TimeKind.DURATION, "P113Y")


def test_candidates_are_in_order_and_apart() -> None:
    text = "2022年5月20日至25日，每月底前，今年以来近三年的上半年。" * 50
    found_ = rules.find(Source(text))
    assert all(a.end <= b.start for a, b in pairwise(found_))


def test_every_rule_is_listed_once_with_what_it_begins_with() -> None:
    assert len({id(rule) for _, rule, *_ in rules.RULES}) == len(rules.RULES)


@pytest.mark.parametrize(
    "unit",
    [
        "年",
        "1年",
        "一",
        "今",
        "“十四五",
        "5月20日",
        "一年又",
        "每",
        "1",
        "2022年",
        "百年",
        "今（13）日",
        "几",
        "数几",
        "1、",
        "一、二",
    ],
)
def test_linear_on_hostile_text(unit: str) -> None:
    assert is_linear(lambda text: rules.find(Source(text)), unit)
