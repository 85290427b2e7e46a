"""The progress of a long run whose inputs' size is known: a bar, the rate, the time that is left."""

from __future__ import annotations

import time

from zhextract.cli.progress import Progress

__all__ = ["Bar"]

_WIDTH = 24  # characters


class Bar(Progress):
    """Counts texts; shows how far it is where standard error is a terminal.

    `total` is the size of all inputs, in the unit in which `reach` is told how far it is; where it is None there is no
    bar and no remaining time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.total: int | None = None
        self._from = 0

    @property
    def shown(self) -> bool:
        """Is there somebody to show it to?"""
        return self._shown

    def begin(self, at: int) -> None:
        """What follows begins at `at`: what was done in an earlier run tells nothing about the rate of this one."""
        self._from = at
        self._began = self._last = time.monotonic()

    def reach(self, at: int) -> None:
        """One text more; `at`: how much of the inputs is done with it."""
        seconds = self._counted()
        if seconds is not None:
            self._draw(self.line(at, seconds))

    def line(self, at: int, seconds: float) -> str:
        """What is shown after so many seconds."""
        line = f"{self._count:,} texts, {self._count / max(seconds, 1e-9):,.0f}/s"
        if not self.total:
            return line
        part = min(1.0, at / self.total)
        full = int(part * _WIDTH)
        line = f"{'█' * full}{'░' * (_WIDTH - full)} {part:4.0%}  {line}"
        if at > self._from:
            left = int(seconds * max(0, self.total - at) / (at - self._from))
            line += f", {left // 3600}:{left // 60 % 60:02d}:{left % 60:02d} left"
        return line
