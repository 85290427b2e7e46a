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
        seconds = self._counted()
        if seconds is not None:
            self._draw(f"{self._count:,} texts, {self._count / seconds:,.0f}/s")

    def _counted(self) -> float | None:
        """Counts one text more; the seconds since the beginning where the line is to be shown again, else None."""
        self._count += 1
        if not self._shown:
            return None
        now = time.monotonic()
        if now - self._last < _EVERY:
            return None
        self._last = now
        return now - self._began

    def _draw(self, line: str) -> None:
        print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)
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
