"""Own names: a list of program names with kinds and aliases, found wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from os import PathLike
from pathlib import Path

from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.source import Source

__all__ = ["Names", "NamesError"]


class NamesError(ValueError):
    """A list of names that cannot be used; the message names the file and line, or the entry."""


class Names:
    """Names with kind and aliases, compiled to one prefix tree; the longest name at a place is found.

    Entries are ``(name, kind, aliases)``: `kind` one of initiative, mechanism, document, project, platform, honour
    (also ``""`` or None: initiative); `aliases` other wordings that give a record with the same `name`. Names may be
    written in simplified or traditional characters and match either. Raises `NamesError` for an empty name, an unknown
    kind, or a wording that stands for two names.
    """

    def __init__(self, entries: Iterable[tuple[str, str | ProgramKind | None, Iterable[str]]] = ()) -> None:
        self._known: dict[str, tuple[ProgramKind, str]] = {}
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, str) or not 1 <= len(entry) <= 3:
                raise NamesError(f"entry {number}: expected (name, kind, aliases), got {entry!r}")
            name, kind, aliases = (*entry, None, ())[:3] if len(entry) < 3 else entry
            self._add(name, kind, aliases, f"entry {number}")

    def _add(self, name: str, kind: str | ProgramKind | None, aliases: Iterable[str], where: str) -> None:
        name = name.strip()
        if not name:
            raise NamesError(f"{where}: no name")
        try:
            kind = ProgramKind(kind or ProgramKind.INITIATIVE)
        except ValueError:
            known = ", ".join(ProgramKind)
            raise NamesError(f"{where}: {name}: unknown kind {kind!r}, expected one of {known}") from None
        if isinstance(aliases, str):
            raise NamesError(f"{where}: {name}: aliases must be a list of strings, not one string")
        for wording in (name, *aliases):
            folded = Source(wording.strip()).text
            if not folded:
                raise NamesError(f"{where}: {name}: an empty alias")
            if self._known.setdefault(folded, (kind, name)) != (kind, name):
                raise NamesError(f"{where}: {wording} stands for {self._known[folded][1]} already")

    @classmethod
    def read(
        cls, names: str | PathLike[str] | Iterable[tuple[str, str | ProgramKind | None, Iterable[str]]] | Names
    ) -> Names:
        """Names from the path of a TSV (see `from_tsv`), from entries, or as they are."""
        if isinstance(names, Names):
            return names
        if isinstance(names, (str, PathLike)):
            return cls.from_tsv(names)
        return cls(names)

    @classmethod
    def from_tsv(cls, path: str | PathLike[str]) -> Names:
        """Reads a UTF-8 file of lines ``name⇥kind⇥aliases``.

        Kind and aliases may be missing, ``-`` is none, aliases are divided by ``|`` or 、. Blank lines and lines that
        begin with ``#`` are passed over. Raises `NamesError` with file and line, OSError where the file cannot be read.
        """
        names = cls()
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise NamesError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from None
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = ["" if cell.strip() == "-" else cell.strip() for cell in line.split("\t")]
            if len(cells) > 3:
                raise NamesError(f"{path}:{number}: {len(cells)} columns, expected name, kind, aliases")
            cells += [""] * (3 - len(cells))
            aliases = [alias for alias in re.split(r"[|、]", cells[2]) if alias.strip()]
            names._add(cells[0], cells[1], aliases, f"{path}:{number}")
        return names

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(trie(self._known))

    def find(self, view: str) -> Iterator[tuple[int, int, ProgramKind, str]]:
        """Start, end, kind and name of every place in a view (`Source.text`), left to right, the longest wins."""
        if self._known:
            for m in self._pattern.finditer(view):
                kind, name = self._known[m.group()]
                yield m.start(), m.end(), kind, name
