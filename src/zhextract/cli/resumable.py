"""The output of a long run: whole documents only, in one file or in shards, and a note of how far it is.

While a run is under way its output is ``OUT.partial``, moved to OUT when it is complete; ``OUT.resume`` says how many
texts are in it and how long it was then. Whatever stops the run, the two are enough to go on: what was written behind
the note is cut off and done again, so that the result is byte for byte that of a run that never stopped. What could
not be done is in ``OUT.errors.jsonl``, a line each.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import time
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from zhextract.cli.common import Failed, UsageError
from zhextract.readers import Failure
from zhextract.readers.stream import Reference
from zhextract.writers import Format
from zhextract.writers.jsonl import encode

__all__ = ["Output", "shard_name"]

_EVERY = 0.5  # seconds between two notes


class _State(NamedTuple):
    """How far a run is, all as of the same moment; replaced as a whole, so that Ctrl-C never finds half of it."""

    texts: int = 0  # done and failed
    failed: int = 0
    done: int = 0
    names: str = ""  # digest of the names of the texts
    shard: int = 0
    in_shard: int = 0  # documents
    size: int = 0  # bytes of the partial file
    errors: int = 0  # bytes of the errors file


def shard_name(path: str, number: int) -> str:
    """``facts.jsonl`` → ``facts-00000.jsonl``."""
    stem, suffix = os.path.splitext(path)
    return f"{stem}-{number:05d}{suffix}"


class Output:
    """OUT of a long run; a context manager that leaves either the whole output or one that can be taken up again.

    `options` is whatever must be the same when a run is taken up; `shard_size`: documents a file. Raises `UsageError`
    where there is nothing of that kind to take up, `Failed` where it cannot be written.
    """

    def __init__(
        self, path: str, format: Format, options: dict[str, Any], *, shard_size: int | None = None, resume: bool = False
    ) -> None:
        self._path = os.path.realpath(path)
        self._shown = path
        self._format = format
        self._options = json.loads(json.dumps(options))
        self._shard_size = shard_size
        self._note = self._path + ".resume"
        self.errors_path = path + ".errors.jsonl"
        self.state = _State()
        self._resumed = False
        self.complete = False
        """There is a whole output, so that there is nothing to take up."""
        if os.path.isdir(self._path):
            raise Failed(f"{path}: is a folder")
        if resume:
            before = self._noted()
            if before is not None:
                self.state, self._resumed = before, True
            else:
                self.complete = os.path.exists(self._target())
        elif shard_size is not None and (old := glob.glob(_pattern(self._path))):
            raise UsageError(f"{os.path.basename(min(old))}: is there already; shards of two runs must not mix")

    # --- the run --------------------------------------------------------------------------------------------------

    def __enter__(self) -> Output:
        with self._writable(), contextlib.ExitStack() as opened:
            self._errors: IO[bytes] = opened.enter_context(open(self._path + ".errors.jsonl", "ab"))
            _lock(self._errors, self._shown)
            if self._errors.tell() < self.state.errors:
                raise Failed(f"{self.errors_path}: is shorter than it was; start without --resume")
            self._errors.truncate(self.state.errors)
            if self._resumed:
                self._partial = self._again()
            else:
                self._partial = self._open()
                self.state = _State(size=len(self._format.head))
                self._save()
            self._saved = time.monotonic()
            opened.pop_all()  # all is well; `__exit__` closes it
        return self

    def skip(self, references: Iterator[Reference]) -> int:
        """Passes over the texts that are done, and gives the bytes of input that they were.

        Raises `UsageError` where they are not the same as then.
        """
        digest, at = "", 0
        for _ in range(self.state.texts):
            reference = next(references, None)
            if reference is None:
                break
            digest, at = _with(digest, reference.name), reference.at
        if digest != self.state.names:
            raise UsageError(f"{self._shown}: the texts are not those of the run that stopped; start without --resume")
        return at

    def add(self, name: str, result: bytes | Failure) -> None:
        """The result of the next text; `name` is its name in the input."""
        with self._writable():
            state = self.state
            names = _with(state.names, name)
            if isinstance(result, Failure):
                line = json.dumps({"name": result.name, "reason": result.reason}, ensure_ascii=False)
                data = encode(line) + b"\n"
                self._errors.write(data)
                self.state = state._replace(
                    texts=state.texts + 1, failed=state.failed + 1, names=names, errors=state.errors + len(data)
                )
            else:
                if self._shard_size is not None and state.in_shard >= self._shard_size:
                    state = self._next_shard()
                data = self._format.between + result if state.in_shard else result
                self._partial.write(data)
                self.state = state._replace(
                    texts=state.texts + 1,
                    done=state.done + 1,
                    names=names,
                    in_shard=state.in_shard + 1,
                    size=state.size + len(data),
                )
            if time.monotonic() - self._saved >= _EVERY:
                self._save()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._finish()
            elif not isinstance(error, UsageError):  # where nothing has been done, the note is as good as it was
                self._stop()
        finally:
            self._partial.close()
            self._errors.close()

    def _finish(self) -> None:
        with self._writable():
            if self.state.failed and not self.state.done:
                self._partial.close()
                os.unlink(self._target() + ".partial")
            else:
                self._close_shard()
            self._errors.close()
            if not self.state.errors:
                os.unlink(self._errors.name)
            with contextlib.suppress(FileNotFoundError):  # of a run that was killed while it wrote its note
                os.unlink(self._note + ".tmp")
            os.unlink(self._note)

    def _stop(self) -> None:
        """Takes off a document half written, and notes how far we are; where that fails, the last note is still good."""
        with contextlib.suppress(OSError, ValueError):
            for file, size in ((self._partial, self.state.size), (self._errors, self.state.errors)):
                with contextlib.suppress(OSError):
                    file.flush()
                file.truncate(size)
            self._save()

    # --- files ----------------------------------------------------------------------------------------------------

    def _target(self) -> str:
        return self._path if self._shard_size is None else shard_name(self._path, self.state.shard)

    def _open(self) -> IO[bytes]:
        partial = open(self._target() + ".partial", "wb")  # noqa: SIM115
        partial.write(self._format.head)
        return partial

    def _again(self) -> IO[bytes]:
        """The partial file as it was when the note was written; it may have become a shard since."""
        target = self._target()
        if not os.path.exists(target + ".partial") and os.path.exists(target):
            os.replace(target, target + ".partial")
        partial = open(target + ".partial", "r+b")  # noqa: SIM115
        if partial.seek(0, os.SEEK_END) < self.state.size:
            partial.close()
            raise Failed(f"{target}.partial: is shorter than it was; start without --resume")
        partial.truncate(self.state.size)
        partial.seek(self.state.size)
        return partial

    def _next_shard(self) -> _State:
        self._close_shard()
        self.state = self.state._replace(shard=self.state.shard + 1, in_shard=0, size=len(self._format.head))
        self._partial = self._open()
        self._save()
        return self.state

    def _close_shard(self) -> None:
        self._partial.write(self._format.tail)
        self._partial.flush()
        os.fsync(self._partial.fileno())
        self._partial.close()
        target = self._target()
        if os.path.exists(target):
            os.chmod(target + ".partial", os.stat(target).st_mode & 0o7777)
        os.replace(target + ".partial", target)

    def _save(self) -> None:
        """Notes how far we are, after what is noted is on the disk."""
        state = self.state
        for out in (self._partial, self._errors):
            out.flush()
            os.fsync(out.fileno())
        with open(self._note + ".tmp", "w", encoding="utf-8") as file:
            json.dump({"options": self._options, "state": state._asdict()}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self._note + ".tmp", self._note)
        self._saved = time.monotonic()

    def _noted(self) -> _State | None:
        try:
            with open(self._note, encoding="utf-8") as file:
                note = json.load(file)
            options, state = note["options"], _State(**note["state"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Failed(f"{self._shown}.resume: cannot be read: {error}") from None
        if other := sorted(name for name in self._options if options.get(name) != self._options[name]):
            raise UsageError(f"{self._shown}: the run that stopped had another {', '.join(other)}")
        return state

    @contextlib.contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Failed(f"{self._shown}: cannot be written: {error.strerror or error}") from None


def _with(digest: str, name: str) -> str:
    """The digest of a list of names and one more."""
    return hashlib.blake2b((digest + name).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _pattern(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    return f"{glob.escape(stem)}-[0-9][0-9][0-9][0-9][0-9]{glob.escape(suffix)}"


def _lock(file: IO[bytes], shown: str) -> None:
    """Two runs must not write to one output; where the system has no such locks, that is the user's business."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failed(f"{shown}: is being written by another run") from None
