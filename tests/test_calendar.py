"""What a time means in days: by the date of publication, by a date line, by what the text named before; never by a clock."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from zhextract.calendar import Resolved, bounds, parse_published, resolve, to_timex3
from zhextract.calendar.almanac import festival, lunar_day, lunar_month
from zhextract.drafts import freeze
from zhextract.records import Period, Time, TimeKind
from zhextract.rules.time import find
from zhextract.source import Source


def resolved(text: str, published: str | None) -> Resolved:
    source = Source(text)
    result = resolve(source, find(source), published)
    for time in result.times:
        time.text = source.text[time.start : time.end]
    return result


def last(text: str, published: str | None) -> tuple[str | None, str | None]:
    """Value and ``first..last`` day of a text's last time."""
    time = resolved(text, published).times[-1]
    return time.value, None if time.period is None else f"{time.period.start}..{time.period.end}"


def year(y: int) -> str:
    return f"{y}-01-01..{y}-12-31"


POINTS = [
    ("2022年", None, "2022", year(2022)),
    ("今年一季度", "2022-05", "2022-33", "2022-01-01..2022-03-31"),
    ("去年下半年", "2022-05", "2021-41", "2021-07-01..2021-12-31"),
    ("今年前三季度", "2021-06-14", "2021-01/2021-09", "2021-01-01..2021-09-30"),
    ("2022年7月底", None, "2022-07", "2022-07-21..2022-07-31"),
    ("2022年5月中旬", None, "2022-05", "2022-05-11..2022-05-20"),
    ("2024年2月下旬", None, "2024-02", "2024-02-21..2024-02-29"),
    ("今年年初", "2022-05", "2022-01", "2022-01-01..2022-01-31"),
    ("2013年一季度末", None, "2013-03", "2013-03-01..2013-03-31"),
    ("上世纪90年代", "2022", "199X", "1990-01-01..1999-12-31"),
    ("二十世纪", None, "1901/2000", "1901-01-01..2000-12-31"),
    ("“十四五”期间", None, "2021/2025", "2021-01-01..2025-12-31"),
    ("2021—2022学年", None, "2021/2022", "2021-09-01..2022-08-31"),
    ("98年4月", "1997-07-01", "1998-04", "1998-04-01..1998-04-30"),
    ("昨日", "2022-03-01", "2022-02-28", "2022-02-28..2022-02-28"),
    ("上月28日", "2022-05", "2022-04-28", "2022-04-28..2022-04-28"),
    ("上季度", "2023-01-03", "2022-36", "2022-10-01..2022-12-31"),
    ("下周三", "2021-06-14", "2021-06-23", "2021-06-23..2021-06-23"),
    ("上周", "2021-06-14", "2021-06-07/2021-06-13", "2021-06-07..2021-06-13"),
    ("十月第一个星期一", "2013-02-12", "2013-10-07", "2013-10-07..2013-10-07"),
    ("去年国庆", "2022-06-10", "2021-10-01", "2021-10-01..2021-10-01"),
    ("2022年春节", None, "2022-02-01", "2022-02-01..2022-02-01"),
    ("2019年的清明节", None, "2019-04-05", "2019-04-05..2019-04-05"),
    ("今年的五一假期", "2022-05", None, None),
    ("日前", "2022-05", None, None),
    ("二零一二年农历正月十五", None, "2012-02-06", "2012-02-06..2012-02-06"),
    ("民国三年", None, "1914", year(1914)),
    ("2016年06月30日09时30分", None, "2016-06-30T09:30:00", "2016-06-30..2016-06-30"),
    ("今晚八点", "2021-06-14", "2021-06-14T20:00:00", "2021-06-14..2021-06-14"),
    ("明天3点", "2021-06-14", "2021-06-15", "2021-06-15..2021-06-15"),
    ("2022年2月30日", None, None, None),
    ("2021—2035年", None, "2021/2035", "2021-01-01..2035-12-31"),
    ("5月20日至25日", "2022-05-31", "2022-05-20/2022-05-25", "2022-05-20..2022-05-25"),
    ("2018年1－9月份", None, "2018-01/2018-09", "2018-01-01..2018-09-30"),
    ("8月至2月", "2018-09-18", "2018-08/2019-02", "2018-08-01..2019-02-28"),
    ("下周一至周五", "2021-06-14", "2021-06-21/2021-06-25", "2021-06-21..2021-06-25"),
]


@pytest.mark.parametrize(("text", "published", "value", "period"), POINTS)
def test_points(text: str, published: str | None, value: str | None, period: str | None) -> None:
    assert last(text, published) == (value, period)


