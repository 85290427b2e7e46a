"""The direction of a change and what it is measured against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.records import Change, QuantityKind

if TYPE_CHECKING:
    from zhextract.context.of import Left
    from zhextract.drafts import QuantityDraft

__all__ = ["RANKS", "RELATIVE", "direction", "net_gain", "told_behind"]

#: kinds of figures that are no amounts of their own: they need an indicator
RELATIVE: Final = frozenset((QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.MULTIPLE))
#: nouns of the steps of a rank
RANKS: Final = frozenset(("位次", "名次", "位", "名"))
_BEHIND: Final = re.compile("的(?:同比|年均|高速|快速|较快)?(增长|上升|上涨|提升|下降|降低)(?![率点极])").match
_LONGEST: Final = 20  # characters of 拉动全区经济增长
_DRIVES: Final = re.compile("(?:拉动|带动|推动)[^，。；]{0,12}(?:增长|回升|上升|下降|增速)[^，。；]{0,3}$").search
_DIRECTIONS: Final = {"up": Change.INCREASE, "down": Change.DECREASE}


def told_behind(text: str, end: int) -> Change | None:
    """The change that the words behind a percentage tell: 6.5%的增长目标; no rate by name (6.5%的增长率)."""
    m = _BEHIND(text, end)
    return None if m is None else Change.INCREASE if m[1][0] in "增上提" else Change.DECREASE


def net_gain(text: str, q: QuantityDraft, basis: str | None) -> Change | None:
    """五年净增6.2个百分点, 较2016年净增59家; 净增84家 alone is an amount."""
    gained = text.startswith("净增", q.start - 2) and (q.kind in RELATIVE or basis is not None)
    return Change.INCREASE if gained else None


def direction(text: str, q: QuantityDraft, left: Left, noun: str) -> Change | None:
    """The change that the words before `q` tell, or None. 增加了4个排水涵洞 names an amount: a noun stands behind it. 上升了58个
    位次 is a change: what is counted are the steps of a rank. 拉动经济增长1.9个百分点 is a share in the growth."""
    if left.trend is None or left.to:
        return None
    if q.kind is QuantityKind.PERCENTAGE_POINT and _DRIVES(text, max(0, q.start - _LONGEST), q.start) is not None:
        return None
    if noun and q.kind not in RELATIVE and noun not in RANKS:
        return None
    return _DIRECTIONS[left.trend]
