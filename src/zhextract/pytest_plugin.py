"""``pytest --corpus DIR``: every case of marked text and every article of a corpus is a test.

pytest finds this module by its entry point. In a repository of one's own, ``pyproject.toml``::

    [tool.pytest.ini_options]
    addopts = ["--corpus", "corpus"]

A known failure (``known.tsv``) is expected to fail, and fails the run once it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from zhextract.corpus.articles import Article
    from zhextract.corpus.bench import Failure, PhraseFile
    from zhextract.corpus.marked import Case

_ROOTS = pytest.StashKey[list[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option ``--corpus``."""
    parser.getgroup("zhextract").addoption(
        "--corpus",
        action="append",
        default=[],
        metavar="DIR",
        help="run the corpus in DIR (marked text, articles with gold) as tests; may be given several times",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The folders are collected like any that the command line names."""
    roots: list[Path] = []
    for told in config.getoption("--corpus"):
        base = config.invocation_params.dir / told
        path = base if base.exists() else config.rootpath / told
        if not path.exists():
            raise pytest.UsageError(f"--corpus {told}: no such folder")
        roots.append(path.resolve())
        if not any(_within(path.resolve(), _path(config, arg)) for arg in config.args):
            config.args.append(str(path))
    config.stash[_ROOTS] = roots


def _path(config: pytest.Config, argument: str) -> Path:
    """The path of an argument such as ``corpus/phrases/a.txt::case``."""
    return (config.invocation_params.dir / argument.split("::", 1)[0]).resolve()


def _within(root: Path, path: Path) -> bool:
    """Does the argument name something in the corpus already, or a folder that the corpus stands in?"""
    return path == root or root in path.parents or path in root.parents


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A corpus file below one of the folders."""
    root = next((r for r in parent.config.stash[_ROOTS] if r in file_path.resolve().parents), None)
    if root is None or file_path.suffix not in (".txt", ".jsonl"):
        return None
    from zhextract.corpus.bench import ACCEPTED, CorpusError, open_file

    if (root / ACCEPTED) in file_path.resolve().parents:
        return None
    try:
        item = open_file(file_path)
    except CorpusError as error:
        raise pytest.Collector.CollectError(str(error)) from None
    if item is None:
        return None
    made: CorpusFile = CorpusFile.from_parent(parent, path=file_path)
    made.content, made.root = item, root
    return made


class CorpusFile(pytest.File):
    """A file of marked text or the gold of an article."""

    content: PhraseFile | Article
    root: Path

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each case, or for the article."""
        from zhextract.corpus import known
        from zhextract.corpus.articles import Article
        from zhextract.corpus.bench import KNOWN

        try:
            listed = known.read(self.root / KNOWN)
        except ValueError as error:
            raise self.CollectError(str(error)) from None
        if isinstance(self.content, Article):
            yield ArticleItem.from_parent(self, name=self.content.id, article=self.content, listed=listed)
            return
        for case in self.content.cases:
            item = CaseItem.from_parent(self, name=case.id.split(":", 1)[-1], case=case)
            if case.id in listed:
                item.add_marker(pytest.mark.xfail(reason="a known failure", strict=True))
            yield item


class _Differs(Exception):
    """What is not as wanted."""

    def __init__(self, failures: list[Failure], stale: list[str]) -> None:
        super().__init__(failures, stale)
        self.failures, self.stale = failures, stale

    def __str__(self) -> str:
        from zhextract.corpus.show import long

        parts = [long(failure, lambda colour, text: text) for failure in self.failures]
        parts += [f"stale: {key} is listed in known.tsv but met by now" for key in self.stale]
        return "\n".join(parts)


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The two sides of the difference instead of a trace."""
        if isinstance(excinfo.value, _Differs):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class CaseItem(_Item):
    """A case of marked text."""

    def __init__(self, *, case: Case, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def runtest(self) -> None:
        """Extracts and compares."""
        from zhextract.corpus.bench import PhraseFile, check_file

        failures = check_file(PhraseFile(str(self.path), [self.case])).failures
        if failures:
            raise _Differs(failures, [])

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.line - 1, f"{self.path.name}: {self.case.marked[:60]}"


class ArticleItem(_Item):
    """An article with gold."""

    def __init__(self, *, article: Article, listed: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.article, self.listed = article, listed

    def runtest(self) -> None:
        """Extracts and compares; passes over listed differences."""
        from zhextract.corpus.bench import check_file
        from zhextract.corpus.check import judge

        verdict = judge([self.article], [check_file(self.article)], self.listed)
        if not verdict.passed:
            raise _Differs(verdict.new, verdict.stale)
        if verdict.known:
            pytest.xfail(f"{len(verdict.known)} known failures")

    def reportinfo(self) -> tuple[Path, int, str]:
        """Which article it is."""
        return self.path, 0, f"article {self.article.id}"
