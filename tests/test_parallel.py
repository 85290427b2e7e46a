"""Many texts: the pool of workers, what kills one, tables and archives, shards, and runs that are stopped and resumed."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import SENTENCE, Run, on_a_terminal
from zhextract import Document, Extractor, batches, extract, parallel
from zhextract.batches import failed
from zhextract.cli.bar import Bar
from zhextract.parallel import Convert, Pool, PoolError
from zhextract.readers import Failure, Item, stream
from zhextract.readers.stream import Fields

posix = pytest.mark.skipif(os.name != "posix", reason="signals and /proc as POSIX has them")
linux = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc to find the workers")


def texts(count: int, start: int = 0) -> list[Item]:
    """Texts that differ in a number."""
    return [Item(str(i), f"全区{i}个重点项目总投资{i + 1}亿元。", "2022-05", f"text {i}") for i in range(start, start + count)]


# --- the pool -----------------------------------------------------------------------------------------------------


def strange(folder: str) -> Convert:
    """A worker that does what a text says."""

    def one(item: Item) -> bytes:
        word, _, rest = item.text.partition(" ")
        if word == "sleep":
            time.sleep(float(rest))
        elif word == "fail":
            raise RuntimeError("as it was told")
        elif word == "memory":
            raise MemoryError
        elif word == "die":
            os._exit(3)
        elif word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "die-once":
            mark = Path(folder, "died")
            if not mark.exists():
                mark.touch()
                os._exit(3)
        elif word == "large":
            return b"x" * int(rest)
        return item.text.encode("utf-8", "surrogatepass")

    def convert(items: Iterable[Item | Failure]) -> Iterator[bytes | Failure]:
        for item in items:
            assert isinstance(item, Item)
            try:
                result: bytes | Failure = one(item)
            except Exception as error:
                result = failed(item, error)
            yield result

    return convert


def alone(items: Iterable[Item | Failure], format: str = "jsonl") -> list[bytes | Failure]:
    """The results of one process."""
    return list(parallel.extractor(format)()(items))


def broken() -> Convert:
    """A worker that does not come up."""
    os._exit(7)


def played(lines: list[str], tmp_path: Path, jobs: int = 2, timeout: float | None = None) -> list[bytes | str]:
    """The results of these texts, a failure as its reason."""
    items = [Item(None, line, None, line) for line in lines]
    with Pool(partial(strange, str(tmp_path)), jobs, timeout=timeout) as pool:
        return [r.reason if isinstance(r, Failure) else r for r in pool.map(items)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_are_those_of_one_process_in_order(jobs: int) -> None:
    items = texts(300)
    with Pool(parallel.extractor(), jobs) as pool:
        assert list(pool.map(items)) == alone(items)
        assert list(pool.map(items[:5])) == alone(items[:5])  # a pool can be used again
        assert list(pool.map([])) == []


def test_every_format_is_written_by_workers() -> None:
    for name in ("jsonl", "json", "csv"):
        with Pool(parallel.extractor(name), 1) as pool:
            assert list(pool.map(texts(2))) == alone(texts(2), name)


def test_a_failure_costs_one_text(tmp_path: Path) -> None:
    lines = ["a", "fail", "b", "memory", "c\ud800", ""]
    want = [b"a", "extraction failed: RuntimeError: as it was told", b"b", "is too large for the memory"]
    assert played(lines, tmp_path) == [*want, "c\ud800".encode("utf-8", "surrogatepass"), b""]


class Str(str):
    """A str of another class, such as a data frame's."""


def test_a_text_of_another_class_passes(tmp_path: Path) -> None:
    with Pool(partial(strange, str(tmp_path)), 1) as pool:
        assert list(pool.map([Item(None, Str("a"), None, "x")])) == [b"a"]


def test_failures_of_the_reader_keep_their_place() -> None:
    bad = Failure("bad", "why")
    with Pool(parallel.extractor(), 2) as pool:
        results = list(pool.map([bad, *texts(2), bad, bad, *texts(1), bad]))
    assert [r == bad for r in results] == [True, False, False, True, True, False, True]


