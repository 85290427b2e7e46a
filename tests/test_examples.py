"""The examples run, and show what the README says that they show."""

from __future__ import annotations

import doctest
import runpy
import sqlite3
import sys
from pathlib import Path

import pytest

import zhextract
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"


def play(name: str, *args: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs an example as a script."""
    monkeypatch.setattr(sys, "argv", [name, *args])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")


def test_indicators(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    play("indicators.py", monkeypatch=monkeypatch)
    out = capsys.readouterr().out
    assert "地区生产总值\n  486.3亿元  2023  actual" in out


def test_to_sqlite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    database = tmp_path / "facts.db"
    play("to_sqlite.py", str(EXAMPLES), str(database), monkeypatch=monkeypatch)
    db = sqlite3.connect(database)
    try:
        rows = db.execute("SELECT value, unit FROM facts WHERE text = '486.3亿元'").fetchall()
    finally:
        db.close()
    assert rows == [("48630000000", "元")]


def test_the_readme() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


def test_the_package_docstring() -> None:
    failed, tried = doctest.testmod(zhextract)
    assert tried
    assert not failed
