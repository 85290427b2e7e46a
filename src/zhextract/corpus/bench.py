"""A corpus is a folder of marked texts and of articles with gold; the bench extracts from each and compares.

What stands in a folder tells itself apart: a ``.jsonl`` whose first line is a document is the gold of an article, a
``.txt`` that begins with ``scope:`` (behind comments) is marked text, any other file is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

from zhextract.corpus import articles, compare, marked
from zhextract.corpus.articles import Article
from zhextract.corpus.compare import Difference
from zhextract.corpus.known import key_of
from zhextract.corpus.marked import TYPES, Case, Plain

__all__ = [
    "ACCEPTED",
    "KNOWN",
    "CorpusError",
    "Failure",
    "PhraseFile",
    "Result",
    "check_file",
    "default_run",
    "load",
    "open_file",
    "root",
]

ACCEPTED, KNOWN = "accepted", "known.tsv"
"""What the bench itself writes into a corpus folder."""

Row = dict[str, Any]
Run = Callable[[str, str | None], tuple[Row, ...]]


class CorpusError(ValueError):
    """A corpus that cannot be read; the message names file and line."""


class PhraseFile(NamedTuple):
    """A file of marked text."""

    path: str
    items: list[Case | Plain]

    @property
    def cases(self) -> list[Case]:
        """Its cases, in order."""
        return [item for item in self.items if isinstance(item, Case)]


class Failure(NamedTuple):
    """What is not as wanted under one key: for marked text a case with all that differs in it, for an article one
    difference. `line` is 0 in an article."""

    key: str
    path: str
    line: int
    differences: tuple[Difference, ...]
    item: Case | Article

    @property
    def text(self) -> str:
        """What the failure is about, on one line."""
        if isinstance(self.item, Case):
            return self.item.marked
        return str(self.differences[0])


class Result(NamedTuple):
    """What the check of one file found: how many cases (of an article: wanted records) it has, what failed of them, and
    the records found in each of its texts."""

    path: str
    cases: int
    failures: list[Failure]
    found: list[tuple[Case | Article, tuple[Row, ...]]]


def default_run(text: str, published: str | None) -> tuple[Row, ...]:
    """The records of a text as dicts, by the extractor with the shipped lexicons."""
    from zhextract.pipeline import extract

    return tuple(record.to_dict() for record in extract(text, published=published).records)


def load(
    targets: Iterable[str | Path], only: Iterable[str] = (), *, lenient: bool = False
) -> list[PhraseFile | Article]:
    """The files that the targets (folders and files) name, in order; of a folder those that match one of the globs in
    `only` by their path or name. `lenient`: an article whose text was edited is loaded without its gold.

    Raises `CorpusError` for a file that cannot be read and for a folder with nothing in it.
    """
    only = tuple(only)
    out: list[PhraseFile | Article] = []
    for target in map(Path, targets):
        if target.is_dir():
            found = [
                item for item in (open_file(path, lenient=lenient) for path in _walk(target, only)) if item is not None
            ]
            if not found:
                raise CorpusError(f"{target}: neither marked text nor an article with gold in this folder")
            out += found
        else:
            if not target.exists():
                raise CorpusError(f"{target}: no such file or folder")
            item = open_file(target, lenient=lenient)
            if item is None and target.suffix == ".txt" and target.with_suffix(".jsonl").exists():
                item = open_file(target.with_suffix(".jsonl"), lenient=lenient)
            if item is None:
                raise CorpusError(f"{target}: neither marked text (no 'scope:' line) nor an article with gold")
            out.append(item)
    return out


def root(path: str | Path) -> Path:
    """The corpus folder that a file or folder belongs to: the nearest one, itself or above, that has the bench's own files;
    else the folder, or the one above ``phrases`` and ``articles``."""
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    for above in (folder, *folder.absolute().parents[:3]):
        if (above / KNOWN).exists() or (above / ACCEPTED).is_dir():
            return above
    return folder.parent if folder.name in ("phrases", "articles") else folder


def _walk(folder: Path, only: tuple[str, ...]) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != ACCEPTED)
        for name in sorted(names):
            path = Path(where, name)
            if path.suffix in (".txt", ".jsonl") and (
                not only or any(fnmatch(name, g) or fnmatch(str(path), g) or fnmatch(path.stem, g) for g in only)
            ):
                yield path


def open_file(path: Path, *, lenient: bool = False) -> PhraseFile | Article | None:
    """The corpus file at `path`, None where it is none; raises `CorpusError`."""
    try:
        if path.suffix == ".jsonl":
            with open(path, encoding="utf-8") as lines:
                if '"document"' not in lines.readline():
                    return None
            return articles.load(path, lenient=lenient)
        data = path.read_bytes()
        if not _is_marked(data):
            return None
        return PhraseFile(str(path), marked.parse(data.decode("utf-8"), str(path)))
    except (articles.ArticleError, marked.MarkedError) as error:
        raise CorpusError(str(error)) from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from None


def _is_marked(data: bytes) -> bool:
    for line in data.removeprefix(b"\xef\xbb\xbf").splitlines():
        if line.strip() and not line.startswith(b"#"):
            return line.startswith((b"scope:", b"published:"))
    return False


def check_file(item: PhraseFile | Article, types: Iterable[str] = TYPES, run: Run = default_run) -> Result:
    """Extracts from every text of a file and compares, among the records of `types`."""
    types = tuple(types)
    if isinstance(item, Article):
        found = _run(item, run)
        failures = [
            Failure(key_of(item, difference), item.path, 0, (difference,), item)
            for difference in compare.article(item.gold, found, types)
        ]
        wanted = sum(row["type"] in types and not row.get("optional") for row in item.gold)
        return Result(item.path, wanted, failures, [(item, found)])
    result = Result(item.path, 0, [], [])
    count = 0
    for case in item.cases:
        scope = [kind for kind in case.scope if kind in types]
        if not scope:
            continue
        count += 1
        found = _run(case, run)
        result.found.append((case, found))
        if differences := compare.case(case.wanted, found, scope):
            result.failures.append(Failure(case.id, case.path, case.line, tuple(differences), case))
    return result._replace(cases=count)


def _run(item: Case | Article, run: Run) -> tuple[Row, ...]:
    try:
        return run(item.text, item.published)
    except Exception as error:
        where = f"{item.path}:{item.line}" if isinstance(item, Case) else item.path
        raise CorpusError(f"{where}: extraction failed: {type(error).__name__}: {error}") from error