@pytest.mark.parametrize(("word", "how"), [("die", "exit code 3"), pytest.param("kill", "by SIGKILL", marks=posix)])
def test_a_worker_that_dies_loses_no_other_text(tmp_path: Path, word: str, how: str) -> None:
    lines = [f"{i}" for i in range(100)]
    lines[40] = lines[41] = word
    want: list[bytes | str] = [line.encode() for line in lines]
    want[40] = want[41] = f"its worker ended 2 times ({how})"
    assert played(lines, tmp_path) == want


def test_a_text_gets_a_second_worker(tmp_path: Path) -> None:
    assert played(["a", "die-once", "b"], tmp_path) == [b"a", b"die-once", b"b"]


def test_a_timeout_costs_one_text(tmp_path: Path) -> None:
    lines = [f"{i}" for i in range(60)]
    lines[10] = lines[30] = "sleep 60"
    lines[20] = "sleep 0.1"
    want: list[bytes | str] = [line.encode() for line in lines]
    want[10] = want[30] = "took longer than 0.5 s"
    began = time.monotonic()
    assert played(lines, tmp_path, timeout=0.5) == want
    assert time.monotonic() - began < 30


def test_large_texts_and_results_pass(tmp_path: Path) -> None:
    lines = ["large 9000000", "文" * 3_000_000, "a", "large 9000000"] * 2
    assert [len(r) for r in played(lines, tmp_path)] == [9_000_000, 9_000_000, 1, 9_000_000] * 2


def test_reading_ahead_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "WINDOW", 100_000)
    read = 0

    def items() -> Iterator[Item]:
        nonlocal read
        for line in itertools.chain(["sleep 1.5"], itertools.repeat("a" * 1000, 20_000)):
            read += 1
            yield Item(None, line, None, "x")

    with Pool(partial(strange, str(tmp_path)), 2) as pool:
        results = pool.map(items())
        next(results)  # while it slept, the other worker could go on
        assert read < 1500
        results.close()  # type: ignore[attr-defined]
        assert pool.pids == []


def test_workers_that_do_not_come_up_are_told() -> None:
    with Pool(broken, 2) as pool, pytest.raises(PoolError, match="exit code 7"):
        list(pool.map(texts(3)))


def test_leaving_the_pool_ends_the_workers(tmp_path: Path) -> None:
    with Pool(partial(strange, str(tmp_path)), 2) as pool:
        next(iter(pool.map([Item(None, "a", None, "a"), *[Item(None, "sleep 60", None, "b")] * 4])))
    assert pool.pids == []
    with pytest.raises(ValueError, match="1 or more"):
        Pool(broken, 0)


@posix
def test_workers_killed_at_random_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ATTEMPTS", 99)  # chance may kill two workers over the same text, which is not its fault
    items = texts(400)
    chance = random.Random(8)
    with Pool(parallel.extractor(), 2) as pool:
        results = []
        for result in pool.map(items):
            results.append(result)
            if len(results) % 60 == 30 and pool.pids:
                os.kill(chance.choice(pool.pids), signal.SIGKILL)
    assert results == alone(items)


# --- inputs -------------------------------------------------------------------------------------------------------


def rows() -> list[dict[str, object]]:
    """Rows of a table."""
    return [
        {"text": SENTENCE, "id": 7, "published": "2022-05-20T08:00:00+08:00", "other": [1]},
        {"text": "新建2个。", "id": None, "published": None},
    ]


ITEMS = [("7", SENTENCE, "2022-05-20"), ("table:2", "新建2个。", "2021")]


def found(*targets: Path, fields: Fields = stream.NO_FIELDS) -> list[tuple[str | None, str, str | None] | str]:
    """What is read, a failure as its reason."""
    read = stream.read([str(target) for target in targets], published="2021", fields=fields)
    return [item.reason if isinstance(item, Failure) else (item.id, item.text, item.published) for item in read]


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows()), encoding="utf-8")
    assert found(path) == [ITEMS[0], ("table:3", *ITEMS[1][1:])]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows()), encoding="gb18030")
    assert found(path) == ITEMS


def test_a_bad_line_costs_itself(tmp_path: Path) -> None:
    lines = ["{", "[]", '{"a": 1}', '{"text": null}', '{"text": "x", "published": "May"}', '{"text": "x"}', "[" * 100_000]
    path = tmp_path / "t.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    *failed, whole, deep = found(path)
    assert whole == ("t:6", "x", "2021")
    reasons = ["is no JSON: ", "is no JSON object", "has no field 'text'", "expected a text, got null", "published", "no JSON"]
    for reason, want in zip([*failed, deep], reasons, strict=True):
        assert want in reason


