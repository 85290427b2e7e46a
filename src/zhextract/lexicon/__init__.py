"""The vocabulary: TSV files beside this module, which a non-programmer can edit, and their loader.

A file's head (lines that start with ``#``) explains its columns; one head line names them, ``#: unit kind base`` (or divided by tabs).
Every other line is one entry, its columns divided by tabs; ``-`` is an empty column. A comment above an odd entry shows its
evidence. The loader names file and line of an entry that has the wrong number of columns or stands there twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

__all__ = ["LexiconError", "Table", "alternation", "lengths", "parse", "table", "trie"]


class LexiconError(ValueError):
    """A lexicon line that cannot be read; the message names file and line."""


class Table:
    """The entries of one file, in its order: `rows` are tuples of column values, `columns` their names."""

    def __init__(self, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], lines: list[int]) -> None:
        self.name, self.columns, self.rows, self.lines = name, columns, rows, lines

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[str]:
        """One column of every entry."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def error(self, row: tuple[str, ...], why: str) -> LexiconError:
        """An error at an entry, for a reader that finds a value wrong."""
        return LexiconError(f"{self.name}:{self.lines[self.rows.index(row)]}: {why}")


def parse(text: str, name: str, *, key: int | None = 1) -> Table:
    """Reads the lines of a lexicon file; `key`: how many columns must be unique together (None: repeats are allowed).

    Raises `LexiconError` naming file and line.
    """
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#:") or (not rows and line.startswith("#") and "\t" in line):
            columns = tuple(line.lstrip("#:").split())
        if not line.strip() or line.startswith("#"):
            continue
        if not columns:
            raise LexiconError(f"{name}:{number}: no '#: column column …' line before the first entry")
        row = tuple("" if cell.strip() == "-" else cell.strip() for cell in line.split("\t"))
        if len(row) != len(columns):
            raise LexiconError(f"{name}:{number}: {len(row)} columns, expected {len(columns)} ({' '.join(columns)})")
        if key is not None:
            first = seen.setdefault(row[:key], number)
            if first != number:
                raise LexiconError(f"{name}:{number}: {row[0]} stands at line {first} already")
        rows.append(row)
        lines.append(number)
    return Table(name, columns, rows, lines)


@cache
def table(name: str, key: int | None = 1) -> Table:
    """A shipped lexicon file, by its name; read once."""
    return parse(files(__name__).joinpath(name).read_text(encoding="utf-8"), name, key=key)


def lengths(words: Iterable[str], head: int = 1) -> dict[str, tuple[int, ...]]:
    """By their first characters (`head` of them), the lengths of the words that begin so, the longest first; shorter words
    are left out.

    With these a longest match is a few slices and dict lookups: as quick as a compiled prefix tree of a thousand words, and
    nothing has to be compiled at start.
    """
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) >= head:
            found.setdefault(word[:head], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


def trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest wins, in the form of a prefix tree.

    `re` tries the branches of a flat alternation one by one; a tree needs one step a character.
    """
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, dict[str, object]]) -> str:
    ends = "" in tree
    single, longer = [], []
    for char, below in tree.items():
        if char == "":
            continue
        rest = _branch(below)  # type: ignore[arg-type]
        if rest:
            longer.append(re.escape(char) + rest)
        else:
            single.append(re.escape(char))
    branches = longer + (["[" + "".join(single) + "]"] if len(single) > 1 else single)
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")
