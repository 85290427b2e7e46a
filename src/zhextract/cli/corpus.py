"""``zhextract corpus``: the regression bench. One function an action; the work is done in `zhextract.corpus`."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhextract.cli.common import Failed, UsageError, failure, opened, published

if TYPE_CHECKING:
    from zhextract.corpus.articles import Article
    from zhextract.corpus.bench import PhraseFile, Result

__all__ = ["add_parser", "run"]


class _Intermixed(argparse.ArgumentParser):
    """A parser that takes options between its positional arguments (``sample 3 --seed 1 FOLDER``)."""

    _within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._within:
            return super().parse_known_args(args, namespace)
        self._within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False


def add_parser(commands: Any) -> None:
    """Registers the command and its actions."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "corpus",
        help="hold extraction to a corpus of judged texts",
        description="The regression bench: what is wanted of texts, what is found in them, what has changed.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True, parser_class=_Intermixed)

    check = _action(actions, "check", "compare, and show both sides of every difference; exit 1 on one")
    check.add_argument("--short", action="store_true", help="one line a failure")
    check.add_argument("--quiet", action="store_true", help="counts only")
    check.add_argument("--known", metavar="FILE", help="the list of known failures (default: known.tsv in the corpus)")
    check.add_argument("--no-known", action="store_true", help="show known failures too, and fail on them")
    check.add_argument("--update-known", action="store_true", help="write the list anew from what fails now")

    score = _action(actions, "score", "precision, recall and F1 on the articles with gold")
    score.add_argument(
        "--by", choices=("type", "article", "rule"), default="type", help="also one line for each of these"
    )
    score.add_argument("--json", action="store_true", help="the figures as JSON")
    score.add_argument("--unjudged", action="store_true", help="count gold that nobody has judged too")
    score.add_argument("--no-published", action="store_true", help="do not tell when the articles were published")

    diff = _action(actions, "diff", "what is new, changed or lost since the last accepted state")
    diff.add_argument("--short", action="store_true", help="one line a change")
    diff.add_argument("--exit-code", action="store_true", help="exit 1 where anything has changed")

    accept: argparse.ArgumentParser = actions.add_parser(
        "accept",
        help="take the present output of files as the accepted state",
        description="Takes the present output of the named files as accepted. Judged gold is never touched, no file is "
        "deleted, and under CI it refuses.",
    )
    accept.add_argument("paths", nargs="+", metavar="FILE", help="files of the corpus, each by its name")
    accept.set_defaults(run=run, action="accept")

    add: argparse.ArgumentParser = actions.add_parser(
        "add",
        help="take a new article in",
        description="Copies a text into the corpus and writes its present output beside it, every record "
        "marked unjudged.",
    )
    add.add_argument("file", metavar="FILE", help="the text")
    add.add_argument("--published", type=published, required=True, metavar="DATE", help="2022, 2022-05 or 2022-05-20")
    add.add_argument("--to", default="corpus/articles", metavar="FOLDER", help="default: %(default)s")
    add.set_defaults(run=run, action="add")

    sample: argparse.ArgumentParser = actions.add_parser(
        "sample",
        help="random records of any texts, for judging",
        description="Draws random records out of texts, each with its sentence. The same seed draws the same records.",
    )
    sample.add_argument("count", type=_count, metavar="N", help="how many records")
    sample.add_argument("folders", nargs="*", metavar="FOLDER", help="texts or folders (default: corpus/articles)")
    sample.add_argument("--seed", type=int, required=True, metavar="S")
    sample.add_argument("--types", type=_types, metavar="TYPES", help="some of quantity,time,program")
    sample.add_argument("--published", type=published, metavar="DATE", help="when the texts were published")
    sample.add_argument("--json", action="store_true", help="JSON lines")
    sample.set_defaults(run=run, action="sample")

    agree: argparse.ArgumentParser = actions.add_parser(
        "agree",
        help="how far two readings of the same articles agree",
        description="Compares two folders of gold that two people made of the same articles.",
    )
    agree.add_argument("first", metavar="FOLDER")
    agree.add_argument("second", metavar="FOLDER")
    agree.add_argument("--json", action="store_true", help="the figures as JSON")
    agree.set_defaults(run=run, action="agree")

    report = _action(actions, "report", "one HTML page: every article with its records, gold beside found")
    report.add_argument("-o", "--output", required=True, metavar="FILE", help="the HTML file")

    convert: argparse.ArgumentParser = actions.add_parser(
        "convert",
        help="marked text to JSON lines and back; articles to and from other tools' formats",
        description="Converts corpus files. Marked text and JSON lines hold everything.",
    )
    convert.add_argument("paths", nargs="+", metavar="FILE")
    convert.add_argument("--from", dest="source", default="corpus", metavar="FORMAT", help="corpus (default), brat, …")
    convert.add_argument(
        "--to", required=True, metavar="FORMAT", help="marked, jsonl, brat, labelstudio, doccano, conll"
    )
    convert.add_argument("-o", "--output", metavar="OUT", help="a file, or for many files a folder (default: stdout)")
    convert.set_defaults(run=run, action="convert")