def test_the_fields_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    path.write_text(json.dumps({"内容": "甲", "no": "n1", "日期": "2020年3月1日", "text": "乙"}), encoding="utf-8")
    assert found(path, fields=Fields("内容", "no", "日期")) == [("n1", "甲", "2020-03-01")]
    assert found(path, fields=Fields("内容", "nr", None)) == ["has no field 'nr'"]


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (None, None),
        ("", None),
        (float("nan"), None),
        (2022, "2022"),
        ("2022-05", "2022-05"),
        ("2022/5/3", "2022-05-03"),
        ("20220503", "2022-05-03"),
        ("2022-05-03 08:00", "2022-05-03"),
        (date(2022, 5, 3), "2022-05-03"),
        (datetime(2022, 5, 3, 8), "2022-05-03"),
    ],
)
def test_days_of_tables(value: object, want: str | None) -> None:
    assert stream.day(value) == want


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra parquet)")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "table.parquet"
    days = [datetime(2022, 5, 20, 8), None]
    table = pyarrow.table({"text": [row["text"] for row in rows()], "id": [7, None], "published": days, "x": [1, 2]})
    parquet.write_table(table, path)
    assert found(path) == ITEMS
    path.write_bytes(path.read_bytes()[:200])
    (reason,) = found(path)
    assert isinstance(reason, str)


@pytest.mark.parametrize(("name", "package"), [("t.parquet", "pyarrow"), ("t.txt.zst", "zstandard")])
def test_a_missing_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    path = tmp_path / name
    path.write_bytes(b"x")
    (reason,) = found(path)
    assert isinstance(reason, str)
    assert re.fullmatch(rf"needs {package}: pip install 'zhextract\[\w+\]'", reason)