CONTEXT = [
    # reported: the latest such day; planned: the next
    ("截至5月20日，已完成投资96.4亿元。", "2022-05", "2022-05-20"),
    ("12月20日，会议召开。", "2022-05", "2021-12-20"),
    ("计划3月15日启动第二轮招商。", "2022-05-20", "2023-03-15"),
    ("活动将于6月20日举行。", "2022-06-10", "2022-06-20"),
    ("28日，全市劳模表彰大会召开。", "2022-05-20", "2022-04-28"),
    # named before
    ("2019年11月11日，开课。当日，试点启动。", "2021-09", "2019-11-11"),
    ("2021年12月31日停用；次日启用。", "2022-09", "2022-01-01"),
    ("2017年启动拆迁，次年", "2022-09", "2018"),
    ("2019年11月，公司落户。当月", "2022-09", "2019-11"),
    ("2020年，新建学校3所。5月20日，验收。", "2022-09", "2020-05-20"),
    ("今年一季度，收入增长，比去年同期", "2022-05", "2021-33"),
    ("2014年，产量增长，比上年", "2016-03", "2013"),
    # a comparison is not what the text speaks of
    ("产值比2015年增长1.64倍，7月1日投产。", "2021-09", "2021-07-01"),
    # the year of reports that speak of the last one
    ("截至2022年年底，解决问题36项。全年", "2023-02", "2022"),
    ("2012年政府工作报告\n优化结构，全年出口总额3.64万亿美元，增长22.5%。", "2012-03", "2011"),
    ("2007年政府工作报告\n去年是2006年。\n总值20.94万亿元，比上年增长10.7%。", "2007-03", "2005"),
    ("项目已开工，接续实施一季度", "2026-01", "2025-33"),
    # the members of a list, the weekday behind a day, days near ahead
    ("预计6、7月份气温较高。", "2026-01-07", "2026-07"),
    ("2月、3月", "2026-02", "2026-03"),
    ("说明会定于4月2日（周四）举行了动员。", "2026-03-30", "2026-04-02"),
    ("欢迎民众6月22日至25日参观。", "2023-06-15", "2023-06-22/2023-06-25"),
    ("除了品尝美食，母亲节", "2025-05-08", "2025-05-11"),
    ("下午1:30~3:00", "2021-06-01", "2021-06-01T13:30:00/2021-06-01T15:00:00"),
]


@pytest.mark.parametrize(("text", "published", "value"), CONTEXT)
def test_context(text: str, published: str, value: str) -> None:
    assert last(text, published)[0] == value


@pytest.mark.parametrize(
    "text", ["开标当日退还", "自公告日起或邀标之次日", "招聘启事\n日班（07:30-19:30）", "招标\n下午3时审查证件。"]
)
def test_no_day_is_made_up(text: str) -> None:
    assert all(t.period is None for t in resolved(text, "2021-08-30").times)


def test_without_a_date_what_needs_one_stays_open() -> None:
    for text in ("今年", "昨天", "5月20日", "上半年", "周三", "春节", "当日"):
        assert last(text, None) == (None, None), text


DATES = [
    ("新华社北京5月20日电\n2022年以来，全区新开工项目49个。", "2022-05-20", "dateline"),
    ("标题\n发布时间：2023-03-15 来源：区政府\n今年以来，全区新开工项目49个。", "2023-03-15", "dateline"),
    ("發稿時間：111年10月12日\n臺南市政府今（12）日表示，活動順利舉行。", "2022-10-12", "dateline"),
    ("政府工作报告\n——2026年1月27日在某省第十四届人民代表大会第四次会议上\n各位代表：", "2026-01-27", "title"),
    ("2004年国务院政府工作报告\n各位代表：今年要继续做好2008年奥运会筹备工作。", "2004", "title"),
    ("2022年，全区共谋划推进重点项目360个。到2025年，建成300个。", "2022", "text"),
    ("全区共谋划推进重点项目360个。", None, None),
]


@pytest.mark.parametrize(("text", "published", "where"), DATES)
def test_the_date_that_a_text_tells(text: str, published: str | None, where: str | None) -> None:
    result = resolved(text, None)
    assert (result.published, result.published_from) == (published, where)


def test_a_given_date_wins_and_a_date_line_refines_it() -> None:
    result = resolved("新华社郑州5月20日电 2022年以来项目加快。记者今日获悉。", "2022-05")
    assert (result.published, result.published_from) == ("2022-05", "given")
    assert result.times[-1].value == "2022-05-20"


def test_inferred_marks_what_the_text_does_not_say_itself() -> None:
    told = {
        t.text: t.inferred
        for t in resolved("2022年5月，完成。今年一季度增长。5月20日，98年4月，2021—2035年。", "2022-05").times
    }
    assert told == {"2022年5月": False, "今年一季度": True, "5月20日": True, "98年4月": False, "2021—2035年": False}


@pytest.mark.parametrize(
    ("told", "edtf"),
    [
        ("2022", "2022"),
        ("2022-05", "2022-05"),
        ("2022-5-9", "2022-05-09"),
        ("2022/05/20", "2022-05-20"),
        ("20220520", "2022-05-20"),
        ("2022年5月20日", "2022-05-20"),
        ("2022-05-20T10:00:00+08:00", "2022-05-20"),
        (date(2022, 5, 20), "2022-05-20"),
        (datetime(2022, 5, 20, 10), "2022-05-20"),
    ],
)
def test_published(told: str | date, edtf: str) -> None:
    assert parse_published(told) == edtf


