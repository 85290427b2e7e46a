"""TIMEX3 (TimeML 1.2.1) from a time record."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from zhextract._edtf import month_end
from zhextract.records import Time, TimeKind

__all__ = ["to_timex3"]

_SEASONS: Final = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_PRESENT: Final = re.compile("目前|当前|现在|如今")


def to_timex3(record: Time) -> str:
    """A TIMEX3 element of TimeML 1.2.1, the text escaped.

    TIMEX3 has no intervals: a range is a DURATION of its length in years, months or days.
    """
    value, kind = record.value, "DATE"
    if record.kind is TimeKind.DURATION:
        kind = "DURATION"
    elif record.kind is TimeKind.SET:
        kind = "SET"
    elif record.kind is TimeKind.REFERENCE:
        value = value or ("PRESENT_REF" if _PRESENT.search(record.text) else "PAST_REF")
    if kind == "DATE" and value is not None and value != "PRESENT_REF" and value != "PAST_REF":
        if "/" in value:
            kind, value = "DURATION", _length(record)
        elif "T" in value:
            kind = "TIME"
        else:
            value = _timeml(value)
    if value is None:
        value = "XXXX-XX-XX" if kind == "DATE" else "PXX"
    mod = ""
    if kind == "DATE" and record.period is not None:
        mod = {"初": "START", "底": "END", "末": "END"}.get(record.text[-1:], "")
    mod = f' mod="{mod}"' if mod else ""
    return f'<TIMEX3 tid="t{record.start}" type="{kind}" value={quoteattr(value)}{mod}>{escape(record.text)}</TIMEX3>'


def _timeml(value: str) -> str:
    """EDTF's quarters, half-years, seasons and decades as TimeML writes them."""
    if value.endswith("X"):
        return value.rstrip("X")
    year, _, code = value.partition("-")
    if code in _SEASONS:
        return f"{year}-{_SEASONS[code]}"
    if code in ("33", "34", "35", "36"):
        return f"{year}-Q{int(code) - 32}"
    if code in ("40", "41"):
        return f"{year}-H{int(code) - 39}"
    return value


def _length(record: Time) -> str | None:
    period = record.period
    if period is None or period.start is None or period.end is None:
        return None
    start, end = period.start, period.end
    if start.day == 1 and end.day == month_end(end.year, end.month):
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"P{(end - start).days + 1}D"
