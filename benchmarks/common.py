"""What the benchmarks share: texts to measure on, medians, and the file that the results go to."""

from __future__ import annotations

import json
import os
import platform
import random
import re
import statistics
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
sys.path.insert(0, str(ROOT / "src"))  # what is measured is this checkout, in whatever environment, or the wheel told

_DIGITS = re.compile(r"\d+(?![\d年月日号时点:：])")


def unpacked(wheel: Path, to: Path) -> Path:
    """The wheel's package unpacked into the folder `to`, where it is found before this checkout's from now on."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(to)
    sys.path.insert(0, str(to))
    return to


def folder(told: str | None) -> Path:
    """The folder of texts: as told, else by the environment, else the articles of the corpus."""
    return Path(told or os.environ.get("ZHEXTRACT_BENCH_TEXTS") or ROOT / "corpus" / "articles")


def read(folder: Path) -> list[str]:
    """The texts of a folder (.txt, and the column text of .jsonl that has one), in the order of their names."""
    from zhextract.readers import DecodeError, decode

    texts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".txt", ".jsonl") or path.name.startswith("README"):
            continue
        try:
            text = decode(path.read_bytes())
        except DecodeError:
            continue
        if path.suffix == ".txt":
            texts.append(text)
        else:
            rows = (json.loads(line) for line in text.splitlines() if line.strip())
            texts += [row["text"] for row in rows if row.get("type") is None and isinstance(row.get("text"), str)]
    return [text for text in texts if text.strip()]


def varied(texts: Sequence[str], size: int, *, seed: int = 1) -> list[str]:
    """Texts of `size` bytes of UTF-8 or a little more, none twice.

    Where there are fewer, they are repeated with other digits (those of dates stay), so that nothing that remembers
    a text, a sentence or a number is fast by it. Where there are more, a part is drawn.
    """
    chance = random.Random(seed)
    order = list(texts)
    chance.shuffle(order)
    chosen: list[str] = []
    total = 0
    for round_ in range(10_000):
        for text in order:
            if round_:
                text = _DIGITS.sub(lambda m: _other(m[0], chance), text)
            chosen.append(text)
            total += len(text.encode())
            if total >= size:
                return chosen
    raise SystemExit(f"the texts are too small to make {size:,} bytes of them")


def _other(digits: str, chance: random.Random) -> str:
    return "".join(
        char if char == "0" and not at else str(chance.randint(1 if at == 0 else 0, 9)) for at, char in enumerate(digits)
    )


def chunks(texts: Sequence[str], size: int) -> Iterator[list[str]]:
    """The texts in order, in lists of about so many characters."""
    chunk: list[str] = []
    for text in texts:
        chunk.append(text)
        if sum(map(len, chunk)) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Spread:
    """Median and quartiles of measured values."""

    def __init__(self, values: Iterable[float]) -> None:
        self.values = sorted(values)
        self.median = statistics.median(self.values)
        if len(self.values) > 1:
            self.low, _, self.high = statistics.quantiles(self.values, n=4, method="inclusive")
        else:
            self.low = self.high = self.median

    def shown(self, digits: int = 2, unit: str = "") -> str:
        """``1.71 (1.68 – 1.75)``: the median, and the quartiles."""
        return f"{self.median:.{digits}f}{unit} ({self.low:.{digits}f} – {self.high:.{digits}f})"


def machine() -> str:
    """What it was measured on."""
    model = platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, {cores} cores of {model}"


def write(section: str, text: str, path: Path = RESULTS) -> None:
    """Puts `text` into its marked place of a Markdown file; a section that is not there comes to the end."""
    start, end = f"<!-- {section}: written by the benchmark, not by hand -->", f"<!-- end of {section} -->"
    whole = path.read_text(encoding="utf-8") if path.exists() else "# Measured\n"
    block = f"{start}\n{text.strip()}\n{end}"
    if start in whole and end in whole:
        before, _, rest = whole.partition(start)
        whole = before + block + rest.partition(end)[2]
    else:
        whole = f"{whole.rstrip()}\n\n{block}\n"
    path.write_text(whole, encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
