"""Wanted against found: both measures, and the figures, which must be those of the gold scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from zhextract.corpus import compare, score

Row = dict[str, Any]


def quantity(start: int, end: int, **fields: Any) -> Row:
    row: Row = {"type": "quantity", "start": start, "end": end, "text": "x" * (end - start), "value": "3", "low": None}
    row |= {"high": None, "unit": "个", "kind": "count", "bound": "exact", "of": [], "subject": None, "period": None}
    return row | {"status": "actual", "change": None, "basis": None} | fields


def found(start: int, end: int, **fields: Any) -> Row:
    return quantity(start, end) | {"of": None, "rule": "r"} | fields


def whats(differences: list[compare.Difference]) -> list[str]:
    return [difference.what for difference in differences]


def test_missed_and_false() -> None:
    differences = compare.article([quantity(0, 2)], [found(4, 6)])
    assert whats(differences) == ["missed", "false"]
    assert differences[1].rule == "r"


def test_optional_gold_counts_neither_way() -> None:
    gold = [quantity(0, 4, optional=True)]
    assert compare.article(gold, []) == []
    assert compare.article(gold, [found(0, 4, value="9")]) == []
    assert compare.article(gold, [found(1, 2)]) == []


def test_gold_takes_any_wording_with_the_head() -> None:
    gold = [quantity(0, 2, of=["重点项目", "项目"])]
    assert compare.article(gold, [found(0, 2, of="省重点项目")]) == []
    assert whats(compare.article(gold, [found(0, 2, of="投资")])) == ["of"]
    assert whats(compare.article(gold, [found(0, 2)])) == ["of"]


def test_gold_without_a_period_asks_for_none() -> None:
    period = {"start": "2022-01-01", "end": "2022-12-31"}
    assert compare.article([quantity(0, 2)], [found(0, 2, period=period)]) == []
    assert whats(compare.article([quantity(0, 2, period=period)], [found(0, 2)])) == ["period"]


def test_gold_without_a_field_does_not_measure_it() -> None:
    gold = {key: value for key, value in quantity(0, 2).items() if key in ("type", "start", "end", "text")}
    assert compare.article([gold], [found(0, 2, value="9", kind="money", status="planned")]) == []
    assert score.figures(score.tally([gold], [found(0, 2, value="9")]))["quantity"]["fact F1"] == (1.0, 1.0, 1.0)


def test_numbers_are_compared_as_numbers() -> None:
    assert compare.article([quantity(0, 2, value="4.0")], [found(0, 2, value="4")]) == []
    assert whats(compare.article([quantity(0, 2)], [found(0, 2, value=None, low="3", high="5")])) == [
        "value",
        "low",
        "high",
    ]


def test_a_case_is_held_to_the_fields_it_names() -> None:
    wanted = [{"type": "quantity", "start": 0, "end": 2, "text": "xx", "value": "3"}]
    assert compare.case(wanted, [found(0, 2, unit="家", of="甲")], ["quantity"]) == []
    assert whats(compare.case(wanted, [found(0, 2, high="5")], ["quantity"])) == ["high"]
    assert whats(compare.case([wanted[0] | {"of": ["重点项目"]}], [found(0, 2, of="项目")], ["quantity"])) == ["of"]
    assert whats(compare.case([wanted[0] | {"subject": None}], [found(0, 2, subject="全区")], ["quantity"])) == [
        "subject"
    ]
    assert whats(compare.case([wanted[0] | {"members": ["甲"]}], [found(0, 2, members=[])], ["quantity"])) == [
        "members"
    ]


def test_a_case_is_held_to_the_types_of_its_scope() -> None:
    program = {"type": "program", "start": 0, "end": 2, "text": "xx", "kind": "project", "name": "x", "rule": "r"}
    assert compare.case([], [program], ["quantity", "time"]) == []
    assert whats(compare.case([], [program], ["program"])) == ["false"]


def test_a_difference_tells_both_sides() -> None:
    (difference,) = compare.article([quantity(0, 2)], [found(0, 2, unit="家")])
    assert str(difference) == "quantity 'xx' unit: wanted 个, found 家"


def test_unjudged_gold_is_left_out_of_the_figures() -> None:
    gold = [quantity(0, 2), quantity(4, 6, judged=False)]
    counts = score.tally(gold, [found(0, 2)])
    assert counts.unjudged == 1
    assert score.figures(counts)["quantity"]["span F1"] == (1.0, 1.0, 1.0)
    assert score.figures(score.tally(gold, [found(0, 2)], unjudged=True))["quantity"]["span F1"][2] == 0.5


def test_rules_have_figures() -> None:
    counts = score.tally([quantity(0, 2), quantity(4, 6)], [found(0, 2), found(4, 6, value="7"), found(8, 9, rule="s")])
    rows = score.rule_figures(counts)
    assert [(row["rule"], row["guessed"], row["span precision"], row["value precision"]) for row in rows] == [
        ("r", 2, 1.0, 0.5),
        ("s", 1, 0.0, 0.0),
    ]


def test_tallies_add_up_and_come_back() -> None:
    one = score.tally([quantity(0, 2)], [found(0, 2)])
    two = score.Tally.from_dict(one.to_dict())
    two += one
    assert two.types["quantity"]["span"] == 2


@pytest.mark.parametrize("arguments", [[], ["--no-published"]])
def test_the_figures_are_those_of_the_gold_scorer(shared: Path, run: Run, arguments: list[str]) -> None:
    gold = sorted((shared / "gold").glob("*.jsonl"))
    command = f"{sys.executable} -m zhextract extract --format jsonl"
    scorer = [sys.executable, str(shared / "gold" / "score.py"), "--json", "--run", command, *arguments]
    theirs = subprocess.run([*scorer, *map(str, gold)], capture_output=True, check=True)
    ours = run("corpus", "score", "--json", *arguments, *gold)
    assert json.loads(ours.out) == json.loads(theirs.stdout)
    figures = json.loads(ours.out)
    assert figures["quantity"]["wanted"] > 100


def test_the_figures_are_those_of_the_gold_scorer_on_damaged_records(shared: Path, tmp_path: Path, run: Run) -> None:
    """Both read the same wrong records: moved, renamed, lost, doubled ones."""
    from zhextract.corpus import articles

    total = score.Tally()
    for path in sorted((shared / "gold").glob("*.jsonl")):
        article = articles.load(path)
        rows: list[Row] = []
        for number, gold in enumerate(article.gold):
            row = dict(gold) | {"rule": f"r{number % 3}"}
            for key in ("of", "subject"):
                row[key] = (row.get(key) or [None])[0]
            if number % 5 == 1:
                row["value"] = "7"
            if number % 7 == 2:
                row |= {"end": row["end"] + 1, "text": "?"}
            if number % 11 == 3:
                row |= {"unit": "家", "kind": "count", "name": "?", "period": None, "status": "planned", "basis": "mom"}
            if number % 13 != 4:
                rows.append(row)
        lines = "".join(json.dumps(row) + "\n" for row in [article.header, *rows])
        (tmp_path / f"{article.id}.jsonl").write_text(lines, encoding="utf-8")
        total += score.tally(article.gold, rows)
    scorer = [sys.executable, str(shared / "gold" / "score.py"), "--json", "--records", str(tmp_path)]
    gold_files = map(str, sorted((shared / "gold").glob("*.jsonl")))
    theirs = subprocess.run([*scorer, *gold_files], capture_output=True, check=True)
    assert json.loads(json.dumps(score.figures(total))) == json.loads(theirs.stdout)
