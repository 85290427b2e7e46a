"""``zhextract corpus``: the regression bench. One function an action; the work is done in `zhextract.corpus`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhextract.cli.common import Failed, UsageError, complain, opened, published

if TYPE_CHECKING:
    from zhextract.corpus.articles import Article
    from zhextract.corpus.bench import PhraseFile, Result

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command and its actions."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "corpus",
        help="hold extraction to a corpus of judged texts",
        description="The regression bench: what is wanted of texts, what is found in them, what has changed.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    check = _action(actions, "check", "compare, and show both sides of every difference; exit 1 on one")
    check.add_argument("--short", action="store_true", help="one line a failure")
    check.add_argument("--quiet", action="store_true", help="counts only")
    check.add_argument("--known", metavar="FILE", help="the list of known failures (default: known.tsv in the corpus)")
    check.add_argument("--no-known", action="store_true", help="show known failures too, and fail on them")
    check.add_argument("--update-known", action="store_true", help="write the list anew from what fails now")


def _action(actions: Any, name: str, help: str) -> argparse.ArgumentParser:
    """An action that works on files of a corpus."""
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="corpus folders or files (default: corpus)")
    parser.add_argument("--only-files", action="append", default=[], metavar="GLOB", help="only files like 'time-*.txt'")
    parser.add_argument("--types", type=_types, metavar="TYPES", help="some of quantity,time,program")
    parser.set_defaults(run=run, action=name)
    return parser


def _types(value: str) -> tuple[str, ...]:
    from zhextract.corpus.marked import TYPES

    types = tuple(part.strip() for part in value.split(","))
    if unknown := [part for part in types if part not in TYPES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(TYPES)}")
    return types


def run(args: argparse.Namespace) -> int:
    """Runs an action and gives the exit code."""
    from zhextract.corpus.bench import CorpusError

    try:
        code: int = _ACTIONS[args.action](args)
    except CorpusError as error:
        raise Failed(str(error)) from None
    return code


def _targets(args: argparse.Namespace) -> list[str]:
    if args.paths:
        return list(args.paths)
    if not os.path.isdir("corpus"):
        raise UsageError("no PATH given, and there is no folder corpus here")
    return ["corpus"]


def _load(args: argparse.Namespace) -> list[PhraseFile | Article]:
    from zhextract.corpus.bench import load

    return load(_targets(args), args.only_files)


def _under_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def _refuse_under_ci(what: str) -> None:
    if _under_ci():
        raise Failed(f"{what} is refused under CI (the environment variable CI is set): accept by hand, then commit")


def _check(args: argparse.Namespace) -> int:
    from zhextract.corpus import known, show
    from zhextract.corpus.bench import KNOWN, root
    from zhextract.corpus.check import judge, results
    from zhextract.corpus.marked import TYPES

    if args.update_known:
        _refuse_under_ci("--update-known")
        if args.no_known or args.types:
            raise UsageError("--update-known goes with neither --no-known nor --types")
    items = _load(args)
    path = Path(args.known) if args.known else root(_targets(args)) / KNOWN
    try:
        listed = {} if args.no_known else known.read(path)
    except ValueError as error:
        raise Failed(str(error)) from None
    paint = show.default_paint()
    types = args.types or TYPES
    checked: list[Result] = list(results(items, types))
    verdict = judge(items, checked, listed)
    if set(types) != set(TYPES):  # what was not looked at cannot be told stale
        verdict = verdict._replace(stale=[])
    if args.update_known:
        return _update_known(path, listed, verdict)
    if not args.quiet:
        for failure in verdict.new:
            print(show.short(failure) if args.short else show.long(failure, paint) + "\n")
    _counts(checked, {failure.key for failure in verdict.known}, paint)
    for key in verdict.stale:
        print(paint("yellow", f"stale: {key} is listed in {path} but met by now: {listed[key]}"))
    total = sum(result.count for result in checked)
    words = [f"{len(checked)} files, {total} cases"]
    words.append(paint("red", f"{len(verdict.new)} differ") if verdict.new else paint("green", "none differs"))
    if verdict.known:
        words.append(paint("yellow", f"{len(verdict.known)} known failures"))
    if verdict.stale:
        words.append(paint("yellow", f"{len(verdict.stale)} stale"))
    print(", ".join(words))
    return 0 if verdict.passed else 1


def _counts(checked: list[Result], known: set[str], paint: Any) -> None:
    from zhextract.corpus.articles import Article

    for result in checked:
        new = sum(failure.key not in known for failure in result.failures)
        listed = len(result.failures) - new
        what = "records" if result.found and isinstance(result.found[0][0], Article) else "cases"
        words = [f"{result.count} {what}"]
        if new:
            words.append(paint("red", f"{new} differ"))
        if listed:
            words.append(paint("yellow", f"{listed} known"))
        print(f"{result.path}: {', '.join(words)}")


def _update_known(path: Path, listed: dict[str, str], verdict: Any) -> int:
    from zhextract.corpus import known

    gone = set(verdict.stale)
    now = {failure.key: failure.text for failure in (*verdict.new, *verdict.known)}
    entries = {**{key: what for key, what in listed.items() if key not in gone}, **now}
    with opened(str(path)) as out:
        out.write(known.render(entries.items()).encode("utf-8", "backslashreplace"))
    added = len(now.keys() - listed.keys())
    print(f"{path}: {added} added, {len(gone)} taken out, {len(entries)} known failures")
    return 0


_ACTIONS = {"check": _check}
