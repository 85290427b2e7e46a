"""What the commands share: errors, messages, arguments, output that is whole or not there."""

from __future__ import annotations

import argparse
import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from zhextract._edtf import parse_published
from zhextract.readers.files import Failure

__all__ = ["Failed", "UsageError", "add_inputs", "complain", "failure", "inputs", "opened", "published", "stdout"]


class UsageError(Exception):
    """The command line asks for what cannot be; exit code 2."""


class Failed(Exception):
    """The command cannot go on; exit code 1."""


def complain(message: str) -> None:
    """One line on standard error."""
    line = " ".join(f"zhextract: {message}".split())
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def failure(failed: Failure) -> None:
    """Says on one line which text failed and why."""
    complain(f"{failed.name}: {failed.reason}")


def published(value: str) -> str:
    """Argument type of ``--published``."""
    try:
        return parse_published(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("published: ")) from None


def encoding(value: str) -> str:
    """Argument type of ``--encoding``."""
    try:
        "".encode(value)
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"{value!r} is no text encoding that Python knows") from None
    return value


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads texts."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="texts, folders (their .txt files), or - for stdin")
    parser.add_argument(
        "--published",
        type=published,
        metavar="DATE",
        help="when the texts were published: 2022, 2022-05 or 2022-05-20 (default: what each text tells)",
    )
    parser.add_argument(
        "--encoding",
        type=encoding,
        metavar="NAME",
        help="encoding of the texts (default: UTF-8, UTF-16 with a mark, or GB18030, as the bytes show)",
    )


def inputs(args: argparse.Namespace) -> list[str]:
    """The texts that the arguments name; without any, standard input, unless it is a terminal."""
    files: list[str] = args.files
    if files.count("-") > 1:
        raise UsageError("- stands for standard input, which can be read only once")
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("no FILE given (- reads standard input)")
        return ["-"]
    return files


def stdout() -> BinaryIO:
    """Standard output for bytes; raises `Failed` where the process was started without one."""
    if sys.stdout is None:
        raise Failed("standard output is closed")
    sys.stdout.flush()
    return sys.stdout.buffer


@contextlib.contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """A file to write to that takes its place only when the block ends without an exception; None is standard output.

    It is written beside its target and moved over it. A target that is no regular file (a pipe, /dev/stdout) is
    written to directly. Raises `Failed` where it cannot be written.
    """
    if path is None:
        yield stdout()
        return
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except OSError:
        mode = stat.S_IFREG | 0o666 & ~_umask()
    if stat.S_ISDIR(mode):
        raise Failed(f"{path}: is a folder")
    temporary = None
    try:
        if not stat.S_ISREG(mode):
            with open(target, "wb") as out:
                yield out
            return
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise Failed(f"{path}: cannot be written: permission denied")
        handle, temporary = tempfile.mkstemp(
            prefix=f".{os.path.basename(target)[:100]}.", suffix=".tmp", dir=os.path.dirname(target)
        )
        with os.fdopen(handle, "wb") as out:
            yield out
        os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise Failed(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
