"""The facts about a figure: what it is of, whose, when, planned or done, how it changed."""

from __future__ import annotations

from datetime import date

import pytest

from zhextract import extract
from zhextract.context import _words
from zhextract.context._words import word_at, words
from zhextract.records import Period, Quantity


def first(text: str, published: str | None = "2024-06-10") -> Quantity:
    return extract(text, published=published).quantities[0]


def column(text: str) -> list[str | None]:
    return [q.of for q in extract(text, published="2024-06-10").quantities]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("工业用电量完成38.2亿千瓦时。", ["工业用电量"]),
        ("全县共谋划推进产业项目85个。", ["产业项目"]),
        ("85个产业项目集中开工。", ["产业项目"]),
        ("目前已累计完成投资71.5亿元。", ["完成投资"]),
        ("46家企业参加了推介会。", ["企业"]),
        ("发放62万元春耕补贴。", ["春耕补贴"]),
        ("企业投资2.4亿元的生产基地。", ["投资"]),
        ("争取到1.8亿元的专项债券。", ["专项债券"]),
        ("排查出37处存在漏水的管道。", ["管道"]),
        ("储备8大类40余项救灾物资2.3万件。", ["救灾物资", "救灾物资", "救灾物资"]),
        ("森林覆盖率稳定在52%以上。", ["森林覆盖率"]),
        ("三价疫苗每支72元。", ["三价疫苗"]),
        ("网上可办率达到97%。", ["网上可办率"]),
        ("税收收入经过多方努力，最终完成6.1亿元。", ["税收收入"]),
    ],
)
def test_what_is_counted(text: str, of: list[str]) -> None:
    assert column(text) == of


def test_the_verb_is_no_part_of_the_thing_nor_the_adverb() -> None:
    assert column("全区建立巡护队伍118支、人员962名。") == ["巡护队伍", "人员"]
    assert column("共受理群众来电3400件，已办结3310件。") == ["群众来电", "群众来电"]


def test_words_in_quotation_marks_are_one() -> None:
    assert column("实施“六进”活动45场。") == ["“六进”活动"]
    assert column("共推进“开工一批”项目12个。") == ["“开工一批”项目"]


def test_a_change_is_of_the_indicator_before_it() -> None:
    amount, rate = extract("进出口总额62.5亿元，同比下降3.4%。", published="2024-06").quantities
    assert (amount.of, amount.change) == ("进出口总额", None)
    assert (rate.of, rate.change, rate.basis) == ("进出口总额", "decrease", "yoy")


@pytest.mark.parametrize(
    ("text", "change", "basis"),
    [
        ("用水量环比增长2.1%。", "increase", "mom"),
        ("用水量较2020年减少8%。", "decrease", "2020"),
        ("用水量是2018年的1.3倍。", None, "2018"),
        ("用水量比上年同期上升4%。", "increase", "yoy"),
        ("新增停车位620个。", None, None),
        ("小区增加了6个充电桩。", None, None),
        ("服务业增速为5.2%。", None, None),
        ("全年压减煤炭消费9万吨。", "decrease", None),
    ],
)
def test_direction_and_basis(text: str, change: str | None, basis: str | None) -> None:
    q = extract(text, published="2024-06").quantities[-1]
    assert (q.change, q.basis) == (change, basis)


def test_a_rate_without_its_basis_takes_that_of_the_paragraph() -> None:
    rates = extract("工业投资同比增长8%，民间投资增长3%。\n新的一段：住宅投资增长2%。", published="2024-06").quantities
    assert [q.basis for q in rates] == ["yoy", "yoy", None]


def test_several_figures_in_the_order_of_their_things() -> None:
    assert column("农业、工业增加值分别为12亿元、47亿元。") == ["农业增加值", "工业增加值"]
    assert column("水稻和玉米面积分别达到9万亩、6万亩，增长2%和5%。") == [
        "水稻面积",
        "玉米面积",
        "水稻面积",
        "玉米面积",
    ]


def test_whose_it_is() -> None:
    count, amount = extract("东岭县安排重点项目96个，总投资210亿元。", published="2024-06").quantities
    assert count.subject == "东岭县"
    assert amount.subject == "重点项目"
    assert first("全县登记志愿者5.2万人。").subject == "全县"
    assert first("宏达公司拥有专利41项。").subject == "宏达公司"
    assert first("湖滨实验学校占地64亩。").subject == "湖滨实验学校"
    assert first("发放补贴300万元。").subject is None


def test_a_general_name_is_resolved_to_the_place_of_the_article() -> None:
    found = extract("东岭县召开会议。\n全县新建公园7个。\n东岭县持续发力。", published="2024-06").quantities[0]
    assert (found.subject, found.subject_name) == ("全县", "东岭县")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年一季度，发电量8亿千瓦时。", Period(date(2024, 1, 1), date(2024, 3, 31))),
        ("截至5月底，已开工72个项目。", Period(None, date(2024, 5, 31))),
        ("到2030年，森林覆盖率达到50%。", Period(None, date(2030, 12, 31))),
        ("今年以来，新增企业420家。", Period(date(2024, 1, 1), None)),
        ("近年来，新建桥梁31座。", None),
        ("用水量较2020年减少8%。", None),
        ("计划改造2000年底前建成的小区62个。", None),
    ],
)
def test_when(text: str, period: Period | None) -> None:
    assert first(text).period == period


def test_the_time_that_leads_a_paragraph_governs_its_sentences() -> None:
    a, b, c = extract(
        "今年一季度，经济平稳。投资增长4%；出口12亿元。\n新区落户企业9家。", published="2024-06"
    ).quantities
    assert a.period == b.period == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert c.period is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("将新建泵站4座。", "planned"),
        ("社区将21处违建拆除完毕。", "actual"),
        ("力争引进企业15家，带动就业900人。", "planned planned"),
        ("计划改造公厕60座，已完成42座。", "planned actual"),
        ("完成投资占年度计划的58%。", "actual"),
        ("项目建成后可带动300人就业。", "planned"),
        ("为确保安全，配备安全员40名。", "actual"),
        ("今年的主要目标是：\n——新增就业2万人。", "planned"),
    ],
)
def test_planned_or_done(text: str, status: str) -> None:
    assert " ".join(q.status for q in extract(text, published="2024-06").quantities) == status


def test_indicators_have_their_standard_name() -> None:
    assert first("全市生产总值620亿元。").indicator == "地区生产总值"
    assert first("规上工业增加值增长5%。").indicator == "规模以上工业增加值"
    assert first("收到来信62封。").indicator is None


def test_the_longest_word_wins_and_nouns_protect_their_characters() -> None:
    assert _words.CLASSES["公共"] == "noun"
    assert all(kind != "function" for _, _, kind in words("公共服务", 0, 4))
    assert word_at("推进项目", 0, 4) == (0, 2, "verb")
    assert word_at("项目", 0, 2) is None or word_at("项目", 0, 2)[2] == "noun"  # type: ignore[index]
    assert list(words("“推进会”", 0, 5)) == [(0, 5, "noun")]


@pytest.mark.parametrize("unit", ["项目1个", "，", "1个、", "（1个", "今年", "将1个", "的1%", "“1个"])
def test_long_runs_stay_linear(unit: str) -> None:
    assert isinstance(extract(unit * 4000, published="2024-06").records, tuple)


def test_what_is_counted_is_no_bare_number() -> None:
    figures = extract("城乡居民收入比由去年的1.82缩小到1.78。", published="2024-06").quantities
    assert [q.of for q in figures][-1] == "城乡居民收入比"
    assert first("走访10家钢铁、水泥企业").of is not None
