"""A pool of worker processes: texts go in, bytes come out, in the order of the texts and in bounded memory.

The standard pools pickle results, lose a batch with a killed worker and cannot stop one task. Here each worker has a
pipe of its own and answers in order. Where one takes too long or dies, the texts that it had not answered go out again
one by one, so that it is known which of them is to blame: that one is given up, and no other is lost. Workers serialise;
what comes back is what is written to the file.
"""

from __future__ import annotations

import contextlib
import marshal
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from zhextract.batches import converted
from zhextract.readers import Failure, Item

__all__ = ["Convert", "Pool", "PoolError", "Prepare", "cores", "extractor"]

Convert = Callable[[Iterable[Item | Failure]], Iterator[bytes | Failure]]
"""What a worker does with texts: the bytes of each, or why it has none, in order (`zhextract.batches.converted`)."""

Prepare = Callable[[], Convert]
"""Makes a worker's `Convert`, once in each worker; it is pickled: a function of a module, or a partial of one."""

BATCH = 1 << 17
"""Characters that are sent to a worker at once: some tens of milliseconds of work, so that it seldom waits for more."""

BATCH_ITEMS = 64
"""Texts that are sent to a worker at once."""

WINDOW = 1 << 22
"""Characters of texts and bytes of results, for each worker, that may wait for their turn to be written."""

ATTEMPTS = 2
"""How often a text is tried alone whose worker died; a killed worker may have been no fault of the text."""

STARTS = 5
"""How many workers in a row may die before they are ready, until the pool gives up."""

_SLOT = 256  # what a text costs by itself, so that any number of empty ones is not free
_DONE, _FAILED, _READY = b"d", b"f", b"r"


class PoolError(RuntimeError):
    """The workers cannot run."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extractor(format: str = "jsonl", *, names: Any = None, units: Any = None, **options: Any) -> Prepare:
    """The `Prepare` that extracts and writes in this format; `options` are those of `writers.by_name`, `names` and
    `units` those of `Extractor`."""
    return partial(_extractor, format, names, units, options)


def _extractor(format: str, names: Any, units: Any, options: dict[str, Any]) -> Convert:
    from zhextract import writers
    from zhextract.pipeline import Extractor

    own = Extractor(names=names, units=units)
    write = writers.by_name(format, **options).document
    own.extract("2022年5月全区360个项目总投资2550亿元，推进“三个一批”。")  # loads what is lazy
    return partial(converted, write=write, extractor=own)


class _Slot:
    """A text's place in the order of results."""

    __slots__ = ("alone", "attempts", "item", "result", "size")

    def __init__(self, item: Item | None, result: bytes | Failure | None) -> None:
        self.item = item
        self.result = result
        self.alone = False  # it goes to a worker by itself, since one of those that it went with was too much
        self.attempts = 0  # workers that died over it alone
        self.size = _SLOT if item is None else _SLOT + len(item.text)


class _Worker:
    """A process, its pipe, and the texts that it has not answered yet, the one that it works on first."""

    __slots__ = ("pipe", "process", "ready", "since", "tasks")

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.tasks: deque[_Slot] = deque()
        self.since = 0.0  # when it began with the first of them, as far as we know