def _action(actions: Any, name: str, help: str) -> argparse.ArgumentParser:
    """An action that works on files of a corpus."""
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="corpus folders or files (default: corpus)")
    parser.add_argument("--only-files", action="append", default=[], metavar="GLOB", help="only files of such a name")
    parser.add_argument("--types", type=_types, metavar="TYPES", help="some of quantity,time,program")
    parser.set_defaults(run=run, action=name)
    return parser


def _types(value: str) -> tuple[str, ...]:
    from zhextract.corpus.marked import TYPES

    types = tuple(part.strip() for part in value.split(","))
    if unknown := [part for part in types if part not in TYPES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(TYPES)}")
    return types


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of records")
    return int(value)


def run(args: argparse.Namespace) -> int:
    """Runs an action and gives the exit code."""
    from zhextract.corpus.bench import CorpusError

    try:
        code: int = _ACTIONS[args.action](args)
    except CorpusError as error:
        if os.environ.get("ZHEXTRACT_TRACE"):
            raise
        raise Failed(str(error)) from None
    return code


def _targets(args: argparse.Namespace) -> list[str]:
    if args.paths:
        return list(args.paths)
    if not os.path.isdir("corpus"):
        raise UsageError("no PATH given, and there is no folder corpus here")
    return ["corpus"]


def _load(args: argparse.Namespace, *, lenient: bool = False) -> list[PhraseFile | Article]:
    from zhextract.corpus.bench import load

    return load(_targets(args), args.only_files, lenient=lenient)


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
    path = Path(args.known) if args.known else root(_targets(args)[0]) / KNOWN
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
    total = sum(result.cases for result in checked)
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
        words = [f"{result.cases} {what}"]
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


def _articles(args: argparse.Namespace) -> list[Article]:
    from zhextract.corpus.articles import Article

    found = [item for item in _load(args) if isinstance(item, Article)]
    if not found:
        raise Failed(f"{', '.join(_targets(args))}: no article with gold")
    return found


def _score(args: argparse.Namespace) -> int:
    from zhextract.corpus import score, show
    from zhextract.corpus.bench import default_run

    total = score.Tally()
    each: list[tuple[str, score.Tally]] = []
    for article in _articles(args):
        gold, found = article.gold, default_run(article.text, None if args.no_published else article.published)
        if args.types:
            gold = tuple(row for row in gold if row["type"] in args.types)
            found = tuple(row for row in found if row["type"] in args.types)
        counts = score.tally(gold, found, unjudged=args.unjudged)
        each.append((article.id, counts))
        total += counts
    figures = score.figures(total)
    if args.types:
        figures = {kind: figures[kind] for kind in args.types}
    if args.json:
        data: dict[str, Any] = dict(figures)
        if args.by == "article":
            data["articles"] = {name: score.figures(counts) for name, counts in each}
        if args.by == "rule":
            data["rules"] = score.rule_figures(total)
        print(json.dumps(data, ensure_ascii=False))
        return 0
    print(show.figures(figures), end="")
    if args.by == "article":
        print("\n" + show.article_figures(each), end="")
    if args.by == "rule":
        print("\n" + show.rule_figures(score.rule_figures(total)), end="")
    if total.unjudged:
        print(f"\n{total.unjudged} records of gold are not judged and left out (--unjudged counts them)")
    return 0


