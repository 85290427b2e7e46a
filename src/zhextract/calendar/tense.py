"""Whether a clause reports or plans: what decides between the last 5月20日 and the next one."""

from __future__ import annotations

import re
from typing import Final

from zhextract.records import Relation
from zhextract.source import Source

__all__ = ["COMPARES", "is_compared", "is_done", "is_due", "is_planned", "is_reported", "is_summed"]

# every branch begins with a character of its own, what must not stand before is asked behind it: so `re` can skip to it
_PLAN: Final = re.compile(
    r"将(?<![即行]将)(?![近军领士帅相其之])|即将|拟(?!定了)|定于|订于|计划(?<![规策划年月度项投资施动目]计划)(?![的》”，。、；完书表任])"
    r"|力争|争取|确保|预计|有望|要(?<![主重需必只]要)(?![素求点闻闯])|预期(?<!市场预期|好于预期|社会预期)|排到了?|排至|目标(?:是|为|：|任务(?<!完成目标任务)(?<!完成[一-鿿]{2}目标任务)(?<!完成[一-鿿]{4}目标任务)(?!.{0,4}(?:完成|实现)|的\d|\d[^，。；]{0,10}的\d))"
)
_DONE: Final = re.compile(r"了(?<![除为]了)(?!解)|已(?<!业已)(?!婚)|曾|同比|环比|增长\d|下降\d")
# what a plan cannot say of itself: 将实现增长8% is one, while 预计全年…，增长5% may be of a year that is all but over
_OVER: Final = re.compile(r"了(?<![除为]了)(?!解)|已(?<!业已)(?!婚)|曾")
_REPORT: Final = re.compile(
    r"同比|环比|增长|下降|完成|实现|达|已|了|新增|建成|突破|累计|召开|举行|举办|开展|启动|印发|发布|公布|获|抵|赴|报道"
)
_SUMMED: Final = re.compile(r"[比较]上年|同比|(?:增长|下降)\d+\.\d+%(?!左右|以上|的)")
# 年底前可入驻, 国庆节前将通车
_SOON: Final = re.compile("(?:之|以)?前?(?:全部|基本|即|预计)?(?:可(?!谓|以说|见)|将|有望|能够?|力争|确保)").match
COMPARES: Final = frozenset("比较上（是为到至由从")
_BEHIND: Final = 45  # characters read behind a time, ahead of it 90: a clause is rarely longer, and hostile text stays linear
_AHEAD: Final = 90


def _window(source: Source, start: int, end: int) -> tuple[str, str]:
    """The sentence up to the end of the time's clause, and the clause behind it."""
    text = source.text
    left, right = source.sentence(start)
    left, right = max(left, start - _AHEAD), min(right, end + _BEHIND)
    own = min(right, max(end, source.clause_end(min(end, len(text) - 1), right)))
    following = source.clause_end(own, right) if own < right else own
    return text[left:own], text[own:following]


def _is_over(clause: str, plan: re.Match[str]) -> re.Match[str] | None:
    """What tells behind the word of a plan that it is done."""
    return (_DONE if plan[0] == "预计" else _OVER).search(clause, plan.end())


def is_planned(source: Source, start: int, end: int, relation: Relation | None) -> bool:
    """The clause tells what is to come."""
    if relation is Relation.BEFORE and _SOON(source.text, end) is not None:
        return True
    own, following = _window(source, start, end)
    plan = _PLAN.search(own)
    if plan is not None:
        return relation is Relation.BEFORE or _is_over(own, plan) is None
    if _DONE.search(own) is not None:
        return False
    plan = _PLAN.search(following)
    if plan is not None:
        return relation is Relation.BEFORE or _is_over(following, plan) is None
    if relation is Relation.UNTIL and source.text[start - 1] in "到至":
        return source.text[start - 2 : start] not in ("截至", "止到") and _REPORT.search(own + following) is None
    return relation is Relation.BEFORE and _DONE.search(following) is None


def is_reported(source: Source, start: int, end: int) -> bool:
    """The clause tells of what was done."""
    own, following = _window(source, start, end)
    return _REPORT.search(own) is not None or _REPORT.search(following) is not None


def is_done(source: Source, start: int, end: int) -> bool:
    """The clause says so outright (已, 了, 同比)."""
    own, following = _window(source, start, end)
    return _DONE.search(own) is not None or _DONE.search(following) is not None


def is_due(source: Source, start: int, end: int) -> bool:
    """The clause alone tells of nothing done: 国庆节前具备通车条件, whatever the sentence tells before."""
    text = source.text
    return _DONE.search(text, end, source.clause_end(min(end, len(text) - 1), end + _BEHIND)) is None


def is_summed(text: str, start: int, stop: int) -> bool:
    """The words from `start` to `stop` tell what a period that is over came to."""
    return _SUMMED.search(text, start, stop) is not None


def is_compared(text: str, start: int, end: int) -> bool:
    """The time only serves a comparison (比2015年, 是2015年的1.64倍, 较上年): the text does not speak of it."""
    if text[start - 1 : start] not in COMPARES:
        return False
    before = text[max(0, start - 2) : start]
    if before.endswith(("比", "较", "比上", "期（")):  # 较前期（1月）
        return True
    return before.endswith(("是", "为", "到", "至", "由", "从")) and text[end : end + 1] == "的"
