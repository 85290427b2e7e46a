"""How fast zhextract is, against the tokenizer that others begin with; where the time goes; start, memory, growth.

    python benchmarks/speed.py --texts FOLDER            all but the long parts, some minutes
    python benchmarks/speed.py --wheel FILE …            of a wheel, as it is installed: compiled (make wheel)
    python benchmarks/speed.py --texts FOLDER --long --write    also memory over 100,000 documents; writes RESULTS.md
    python benchmarks/speed.py --short --min-ratio 5     some seconds; exit code 1 where the ratio is below

Everything is measured here and now; ratios are of times taken in turns in one process, so that another load on the
machine hits both. FOLDER may also be told by ZHEXTRACT_BENCH_TEXTS.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from common import ROOT, Spread, chunks, folder, machine, read, table, unpacked, varied, write

CHUNK = 60_000  # characters between two turns
FREE = 1.8  # cores, of two, that a spin test must find free where two processes are compared with one
HOSTILE = ("一", "1", "万", "“", "1个", "年")
SENTENCE = "2022年5月，全区{n}个重点项目总投资{m}亿元，同比增长{p}%，推进“三个一批”行动。"
STAGES = (
    ("repair", "Source", None),
    ("quantities", "quantity", "find"),
    ("times", "time", "find"),
    ("programs", "program", None),
    ("overlaps", "resolve", None),
    ("calendar", "calendar", None),
    ("context", "context", None),
    ("breakdowns", "breakdown", None),
)
"""(name, name in `zhextract.pipeline`, its function or all of them)"""


def main() -> int:
    """Measures what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--texts", metavar="FOLDER", help="texts to measure on (default: the articles of the corpus)")
    parser.add_argument("--size", type=float, metavar="MB", help="megabytes of text (default: 5; 0.6 with --short)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: %(default)s)")
    parser.add_argument("--short", action="store_true", help="only the ratio to jieba.cut, on little text")
    parser.add_argument("--min-ratio", type=float, default=5, help="with --short: what it must be (default: %(default)s)")
    parser.add_argument("--long", action="store_true", help="also memory over 100,000 documents")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="measure this wheel of zhextract, not the source files")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(*args.child)
    with tempfile.TemporaryDirectory() as there:
        if args.wheel is not None:
            os.environ["PYTHONPATH"] = str(unpacked(args.wheel, Path(there)))  # for children as well
        return measure(args)


def measure(args: argparse.Namespace) -> int:
    """Measures, prints, and writes where that is wanted; 1 where extraction is too slow."""
    source = folder(args.texts)
    texts = varied(read(source), int((args.size or (0.6 if args.short else 5)) * 1e6))
    size = sum(len(text.encode()) for text in texts)
    characters = sum(map(len, texts))
    own = args.texts is None and "ZHEXTRACT_BENCH_TEXTS" not in os.environ
    print(machine())
    print(f"{len(texts):,} texts, {size / 1e6:.1f} MB, from {'the corpus' if own else 'a folder of texts'}", flush=True)

    ratio, speed, tokenizer, records, output = against_jieba(texts, args.rounds)
    lines = [
        ("full extraction with JSONL against jieba.cut", ratio.shown() + " times as fast"),
        ("full extraction with JSONL", speed.shown(2, " MB/s")),
        ("jieba.cut", tokenizer.shown(2, " MB/s")),
        ("records", f"{records:,}, one in {characters / max(records, 1):.0f} characters"),
    ]
    show(lines)
    if args.short:
        if ratio.median < args.min_ratio:
            print(f"too slow: {ratio.median:.2f} times jieba.cut, wanted {args.min_ratio:g}")
            return 1
        return 0

    parts = stages(texts, args.rounds)
    show([(name, spread.shown(1, " %")) for name, spread in parts])
    starts = starting(args.rounds)
    show(starts)
    growing = growth(texts, args.rounds)
    show(growing)
    scaling, two = processes(texts, args.rounds)
    show(scaling)
    memory = flat(args.long)
    show(memory)
    if args.write:
        kind = "the articles of the corpus, their digits varied" if own else "official texts of many kinds"
        report = "\n\n".join(
            [
                "## Speed",
                f"{machine()}. {size / 1e6:.1f} MB of UTF-8 in {len(texts):,} texts ({kind}); median and quartiles of "
                f"{args.rounds} rounds, taken in turns; {'the source files' if args.wheel is None else args.wheel.name}.",
                table(("what", "measured"), lines),
                "### Where the time goes",
                table(("stage", "share"), [(name, spread.shown(1, " %")) for name, spread in parts]),
                "### Start, growth, processes, memory",
                table(("what", "measured"), [*starts, *growing, *scaling, *memory]),
            ]
        )
        write("speed", report)
        per_text = size / len(texts)
        write("plan", plan(speed.median, per_text, output / len(texts), records / len(texts), two), ROOT / "docs" / "scale.md")
    return 0