def _diff(args: argparse.Namespace) -> int:
    from zhextract.corpus import accepted, diff, show
    from zhextract.corpus.bench import check_file

    paint = show.default_paint()
    found: list[diff.FileDiff] = []
    for item in _load(args, lenient=True):
        one = diff.compare(item.path, _accepted(item.path), accepted.of_result(check_file(item)))
        if args.types:
            kept = [c for c in one.changes if c.record is None or c.record["type"] in args.types]
            one = one._replace(changes=kept)
        found.append(one)
    for one in found:
        if not one.accepted:
            print(paint("yellow", f"{one.path}: never accepted"))
        for change in one.changes if one.accepted else ():
            print(show.change(one.path, change, paint, short=args.short))
    changed = [one for one in found if one.changes and one.accepted]
    for line in diff.summary(changed):
        print(paint("bold", line))
    never = sum(not one.accepted for one in found)
    total = sum(len(one.changes) for one in changed)
    words = f"{total} changes in {len(changed)} of {len(found)} files" if total else "nothing has changed"
    print(words + (f", {never} files never accepted" if never else ""))
    return 1 if args.exit_code and (total or never) else 0


def _accepted(path: str) -> Any:
    from zhextract.corpus import accepted

    where = accepted.place(path)
    try:
        return accepted.read(where)
    except (ValueError, KeyError) as error:
        raise Failed(f"{where}: damaged: {error}") from None


def _accept(args: argparse.Namespace) -> int:
    from zhextract.corpus import accept, bench, diff, show

    _refuse_under_ci("accept")
    if folders := [path for path in args.paths if os.path.isdir(path)]:
        raise UsageError(f"{folders[0]}: is a folder; accept takes the files it may write for by their names")
    paint = show.default_paint()
    prepared = [accept.prepare(item) for item in bench.load(args.paths)]
    for one in prepared:
        if one.idle:
            print(f"{one.path}: nothing to accept")
            continue
        os.makedirs(one.state_path.parent, exist_ok=True)
        _write(one.state_path, one.state)
        print(paint("bold", f"{one.path}: {one.state_path} written"))
        for change in one.changes.changes if one.changes.accepted else ():
            print("  " + show.change(one.path, change, paint, short=True))
        if not one.changes.accepted:
            print(f"  first accepted: {len(one.changes.changes)} texts")
        if one.gold_path is not None and one.gold is not None:
            _write(one.gold_path, one.gold)
            print(f"  {one.gold_path}: unjudged records: {one.taken} taken in, {one.dropped} no longer found")
    for line in diff.summary([one.changes for one in prepared if one.changes.accepted]):
        print(paint("bold", line))
    return 0


def _write(path: Path, text: str) -> None:
    with opened(str(path)) as out:
        out.write(text.encode("utf-8", "backslashreplace"))


def _add(args: argparse.Namespace) -> int:
    from zhextract.corpus import accept, articles
    from zhextract.corpus.bench import default_run
    from zhextract.readers import DecodeError, decode

    source, folder = Path(args.file), Path(args.to)
    try:
        data = source.read_bytes()
        text = decode(data)
    except DecodeError as error:
        raise Failed(f"{source}: {error}") from None
    except OSError as error:
        raise Failed(f"{source}: {error.strerror}") from None
    name = source.stem
    target, gold_path = folder / f"{name}.txt", folder / f"{name}.jsonl"
    inside = target.exists() and source.exists() and target.samefile(source)
    for path in (gold_path, *(() if inside else (target,))):
        if path.exists():
            raise Failed(f"{path}: is there already; add replaces nothing")
    rows = default_run(text, args.published)
    header = {"type": "document", "id": name, "published": args.published, "sha256": articles.sha256(text)}
    os.makedirs(folder, exist_ok=True)
    if not inside:
        with opened(str(target)) as out:
            out.write(data)
    _write(gold_path, articles.dump(header, map(accept.unjudged, rows)))
    print(f"{target}: {len(rows)} records, unjudged, in {gold_path}")
    print("Read them, mend what is wrong, and take the word judged out of those that are right.")
    return 0


