"""``zhextract extract``: texts in, records out."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from zhextract import writers
from zhextract.batches import converted
from zhextract.cli import long
from zhextract.cli.common import Failed, UsageError, add_inputs, failure, inputs, opened
from zhextract.cli.progress import Progress
from zhextract.readers import Failure, stream

if TYPE_CHECKING:
    from zhextract.pipeline import Extractor

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "extract",
        help="extract the records of texts",
        description="Extracts quantities, times and programs. A terminal gets a table, a pipe or file JSON lines.",
    )
    add_inputs(parser)
    parser.add_argument(
        "--format", choices=writers.FORMATS, help="default: by the name of OUT, else a table on a terminal, else jsonl"
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
    parser.add_argument(
        "--only", type=only, metavar="TYPES", default=writers.TYPES, help="some of quantity,time,program (default: all)"
    )
    own = parser.add_argument_group("own words")
    own.add_argument("--names", metavar="FILE", help="own programs to find: a TSV of name, kind, aliases")
    own.add_argument("--units", metavar="FILE", help="own units: a TSV with the columns of lexicon/units.tsv")
    parser.add_argument("--bom", action="store_true", help="csv: begin with a byte order mark, as Excel wants it")
    long.add_arguments(parser)
    parser.set_defaults(run=run)


def only(value: str) -> tuple[str, ...]:
    """Argument type of ``--only``: record types, divided by commas."""
    types = tuple(part.strip() for part in value.split(","))
    unknown = [part for part in types if part not in writers.TYPES]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(writers.TYPES)}")
    return types


def run(args: argparse.Namespace) -> int:
    """Extracts the texts that the arguments name; 1 where one of them failed."""
    targets = inputs(args)
    output = None if args.output in (None, "-") else args.output
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    name = args.format or (output and writers.by_suffix(output)) or ("table" if terminal else "jsonl")
    many = len(targets) > 1 or any(os.path.isdir(target) for target in targets)
    width = shutil.get_terminal_size().columns if terminal else None
    options = {"only": args.only, "bom": args.bom, "width": width, "titles": many or long.wanted(args)}
    try:
        format = writers.by_name(name, **options)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if output is not None:
        _not_an_input(output, targets)
    extractor = _extractor(args)
    if long.wanted(args):
        return long.run(args, targets, output, name, options)
    failed = done = 0
    with Progress(shown=many and not terminal) as progress:
        items = stream.read(targets, published=args.published, encoding=args.encoding, fields=long.fields(args))
        pieces = converted(items, format.document, extractor)
        try:
            with opened(output) as out:
                out.write(format.head)
                for piece in pieces:
                    progress.step()
                    if isinstance(piece, Failure):
                        progress.clear()
                        failure(piece)
                        failed += 1
                        continue
                    out.write(format.between + piece if done else piece)
                    done += 1
                    if terminal:
                        out.flush()
                if output is not None and failed and not done:
                    raise _NothingDoneError
                out.write(format.tail)
                out.flush()
        except _NothingDoneError:
            return 1
    return 1 if failed else 0


class _NothingDoneError(Failed):
    """No text could be done, so no output takes its place; the reasons have been told."""


def _extractor(args: argparse.Namespace) -> Extractor:
    """The extractor, with the user's own words; wrong files are wrong usage."""
    from zhextract.pipeline import Extractor

    try:
        return Extractor(names=args.names, units=args.units)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from None


def _not_an_input(output: str, targets: list[str]) -> None:
    """Refuses to write over a text that is read."""
    for target in targets:
        if target != "-" and os.path.exists(output) and os.path.exists(target) and os.path.samefile(output, target):
            raise UsageError(f"{output}: is the text itself")
