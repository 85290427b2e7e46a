"""Whether a clause reports or plans: what decides between the last 5月20日 and the next one."""

from __future__ import annotations

import re

from zhextract.records import Relation
from zhextract.source import Source

__all__ = ["is_compared", "is_planned", "is_reported"]

_PLAN = re.compile(
    r"(?<![即行])将(?![近军领士帅相其之])|即将|拟(?!定了)|定于|(?<![规策划年月度项投资施动目])计划(?![的》”，。、；完书表任])|力争|争取|确保|预计|有望|(?<![主重需必只])要(?![素求点闻闯])|预期|(?:目标)(?:是|为|任务|：)"
)
_DONE = re.compile(r"了(?!解)|(?<!业)已(?!婚)|曾|同比|环比|增长\d|下降\d")
_REPORT = re.compile(
    r"同比|环比|增长|下降|完成|实现|达|已|了|新增|建成|突破|累计|召开|举行|举办|开展|启动|印发|发布|公布|获|抵|赴|报道"
)
_BEHIND = 45  # characters read behind a time, ahead of it 90: a clause is rarely longer, and hostile text stays linear
_AHEAD = 90


def _window(source: Source, start: int, end: int) -> str:
    """The sentence up to the clause behind the time's own."""
    text = source.text
    left = max(source.sentence(start)[0], start - _AHEAD)
    right = min(source.sentence(start)[1], end + _BEHIND)
    first = source.clause(min(end, len(text) - 1) if text else 0)[1]
    second = source.clause(min(first, len(text) - 1))[1] if first < right else first
    return text[left : min(right, max(second, end))]


def is_planned(source: Source, start: int, end: int, relation: Relation | None) -> bool:
    """The clause tells what is to come."""
    window = _window(source, start, end)
    plan = _PLAN.search(window)
    if plan is None:
        if (
            relation is Relation.UNTIL
            and source.text[start - 1] in "到至"
            and source.text[start - 2 : start] not in ("截至", "止到")
        ):
            return _REPORT.search(window) is None
        return relation is Relation.BEFORE and _DONE.search(window) is None
    return _DONE.search(window[plan.end() :]) is None or relation is Relation.BEFORE


def is_reported(source: Source, start: int, end: int) -> bool:
    """The clause tells of what was done."""
    return _REPORT.search(_window(source, start, end)) is not None


def is_compared(text: str, start: int, end: int) -> bool:
    """The time only serves a comparison (比2015年, 是2015年的1.64倍, 较上年): the text does not speak of it."""
    before = text[max(0, start - 2) : start]
    if before.endswith(("比", "较", "比上")):
        return True
    return before.endswith(("是", "为", "到", "至", "由", "从")) and text[end : end + 1] == "的"