def _sample(args: argparse.Namespace) -> int:
    from zhextract.corpus import sample, show
    from zhextract.corpus.marked import TYPES
    from zhextract.readers import Failure, read

    folders = args.folders or ["corpus/articles"]
    failed: list[Failure] = []

    def texts() -> Iterator[tuple[str, str, str | None]]:
        for item in read(folders, published=args.published):
            if isinstance(item, Failure):
                failed.append(item)
                failure(item)
            else:
                yield item.name, item.text, item.published or _told(item.name)

    drawn = sample.sample(texts(), args.count, args.seed, args.types or TYPES)
    paint = show.default_paint()
    for number, one in enumerate(drawn, 1):
        print(json.dumps(one.to_dict(), ensure_ascii=False) if args.json else show.sampled(number, one, paint))
    return 1 if failed else 0


def _agree(args: argparse.Namespace) -> int:
    from zhextract.corpus import agree, articles

    total: dict[str, Counter[str]] = {}
    readings: list[dict[str, Any]] = []
    for folder in (args.first, args.second):
        found = {}
        for path in sorted(Path(folder).glob("*.jsonl")):
            try:
                rows = articles.read_rows(path.read_text(encoding="utf-8"), str(path))
            except ValueError as error:
                raise Failed(str(error)) from None
            found[path.name] = [row for row in rows if row.get("type") != "document"]
        readings.append(found)
    first, second = readings
    both = sorted(first.keys() & second.keys())
    if not both:
        raise Failed(f"{args.first}, {args.second}: no gold of the same name in both")
    for name in both:
        for kind, counts in agree.agreement(first[name], second[name]).items():
            total.setdefault(kind, Counter()).update(counts)
    figures = agree.figures(total)
    if args.json:
        print(json.dumps({"articles": len(both), **figures}, ensure_ascii=False))
        return 0
    print(f"{len(both)} articles in both")
    for kind, row in figures.items():
        print(f"{kind}: {row['first']} and {row['second']} records")
        for name, figure in row.items():
            if isinstance(figure, float):
                print(f"  {name:16} {figure:.3f}")
    return 0


def _told(path: str) -> str | None:
    """When a text was published, where gold beside it tells."""
    from zhextract.corpus.articles import read_rows

    beside = Path(path).with_suffix(".jsonl")
    if not beside.is_file():
        return None
    try:
        rows = read_rows(beside.read_text(encoding="utf-8").split("\n", 1)[0], str(beside))
    except ValueError:
        return None
    value = rows[0].get("published") if rows else None
    return value if isinstance(value, str) else None


def _report(args: argparse.Namespace) -> int:
    from zhextract.corpus import known, report
    from zhextract.corpus.bench import KNOWN, check_file, root
    from zhextract.corpus.marked import TYPES

    try:
        listed = known.read(root(_targets(args)[0]) / KNOWN)
    except ValueError as error:
        raise Failed(str(error)) from None
    parts = []
    types = args.types or TYPES
    for item in _load(args):
        parts.append((item, check_file(item, types), _accepted(item.path)))
    with opened(None if args.output == "-" else args.output) as out:
        out.write(report.page(parts, listed))
    if args.output != "-":
        print(f"{args.output}: {len(parts)} files")
    return 0


def _convert(args: argparse.Namespace) -> int:
    from zhextract import exchange

    try:
        files = exchange.convert(args.paths, args.source, args.to)
    except exchange.ExchangeError as error:
        raise Failed(str(error)) from None
    single = len(files) == 1 or all(name is None for name, _ in files)
    if single and (args.output is None or not os.path.isdir(args.output)):
        with opened(None if args.output in (None, "-") else args.output) as out:
            for _, data in files:
                out.write(data)
        return 0
    if args.output is None:
        raise UsageError(f"{len(files)} files come out of this: name a folder with -o")
    os.makedirs(args.output, exist_ok=True)
    for name, data in files:
        with opened(os.path.join(args.output, name or "out")) as out:
            out.write(data)
    print(f"{args.output}: {len(files)} files")
    return 0


_ACTIONS = {
    "check": _check,
    "score": _score,
    "diff": _diff,
    "accept": _accept,
    "add": _add,
    "sample": _sample,
    "agree": _agree,
    "report": _report,
    "convert": _convert,
}
