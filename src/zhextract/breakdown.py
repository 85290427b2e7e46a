"""Totals and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhextract.drafts import QuantityDraft
    from zhextract.source import Source

__all__ = ["find"]


def find(source: Source, quantities: Sequence[QuantityDraft]) -> list[tuple[Any, tuple[Any, ...], bool, Any]]:
    """(total, parts, complete, difference) of every breakdown."""
    return []