@pytest.mark.parametrize("told", ["", "gestern", "2022-13", "2022-02-30", "2022-00", "0000", "22-05-20", "2022-05/06"])
def test_published_that_is_no_date(told: str) -> None:
    with pytest.raises(ValueError, match="published"):
        parse_published(told)


def test_published_of_another_type() -> None:
    with pytest.raises(TypeError, match="published"):
        parse_published(2022)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edtf", "first", "last_"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-05-20T09:30:00", date(2022, 5, 20), date(2022, 5, 20)),
        ("2022-34", date(2022, 4, 1), date(2022, 6, 30)),
        ("2022-41", date(2022, 7, 1), date(2022, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2021/2035", date(2021, 1, 1), date(2035, 12, 31)),
        ("../2022-05", None, date(2022, 5, 31)),
    ],
)
def test_bounds(edtf: str, first: date | None, last_: date | None) -> None:
    assert bounds(edtf) == Period(first, last_)


@pytest.mark.parametrize("edtf", ["", "2022-21", "2022-13", "soon"])
def test_bounds_of_what_has_none(edtf: str) -> None:
    with pytest.raises(ValueError, match="no EDTF"):
        bounds(edtf)


TIMEX = [
    ("5月20日", "2022-05", '<TIMEX3 tid="t0" type="DATE" value="2022-05-20">5月20日</TIMEX3>'),
    ("一季度", "2022-05", '<TIMEX3 tid="t0" type="DATE" value="2022-Q1">一季度</TIMEX3>'),
    ("2022年7月底", None, '<TIMEX3 tid="t0" type="DATE" value="2022-07" mod="END">2022年7月底</TIMEX3>'),
    ("2022年5月20日9时", None, '<TIMEX3 tid="t0" type="TIME" value="2022-05-20T09:00:00">2022年5月20日9时</TIMEX3>'),
    ("三年", None, '<TIMEX3 tid="t0" type="DURATION" value="P3Y">三年</TIMEX3>'),
    ("每月", None, '<TIMEX3 tid="t0" type="SET" value="P1M">每月</TIMEX3>'),
    ("2021—2035年", None, '<TIMEX3 tid="t0" type="DURATION" value="P15Y">2021—2035年</TIMEX3>'),
    ("目前", None, '<TIMEX3 tid="t0" type="DATE" value="PRESENT_REF">目前</TIMEX3>'),
]


@pytest.mark.parametrize(("text", "published", "element"), TIMEX)
def test_timex3(text: str, published: str | None, element: str) -> None:
    (draft,) = resolved(text, published).times
    record = freeze(draft)
    assert isinstance(record, Time)
    assert to_timex3(record) == record.to_timex3() == element


def test_timex3_escapes() -> None:
    record = Time(start=0, end=5, text='<"年>&', kind=TimeKind.DATE, value="2022")
    assert to_timex3(record) == '<TIMEX3 tid="t0" type="DATE" value="2022">&lt;"年&gt;&amp;</TIMEX3>'


def test_feasts() -> None:
    assert festival("lunar 0-0", 2022) == date(2022, 1, 31)
    assert festival("term 24", 2024) == date(2024, 12, 21)
    assert festival("nth 5-7-2", 2021) == date(2021, 5, 9)
    assert festival("islamic 10-1", 2013) == date(2013, 8, 8)
    assert festival("lunar 1-1", 1800) is None
    assert lunar_day(2023, 2, 1, leap=True) == date(2023, 3, 22)
    assert lunar_day(2023, 1, 31) is None
    assert lunar_month(2021, 6) == (date(2021, 7, 10), date(2021, 8, 7))


def test_values_of_dates_and_ranges_are_edtf(shared: Path) -> None:
    """By another's parser. Clock times without a day and ranges of clock times are ISO 8601, which EDTF does not hold."""
    edtf = pytest.importorskip("edtf")
    checked = 0
    for path in sorted((shared / "gold" / "texts").glob("*.txt")):
        for time in resolved(path.read_text(encoding="utf-8"), "2022-05").times:
            if time.value is not None and time.kind in (TimeKind.DATE, TimeKind.RANGE):
                assert edtf.parse_edtf(time.value) is not None, time.value
                checked += 1
    assert checked > 20


def test_gold(shared: Path) -> None:
    """Kind and period of every required time of the gold articles."""
    for path in sorted((shared / "gold").glob("*.jsonl")):
        document, *items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        text = (shared / "gold" / "texts" / f"{document['id']}.txt").read_bytes().decode("utf-8")
        source = Source(text)
        got = {source.span(t.start, t.end): t for t in resolve(source, find(source), document["published"]).times}
        for item in items:
            if item["type"] == "time" and not item.get("optional"):
                time = got[item["start"], item["end"]]
                assert time.kind == item["kind"]
                assert (time.period.to_dict() if time.period else None) == item["period"], item["text"]
