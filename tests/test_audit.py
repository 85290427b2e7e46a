"""Figures checked against each other."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from zhextract import extract
from zhextract.audit import Finding, Severity, audit
from zhextract.cli import main
from zhextract.readers.decode import decode


def found(*texts: str) -> list[tuple[str, str]]:
    documents = [extract(text, published="2024-06", id=f"d{i}") for i, text in enumerate(texts)]
    return [(f.kind, f.severity.value) for f in audit(documents)]


def readings(text: str) -> tuple[str, str]:
    """`{right|wrong}` in a text, read both ways."""
    head, _, rest = text.partition("{")
    figures, _, tail = rest.partition("}")
    right, _, wrong = figures.partition("|")
    return head + right + tail, head + wrong + tail


def test_a_sum_that_matches() -> None:
    assert found("新增债券9.2亿元，其中一般债券2.1亿元、专项债券7.1亿元。") == [("sum", "ok")]


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值100亿元。其中，第一产业增加值12亿元，第二产业增加值48亿元，第三产业增加值45亿元。",
        "进出口总额88亿元，其中出口60亿元，进口25亿元。",
        "获得奖牌52枚（金牌18枚、银牌14枚、铜牌22枚）。",
        "水稻4.2万亩、玉米3.1万亩，两项合计7.9万亩。",
    ],
)
def test_a_sum_that_does_not(text: str) -> None:
    assert found(text) == [("sum", "error")]


def test_shares() -> None:
    assert ("share", "ok") in found("粮食产量16.8万吨，其中秋粮11.3万吨，占67.3%。")
    assert ("share", "error") in found("粮食产量16.8万吨，其中秋粮11.3万吨，占77.3%。")
    assert ("share", "ok") in found("今年实施项目156个，已开工132个，开工率84.6%。")
    assert ("share", "warning") in found("今年实施项目156个，已开工132个，开工率94.6%。")
    assert found("今年实施项目156个，已开工132个，满意率94.6%。") == []
    assert ("share", "ok") in found("培训机构由1432家压减至87家，压减率93.9%。")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("棚改投资820万元，其中住房开工312万元，道路508万元。", "ok"),
        ("棚改投资820万元，其中住房开工312万元，道路528万元。", "error"),  # together more than the total
        ("棚改投资820万元，其中住房开工312万元，道路503万元。", "warning"),
        ("棚改投资820万元，其中住房开工312万元，道路503万元。另有5万元用于审计。", None),  # told what is missing
        ("棚改投资820万元，其中住房开工312万元，道路244万元。", None),  # no misprint: some of it
        ("棚改投资820万元，其中住房开工312万元，道路503万元等。", None),
        ("棚改投资80亿元，其中住房开工30亿元，道路40亿元。", None),  # one digit proves nothing
        ("县城有小学57所，乡镇有小学142所，合计199所。", "ok"),
        ("县城有小学57所，乡镇有小学142所，合计189所。", "warning"),
    ],
)
def test_a_sum_that_misses_by_one_digit(text: str, severity: str | None) -> None:
    assert [s for k, s in found(text) if k == "sum"] == ([severity] if severity else [])


def test_shares_of_a_named_whole() -> None:
    text = "教育支出总额320万元，增长2%。学前教育支出48万元，占教育支出总额的{}。"
    assert found(text.format("15%")) == [("share", "ok")]
    assert found(text.format("25%")) == [("share", "warning")]
    assert found(text.format("15%").replace("占教育", "占全省教育")) == []


@pytest.mark.parametrize(
    "text",
    [
        "种植面积58.6万亩，比上年增加0.7万亩，增长{1.2|2.2}%。",
        "种植面积58.6万亩，比上年减少0.7万亩，下降{1.2|2.2}%。",
        "种植面积58.6万亩，比2015年的41.3万亩增长{41.9|14.9}%。",
        "种植面积由2015年的41.3万亩增加到2020年的58.6万亩，增长{41.9|49.1}%。",
        "种植面积从41.3万亩扩大到58.6万亩，增长{41.9|49.1}%。",
        "能耗由每吨585公斤降为570公斤，下降{2.6|6.2}%。",
        "专利授权820件，增长{64|46}%，去年同期为500件。",
        "2023年全市完成投资820亿元，上年为500亿元，增长{64|46}%。",
        "旅客吞吐量300万人次，较2019年增长{20|30}%，2019年为250万人次。",
        "種植面積由2015年的41.3萬畝增加到2020年的58.6萬畝，增長{41.9|49.1}%。",
        "2022年，全区种植面积由2015年的41.3万亩增加到2020年的58.6\n\n万亩，增长{41.9|49.1}%。",
        "工业总产值达到六百五十亿二千万元，比一九五二年的二百七十亿一千万元增长百分之{一百四十一|一百一十四}。",
    ],
)
def test_growth(text: str) -> None:
    right, wrong = readings(text)
    assert found(right) == [("growth", "ok")]
    assert found(wrong) in ([("growth", "error")], [("growth", "warning")])


def test_growth_over_years() -> None:
    text = "网络零售额由2015年的15万元提高到2020年的24.6万元，年均增长{}%。"
    assert found(text.format("10.4")) == [("growth", "ok")]
    assert found(text.format("14.0")) == [("growth", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "种植面积58.6万亩，平均每年增加0.7万亩，增长2.2%。",
        "贷款余额820亿元，较年初增加20亿元，增长12.5%。",  # over the year, perhaps
        "贷款余额820亿元，新增20亿元，增长12.5%。",
        "全县生产总值由2015年的500亿元增加到2020年的820亿元，增长45%。",  # at constant prices
        "居民人均收入由2015年的1万元提高到2020年的2万元，年均实际增长8%。",
        "粮食产量由15万吨提高到24.6万吨，年均增长14%。",  # over how many years?
        "甲、乙两县产量分别为10万吨、12万吨，增长8%。",
        "种植面积由41.3万亩增加到58.6万亩，粮食产量增长3%。",
        "种植面积超过58.6万亩，比2015年的41.3万亩增长30%。",
        "特困人员生活标准949元，是城市低保标准的1.3倍，城市低保标准730元。",
        "卷烟由二百四十六万箱增为四百六十一万箱，增长百分之八，七上述商品。",  # a scanner's misreading
    ],
)
def test_no_growth_to_check(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年，东岭县粮食产量24.6万吨，是2015年15万吨的{1.64|1.46}倍。",
        "园区订单由2015年的500万元增加到2020年的820万元，是2015年的{1.64|1.46}倍。",
        "2015年全区一般公共预算收入10亿元，2020年达到16.4亿元，是2015年的{1.64|1.46}倍。",
        "汽车由500万辆增至820万辆，增长{0.64|0.46}倍。",
    ],
)
def test_multiples(text: str) -> None:
    right, wrong = readings(text)
    assert found(right) == [("multiple", "ok")]
    assert found(wrong) == [("multiple", "error")]


def test_the_value_compared_with_may_stand_elsewhere() -> None:
    text = "2015年东岭县一般公共预算收入10亿元。产业更强了。2020年东岭县一般公共预算收入16.4亿元，是2015年的{}倍。"
    assert found(text.format("1.64")) == [("multiple", "ok")]
    assert found(text.format("1.46")) == [("multiple", "warning")]


def test_one_indicator_with_two_values() -> None:
    text = "2023年，东岭县一般公共预算收入18.6亿元。\n工作回顾。2023年，东岭县一般公共预算收入16.8亿元。"
    assert found(text) == [("conflict", "error")]
    one, other = text.split("\n工作回顾。")
    assert found(one, other) == [("conflict", "warning")]
    assert found(one, one) == []
    assert found(one, one, other) == [("conflict", "warning")]
    assert found(one, other.replace("2023", "2022")) == []
    assert found(one, other.replace("东岭县", "西山县")) == []
    assert found(one, other.replace("收入16.8亿元", "收入力争达到16.8亿元")) == []
    assert found(one, other.replace("16.8亿元", "18.62亿元")) == []  # within rounding
    # a text that has several values of its own tells them of several things
    assert found(one, other + "其后2023年，东岭县一般公共预算收入9.1亿元。") == []


def test_rates_of_two_texts() -> None:
    text = "2023年，东岭县一般公共预算收入同比增长{}%。"
    assert found(text.format("8.2"), text.format("2.8")) == [("conflict", "warning")]
    assert found(text.format("8.2"), text.format("8.2")) == []


def test_a_finding_quotes_its_figures() -> None:
    text = "进出口总额88亿元，其中出口60亿元，进口25亿元。"
    document = extract(text, published="2024", id="报告")
    (finding,) = document.audit()
    assert (
        [text[q.start : q.end] for q in finding.quotes]
        == [q.text for q in finding.quotes]
        == ["88亿元", "60亿元", "25亿元"]
    )
    assert finding.quotes[0].document == "报告"
    assert finding.arithmetic == "88亿元 ≠ 60亿元 + 25亿元"
    assert json.loads(finding.to_json())["severity"] == "error"
    assert str(finding).startswith("报告:5: error: sum: ")
    with pytest.raises(FrozenInstanceError):
        finding.kind = "x"  # type: ignore[misc]
    assert isinstance(finding, Finding) and finding.severity is Severity.ERROR


def test_nothing_is_found_in_texts_without_figures() -> None:
    assert audit([]) == []
    assert found("会议要求，持续改进作风。") == []


def test_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path
    bad = folder / "bad.txt"
    bad.write_text("进出口总额88亿元，其中出口60亿元，进口25亿元。", encoding="utf-8")
    good = folder / "good.txt"
    good.write_text("进出口总额85亿元，其中出口60亿元，进口25亿元。", encoding="utf-8")
    assert main(["audit", str(good), "--strict"]) == 0
    assert "0 errors, 0 warnings, 1 checks that agree" in capfd.readouterr().out
    assert main(["audit", str(bad)]) == 0
    assert "88亿元 ≠ 60亿元 + 25亿元" in capfd.readouterr().out
    assert main(["audit", str(bad), "--strict", "--format", "json"]) == 1
    line = json.loads(capfd.readouterr().out)
    assert (line["type"], line["kind"], line["quotes"][0]["document"]) == ("finding", "sum", "bad")


def test_command_compares_articles(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("2023年，东岭县一般公共预算收入18.6亿元。", encoding="utf-8")
    other.write_text("2023年，东岭县一般公共预算收入16.8亿元。", encoding="utf-8")
    assert main(["audit", str(one), str(other), "--strict"]) == 0  # a warning
    out = capfd.readouterr().out
    assert "warning: conflict" in out and "    one:17-23" in out and "    other:17-23" in out


def test_no_finding_on_consistent_articles() -> None:
    texts = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))
    assert texts
    documents = [extract(decode(path.read_bytes()), id=path.stem) for path in texts]
    assert [str(f) for f in audit(documents) if f.severity is not Severity.OK] == []


def test_the_page_shows_what_the_command_prints(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parent.parent / "docs" / "audit.md").read_text(encoding="utf-8")
    _, report, bulletin = (part.partition("\n")[0] for part in page.partition("An example:")[2].split("2024年，", 2))
    (tmp_path / "report.txt").write_text(f"2024年，{report}\n", encoding="utf-8")
    (tmp_path / "bulletin.txt").write_text(f"2024年，{bulletin}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["audit", "report.txt", "bulletin.txt", "--strict"]) == 1
    assert capfd.readouterr().out in page
    assert main(["audit", "report.txt", "--format", "json"]) == 0
    assert next(line for line in capfd.readouterr().out.splitlines() if '"multiple"' in line) in page