def test_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(SENTENCE.encode("gb18030")))
    (tmp_path / "table.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows())).encode()))
    assert found(tmp_path) == [("a", SENTENCE, "2021")]  # a table in a folder is read only where its column is named
    assert found(tmp_path, fields=Fields("text")) == [("a", SENTENCE, "2021"), *ITEMS]
    cut = (tmp_path / "table.jsonl.gz").read_bytes()[:-12]
    (tmp_path / "table.jsonl.gz").write_bytes(cut)
    (tmp_path / "a.txt.gz").write_bytes(b"no gzip")
    failed = found(tmp_path / "a.txt.gz", tmp_path / "table.jsonl.gz")
    assert "gzip" in str(failed[0])
    assert "end-of-stream" in str(failed[-1])


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed (extra zstd)")
    pack = zstandard.ZstdCompressor().compress
    (tmp_path / "a.txt.zst").write_bytes(pack(SENTENCE.encode()) + pack("第二".encode()))  # two frames
    (tmp_path / "table.jsonl.zst").write_bytes(pack("\n".join(map(json.dumps, rows())).encode()))
    assert found(tmp_path, fields=Fields("text")) == [("a", SENTENCE + "第二", "2021"), *ITEMS]
    (tmp_path / "a.txt.zst").write_bytes(b"no zstd")
    (reason,) = found(tmp_path / "a.txt.zst")
    assert isinstance(reason, str)


def test_archives(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2022/b.txt", "乙")
        archive.writestr("2022/a.txt", SENTENCE.encode("gb18030"))
        archive.writestr("__MACOSX/2022/._a.txt", b"\0")
        archive.writestr("photo.png", b"\0")
        archive.writestr("bad.txt", b"\0")
        archive.writestr("xxxx.txt", "丙")
    # a name as archivers on Chinese Windows write it
    path.write_bytes(path.read_bytes().replace(b"xxxx.txt", "新闻.txt".encode("gb18030")))
    first, second, bad, third = found(path)
    assert (first, second) == (("2022/a", SENTENCE, "2021"), ("2022/b", "乙", "2021"))
    assert "binary" in str(bad)
    assert third == ("新闻", "丙", "2021")
    assert [item[0] for item in found(tmp_path) if isinstance(item, tuple)][:2] == ["news/2022/a", "news/2022/b"]
    damaged = bytearray(path.read_bytes())
    damaged[damaged.index(b"2022/b.txt") + 11] ^= 0xFF  # in the packed text
    path.write_bytes(damaged)
    assert [isinstance(item, str) for item in found(path)] == [False, True, True, False]
    path.write_bytes(b"PK\x03\x04 no archive")
    (reason,) = found(path)
    assert isinstance(reason, str)


def test_how_far_one_is_in_the_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, rows())), encoding="utf-8")
    (tmp_path / "z.txt.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    fields = Fields("text")
    at = [reference.at for reference in stream.references([str(tmp_path)], fields=fields)]
    assert at == sorted(at)
    assert at[-1] == stream.size([str(tmp_path)], fields=fields)
    assert stream.size(["-"]) is None


# --- the command line ---------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of small texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for item in texts(25):
        (folder / f"{item.id:0>3}.txt").write_text(item.text, encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """What a folder holds besides its folders."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("format", ["jsonl", "json", "csv"])
def test_jobs_write_the_same_bytes(run: Run, folder: Path, tmp_path: Path, format: str) -> None:
    assert run("extract", folder, "-o", tmp_path / f"one.{format}") == (0, "", "")
    assert run("extract", folder, "-o", tmp_path / f"two.{format}", "--jobs", "2") == (0, "", "")
    one = (tmp_path / f"one.{format}").read_bytes()
    assert (tmp_path / f"two.{format}").read_bytes() == one
    assert names(tmp_path) == sorted([f"one.{format}", f"two.{format}"])
    assert run("extract", folder, "--jobs", "2", "--format", format).out.encode() == one


def test_failures_are_recorded(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "003.txt").write_bytes(b"\0")
    (folder / "slow.txt").write_text(SENTENCE * 200_000, encoding="utf-8")
    out = tmp_path / "o.jsonl"
    code, _, err = run("extract", folder, "-o", out, "--jobs", "2", "--timeout", "1")
    assert code == 1
    assert err == f"zhextract: 2 of 26 texts failed: {out}.errors.jsonl\n"
    errors = [json.loads(line) for line in Path(f"{out}.errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [error["name"] for error in errors] == [str(folder / "003.txt"), str(folder / "slow.txt")]
    assert "binary" in errors[0]["reason"]
    assert errors[1]["reason"] == "took longer than 1 s"
    assert out.read_text(encoding="utf-8").count('"type": "document"') == 24
    for name in ("003.txt", "slow.txt"):
        (folder / name).unlink()
    assert run("extract", folder, "-o", out, "--jobs", "2").code == 0  # a new run begins a new list
    assert names(tmp_path) == ["o.jsonl"]


def test_where_nothing_could_be_done_no_output_takes_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    assert run("extract", tmp_path / "a.txt", "-o", tmp_path / "o.jsonl", "--jobs", "1").code == 1
    assert names(tmp_path) == ["a.txt", "o.jsonl.errors.jsonl"]


@pytest.mark.parametrize("format", ["jsonl", "csv", "json"])
def test_shards(run: Run, folder: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"o.{format}"
    assert run("extract", folder, "-o", out, "--shard-size", "10") == (0, "", "")
    shards = [tmp_path / f"o-0000{i}.{format}" for i in range(3)]
    assert names(tmp_path) == [shard.name for shard in shards]
    for shard, first in zip(shards, (0, 10, 20), strict=True):
        few = [str(folder / f"{i:03}.txt") for i in range(first, min(25, first + 10))]
        assert run("extract", *few, "--format", format).out.encode() == shard.read_bytes()
    code, _, err = run("extract", folder, "-o", out, "--shard-size", "10")
    assert code == 2
    assert "shards of two runs must not mix" in err
    assert "nothing to resume" in run("extract", folder, "-o", out, "--shard-size", "10", "--resume").err


def test_tables_through_the_command_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"body": SENTENCE, "no": 5, "day": "2021-01-02"}), encoding="utf-8")
    out = run("extract", path, "--text-field", "body", "--id-field", "no", "--published-field", "day").out
    first, *records = map(json.loads, out.splitlines())
    assert (first["id"], first["published"]) == ("5", "2021-01-02")
    assert records == [record.to_dict() for record in extract(SENTENCE, published="2021-01-02").records]


@pytest.mark.parametrize(
    "args",
    [
        ["--jobs", "x"],
        ["--jobs", "-1"],
        ["--timeout", "0"],
        ["--timeout", "nan"],
        ["--shard-size", "0", "-o", "o"],
        ["--shard-size", "5"],
        ["--resume"],
    ],
)
def test_wrong_usage(run: Run, article: Path, args: list[str]) -> None:
    assert run("extract", article, *args).code == 2


def test_an_output_that_cannot_be_written(run: Run, article: Path) -> None:
    for target in (article.parent / "no" / "o.jsonl", article.parent):
        code, out, err = run("extract", article, "-o", target, "--jobs", "1")
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
    assert names(article.parent) == [article.name]


# --- stopping and going on ----------------------------------------------------------------------------------------


def start(*args: str | Path) -> subprocess.Popen[bytes]:
    """``zhextract extract`` in the background."""
    command = [sys.executable, "-m", "zhextract", "extract", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def workers(child: subprocess.Popen[bytes]) -> list[int]:
    """The pids of the workers of a run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            command = path.with_name("cmdline").read_bytes()
        except (OSError, IndexError):  # it has just ended
            continue
        if parent == child.pid and b"spawn_main" in command:
            found.append(int(path.parent.name))
    return found


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A table of texts that takes some seconds."""
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for i in range(700):
            text = "\0" if i % 100 == 50 else "".join(item.text for item in texts(1 + i % 40, start=i)) * 8
            row = {"text": text, "id": i} if i % 100 != 51 else {"id": i}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def outputs(folder: Path) -> dict[str, bytes]:
    """The files of a run, their name's first word left out."""
    return {path.name.partition(".")[2]: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@posix
@pytest.mark.slow
@pytest.mark.parametrize("options", [["--jobs", "2"], ["--jobs", "2", "--shard-size", "90"], ["--jobs", "1"]])
def test_a_run_killed_at_random_goes_on(many: Path, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole = start(many, "-o", tmp_path / "whole" / "o.jsonl", *options)
    began = time.monotonic()
    assert whole.wait(300) == 1
    seconds = time.monotonic() - began
    whole.communicate()
    chance = random.Random(" ".join(options))
    stopped = 0
    for attempt in range(60):
        child = start(many, "-o", tmp_path / "parts" / "o.jsonl", *options, "--resume")
        try:
            child.wait(chance.uniform(0.1, (0.4 + 0.1 * attempt) * seconds))  # longer and longer, to get done
        except subprocess.TimeoutExpired:
            child.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
            stopped += 1
        _, err = child.communicate(timeout=60)
        if child.returncode in (0, 1):
            break
    assert child.returncode == 1, err.decode()
    assert stopped  # how often, depends on how busy the machine is
    want, got = outputs(tmp_path / "whole"), outputs(tmp_path / "parts")
    assert sorted(got) == sorted(want), err.decode()
    for name, data in want.items():
        assert got[name].replace(b"/parts/", b"/whole/") == data, name


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_documents(many: Path, tmp_path: Path, jobs: str) -> None:
    out = tmp_path / "o.jsonl"
    child = start(many, "-o", out, "--jobs", jobs)
    partial_ = tmp_path / "o.jsonl.partial"
    until = time.monotonic() + 60
    while not (partial_.exists() and partial_.stat().st_size) and time.monotonic() < until:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "--resume goes on" in err.decode()
    assert err.count(b"\n") == 1
    lines = [json.loads(line) for line in partial_.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert not out.exists()
    again = start(many, "-o", out, "--jobs", jobs, "--resume")
    again.communicate(timeout=120)
    assert again.returncode == 1  # some texts of the table are bad
    assert names(tmp_path) == ["many.jsonl", "o.jsonl", "o.jsonl.errors.jsonl"]
    ids = [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines() if '"type": "document"' in line]
    assert ids == [str(i) for i in range(700) if i % 100 != 51]


@linux
def test_a_killed_worker_is_replaced(many: Path, tmp_path: Path) -> None:
    whole = start(many, "-o", tmp_path / "whole.jsonl", "--jobs", "2")
    child = start(many, "-o", tmp_path / "o.jsonl", "--jobs", "2")
    killed = 0
    while child.poll() is None:
        time.sleep(0.4)
        for pid in workers(child)[:1]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed += 1
        if killed == 4:
            break
    _, err = child.communicate(timeout=120)
    whole.communicate(timeout=120)
    assert (child.returncode, whole.returncode) == (1, 1), err
    assert killed
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_what_cannot_be_resumed_is_refused(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "o.jsonl"

    def stopped(self: Extractor, items: list[tuple[str, str, str]]) -> list[Document | Exception]:
        if items[0][0] == "012":
            raise KeyboardInterrupt
        return [self.extract(text, published=day, id=id) for id, text, day in items]

    with monkeypatch.context() as patch:
        patch.setattr(batches, "TEXTS", 1)
        patch.setattr(Extractor, "extract_batch", stopped)
        assert run("extract", folder, "-o", out, "--jobs", "1").code == 130
    assert names(tmp_path) == ["o.jsonl.errors.jsonl", "o.jsonl.partial", "o.jsonl.resume"]
    code, _, err = run("extract", folder, "-o", out, "--resume", "--only", "time")
    assert (code, "another only" in err) == (2, True)
    (folder / "0005.txt").write_text("new", encoding="utf-8")
    code, _, err = run("extract", folder, "-o", out, "--resume")
    assert (code, "not those of the run that stopped" in err) == (2, True)
    (folder / "0005.txt").unlink()
    (folder / "020.txt").unlink()  # behind what is done, anything may have changed
    assert run("extract", folder, "-o", out, "--resume", "--jobs", "2").code == 0
    assert run("extract", folder, "-o", tmp_path / "new.jsonl").code == 0
    assert out.read_bytes() == (tmp_path / "new.jsonl").read_bytes()
    code, _, err = run("extract", folder, "-o", out, "--resume")
    assert (code, "is complete" in err) == (0, True)
    (tmp_path / "o.jsonl.resume").write_text("{", encoding="utf-8")
    assert run("extract", folder, "-o", out, "--resume").code == 1


@pytest.mark.parametrize("sharded", [False, True])
def test_a_run_that_dies_in_its_last_moment_goes_on(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sharded: bool
) -> None:
    (folder / "003.txt").write_bytes(b"\0")
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    options = ["--shard-size", "10"] if sharded else ["--jobs", "1"]
    assert run("extract", folder, "-o", tmp_path / "whole" / "o.jsonl", *options).code == 1

    def unlink(path: str) -> None:
        raise KeyboardInterrupt

    command = ["extract", folder, "-o", tmp_path / "parts" / "o.jsonl", *options, "--resume"]
    with monkeypatch.context() as patch:  # the output is in its place, the note is still there
        patch.setattr("zhextract.cli.resumable.os.unlink", unlink)
        assert run(*command).code == 130
    (tmp_path / "parts" / "o.jsonl.resume.tmp").write_text("{", encoding="utf-8")  # killed while it wrote its note
    assert "o.jsonl.resume" in names(tmp_path / "parts")
    for _ in range(2):  # it is finished, and then it is complete; either way some texts have failed
        assert run(*command).code == 1
        assert outputs(tmp_path / "parts") == outputs(tmp_path / "whole")


@posix
def test_two_runs_do_not_write_to_one_output(many: Path, tmp_path: Path) -> None:
    first = start(many, "-o", tmp_path / "o.jsonl", "--jobs", "1")
    until = time.monotonic() + 60
    while not (tmp_path / "o.jsonl.resume").exists() and time.monotonic() < until:
        time.sleep(0.02)
    second = start(many, "-o", tmp_path / "o.jsonl", "--jobs", "1", "--resume")
    _, err = second.communicate(timeout=60)
    assert (second.returncode, b"by another run" in err) == (1, True)
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=60)


def test_the_progress_line() -> None:
    bar = Bar()
    assert bar.line(0, 60.0) == "0 texts, 0/s"
    bar.total = 1000
    bar.begin(100)
    for _ in range(300):
        bar.reach(550)
    assert bar.line(550, 60.0) == "█████████████░░░░░░░░░░░  55%  300 texts, 5/s, 0:01:00 left"


@posix
def test_the_progress_is_shown_on_a_terminal(many: Path, tmp_path: Path) -> None:
    code, shown = on_a_terminal("extract", str(many), "-o", str(tmp_path / "o.jsonl"), "--jobs", "1", stream="stderr")
    assert code == 1
    assert re.search("█.*%  [0-9,]+ texts, [0-9,]+/s, 0:00:[0-9]{2} left", shown)
