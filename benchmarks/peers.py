"""How fast peers are on the same text, where they are installed: JioNLP, Recognizers-Text, cn2an.

They want an environment of their own, which this file is run with:

    python -m venv peers && peers/bin/pip install jionlp cn2an recognizers-text-suite 'emoji<2'
    peers/bin/python benchmarks/peers.py --texts FOLDER --write

Only ratios are told: the time of a peer by that of zhextract's full extraction with JSONL, taken in turns on the same
paragraphs. What a peer gives is less: numbers, amounts, times, without what is counted, of whom and when.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from common import Spread, folder, machine, read, table, varied, write

PARAGRAPH = 300
"""Characters: some peers take texts of a sentence or two."""


def jionlp_money_and_time() -> Callable[[str], object]:
    """Money and time with their values."""
    import jionlp  # type: ignore[import-not-found]

    def run(text: str) -> object:
        base = {"year": 2022, "month": 5, "day": 20}
        return jionlp.ner.extract_money(text, with_parsing=True), jionlp.ner.extract_time(
            text, time_base=base, with_parsing=True
        )

    return run


def recognizers() -> Callable[[str], object]:
    """Numbers, percentages, currencies, dimensions, dates and times."""
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]
    from recognizers_number import recognize_number, recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_currency,
        recognize_dimension,
    )

    functions = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)
    return lambda text: [function(text, "zh-cn") for function in functions]


def cn2an_transform() -> Callable[[str], object]:
    """Chinese numerals in a text turned into digits."""
    import cn2an  # type: ignore[import-not-found]

    return lambda text: cn2an.transform(text, "cn2an")


PEERS: tuple[tuple[str, str, Callable[[], Callable[[str], object]]], ...] = (
    ("JioNLP", "extract_money, extract_time", jionlp_money_and_time),
    ("Recognizers-Text", "number, percentage, currency, dimension, datetime", recognizers),
    ("cn2an", "transform", cn2an_transform),
)


def main() -> int:
    """Measures the peers that are there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--texts", metavar="FOLDER", help="texts to measure on (default: the articles of the corpus)")
    parser.add_argument("--size", type=float, default=0.03, metavar="MB", help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    args = parser.parse_args()
    logging.disable()  # one of them logs each text that it does not understand
    texts = list(paragraphs(varied(read(folder(args.texts)), int(args.size * 3e6)), int(args.size * 1e6)))
    size = sum(len(text.encode()) for text in texts)
    print(machine())
    print(f"{len(texts):,} paragraphs, {size / 1e3:.0f} KB", flush=True)
    rows = []
    for name, what, make in PEERS:
        rows.append((name, what, against(make, texts, args.rounds)))
        print(f"  {name:<20} {rows[-1][2]}", flush=True)
    if args.write:
        report = (
            "## Peers",
            f"{machine()}. {size / 1e3:.0f} KB in {len(texts):,} paragraphs; the time of a peer by that of zhextract's full "
            f"extraction with JSONL on the same text, median and quartiles of {args.rounds} rounds, taken in turns.",
            table(("peer", "what it was asked for", "time, in that of zhextract"), rows),
        )
        write("peers", "\n\n".join(report))
    return 0


def paragraphs(texts: list[str], size: int) -> Iterator[str]:
    """Pieces of about a paragraph, `size` bytes in all."""
    left = size
    for text in texts:
        for at in range(0, len(text), PARAGRAPH):
            piece = text[at : at + PARAGRAPH].strip()
            if piece:
                yield piece
                left -= len(piece.encode())
            if left <= 0:
                return


def against(make: Callable[[], Callable[[str], object]], texts: list[str], rounds: int) -> str:
    """The time of a peer in that of zhextract, or why it has none."""
    from zhextract.parallel import extractor
    from zhextract.readers import Item

    convert = extractor()()
    failed = 0
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            run = make()
            run("总投资2550亿元，2022年5月开工。")  # loads what is lazy
        except Exception as error:
            reason = str(error).partition(" (")[0].partition("\n")[0]  # without a place on this machine
            return f"not measured: {type(error).__name__}: {reason}"
        ratios = []
        for _ in range(rounds):
            ours = theirs = 0.0
            failed = 0
            for text in texts:
                began = time.perf_counter()
                deque(convert([Item("x", text, None, "")]), maxlen=0)
                middle = time.perf_counter()
                try:
                    run(text)
                except Exception:
                    failed += 1
                theirs += time.perf_counter() - middle
                ours += middle - began
            ratios.append(theirs / ours)
    shown = Spread(ratios).shown(1)
    return f"{shown}; raised an error on {failed} of {len(texts)}" if failed else shown


if __name__ == "__main__":
    sys.exit(main())
