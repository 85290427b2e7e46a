"""The agreement of two readings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import Run
from zhextract.corpus import agree


def time(start: int, end: int, **fields: Any) -> dict[str, Any]:
    row = {"type": "time", "start": start, "end": end, "text": "x", "kind": "date", "value": "2022", "relation": None}
    return row | {"period": None} | fields


def test_two_readings() -> None:
    first = [time(0, 2), time(4, 6), time(8, 9, optional=True), time(10, 12)]
    second = [time(0, 2), time(4, 6, kind="set"), time(8, 9), time(13, 15)]
    row = agree.figures(agree.agreement(first, second))["time"]
    assert (row["first"], row["second"]) == (3, 3)  # what one holds optional is left out of both
    assert row["spans"] == 2 / 3
    assert (row["kind"], row["value"]) == (0.5, 1.0)
    assert row["optional or not"] == 2 / 3


def test_wordings_agree_by_their_heads() -> None:
    row = {
        "type": "quantity",
        "start": 0,
        "end": 2,
        "text": "3个",
        "value": "3",
        "of": ["重点项目", "项目"],
        "subject": None,
    }
    for of, subject, same in (
        (["省重点项目"], None, (1.0, None)),
        ("投资", None, (0.0, None)),
        ([], "全区", (0.0, 0.0)),
    ):
        figures = agree.figures(agree.agreement([row], [{**row, "of": of, "subject": subject}]))["quantity"]
        assert (figures["of"], figures.get("subject")) == same


def test_the_command(tmp_path: Path, run: Run) -> None:
    for name, rows in (("a", [time(0, 2)]), ("b", [time(0, 2, value="2023")])):
        (tmp_path / name).mkdir()
        lines = [{"type": "document", "id": "x"}, *rows]
        (tmp_path / name / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    figures = json.loads(run("corpus", "agree", tmp_path / "a", tmp_path / "b", "--json").out)
    assert figures["articles"] == 1
    assert figures["time"]["spans"] == 1.0
    assert figures["time"]["value"] == 0.0
    assert "1 articles in both" in run("corpus", "agree", tmp_path / "a", tmp_path / "b").out
    assert run("corpus", "agree", tmp_path / "a", tmp_path).code == 1
