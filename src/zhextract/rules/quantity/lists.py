"""Lists in which the unit stands once: 10、20、30个, 2.7个、4.0个和1.9个百分点."""

from __future__ import annotations

import re

from zhextract import numerals
from zhextract.drafts import QuantityDraft
from zhextract.numerals import shift
from zhextract.records import QuantityKind

__all__ = ["share_units"]

_NUMBER, _ORDINAL = QuantityKind.NUMBER, QuantityKind.ORDINAL


def share_units(text: str, found: list[QuantityDraft]) -> None:
    """10、20、30个: the unit (and a magnitude) stands once for several numbers."""
    carried, b = 0, None
    for a in reversed(found):
        if b is not None and b.start - a.end == 1 and a.unit in ("", "个") and b.unit and b.kind is not _ORDINAL and _alike(text, a, b):
            if text[a.end] in "、和与及或" and a.unit == "个" and b.unit == "个百分点":
                a.unit, a.kind = b.unit, b.kind  # 2.7个、4.0个和1.9个百分点
            elif text[a.end] in "、和与及或" and a.rule == "number":
                a.unit, a.kind = b.unit, b.kind
                places = carried if b.rule == "shared_unit" else _places(text[b.start : b.end])
                carried, a.rule = places, "shared_unit"
                if places and a.value is not None and b.value is not None and _places(text[a.start : a.end]) == 0 and a.value < 10000:
                    a.value = shift(format(a.value, "f"), places)
        b = a


def _alike(text: str, a: QuantityDraft, b: QuantityDraft) -> bool:
    """Both in Chinese or both in Arabic numerals: the 个 of 近千亿、4个 is that of the second alone."""
    return text[a.start].isdigit() == text[b.start].isdigit()


def _places(numeral: str) -> int:
    m = re.match(r"[0-9.,]+([万亿]+)", numeral)
    return sum(numerals.MAGNITUDE[c] for c in m[1]) if m else 0
