"""The accepted state: accept, diff, add, sample; what was edited shows up as what it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from zhextract.corpus import accepted, diff, sample
from zhextract.corpus.accepted import Accepted, Found


def accept_all(corpus: Path, run: Run) -> None:
    ran = run("corpus", "accept", corpus / "phrases" / "counts.txt", corpus / "articles" / "news.txt")
    assert ran.code == 0, ran.err


def test_accept_writes_the_named_files_only(corpus: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    ran = run("corpus", "accept", corpus / "phrases" / "counts.txt")
    assert "counts.txt" in ran.out
    after = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert set(after) - set(before) == {corpus / "accepted" / "phrases" / "counts.jsonl"}
    assert all(after[path] == data for path, data in before.items())
    assert "nothing to accept" in run("corpus", "accept", corpus / "phrases" / "counts.txt").out


def test_accept_refuses_folders_and_ci(corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("corpus", "accept", corpus).code == 2
    monkeypatch.setenv("CI", "1")
    ran = run("corpus", "accept", corpus / "phrases" / "counts.txt")
    assert (ran.code, "refused under CI" in ran.err) == (1, True)
    assert not (corpus / "accepted").exists()


def test_diff_of_nothing(corpus: Path, run: Run) -> None:
    assert "2 files never accepted" in run("corpus", "diff").out
    accept_all(corpus, run)
    ran = run("corpus", "diff", "--exit-code")
    assert (ran.code, ran.out) == (0, "nothing has changed\n")


def test_an_edited_article_is_told_as_such(corpus: Path, run: Run) -> None:
    accept_all(corpus, run)
    path = corpus / "articles" / "news.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text("本报讯\n" + text.replace("906家次", "1200家次"), encoding="utf-8")
    ran = run("corpus", "diff", "--exit-code")
    assert ran.code == 1
    assert "text edited: '' → '本报讯" in ran.out
    assert "text edited: '906' → '1200'" in ran.out
    assert "- lost quantity '906家次'" in ran.out
    assert "+ new quantity '1200家次'" in ran.out
    assert ran.out.count("(in the edited stretch)") == 2
    assert "96.4亿元" not in re.sub("##.*|    .*", "", ran.out)  # what only moved is no change
    assert "2 × text edited" in ran.out


def test_an_edited_case_is_told_as_such(corpus: Path, run: Run) -> None:
    accept_all(corpus, run)
    path = corpus / "phrases" / "counts.txt"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("改造老旧", "已改造老旧") + "\n新的一行。\n", encoding="utf-8")
    out = run("corpus", "diff").out
    assert "text edited: '' → '已'" in out
    assert "new text: '新的一行。'" in out
    assert "new quantity" not in out


def test_another_day_of_publication_is_told(corpus: Path, run: Run) -> None:
    accept_all(corpus, run)
    path = corpus / "articles" / "news.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"2022-05"', '"2023-05"', 1), encoding="utf-8")
    out = run("corpus", "diff", "--short").out
    assert "published: 2022-05 → 2023-05" in out
    assert "changed time '今年一季度'" in out
    assert "period: 2022-01-01..2022-03-31 → 2023-01-01..2023-03-31" in out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's sources, to be edited."""
    shutil.copytree(
        ROOT / "src" / "zhextract", tmp_path / "src" / "zhextract", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path / "src"


def by_copy(copy: Path, *args: str | Path) -> str:
    """What the edited package says, in a process of its own."""
    code = f"import sys; sys.path.insert(0, {str(copy)!r}); from zhextract.cli import entry; entry()"
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    ran = subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, env=env, check=False)
    assert not ran.stderr, ran.stderr.decode()
    return ran.stdout.decode("utf-8")


def edited(path: Path, pattern: str, replacement: str) -> None:
    source = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, source, flags=re.MULTILINE)
    assert count == 1, f"{path.name} has no such line any more: adapt this test ({pattern})"
    path.write_text(changed, encoding="utf-8")


def test_an_edited_unit_line_shows_as_a_changed_unit(corpus: Path, run: Run, copy: Path) -> None:
    accept_all(corpus, run)
    edited(copy / "zhextract" / "lexicon" / "units.tsv", r"^家次\t.*\n", "")
    out = by_copy(copy, "corpus", "diff", corpus)
    assert "~ changed quantity '906家'" in out
    assert "unit: 家次 → 家" in out
    assert "span: 906家次 → 906家" in out
    assert "2 × quantity unit 家次 → 家" in out
    assert "走访企业⟦906家⟧次" in out
    assert "text edited" not in out
    assert "lost" not in out


def test_an_edited_rule_shows_as_the_records_of_that_rule(corpus: Path, run: Run, copy: Path) -> None:
    accept_all(corpus, run)
    edited(copy / "zhextract" / "rules" / "program" / "__init__.py", r'^    Rule\("document", .*\n', "")
    out = by_copy(copy, "corpus", "diff", corpus)
    assert "- lost program '城镇燃气安全管理办法' by document" in out
    assert "2 × lost program by rule document" in out
    assert "text edited" not in out
    assert "quantity" not in re.sub("    .*", "", out)


def test_accept_takes_a_change_and_says_it(corpus: Path, run: Run, copy: Path) -> None:
    accept_all(corpus, run)
    edited(copy / "zhextract" / "lexicon" / "units.tsv", r"^家次\t.*\n", "")
    out = by_copy(copy, "corpus", "accept", corpus / "articles" / "news.jsonl")
    assert "~ changed quantity '906家'" in out
    assert "changes in 1 of 2 files" in by_copy(copy, "corpus", "diff", corpus)  # the other file was not named


