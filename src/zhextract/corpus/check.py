"""The check: everything that is not as wanted, with the list of known failures held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhextract.corpus.articles import Article
from zhextract.corpus.bench import Failure, PhraseFile, Result, Run, check_file, default_run
from zhextract.corpus.marked import TYPES

__all__ = ["Verdict", "judge", "results"]


class Verdict(NamedTuple):
    """The failures of a run: `new` ones that nobody has listed, `known` ones, and keys that are listed but `stale`:
    met by now, though their file was checked."""

    new: list[Failure]
    known: list[Failure]
    stale: list[str]

    @property
    def passed(self) -> bool:
        """Nothing new, nothing stale."""
        return not self.new and not self.stale


def results(
    items: Iterable[PhraseFile | Article], types: Iterable[str] = TYPES, run: Run = default_run
) -> Iterator[Result]:
    """The result of each file, one after the other."""
    types = tuple(types)
    for item in items:
        yield check_file(item, types, run)


def judge(items: Iterable[PhraseFile | Article], checked: Iterable[Result], known: dict[str, str]) -> Verdict:
    """Sets the failures of `checked` against the list. A listed key is stale only where all of its file was checked:
    pass `items` whose every type was looked at."""
    new: list[Failure] = []
    listed: list[Failure] = []
    failed: set[str] = set()
    for result in checked:
        for failure in result.failures:
            failed.add(failure.key)
            (listed if failure.key in known else new).append(failure)
    return Verdict(new, listed, [key for key in known if key not in failed and _covers(items, key)])


def _covers(items: Iterable[PhraseFile | Article], key: str) -> bool:
    """Does the key belong to one of the files?"""
    for item in items:
        if isinstance(item, Article):
            if key.startswith(f"{item.id}:"):
                return True
        elif any(case.id == key for case in item.cases) or key.startswith(f"{_stem(item.path)}:"):
            return True
    return False


def _stem(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