class Pool:
    """`jobs` worker processes, each doing what `prepare` makes; `timeout`: seconds that one text may take.

    A context manager; leaving it ends the workers at once, whatever they do. Workers ignore Ctrl-C, which is the
    business of the process that reads them. As with all processes that Python spawns, a script that makes a pool needs
    its ``if __name__ == "__main__":``.
    """

    def __init__(self, prepare: Prepare, jobs: int, *, timeout: float | None = None) -> None:
        if jobs < 1:
            raise ValueError(f"jobs: expected 1 or more, got {jobs}")
        self._prepare = prepare
        self._jobs = jobs
        self._timeout = timeout
        self._context = multiprocessing.get_context("spawn")  # nothing of this process is inherited, on any system
        self._workers: list[_Worker] = []
        self._waiting: deque[_Slot] = deque()
        self._queued = 0  # characters in them
        self._held = 0  # characters and bytes between reading and writing
        self._bad_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pids(self) -> list[int]:
        """The processes that work now."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def close(self) -> None:
        """Ends the workers."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def map(self, items: Iterable[Item | Failure]) -> Iterator[bytes | Failure]:
        """The bytes of each text, a `Failure` for each that has none, in order.

        Texts are read only as far as the workers need them and the results have room. One map at a time. Raises
        `PoolError` where no worker comes up.
        """
        source: Iterator[Item | Failure] | None = iter(items)
        order: deque[_Slot] = deque()
        try:
            while source is not None or order:
                if not self._read(source, order):
                    source = None
                self._hire()
                self._give()
                told = bool(order) and order[0].result is not None
                self._listen(block=not told and any(w.tasks or not w.ready for w in self._workers))
                while order and (result := order[0].result) is not None:
                    self._held -= order.popleft().size
                    yield result
        finally:
            if order:  # nobody wants the rest
                self.close()
                self._waiting.clear()
                self._held = self._queued = 0

    def _read(self, source: Iterator[Item | Failure] | None, order: deque[_Slot]) -> bool:
        """Reads ahead what keeps every worker in work, and one batch more each; False at the end of the texts."""
        if source is None:
            return False
        while self._queued < self._jobs * BATCH * 2 and len(self._waiting) < self._jobs * BATCH_ITEMS * 2:
            if order and self._held >= self._jobs * WINDOW:
                break
            item = next(source, None)
            if item is None:
                return False
            if isinstance(item, Failure):
                order.append(_Slot(None, item))
                self._held += _SLOT
                if len(order) == 1:
                    break  # it can be told at once
            else:
                slot = _Slot(item, None)
                order.append(slot)
                self._held += slot.size
                self._waiting.append(slot)
                self._queued += slot.size
        return True

    # --- workers ---------------------------------------------------------------------------------------------------

    def _hire(self) -> None:
        """As many workers as there is work for, `jobs` at most."""
        wanted = min(self._jobs, len(self._waiting) + sum(1 for worker in self._workers if worker.tasks))
        while len(self._workers) < wanted:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(theirs, self._prepare), daemon=True)
            with _uninterrupted():
                process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _give(self) -> None:
        """A batch to each worker that has none."""
        for worker in list(self._workers):
            if not self._waiting:
                return
            if worker.ready and not worker.tasks:
                fair = -(-len(self._waiting) // self._jobs)  # near the end the rest is for all
                batch = [self._waiting.popleft()]
                size = batch[0].size
                while (
                    self._waiting
                    and len(batch) < min(fair, BATCH_ITEMS)
                    and size + self._waiting[0].size <= BATCH
                    and not batch[0].alone
                    and not self._waiting[0].alone
                ):
                    batch.append(self._waiting.popleft())
                    size += batch[-1].size
                self._queued -= size
                try:
                    worker.pipe.send_bytes(marshal.dumps([_plain(slot.item) for slot in batch if slot.item is not None]))
                except OSError:  # it died while it was idle, which is no fault of these texts
                    self._again(batch)
                    self._bury(worker)
                else:
                    worker.tasks.extend(batch)
                    worker.since = time.monotonic()

    def _listen(self, *, block: bool) -> None:
        """Takes what the workers have answered; waits for an answer, or for a timeout, where `block`."""
        patience: float | None = 0.0
        if block:
            patience = None
            if self._timeout is not None and (busy := [worker.since for worker in self._workers if worker.tasks]):
                patience = max(0.0, min(busy) + self._timeout - time.monotonic())
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), patience):
            assert isinstance(pipe, Connection)
            worker = by_pipe[pipe]
            if not self._hear(worker):
                self._dead(worker)
        if self._timeout is not None:
            now = time.monotonic()
            for worker in list(self._workers):
                if worker.tasks and now - worker.since >= self._timeout:
                    self._late(worker)

    def _hear(self, worker: _Worker) -> bool:
        """Takes all answers that are there; False where the worker has ended."""
        try:
            while worker.pipe.poll():
                answer = worker.pipe.recv_bytes()
                kind = answer[:1]
                if kind == _READY:
                    worker.ready = True
                    self._bad_starts = 0
                    continue
                slot = worker.tasks.popleft()
                assert slot.item is not None
                if kind == _DONE:
                    self._settle(slot, answer[1:])
                else:
                    self._settle(slot, Failure(slot.item.name, answer[1:].decode("utf-8", "surrogatepass")))
                worker.since = time.monotonic()
        except (EOFError, OSError):
            return False
        return True

    def _settle(self, slot: _Slot, result: bytes | Failure) -> None:
        size = _SLOT + (len(result) if isinstance(result, bytes) else 0)
        self._held += size - slot.size
        slot.size = size
        slot.item = None
        slot.result = result

    def _again(self, slots: Iterable[_Slot]) -> None:
        """Texts that were sent to a worker in vain come first again."""
        slots = list(slots)
        self._waiting.extendleft(reversed(slots))
        self._queued += sum(slot.size for slot in slots)

    def _dead(self, worker: _Worker) -> None:
        """A worker ended by itself or was killed: what it has not answered is tried again, a text that it had alone once."""
        code = self._bury(worker)
        if not worker.ready:
            self._bad_starts += 1
            if self._bad_starts >= STARTS:
                raise PoolError(f"no worker comes up ({_ending(code)})")
        if len(worker.tasks) == 1:
            (guilty,) = worker.tasks
            guilty.attempts += 1
            if guilty.attempts >= ATTEMPTS and guilty.item is not None:
                worker.tasks.clear()
                reason = f"its worker ended {guilty.attempts} times ({_ending(code)})"
                self._settle(guilty, Failure(guilty.item.name, reason))
        self._one_by_one(worker.tasks)

    def _late(self, worker: _Worker) -> None:
        """A worker takes too long and is ended: a text that it had alone is given up, several are tried one by one."""
        first = worker.tasks[0]
        worker.process.kill()
        worker.process.join()
        self._hear(worker)  # it may have got ready in the last moment
        self._bury(worker)
        if len(worker.tasks) == 1 and worker.tasks[0] is first and first.item is not None:
            worker.tasks.clear()
            self._settle(first, Failure(first.item.name, f"took longer than {self._timeout:g} s"))
        self._one_by_one(worker.tasks)

    def _one_by_one(self, slots: Iterable[_Slot]) -> None:
        """Of these texts one was too much for its worker; it is not known which."""
        slots = list(slots)
        for slot in slots:
            slot.alone = True
        self._again(slots)

    def _bury(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        worker.process.join(1)  # its pipe is closed, so it is at its end
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        worker.pipe.close()
        return worker.process.exitcode


def _plain(item: Item) -> tuple[str | None, ...]:
    """An item as marshal takes it: no subclass of str, such as numpy has."""
    return tuple(None if value is None else str(value) for value in item)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"by {signal.Signals(-code).name}"
    return f"exit code {code}"


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until a worker is started, which inherits the mask and so never sees it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, prepare: Prepare) -> None:
    """A worker: batches in, an answer for each text out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    convert = prepare()
    with contextlib.suppress(EOFError, OSError):  # the process that reads us has gone
        pipe.send_bytes(_READY)
        while True:
            for result in convert([Item(*fields) for fields in marshal.loads(pipe.recv_bytes())]):
                if isinstance(result, bytes):
                    pipe.send_bytes(_DONE + result)
                else:
                    pipe.send_bytes(_FAILED + result.reason.encode("utf-8", "surrogatepass"))