def show(lines: list[tuple[str, str]]) -> None:
    """Prints what was measured."""
    for name, value in lines:
        print(f"  {name:<52} {value}", flush=True)
    print()


# --- against the tokenizer ----------------------------------------------------------------------------------------


def against_jieba(texts: list[str], rounds: int) -> tuple[Spread, Spread, Spread, int, int]:
    """(times as fast, MB/s, MB/s of jieba.cut, records, bytes of JSONL)."""
    from zhextract.parallel import extractor
    from zhextract.readers import Item

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    jieba.initialize()
    convert = extractor()()
    size = sum(len(text.encode()) for text in texts) / 1e6
    ratios, ours, theirs = [], [], []
    records = output = 0
    with tempfile.TemporaryFile() as file:

        def extract(chunk: list[str]) -> None:
            nonlocal records, output
            for data in convert(Item("x", text, None, "") for text in chunk):
                assert isinstance(data, bytes)
                file.write(data)
                records += data.count(b"\n") - 1
                output += len(data)

        def cut(chunk: list[str]) -> None:
            for text in chunk:
                deque(jieba.cut(text), maxlen=0)

        for round_ in range(rounds):
            records = output = 0
            file.seek(0)
            a = b = 0.0
            for i, chunk in enumerate(chunks(texts, CHUNK)):
                if (i + round_) % 2:
                    a += timed(extract, chunk)
                    b += timed(cut, chunk)
                else:
                    b += timed(cut, chunk)
                    a += timed(extract, chunk)
            ratios.append(b / a)
            ours.append(size / a)
            theirs.append(size / b)
    return Spread(ratios), Spread(ours), Spread(theirs), records, output


def timed(function: Callable[..., Any], *args: Any) -> float:
    """Seconds of a call."""
    began = time.perf_counter()
    function(*args)
    return time.perf_counter() - began


# --- stages -------------------------------------------------------------------------------------------------------


class Timed:
    """Stands in for a module or class of the pipeline and adds up the time that is spent in it."""

    def __init__(self, real: Any, clock: dict[str, float], name: str) -> None:
        self._real, self._clock, self._name = real, clock, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return self._real(*args, **kwargs)
        finally:
            self._clock[self._name] = self._clock.get(self._name, 0.0) + time.perf_counter() - began

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        return Timed(value, self._clock, self._name) if callable(value) else value


def stages(texts: list[str], rounds: int) -> list[tuple[str, Spread]]:
    """The share of each stage in the time of all, through the functions that the pipeline itself calls."""
    from zhextract import pipeline, writers

    document = writers.by_name("jsonl").document
    extract = pipeline.default_extractor().extract
    shares: dict[str, list[float]] = {}
    clock: dict[str, float] = {}
    there = {name: getattr(pipeline, name) for _, name, _ in STAGES if hasattr(pipeline, name)}
    try:
        for stage, name, _ in STAGES:
            if name in there:
                setattr(pipeline, name, Timed(there[name], clock, stage))
        for _ in range(rounds):
            clock.clear()
            began = time.perf_counter()
            written = 0.0
            for text in texts:
                doc = extract(text)
                at = time.perf_counter()
                document(doc)
                written += time.perf_counter() - at
            whole = time.perf_counter() - began
            clock["JSON lines"] = written
            clock["spans, records and the rest"] = whole - sum(clock.values())
            for stage, seconds in clock.items():
                shares.setdefault(stage, []).append(100 * seconds / whole)
    finally:
        for name, real in there.items():
            setattr(pipeline, name, real)
    return sorted(((stage, Spread(values)) for stage, values in shares.items()), key=lambda part: -part[1].median)


# --- start, growth ------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """That of a process that runs this checkout."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(ROOT / "src")]).lstrip(os.pathsep)}


