"""The date of publication as it is told: an EDTF date, as fine as it is known."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["check_published"]

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check_published(value: str) -> str:
    """The value itself where it is ``2022``, ``2022-05`` or ``2022-05-20``; raises ValueError for any other."""
    match = _EDTF.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no date such as 2022, 2022-05 or 2022-05-20")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{value!r} is not in the calendar") from None
    return value
