"""``pytest --corpus DIR`` in a project of one's own, run as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROJECT = '[tool.pytest.ini_options]\naddopts = ["--corpus", "corpus"]\n'
PHRASES = """\
scope: quantity
published: 2022-05

改造老旧小区⟦35个⟧。
  quantity value=35 unit=个
全区新建学校⟦12所⟧。
  quantity value=12 unit=所
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A scratch project with three lines of configuration and a corpus."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "corpus" / "phrases").mkdir(parents=True)
    (tmp_path / "corpus" / "phrases" / "counts.txt").write_text(PHRASES, encoding="utf-8")
    (tmp_path / "corpus" / "notes.txt").write_text("no corpus file\n", encoding="utf-8")
    (tmp_path / "news.txt").write_text("今年以来，全区走访企业300家。", encoding="utf-8")
    added = spawn(tmp_path, "-m", "zhextract", "corpus", "add", "news.txt", "--published", "2022-05")
    assert added.returncode == 0, added.stderr
    return tmp_path


def spawn(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CI", "PYTEST"))}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    ran = spawn(folder, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "-W", "error", *arguments)
    return ran.returncode, ran.stdout + ran.stderr


def edit(path: Path, before: str, after: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert before in source
    path.write_text(source.replace(before, after), encoding="utf-8")


def test_every_case_and_article_is_a_test(project: Path) -> None:
    code, out = run(project)
    assert code == 0, out
    assert "3 passed" in out
    assert "PASSED corpus/articles/news.jsonl::news" in out
    code, out = run(project, "corpus/phrases")
    assert "2 passed" in out
    (project / "test_own.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    assert "4 passed" in run(project)[1]
    assert "1 passed, 3 deselected" in run(project, "-k", "test_one")[1]


def test_a_difference_fails_with_both_sides(project: Path) -> None:
    edit(project / "corpus" / "phrases" / "counts.txt", "value=12", "value=13")
    edit(project / "corpus" / "articles" / "news.jsonl", '"unit": "家"', '"unit": "户"')
    code, out = run(project)
    assert code == 1
    assert "2 failed, 1 passed" in out
    assert "- wanted quantity '12所' value=13" in out
    assert "+ found  quantity '300家' unit=家" in out
    assert "Traceback" not in out


def test_known_failures_are_expected_until_they_are_met(project: Path) -> None:
    phrases, gold = project / "corpus" / "phrases" / "counts.txt", project / "corpus" / "articles" / "news.jsonl"
    edit(phrases, "value=12", "value=13")
    edit(gold, '"unit": "家"', '"unit": "户"')
    assert spawn(project, "-m", "zhextract", "corpus", "check", "--update-known").returncode == 0
    code, out = run(project)
    assert (code, "1 passed, 2 xfailed" in out) == (0, True), out
    edit(phrases, "value=13", "value=12")
    edit(gold, '"unit": "户"', '"unit": "家"')
    code, out = run(project)
    assert (code, "2 failed, 1 passed" in out) == (1, True), out
    assert "stale: news:quantity:unit:300家#1" in out


def test_a_folder_that_is_not_there_and_a_damaged_file(project: Path) -> None:
    code, out = run(project, "--corpus", "nowhere")
    assert code == 4
    assert "--corpus nowhere: no such folder" in out
    (project / "corpus" / "bad.txt").write_text("scope: time\n⟦甲\n", encoding="utf-8")
    code, out = run(project)
    assert code == 2
    assert "bad.txt:2: ⟦ without ⟧" in out
    assert "Traceback" not in out


def test_without_the_option_nothing_is_collected(project: Path) -> None:
    (project / "pyproject.toml").write_text("", encoding="utf-8")
    assert run(project, "corpus")[0] == 5
