"""The figures on the gold articles and on the peers' own cases, held from falling. Skipped where the material is not there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND = f"{sys.executable} -m zhextract extract --format jsonl"
DEVIATIONS = ROOT / "corpus" / "DEVIATIONS.md"

FLOORS = {
    "quantity": {
        "span F1": 0.985, "value F1": 0.98, "fact F1": 0.85, "accuracy of kind": 0.98, "accuracy of unit": 0.98,
        "accuracy of bound": 0.98, "accuracy of of": 0.85, "accuracy of of~": 0.93, "accuracy of subject~": 0.75,
        "accuracy of period": 0.92, "accuracy of status": 0.95, "accuracy of change": 0.95,
    },
    "time": {"span F1": 0.97, "value F1": 0.95, "accuracy of relation": 0.95},
    "program": {"span F1": 0.85, "overlap F1": 0.92, "accuracy of kind": 0.93, "accuracy of name": 0.90},
}  # fmt: skip


def _figures(shared: Path, *options: str) -> dict[str, dict[str, float]]:
    gold = sorted(str(p) for p in (shared / "gold").glob("[0-9]*.jsonl"))
    command = [sys.executable, str(shared / "gold" / "score.py"), "--json", "--run", COMMAND, *options, *gold]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return {
        kind: {name: figure[0] if isinstance(figure, list) else figure for name, figure in figures.items()}
        for kind, figures in json.loads(done.stdout).items()
    }


def test_gold(shared: Path) -> None:
    figures = _figures(shared)
    below = [
        f"{kind} {name}: {figures[kind][name]:.3f}, wanted {floor}"
        for kind, floors in FLOORS.items()
        for name, floor in floors.items()
        if figures[kind][name] < floor
    ]
    assert not below, "\n".join(below)


def test_gold_without_the_date_of_publication(shared: Path) -> None:
    assert _figures(shared, "--no-published")["time"]["value F1"] >= 0.85


@pytest.mark.parametrize(("kind", "tier", "floor"), [("quantity", "core", 1.0), ("quantity", "extra", 0.85), ("time", "core", 0.98), ("time", "extra", 0.8)])
def test_conformance(shared: Path, kind: str, tier: str, floor: float) -> None:
    command = [sys.executable, str(shared / "conformance" / "check.py"), "--json", "--type", kind, "--tier", tier]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    passed, total = json.loads(done.stdout)[f"all/{kind}/{tier}"]
    assert total > 200
    assert passed / total >= floor, f"{passed} of {total}"


def test_deviations_are_few_and_name_cases(shared: Path) -> None:
    ids = set(re.findall(r"^\| *`([a-z0-9]+/[^`]+)`", DEVIATIONS.read_text(encoding="utf-8"), re.MULTILINE))
    rows = {}
    for file in (shared / "conformance").glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["id"]] = row["want"][0]["type"] if row["want"] else row["none"][0]
    assert ids <= set(rows)
    for kind, share in (("quantity", 0.02), ("time", 0.03)):
        mine = [i for i in ids if rows[i] == kind]
        assert len(mine) <= share * sum(k == kind for k in rows.values())
