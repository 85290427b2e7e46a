"""Totals and their parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhextract import extract
from zhextract.breakdown import step, tolerance


def shape(text: str) -> list[tuple[str, list[str], bool]]:
    return [
        ("".join(b.total.text.split()), ["".join(p.text.split()) for p in b.parts], b.complete)
        for b in extract(text, published="2024-06").breakdowns
    ]


def test_parts_behind_其中_that_are_not_all() -> None:
    assert shape("全市共有图书馆28家，其中，省级3家、市级6家。") == [("28家", ["3家", "6家"], False)]


def test_parts_that_add_up_are_all() -> None:
    assert shape("新增债券9.2亿元，其中一般债券2.1亿元、专项债券7.1亿元。") == [
        ("9.2亿元", ["2.1亿元", "7.1亿元"], True)
    ]
    assert shape("重点项目52个（其中省重点21个，市重点31个）。") == [("52个", ["21个", "31个"], True)]


def test_counts_and_amounts_of_one_list_are_told_apart() -> None:
    text = "推进项目30个，总投资96.5亿元，其中，农业项目8个，总投资12.5亿元；工业项目22个，总投资84亿元。"
    assert shape(text) == [("30个", ["8个", "22个"], True), ("96.5亿元", ["12.5亿元", "84亿元"], True)]


def test_rounded_figures_may_be_off_by_their_rounding() -> None:
    (found,) = extract(
        "总投资620亿元。按行业分，工业总投资310.4亿元；农业总投资118.7亿元；服务业总投资191.2亿元。"
    ).breakdowns
    assert found.complete
    assert found.difference == Decimal("-30000000")


def test_counts_are_exact() -> None:
    assert not any(complete for _, _, complete in shape("共有学校41所，其中小学20所、中学20所。"))


def test_a_sum_behind_its_parts() -> None:
    assert shape("种植水稻4.2万亩、玉米3.1万亩，合计7.3万亩。") == [("7.3万亩", ["4.2万亩", "3.1万亩"], True)]


@pytest.mark.parametrize(
    "text",
    [
        "走访企业30家，召开会议10次，解决问题20个。",
        "新建学校3所，改造学校2所，撤并学校1所。",
        "每户补助1200元，其中平均每人600元。",
        "农机由45万台增至90万台，拖拉机由30万台增至60万台。",
        "产值比2010年的900亿元增长两倍，新建厂房300亿元、600亿元。",
        "签约20个10亿元以上项目，其中5亿元以上项目占多数。",
    ],
)
def test_what_is_no_breakdown(text: str) -> None:
    assert not any(complete for _, _, complete in shape(text))


def test_a_semicolon_ends_the_parts() -> None:
    assert shape("新增公路8000公里，其中高速公路900公里；改造农村公路2100公里。") == [("8000公里", ["900公里"], False)]


def test_the_sum_of_all_parts_that_does_not_match_is_told() -> None:
    (found,) = extract("进出口总额88亿元，其中出口60亿元，进口25亿元。", published="2024").breakdowns
    assert found.complete
    assert found.difference == Decimal("300000000")


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("818.4亿元", "81840000000", "10000000"),
        ("2380亿元", "238000000000", "100000000"),
        ("360个", "360", "0"),
        ("4.45亿千瓦", "445000000", "1000000"),
        ("3億7,450萬元", "374500000", "10000"),
        ("三十个", "30", "0"),
        ("五百亿元", "50000000000", "100000000"),
    ],
)
def test_the_step_of_a_figure(text: str, value: str, wanted: str) -> None:
    assert step(text, Decimal(value)) == Decimal(wanted)


def test_tolerance_is_half_a_step_of_each() -> None:
    assert tolerance([("2.1亿元", Decimal(210000000)), ("3个", Decimal(3))]) == Decimal(5000000)
