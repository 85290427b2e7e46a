"""``zhextract extract`` of very many texts: worker processes, tables and archives, shards, a run that can be resumed."""

from __future__ import annotations

import argparse
import contextlib
import os
import stat
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zhextract import writers
from zhextract.cli.bar import Bar
from zhextract.cli.common import Failed, UsageError, complain, failure, opened
from zhextract.readers import Failure, Item, stream

if TYPE_CHECKING:
    from zhextract.cli.resumable import Output

__all__ = ["add_arguments", "fields", "run", "wanted"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of long runs."""
    tables = parser.add_argument_group("tables", "JSON lines and Parquet files, a text a row")
    tables.add_argument("--text-field", metavar="NAME", help="the column of the text (default: text)")
    tables.add_argument("--id-field", metavar="NAME", help="the column of its id (default: id, where there is one)")
    tables.add_argument(
        "--published-field", metavar="NAME", help="the column of its date (default: published, where there is one)"
    )
    many = parser.add_argument_group("long runs")
    many.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes work; 0: as many as there are cores")
    many.add_argument("--timeout", type=_seconds, metavar="S", help="give a text up that takes more than S seconds")
    many.add_argument(
        "--shard-size", type=_count, metavar="N", help="begin a new file after N documents: OUT-00000.jsonl, …"
    )
    many.add_argument("--resume", action="store_true", help="go on where a run with the same OUT was stopped")


def _jobs(value: str) -> int:
    if not value.isdecimal() or int(value) > 4096:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of processes")
    return int(value) or _cores()


def _cores() -> int:
    from zhextract.parallel import cores

    return cores()


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1")
    return int(value)


def _seconds(value: str) -> float:
    with contextlib.suppress(ValueError):
        seconds = float(value)
        if 0 < seconds < 1e6:
            return seconds
    raise argparse.ArgumentTypeError(f"{value!r} is no number of seconds")


def fields(args: argparse.Namespace) -> stream.Fields:
    """The columns that the arguments name."""
    return stream.Fields(args.text_field, args.id_field, args.published_field)


def wanted(args: argparse.Namespace) -> bool:
    """Do the arguments ask for a long run?"""
    return args.jobs is not None or args.timeout is not None or args.shard_size is not None or args.resume


def run(args: argparse.Namespace, targets: list[str], output: str | None, format: str, options: dict[str, Any]) -> int:
    """Extracts the texts that the targets name into `output`; 1 where one of them failed."""
    how = writers.by_name(format, **options)
    if output is not None and _regular(output):
        from zhextract.cli.resumable import Output

        same = {
            "format": format,
            "only": sorted(args.only),
            "published": args.published,
            "encoding": args.encoding,
            "fields": list(fields(args)),
            "own words": [args.names, args.units],
            "shard size": args.shard_size,
        }
        sink = Output(output, how, same, shard_size=args.shard_size, resume=args.resume)
        if sink.complete:
            complain(f"{output}: is complete, there is nothing to resume")
            return 1 if os.path.exists(sink.errors_path) else 0  # as the run that made it said, or was about to say
        return _kept(args, targets, sink, format, options)
    if args.resume or args.shard_size is not None:
        raise UsageError("--resume and --shard-size need -o OUT, a file")
    return _piped(args, targets, output, how, format, options)


def _regular(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _kept(
    args: argparse.Namespace, targets: list[str], sink: Output, format: str, options: dict[str, Any]
) -> int:
    """A run whose output can be taken up again."""
    references = _references(args, targets)
    with sink, _bar(args, targets) as progress:
        at = sink.skip(references)
        progress.begin(at)
        try:
            for name, at, result in _results(args, references, format, options):
                sink.add(name, result)
                progress.reach(at)
        except KeyboardInterrupt:
            progress.clear()
            complain(f"stopped after {sink.state.texts:,} texts; the same command with --resume goes on")
            raise
    state = sink.state
    if state.failed:
        complain(f"{state.failed:,} of {state.texts:,} texts failed: {sink.errors_path}")
    return 1 if state.failed else 0


def _piped(
    args: argparse.Namespace,
    targets: list[str],
    output: str | None,
    how: writers.Format,
    format: str,
    options: dict[str, Any],
) -> int:
    """A run that writes to standard output or a pipe."""
    failed = done = 0
    with _bar(args, targets) as progress, opened(output) as out:
        out.write(how.head)
        for _, at, result in _results(args, _references(args, targets), format, options):
            if isinstance(result, Failure):
                progress.clear()
                failure(result)
                failed += 1
            else:
                out.write(how.between + result if done else result)
                done += 1
            progress.reach(at)
        out.write(how.tail)
        out.flush()
    return 1 if failed else 0


def _references(args: argparse.Namespace, targets: list[str]) -> Iterator[stream.Reference]:
    return stream.references(targets, published=args.published, encoding=args.encoding, fields=fields(args))


def _results(
    args: argparse.Namespace, references: Iterator[stream.Reference], format: str, options: dict[str, Any]
) -> Iterator[tuple[str, int, bytes | Failure]]:
    """(name, bytes of input up to its end, result) of each text, in order."""
    from zhextract import parallel

    under_way: deque[tuple[str, int]] = deque()

    def items() -> Iterator[Item | Failure]:
        for reference in references:
            under_way.append((reference.name, reference.at))
            yield reference.load()

    prepare = parallel.extractor(format, names=args.names, units=args.units, **options)
    jobs = args.jobs or 1
    if jobs == 1 and args.timeout is None:
        for result in prepare()(items()):
            yield *under_way.popleft(), result
        return
    try:
        with parallel.Pool(prepare, jobs, timeout=args.timeout) as pool:
            for result in pool.map(items()):
                yield *under_way.popleft(), result
    except parallel.PoolError as error:
        raise Failed(str(error)) from None


def _bar(args: argparse.Namespace, targets: list[str]) -> Bar:
    """The progress of a run over these inputs, whose size is asked only where it is shown."""
    bar = Bar()
    if bar.shown:
        bar.total = stream.size(targets, fields=fields(args))
    return bar
