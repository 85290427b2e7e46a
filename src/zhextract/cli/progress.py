"""How far a long run is, on one line of standard error that is written over."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

__all__ = ["Progress"]

_EVERY = 0.2  # seconds


class Progress:
    """Counts texts; shows their number and rate where `shown` and standard error is a terminal."""

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self._count = 0
        self._began = self._last = time.monotonic()
        self._drawn = False

    def step(self) -> None:
        """One text more."""
        self._count += 1
        if not self._shown:
            return
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            rate = self._count / (now - self._began)
            print(f"\r{self._count:,} texts, {rate:,.0f}/s\x1b[K", end="", file=sys.stderr, flush=True)
            self._drawn = True

    def clear(self) -> None:
        """Takes the line away, so that a message can stand there."""
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
