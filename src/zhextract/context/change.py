"""The direction of a change and what it is measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.records import Change, QuantityKind

if TYPE_CHECKING:
    from zhextract.context.of import Left
    from zhextract.drafts import QuantityDraft

__all__ = ["RELATIVE", "direction"]

#: kinds of figures that are no amounts of their own: they need an indicator
RELATIVE = frozenset((QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.MULTIPLE))
_DIRECTIONS = {"up": Change.INCREASE, "down": Change.DECREASE}


def direction(q: QuantityDraft, left: Left, noun_behind: bool) -> Change | None:
    """The change that the words before `q` tell, or None. 增加了4个排水涵洞 names an amount: a noun stands behind it."""
    if left.trend is None or left.to:
        return None
    if noun_behind and q.kind not in RELATIVE:
        return None
    return _DIRECTIONS[left.trend]
