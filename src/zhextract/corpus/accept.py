"""Accepting the present output of named files as the state that `diff` compares with.

Gold that a reader has judged is never touched. Gold marked ``"judged": false`` (what `add` wrote) is brought to the
present output, since it says nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from zhextract.corpus import accepted, articles, diff
from zhextract.corpus.articles import Article
from zhextract.corpus.bench import PhraseFile, Run, check_file, default_run
from zhextract.corpus.marked import TYPES

__all__ = ["Accepting", "gold_fields", "prepare", "unjudged"]

Row = dict[str, Any]

_GOLD = {
    "quantity": "value low high unit kind bound of subject period status change basis".split(),
    "time": "kind value period relation".split(),
    "program": "kind name".split(),
}


class Accepting(NamedTuple):
    """What accepting a file will write: its state to `state_path`, its gold to `gold_path` where `gold` is not None.
    `taken` and `dropped` are the unjudged lines that gold gains and loses."""

    path: str
    state_path: Path
    state: str
    changes: diff.FileDiff
    gold_path: Path | None = None
    gold: str | None = None
    taken: int = 0
    dropped: int = 0

    @property
    def idle(self) -> bool:
        """Nothing would change."""
        return self.changes.accepted and not self.changes.changes and self.gold is None


def gold_fields(row: Mapping[str, Any]) -> Row:
    """A found record as a line of gold: the fields of the guidelines, ``of`` and ``subject`` as lists of wordings."""
    line: Row = {key: row[key] for key in ("type", "start", "end", "text")}
    for key in _GOLD[row["type"]]:
        line[key] = row.get(key)
    if row["type"] == "quantity":
        line["of"] = [row["of"]] if row.get("of") else []
        line["subject"] = [row["subject"]] if row.get("subject") else None
    return line


def unjudged(row: Mapping[str, Any]) -> Row:
    """A found record as a line of gold that nobody has read yet."""
    return {**gold_fields(row), "judged": False}


def prepare(item: PhraseFile | Article, run: Run = default_run) -> Accepting:
    """What accepting this file will change; nothing is written."""
    result = check_file(item, TYPES, run)
    gold: str | None = None
    taken = dropped = 0
    if isinstance(item, Article):
        judged = [row for row in item.gold if row.get("judged") is not False]
        was = [row for row in item.gold if row.get("judged") is False]
        read = {(row["type"], row["start"], row["end"]) for row in judged}
        if was:
            now = [
                unjudged(row)
                for row in result.found[0][1]
                if (row["type"], row["start"], row["end"]) not in read and not _over(row, judged)
            ]
            taken = sum(row not in was for row in now)
            dropped = sum(row not in now for row in was)
            if taken or dropped:
                gold = articles.dump(item.header, [*judged, *now])
    state = accepted.of_result(result)
    path = accepted.place(item.path)
    changes = diff.compare(item.path, accepted.read(path), state)
    gold_path = Path(item.gold_path) if isinstance(item, Article) and gold is not None else None
    return Accepting(item.path, path, accepted.render(state), changes, gold_path, gold, taken, dropped)


def _over(row: Mapping[str, Any], judged: list[Row]) -> bool:
    """Does the record lie over one of its type that a reader has judged?"""
    return any(
        row["type"] == other["type"] and row["start"] < other["end"] and other["start"] < row["end"] for other in judged
    )