def starting(rounds: int) -> list[tuple[str, str]]:
    """Import, and the command from its start to its first record."""
    code = "import time; t = time.perf_counter(); import zhextract; print(time.perf_counter() - t)"
    imports, firsts, peaks = [], [], []
    article = ROOT / "examples" / "article.txt"
    for _ in range(max(rounds, 5)):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
        imports.append(float(done.stdout) * 1000)
        child_ = [sys.executable, __file__, "--child", "command", str(article)]
        done = subprocess.run(child_, capture_output=True, text=True, check=True, env=environment())
        first, most = json.loads(done.stdout)
        firsts.append(first)
        peaks.append(most)
    return [
        ("import zhextract", Spread(imports).shown(1, " ms")),
        ("command, start to first record", Spread(firsts).shown(2, " s")),
        ("command, peak memory on one article", Spread(peaks).shown(0, " MB") if peaks[0] else "not told by this system"),
    ]


def command(article: str) -> tuple[float, float]:
    """(seconds to the first record, peak memory in MB) of the command on one article.

    To be called in a small process: on Linux the peak of a child begins with the size of the process that it was
    forked from.
    """
    began = time.perf_counter()
    arguments = [sys.executable, "-m", "zhextract", "extract", article, "--format", "jsonl"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    process.stdout.readline()  # the document's own line
    process.stdout.readline()
    first = time.perf_counter() - began
    process.stdout.read()
    most = peak(process)
    process.stdout.close()
    return first, most


def peak(process: subprocess.Popen[bytes]) -> float:
    """Waits for a process; its peak resident memory in MB, 0 where the system does not tell."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def growth(texts: list[str], rounds: int) -> list[tuple[str, str]]:
    """Time of one document of n, 4n and 16n characters, and of hostile ones."""
    from zhextract.parallel import extractor
    from zhextract.readers import Item

    prepared = extractor()()

    def convert(item: Item) -> None:
        deque(prepared([item]), maxlen=0)

    whole = "\n".join(texts)
    n = min(40_000, len(whole) // 16)
    small, middle, large = [], [], []
    for round_ in range(rounds):
        at = round_ * 7919 % max(1, len(whole) - 16 * n)
        # sixteen parts of the large one, so that the same text is compared
        parts = [whole[at + i * n : at + (i + 1) * n] for i in range(16)]
        fours = [whole[at + i * n : at + (i + 4) * n] for i in range(0, 16, 4)]
        small.append(sum(timed(convert, Item("x", part, None, "")) for part in parts) / 16)
        middle.append(sum(timed(convert, Item("x", part, None, "")) for part in fours) / 4)
        large.append(timed(convert, Item("x", whole[at : at + 16 * n], None, "")))
    rows = [
        (f"t(4n) / t(n), n = {n:,} characters", Spread(b / a for a, b in zip(small, middle, strict=True)).shown(1)),
        ("t(16n) / t(n)", Spread(b / a for a, b in zip(small, large, strict=True)).shown(1)),
    ]
    for piece in HOSTILE:
        few, many = Item("x", piece * 4000, None, ""), Item("x", piece * 16_000, None, "")
        ratio = Spread(timed(convert, many) / timed(convert, few) for _ in range(rounds))
        rows.append((f"{piece} × 16,000 against × 4,000", ratio.shown(1)))
    return rows


# --- processes, memory --------------------------------------------------------------------------------------------


def spin() -> None:
    """Work that needs a core and nothing else."""
    total = 0
    for i in range(4_000_000):
        total += i * i


def processes(texts: list[str], rounds: int) -> tuple[list[tuple[str, str]], float | None]:
    """Two workers against one, and what two spinning processes get done against one; the factor where cores were free."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        free: list[float] = []
        gain: list[float] = []
        while len(free) < 6 * rounds and len(gain) < rounds:
            alone = measured("spin", "1")
            free.append(2 * alone / measured("spin", "2"))
            if free[-1] >= FREE:  # what comes out does not decide what counts, the spin test before it does
                gain.append(measured("pool", str(path), "1") / measured("pool", str(path), "2"))
    rows = [("cores free for two spinning processes", Spread(free).shown())]
    what = f"two workers against one, where {FREE:g} cores were free or more"
    if not gain:
        return [*rows, (what, f"not measured: there was no such moment in {len(free)} tries")], None
    rows.append((what, f"{Spread(gain).shown()} times as fast, {len(gain)} of {len(free)} tries"))
    return rows, Spread(gain).median


def measured(*what: str) -> float:
    """What a process of this script prints."""
    command = [sys.executable, __file__, "--child", *what]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    return float(done.stdout.split()[-1])


def flat(long: bool) -> list[tuple[str, str]]:
    """Peak memory over many short documents: of a process alone, and of a pool's parent and its largest worker."""
    rows = []
    for jobs in ("1", "2"):
        found = {}
        for count in (1_000, 10_000, 100_000) if long else (1_000, 5_000):
            command = [sys.executable, __file__, "--child", "memory", jobs, str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
            found[count] = json.loads(done.stdout)
        first, *_, last = found.values()
        for role in first:
            shown = ", ".join(f"{count:,}: {peaks[role]:.0f} MB" for count, peaks in found.items())
            change = 100 * (last[role] / first[role] - 1)
            rows.append((f"peak memory over documents, {role}", f"{shown} ({change:+.1f} %)"))
    return rows


def child(what: str, *args: str) -> int:
    """What is measured in a process of its own."""
    from zhextract.parallel import Pool, extractor
    from zhextract.readers import Item

    if what == "command":
        print(json.dumps(command(args[0])))
    elif what == "spin":
        others = [subprocess.Popen([sys.executable, __file__, "--child", "spun"]) for _ in range(int(args[0]) - 1)]
        began = time.perf_counter()
        for _ in range(4):
            spin()
        seconds = time.perf_counter() - began
        for other in others:
            other.wait()
        print(seconds)
    elif what == "spun":
        for _ in range(5):  # longer than the one that is measured
            spin()
    elif what == "pool":
        texts = json.loads(Path(args[0]).read_text(encoding="utf-8"))
        warm = [Item(str(i), SENTENCE.format(n=i, m=i, p=i), None, "") for i in range(40)]
        with Pool(extractor(), int(args[1])) as pool:
            while len(pool.pids) < int(args[1]):
                deque(pool.map(warm), maxlen=0)
            deque(pool.map(warm), maxlen=0)
            items = [Item(str(i), text, None, "") for i, text in enumerate(texts)]
            print(timed(lambda: deque(pool.map(items), maxlen=0)))
    elif what == "memory":
        jobs, count = int(args[0]), int(args[1])
        short = (Item(str(i), SENTENCE.format(n=i, m=i % 997, p=i % 89), None, "") for i in range(count))
        if jobs == 1:
            deque(extractor()()(short), maxlen=0)
            print(json.dumps({"one process": high_water("self")}))
        else:
            with Pool(extractor(), jobs) as pool:
                deque(pool.map(short), maxlen=0)
                workers = [high_water(str(pid)) for pid in pool.pids]
            print(json.dumps({"the pool's parent": high_water("self"), "the pool's largest worker": max(workers)}))
    return 0


def high_water(pid: str) -> float:
    """Peak resident memory of a process in MB."""
    for line in lines_of(f"/proc/{pid}/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1e3
    raise SystemExit("memory is measured on Linux only")


def lines_of(path: str) -> Iterator[str]:
    """Lines of a file, none where it is not there."""
    try:
        yield from Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return


# --- the plan -----------------------------------------------------------------------------------------------------


def plan(speed: float, bytes_in: float, bytes_out: float, records: float, two: float | None) -> str:
    """The arithmetic of docs/scale.md, from what was measured just now."""
    articles = 100_000_000
    total = articles * bytes_in / 1e12
    hours = articles * bytes_in / 1e6 / speed / 3600
    rows = [
        ("an article", f"{bytes_in / 1e3:.1f} KB", "mean of the texts measured"),
        ("its records", f"{records:.0f}, {bytes_out / 1e3:.1f} KB of JSON lines", "mean of the same run"),
        ("one core", f"{speed:.2f} MB/s, {speed * 1e6 / bytes_in:,.0f} articles/s", "measured"),
        ("two workers on two free cores", f"{two:.2f} × one" if two else "not measured", "measured" if two else "no two cores were free"),
        ("100 million articles", f"{total:.2f} TB in, {articles * bytes_out / 1e12:.2f} TB out", "100,000,000 × the above"),
        ("core hours", f"{hours:,.0f}", f"{total:.2f} TB ÷ {speed:.2f} MB/s ÷ 3,600 s"),
    ]
    rows += [(f"hours on {cores:,} cores", f"{hours / cores:,.1f}", "core hours ÷ cores, if all scale alike") for cores in (16, 64, 256)]
    return table(("what", "figure", "from"), rows)


if __name__ == "__main__":
    sys.exit(main())
