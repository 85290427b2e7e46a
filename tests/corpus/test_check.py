"""``zhextract corpus check``: differences, known failures, stale ones, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.corpus.conftest import edit_gold


def test_a_corpus_that_is_met(corpus: Path, run: Run) -> None:
    ran = run("corpus", "check")
    assert (ran.code, ran.err) == (0, "")
    assert "corpus/phrases/counts.txt: 4 cases\n" in ran.out.replace("\\", "/")
    assert ran.out.endswith("none differs\n")


def test_a_difference_shows_both_sides(corpus: Path, run: Run) -> None:
    path = corpus / "phrases" / "counts.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("value=35", "value=36"), encoding="utf-8")
    edit_gold(corpus / "articles" / "news.jsonl", "96.4亿元", unit="美元")
    edit_gold(corpus / "articles" / "news.jsonl", "35个")
    ran = run("corpus", "check", corpus)
    assert ran.code == 1
    assert "counts.txt:5" in ran.out
    assert "改造老旧小区⟦35个⟧。" in ran.out
    assert "- wanted quantity '35个' value=36" in ran.out
    assert "+ found  quantity '35个' value=35" in ran.out
    assert "- wanted quantity '96.4亿元' unit=美元" in ran.out
    assert "+ found quantity '35个'" in ran.out
    assert "\x1b[" not in ran.out
    short = run("corpus", "check", corpus, "--short")
    assert "## quantity '35个' value: wanted 36, found 35" in short.out
    assert len(short.out.splitlines()) == 3 + 2 + 1
    assert len(run("corpus", "check", corpus, "--quiet").out.splitlines()) == 3


def test_only_some_files_and_types(corpus: Path, run: Run) -> None:
    edit_gold(corpus / "articles" / "news.jsonl", "96.4亿元", unit="美元")
    assert run("corpus", "check", corpus, "--only-files", "counts*").code == 0
    assert run("corpus", "check", corpus / "phrases").code == 0
    assert run("corpus", "check", corpus, "--types", "time,program").code == 0
    assert run("corpus", "check", corpus / "articles" / "news.txt").code == 1
    assert run("corpus", "check", corpus, "--types", "clock").code == 2


def test_known_failures(corpus: Path, run: Run) -> None:
    gold = corpus / "articles" / "news.jsonl"
    right = gold.read_text(encoding="utf-8")
    edit_gold(gold, "96.4亿元", unit="美元")
    updated = run("corpus", "check", "--update-known")
    assert updated.code == 0
    assert "1 added" in updated.out
    assert "news:quantity:unit:96.4亿元#1\t" in (corpus / "known.tsv").read_text(encoding="utf-8")
    ran = run("corpus", "check")
    assert ran.code == 0
    assert "1 known" in ran.out
    assert "wanted" not in ran.out
    assert run("corpus", "check", "--no-known").code == 1

    gold.write_text(right, encoding="utf-8")  # met by now: the list must not say otherwise
    stale = run("corpus", "check")
    assert stale.code == 1
    assert "stale: news:quantity:unit:96.4亿元#1" in stale.out
    assert run("corpus", "check", "--only-files", "counts*").code == 0
    assert run("corpus", "check", "--types", "quantity").code == 0
    assert "1 taken out" in run("corpus", "check", "--update-known").out
    assert run("corpus", "check").code == 0


def test_a_known_case_that_is_gone_is_stale(corpus: Path, run: Run) -> None:
    (corpus / "known.tsv").write_text("counts:00000000\tgone\n", encoding="utf-8")
    assert run("corpus", "check").code == 1
    (corpus / "known.tsv").write_text("a\tb\na\tb\n", encoding="utf-8")
    assert "known.tsv:2: a is listed twice" in run("corpus", "check").err


def test_the_list_is_not_written_under_ci(corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    ran = run("corpus", "check", "--update-known")
    assert ran.code == 1
    assert "refused under CI" in ran.err
    assert not (corpus / "known.tsv").exists()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", "scope: time\n⟦甲\n", "a.txt:2: ⟦ without ⟧"),
        ("a.jsonl", '{"type": "document", "id": "a"}\n', "no text for it"),
        ("news.jsonl", '{"type": "document", "id": "news", "sha256": "0"}\n', "sha256 differs"),
        (
            "news.jsonl",
            '{"type": "document", "id": "news"}\n{"type": "time", "start": 5, "end": 900}\n',
            "news.jsonl:2: start 5",
        ),
        (
            "news.jsonl",
            '{"type": "document"}\n{"type": "time", "start": 0, "end": 2, "text": "明年"}\n',
            "text is '明年'",
        ),
        ("news.jsonl", '{"type": "document"}\n{"type": "clock", "start": 0, "end": 2}\n', "no type 'clock'"),
        ("news.jsonl", '{"type": "document"}\n{\n', "news.jsonl:2: not JSON"),
    ],
)
def test_a_damaged_file_is_one_line_on_stderr(corpus: Path, run: Run, name: str, content: str, why: str) -> None:
    (corpus / "articles" / name).write_text(content, encoding="utf-8")
    ran = run("corpus", "check", corpus)
    assert ran.code == 1
    assert why in ran.err
    assert ran.err.count("\n") == 1


def test_folders_without_a_corpus(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("corpus", "check").code == 2
    assert "neither marked text nor" in run("corpus", "check", tmp_path).err
    assert "no such file" in run("corpus", "check", tmp_path / "x").err
    (tmp_path / "x").write_text("text", encoding="utf-8")
    assert "neither marked text" in run("corpus", "check", tmp_path / "x").err


def test_an_extractor_that_raises_is_told_with_the_case(
    corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhextract import pipeline

    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(pipeline, "extract", broken)
    ran = run("corpus", "check", corpus / "phrases")
    assert ran.code == 1
    assert "counts.txt:5: extraction failed: ZeroDivisionError: x" in ran.err
