"""Files, folders and standard input, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zhextract.readers.decode import DecodeError, decode

__all__ = ["SUFFIXES", "Failure", "Item", "find", "read"]

SUFFIXES = (".txt", ".text")
"""What a file in a folder ends in to be read; a file that is named itself may end in anything."""


class Item(NamedTuple):
    """A text to extract from. `name` is what a message to the user calls it."""

    id: str | None
    text: str
    published: str | None
    name: str


class Failure(NamedTuple):
    """What could not be read, and why, in one line."""

    name: str
    reason: str


def find(targets: Iterable[str]) -> Iterator[tuple[str | None, str] | Failure]:
    """(id, path) of every text that the targets name, in order; ``-`` is (None, ``-``).

    A file's id is its name without its suffix, or for one in a folder its path below that folder; where that was given
    before, the whole path. A folder is walked in the order of names, hidden files left out.
    """
    seen: set[str] = set()
    for target in targets:
        if target == "-":
            yield None, target
        elif os.path.isdir(target):
            empty = True
            for below in _walk(target):
                empty = False
                yield below if isinstance(below, Failure) else _named(os.path.relpath(below, target), below, seen)
            if empty:
                yield Failure(target, f"no text in this folder (no file ends in {' or '.join(SUFFIXES)})")
        else:
            yield _named(os.path.basename(target), target, seen)


def read(
    targets: Iterable[str],
    *,
    published: str | None = None,
    encoding: str | None = None,
    stdin: Callable[[], bytes] = lambda: sys.stdin.buffer.read(),
) -> Iterator[Item | Failure]:
    """The texts that the targets name, each read when it is asked for; `published` is told of all of them."""
    for found in find(targets):
        if isinstance(found, Failure):
            yield found
            continue
        id_, path = found
        name = "<stdin>" if path == "-" else path
        try:
            data = stdin() if path == "-" else Path(path).read_bytes()
            yield Item(id_, decode(data, encoding), published, name)
        except DecodeError as error:
            yield Failure(name, str(error))
        except OSError as error:
            yield Failure(name, error.strerror or str(error))
        except ValueError as error:  # a NUL in a path
            yield Failure(name, str(error))
        except MemoryError:
            yield Failure(name, "is too large for the memory")


def _walk(folder: str) -> Iterator[str | Failure]:
    """The paths of the texts below a folder; a folder that cannot be read is a failure of its own."""
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(root, name)
    for error in closed:
        yield Failure(str(error.filename), error.strerror or str(error))


def _named(relative: str, path: str, seen: set[str]) -> tuple[str, str]:
    stem, suffix = os.path.splitext(relative)
    id_ = (stem if suffix[1:].isalpha() else relative).replace(os.sep, "/")  # 2022.05 has no suffix
    if id_ in seen:
        id_ = path.replace(os.sep, "/")
    seen.add(id_)
    return id_, path
