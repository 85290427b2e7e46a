"""Figures checked against each other."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from zhextract import extract
from zhextract.audit import Finding, Severity, audit
from zhextract.cli import main


def found(*texts: str) -> list[tuple[str, str]]:
    documents = [extract(text, published="2024-06", id=f"d{i}") for i, text in enumerate(texts)]
    return [(f.kind, f.severity.value) for f in audit(documents)]


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


def test_growth() -> None:
    assert ("growth", "ok") in found("种植面积58.6万亩，比上年增加0.7万亩，增长1.2%。")
    assert ("growth", "error") in found("种植面积58.6万亩，比上年增加0.7万亩，增长2.2%。")
    assert found("种植面积58.6万亩，平均每年增加0.7万亩，增长2.2%。") == []


def test_one_indicator_with_two_values() -> None:
    text = "2023年，东岭县一般公共预算收入18.6亿元。\n工作回顾。2023年，东岭县一般公共预算收入16.8亿元。"
    assert found(text) == [("conflict", "error")]
    one, other = text.split("\n工作回顾。")
    assert found(one, other) == [("conflict", "warning")]
    assert found(one, one) == []


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


def test_command(tmp_path: object, capfd: pytest.CaptureFixture[str]) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
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