@given(st.text("甲乙丙\n", max_size=30), st.text("甲乙丁\n", max_size=30), st.text("甲戊", max_size=30))
def test_any_edit_is_aligned(a: str, b: str, c: str) -> None:
    before, after = a + b + c, a + c + b
    for old, new in ((before, after), (a, b), (before, before)):
        blocks = diff._blocks(old, new)
        assert all(old[x : x + size] == new[y : y + size] for x, y, size in blocks)
        assert blocks == sorted(blocks)
        rebuilt, at = "", 0
        for x, x_end, y, y_end in diff._gaps(blocks, len(old), len(new)):
            rebuilt += old[at:x] + new[y:y_end]
            at = x_end
        assert rebuilt + old[at:] == new


def test_a_renamed_rule_is_a_changed_rule() -> None:
    row = {"type": "time", "start": 0, "end": 2, "text": "今年", "kind": "date", "rule": "a"}
    before = Accepted((Found("x", "今年", None, (row,)),))
    now = Accepted((Found("x", "今年", None, (row | {"rule": "b"},)),))
    (change,) = diff.compare("x", before, now).changes
    assert (change.what, change.fields) == ("changed", (("rule", "a", "b"),))
    assert diff.summary([diff.compare("x", before, now)]) == ["1 × time rule a → b"]


def test_any_folder_keeps_its_state(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(f"scope: time\n二七区开会{name}。\n", encoding="utf-8")
    assert run("corpus", "accept", tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt").code == 0
    assert run("corpus", "diff", tmp_path).out == "nothing has changed\n"
    assert run("corpus", "check", tmp_path).code == 0


def test_the_state_comes_back(corpus: Path, run: Run) -> None:
    accept_all(corpus, run)
    path = corpus / "accepted" / "articles" / "news.jsonl"
    state = accepted.read(path)
    assert state is not None
    assert accepted.render(state) == path.read_text(encoding="utf-8")
    assert state.figures["quantity"]["wanted"] == 3
    path.write_text('{"type": "time", "start": 0}\n', encoding="utf-8")
    assert "damaged" in run("corpus", "diff").err


def test_colours_only_on_a_terminal(corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from zhextract.corpus.show import painter

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert painter(Terminal())("red", "x") == "\x1b[31mx\x1b[0m"
    assert painter(Terminal())("red", "a\x1b[2J\u202eb") == "\x1b[31ma[2Jb\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Terminal())("red", "x") == "x"
    monkeypatch.delenv("NO_COLOR")
    assert painter(io.StringIO())("red", "x") == "x"


def test_add_takes_an_article_in(corpus: Path, run: Run, tmp_path: Path) -> None:
    text = "去年，全区新建学校12所，完成投资3亿元。"
    (tmp_path / "new.txt").write_bytes(text.encode("gb18030"))
    ran = run("corpus", "add", tmp_path / "new.txt", "--published", "2022-05")
    assert ran.code == 0, ran.err
    assert (corpus / "articles" / "new.txt").read_bytes() == text.encode("gb18030")
    rows = [json.loads(line) for line in (corpus / "articles" / "new.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0]["published"] == "2022-05"
    assert len(rows) > 3
    assert all(row["judged"] is False for row in rows[1:])
    assert run("corpus", "check").code == 0
    assert "are not judged and left out" in run("corpus", "score").out
    assert run("corpus", "add", tmp_path / "new.txt", "--published", "2022-05").code == 1  # replaces nothing
    assert run("corpus", "add", tmp_path / "none.txt", "--published", "2022-05").code == 1
    assert run("corpus", "add", tmp_path / "new.txt").code == 2

    # its output changes: check fails, accept takes the new one, and never touches what was judged
    gold = corpus / "articles" / "new.jsonl"
    lines = gold.read_text(encoding="utf-8").splitlines()
    school = next(line for line in lines if '"12所"' in line)
    judged = school.replace(', "judged": false', "").replace('"value": "12"', '"value": "13"')
    money = next(line for line in lines if '"3亿元"' in line)
    stale = money.replace('"unit": "元"', '"unit": "美元"')
    swapped = [judged if line == school else stale if line == money else line for line in lines]
    gold.write_text("\n".join(swapped) + "\n", encoding="utf-8")
    assert run("corpus", "check").code == 1
    ran = run("corpus", "accept", gold)
    assert "unjudged records: 1 taken in, 1 no longer found" in ran.out
    after = gold.read_text(encoding="utf-8").splitlines()
    assert json.loads(judged) in map(json.loads, after)
    assert json.loads(money) in map(json.loads, after)


def test_sample_draws_the_same_again(corpus: Path, run: Run) -> None:
    first = run("corpus", "sample", "2", "--seed", "7", corpus / "articles")
    assert first.code == 0, first.err
    assert first.out == run("corpus", "sample", "2", corpus / "articles", "--seed", "7").out
    assert first.out.startswith("1. ")
    assert "⟦" in first.out
    rows = run(
        "corpus", "sample", "50", "--seed", "1", corpus / "articles", "--json", "--types", "time"
    ).out.splitlines()
    assert [json.loads(row)["type"] for row in rows] == ["time"]
    assert json.loads(rows[0])["period"]["start"] == "2022-01-01"  # gold beside it tells the day
    assert run("corpus", "sample", "0", "--seed", "1", corpus).code == 2


def test_every_record_is_as_likely() -> None:
    rows = tuple({"type": "time", "start": i, "end": i + 1, "text": "x"} for i in range(10))
    counts = [0] * 10
    for seed in range(600):
        for one in sample.sample([("a", "x" * 10, None)], 3, seed, ["time"], lambda text, published: rows):
            counts[one.record["start"]] += 1
    assert min(counts) > 120
    assert max(counts) < 240
