"""The command line: inputs, outputs, exit codes, and bad input that costs one line on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SENTENCE, Run, on_a_terminal
from zhextract import __version__, extract, record_from_json
from zhextract.cli.progress import Progress
from zhextract.drafts import QuantityDraft
from zhextract.source import Source
from zhextract.units import Units

Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


def one_line(err: str) -> str:
    """Standard error, which must be one line without a trace."""
    assert err.startswith("zhextract: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def records(out: str) -> list[object]:
    """The records of JSON lines."""
    return [record_from_json(line) for line in out.splitlines() if json.loads(line)["type"] != "document"]


# --- inputs and formats -------------------------------------------------------------------------------------------


def test_jsonl_in_a_pipe(run: Run, article: Path) -> None:
    code, out, err = run("extract", article, "--published", "2022-05")
    assert (code, err) == (0, "")
    head = json.loads(out.splitlines()[0])
    assert head == {"type": "document", "id": "article", "published": "2022-05", "published_from": "given"}
    assert records(out) == list(extract(SENTENCE, published="2022-05").records)


def test_options_before_the_file(run: Run, article: Path) -> None:
    assert run("extract", "--format", "jsonl", article, "--published", "2022-05").code == 0


@pytest.mark.parametrize("how", [[], ["-"]])
def test_standard_input(spawn: Spawn, how: list[str]) -> None:
    done = spawn("extract", *how, stdin=b"\xef\xbb\xbf" + SENTENCE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert records(done.stdout.decode()) == list(extract(SENTENCE).records)


def test_gb18030(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SENTENCE.encode("gb18030"))
    assert records(run("extract", path).out) == list(extract(SENTENCE).records)
    assert records(run("extract", path, "--encoding", "gbk").out) == list(extract(SENTENCE).records)


def test_formats(run: Run, article: Path) -> None:
    assert "255,000,000,000" in run("extract", article, "--format", "table").out
    assert json.loads(run("extract", article, "--format", "json").out)[0]["text"] == SENTENCE
    rows = list(csv.DictReader(io.StringIO(run("extract", article, "--format", "csv").out)))
    assert [row["value"] for row in rows] == ["360", "255000000000", "50000000000"]
    assert run("extract", article, "--format", "csv", "--bom").out.startswith("\ufeff")


def test_only(run: Run, article: Path) -> None:
    out = run("extract", article, "--only", "time, program").out
    assert {json.loads(line)["type"] for line in out.splitlines()} == {"document", "time"}


def test_a_folder_and_a_file(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").write_text("新建2个。", encoding="utf-8")
    out = run("extract", tmp_path, "--format", "table").out
    assert "== article · 2022" in out
    assert "== more/b" in out


def test_a_table_on_a_terminal(article: Path) -> None:
    code, shown = on_a_terminal("extract", str(article), stream="stdout")
    assert code == 0
    assert shown.startswith("of ")
    assert "重点项目" in shown


def test_explain(run: Run) -> None:
    code, out, _ = run("explain", "二七区重点项目360个，推进“三个一批”行动", "--published", "2022")
    assert code == 0
    assert "360个" in out
    assert "quoted-head" in out
    assert run("explain", "没有").out == "no candidates\n"


def test_explain_shows_who_lost(run: Run) -> None:
    out = run("explain", "印发《关于联系100个重点项目的通知》").out
    assert "lost to program" in out


def test_explain_takes_what_a_shell_hands_over(run: Run) -> None:
    code, out, err = run("explain", os.fsdecode("总投资5亿元".encode() + b"\xff"))
    assert (code, err) == (0, "")
    assert "5亿元" in out


def test_schema(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["$defs"]["quantity"]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"zhextract {__version__}\n", "")


# --- output files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "start"), [("o.jsonl", '{"type"'), ("o.json", "["), ("o.csv", "document,"), ("o", "{")])
def test_the_name_of_the_output_tells_the_format(run: Run, article: Path, name: str, start: str) -> None:
    target = article.with_name(name)
    assert run("extract", article, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith(start)
    assert sorted(os.listdir(article.parent)) == sorted([article.name, name])


def test_an_output_keeps_its_mode_and_its_link(run: Run, article: Path) -> None:
    target = article.with_name("real.jsonl")
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = article.with_name("link.jsonl")
    link.symlink_to(target)
    assert run("extract", article, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("{")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_output_has_the_usual_mode(run: Run, article: Path) -> None:
    old = os.umask(0o022)
    try:
        assert run("extract", article, "-o", article.with_name("o.jsonl")).code == 0
    finally:
        os.umask(old)
    assert article.with_name("o.jsonl").stat().st_mode & 0o777 == 0o644


def test_an_output_that_cannot_be_written(run: Run, article: Path) -> None:
    for target in (article.parent / "no" / "such" / "o.jsonl", article / "o.jsonl", article.parent):
        code, out, err = run("extract", article, "-o", target)
        assert (code, out) == (1, "")
        assert str(target) in one_line(err)
    assert os.listdir(article.parent) == [article.name]


def test_the_text_itself_is_no_output(run: Run, article: Path) -> None:
    code, _, err = run("extract", article, "-o", article)
    assert code == 2
    assert "is the text itself" in one_line(err)
    assert article.read_text(encoding="utf-8") == SENTENCE


def test_a_run_that_fails_half_way_leaves_no_output(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = article.with_name("o.jsonl")
    target.write_text("old", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zhextract.pipeline.Extractor.extract_batch", broken)
    assert run("extract", article, "-o", target).code == 130
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(article.parent)) == ["article.txt", "o.jsonl"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("direct", [True, False])
def test_a_full_disk(article: Path, direct: bool) -> None:
    command = [sys.executable, "-m", "zhextract", "extract", str(article)]
    with open("/dev/full", "wb") as full:
        if direct:
            command += ["-o", "/dev/full"]
        done = subprocess.run(command, stdout=None if direct else full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert "No space left" in one_line(done.stderr.decode())


# --- failures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe\x00", "cannot be decoded"),
        (b"\x80\x81\xfd\xff" * 9, "cannot be decoded"),
        ("全区360个\0".encode(), "NUL byte"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        ("5亿元".encode() + b"\xed\xa0\x80", "cannot be decoded"),  # a lone surrogate
    ],
)
def test_a_bad_file_costs_its_own_line_only(run: Run, article: Path, data: bytes, why: str) -> None:
    bad = article.with_name("bad.txt")
    bad.write_bytes(data)
    code, out, err = run("extract", bad, article)
    assert code == 1
    assert one_line(err).startswith(f"zhextract: {bad}: ")
    assert why in err
    assert records(out) == list(extract(SENTENCE).records)
    target = article.with_name("o.jsonl")
    assert run("extract", bad, "-o", target).code == 1
    assert not target.exists()
    assert run("extract", bad, article, "-o", target).code == 1
    assert records(target.read_text(encoding="utf-8")) == list(extract(SENTENCE).records)


def test_missing_and_empty(run: Run, tmp_path: Path) -> None:
    code, out, err = run("extract", tmp_path)
    assert (code, out) == (1, "")
    assert "no text in this folder" in one_line(err)
    code, out, err = run("extract", tmp_path / "missing.txt")
    assert (code, out) == (1, "")
    assert "No such file" in one_line(err)


def test_an_empty_file_is_a_document_without_records(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    code, out, err = run("extract", path)
    assert (code, err) == (0, "")
    assert json.loads(out)["id"] == "empty"


def test_an_error_of_ours_costs_one_text(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhextract import pipeline

    whole = pipeline.quantity.find

    def sometimes(source: Source, units: Units) -> list[QuantityDraft]:
        if source.text == "x":
            raise RuntimeError("first\nsecond")
        return whole(source, units)

    monkeypatch.setattr("zhextract.pipeline.quantity.find", sometimes)
    article.with_name("bad.txt").write_text("x", encoding="utf-8")
    code, out, err = run("extract", article.with_name("bad.txt"), article)
    assert code == 1
    assert "RuntimeError: first second" in one_line(err)
    assert records(out)


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["nonsense"],
        ["extract", "a.txt", "--published", "2022-02-30"],
        ["extract", "a.txt", "--published", "2022-13"],
        ["extract", "a.txt", "--published", "someday"],
        ["extract", "a.txt", "--published", ""],
        ["extract", "a.txt", "--format", "xml"],
        ["extract", "a.txt", "--only", "money"],
        ["extract", "a.txt", "--only", ""],
        ["extract", "a.txt", "--format", "csv", "--only", "time"],
        ["extract", "a.txt", "--encoding", "klingon"],
        ["extract", "a.txt", "--encoding", "base64"],
        ["extract", "-", "-"],
        ["explain"],
        ["explain", "x", "--published", "2022-00"],
        ["corpus"],
    ],
)
def test_wrong_usage(run: Run, args: list[str]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert "error: " in err.splitlines()[-1]
    assert "Traceback" not in err


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "zhextract", "extract", str(tmp_path / "a.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(100)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


def test_lone_surrogates_are_escapes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    text = "全区\ud800总投资5\udfff亿元，印发《甲\ud83d办法》。"
    monkeypatch.setattr("zhextract.readers.files.decode", lambda data, encoding: text)
    for name in ("jsonl", "json", "csv", "table"):
        code, out, err = run("extract", path, "--format", name)
        assert (code, err) == (0, "")
        assert out
    for record in records(run("extract", path).out):
        assert text[record.start : record.end] == record.text  # type: ignore[attr-defined]


def test_standard_output_is_closed(article: Path) -> None:
    command = f'"{sys.executable}" -m zhextract extract "{article}" >&-'
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert "standard output is closed" in one_line(done.stderr.decode())


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    now = iter(range(100))
    monkeypatch.setattr("zhextract.cli.progress.time.monotonic", lambda: next(now))
    with Progress() as progress:
        progress.step()
        progress.step()
    assert screen.getvalue() == "\r1 texts, 1/s\x1b[K\r2 texts, 1/s\x1b[K\r\x1b[K"
    with Progress(shown=False) as progress:
        progress.step()
    assert screen.getvalue().count("texts") == 2


# --- size ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_line_of_50_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes("各级各部门要认真贯彻落实会议精神，推动高质量发展。".encode() * 700_000 + "总投资5亿元".encode())
    assert path.stat().st_size > 50_000_000
    began = time.monotonic()
    command = [sys.executable, "-m", "zhextract", "extract", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "5亿元" in done.stdout.decode()
    assert time.monotonic() - began < 120


def test_too_large_for_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 31)
    (tmp_path / "small.txt").write_text(SENTENCE, encoding="utf-8")
    limit = 1 << 30
    done = subprocess.run(
        [sys.executable, "-m", "zhextract", "extract", str(path), str(tmp_path / "small.txt")],
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert done.returncode == 1
    assert "is too large for the memory" in one_line(done.stderr.decode())
    assert records(done.stdout.decode())


@pytest.mark.slow
def test_one_article_takes_less_than_a_second(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text((SENTENCE * 200)[:5000], encoding="utf-8")
    taken = []
    for _ in range(3):
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "zhextract", "extract", str(path)], capture_output=True, check=True)
        taken.append(time.monotonic() - began)
    assert min(taken) < 1


def test_own_names_and_units(run: Run, tmp_path: Path) -> None:
    text, names, units = tmp_path / "a.txt", tmp_path / "names.tsv", tmp_path / "units.tsv"
    text.write_text("今年星河惠及12标房。", encoding="utf-8")
    names.write_text("星河计划\tinitiative\t星河\n", encoding="utf-8")
    columns = "#: unit kind dimension base factor code surfaces not_before note\n"
    units.write_text(columns + "标房\tcount\tcount\t标房\t1\t-\t-\t-\t-\n", encoding="utf-8")
    ran = run("extract", text, "--format", "jsonl", "--names", names, "--units", units)
    assert ran.code == 0
    found = {(r["text"], r.get("name") or r.get("unit")) for r in map(json.loads, ran.out.splitlines()[1:])}
    assert {("星河", "星河计划"), ("12标房", "标房")} <= found
    assert run("extract", text, "--jobs", "1", "--names", names, "--units", units, "--format", "jsonl").out == ran.out
    bad = run("extract", text, "--names", tmp_path / "none.tsv")
    assert bad.code == 2
    assert "none.tsv" in bad.err
    names.write_text("星河计划\tcolour\t星河\n", encoding="utf-8")
    bad = run("extract", text, "--names", names)
    assert bad.code == 2
    assert "names.tsv:1" in bad.err
