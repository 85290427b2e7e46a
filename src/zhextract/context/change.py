"""The direction of a change and what it is measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.records import Change, QuantityKind

if TYPE_CHECKING:
    from zhextract.context.of import Left
    from zhextract.drafts import QuantityDraft

__all__ = ["RANKS", "RELATIVE", "direction"]

#: kinds of figures that are no amounts of their own: they need an indicator
RELATIVE = frozenset((QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.MULTIPLE))
#: nouns of the steps of a rank
RANKS = frozenset(("位次", "名次", "位", "名"))
_DIRECTIONS = {"up": Change.INCREASE, "down": Change.DECREASE}


def direction(q: QuantityDraft, left: Left, noun: str) -> Change | None:
    """The change that the words before `q` tell, or None. 增加了4个排水涵洞 names an amount: a noun stands behind it. 上升了58个
    位次 is a change: what is counted are the steps of a rank."""
    if left.trend is None or left.to:
        return None
    if noun and q.kind not in RELATIVE and noun not in RANKS:
        return None
    return _DIRECTIONS[left.trend]
