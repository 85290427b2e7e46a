"""The words around a number that hedge it: 约, 近, 超过, 不少于 before it, 以上, 左右 behind it (``lexicon/bounds.tsv``)."""

from __future__ import annotations

import re
from typing import Final

from zhextract.drafts import QuantityDraft
from zhextract.lexicon import alternation, table
from zhextract.records import Bound

__all__ = ["HAN_CHAR", "HEDGES", "Hedges"]


HAN_CHAR: Final = re.compile("(?![的地])[\u4e00-\u9fff]")


_PASSED: Final = frozenset(("跨过", "迈过", "越过", "闯过", "冲过"))
_LIMIT: Final = re.compile("[0-9.,一二两三四五六七八九十百千万亿]+[^，。；、个]{0,3}(?:大关|关口)").match
_EXACT, _LIMITS = Bound.EXACT, (Bound.AT_LEAST, Bound.AT_MOST)
_LINKS: Final = frozenset("了到达为有 ")
_SHARE: Final = re.compile("[0-9.一二两三四五六七八九十百]+(?:[成%％]|分之|倍)|百分之").match
#: hedges of a share with the whole before it
_SHARED: Final = frozenset("超过 超出 突破 高于 接近 将近 约占 约为 约 大约 不足 不到 不低于 不超过 低于".split())


class Hedges:
    """The words of ``bounds.tsv`` before and after a number."""

    def __init__(self) -> None:
        before: dict[str, Bound] = {}
        after: dict[str, Bound] = {}
        self._not_in: dict[str, tuple[str, ...]] = {}
        self._far: dict[str, Bound] = {}
        sides = {"before": before, "after": after, "far": self._far}
        for word, side, bound, not_in in table("bounds.tsv", key=2):
            sides[side][word] = Bound(bound)
            if not_in:
                self._not_in[word] = tuple(not_in.split())
        self._before, self.after = before, after
        # the hedges, by themselves and then with 了, 到, 为 behind them, by their last two characters; by the last one
        # those of a single character
        self._word = {word + link: word for link in (*sorted(_LINKS), "") for word in before}
        forms = [word + link for link in ("", *sorted(_LINKS)) for word in sorted(before, key=len, reverse=True)]
        self._ends = {
            end: tuple([form for form in forms if form.endswith(end) or form == end[-1]]) for end in {form[-2:] for form in forms}
        }
        self._last = frozenset(end[-1] for end in self._ends) | frozenset("上过币元的")
        # those of them that suffice by themselves, whatever stands before them; the others only as the second of two in `_ends`
        self._alone = frozenset(end for end in self._ends if len(end) == 1) | frozenset("到了上过币元的")
        self.first = frozenset(word[0] for word in after)
        self._after = re.compile(
            " ?("
            + "|".join(
                word + (f"(?!{alternation(tail)})" if (tail := self._tails(word)) else "")
                for word in sorted(after, key=len, reverse=True)
            )
            + ")"
        ).match
        self._currencies = tuple(row[0] for row in table("currency_signs.tsv", key=2) if row[2] == "word")
        self._far_last = re.compile(f"({alternation(self._far)})(?![的时])[^，。；：、！？\n0-9“”（）]{{0,14}}$").search
        rest = "[^，。；：、！？\\n0-9“”（）]"
        self._whole = re.compile(
            f"({alternation(word for word in before if word in _SHARED)})了?(?:[0-9]{{4}}年{rest}{{0,10}}|{rest}{{1,10}})的$"
        ).search

    def _tails(self, word: str) -> list[str]:
        """What goes on behind the hedge `word` in the words that begin with it: 游 in 上下游."""
        return [longer[len(word) :] for longer in self._not_in.get(word, ())]

    def _bound(self, near: str, forms: tuple[str, ...]) -> Bound | None:
        """The hedge that the first of `forms` at the end of `near` is, unless it belongs to another word."""
        for form in forms:
            if near.endswith(form):
                word = self._word[form]
                blocked = near.endswith(self._not_in.get(word, ()), 0, len(near) - len(form) + len(word))
                return None if blocked else self._before[word]
        return None

    def _led(self, near: str) -> Bound | None:
        """The hedge before 达到 or a currency at the end of `near`."""
        if near.endswith("达到"):
            near = near[:-2]
        elif near.endswith(self._currencies):
            near = near[: -max([len(word) for word in self._currencies if near.endswith(word)])]
        else:
            return None
        return self._bound(near, self._ends.get(near[-2:]) or self._ends.get(near[-1:], ()))

    def behind(self, text: str, end: int) -> bool:
        """Whether a hedge of more than one character stands behind `end`: 三十以上, 五十左右."""
        if end >= len(text) or text[end] not in self.first:
            return False
        m = self._after(text, end)
        return m is not None and len(m[1]) > 1

    def mark(self, text: str, found: list[QuantityDraft]) -> None:
        """Sets the bound of those of `found` that a hedge stands at; ordinals have none.

        Of all at once, when the rules are through: so each of the two loops stays in the processor's cache.
        """
        first, ends, alone, size = self.first | {" "}, self._ends, self._alone, len(text)
        for draft in found:
            start, end = draft.start, draft.end
            if end < size and text[end] in first:
                if draft.rule == "ordinal":
                    continue
                bound = self.around(text, start, end)
            else:
                near = text[start - 18 if start > 18 else 0 : start]
                told = near[-2:] in ends or near[-1:] in alone or "不" in near or "最" in near or "少" in near
                if not told or draft.rule == "ordinal":
                    continue
                bound = self._told(text, start, near)
            if bound is not None and (draft.bound is _EXACT or bound in _LIMITS):
                draft.bound = bound

    def around(self, text: str, start: int, end: int) -> Bound | None:
        """The hedge before `start` or after `end`; one behind (以上) is the more exact where both stand."""
        if end < len(text) and (text[end] in self.first or text[end] == " "):
            m = self._after(text, end)
            if m is not None and not (len(m[1]) == 1 and HAN_CHAR.match(text, m.end())):
                return self.after[m[1]]
        return self.before(text, start)

    def before(self, text: str, start: int) -> Bound | None:
        """The hedge before `start`."""
        return self._told(text, start, text[start - 18 if start > 18 else 0 : start])

    def _told(self, text: str, start: int, near: str) -> Bound | None:
        """The hedge at the end of `near`, which stands before `start`."""
        a = near[-1:]
        if a in self._last:
            forms = self._ends.get(near[-2:]) or self._ends.get(a)
            bound = None
            if forms is not None and near.endswith(forms):
                bound = self._bound(near, forms)
            elif a in "到币元":
                bound = self._led(near)
            if bound is not None:
                return bound
            if a == "过" and near[-2:] in _PASSED and _LIMIT(text, start) is not None:
                return Bound.ABOVE  # 跨过1500亿元关口
            if a in "过上" and text[start] in "百千万亿" and (a == "过" or text[start - 2] not in "跨迈登踏攀站"):
                return Bound.ABOVE if a == "过" else Bound.AT_LEAST  # 过万, 过千亿, 上千, 上万
            if a == "了" and near[-2:] == "过了" and text[start] in "百千万亿":
                return Bound.ABOVE
        if a == "的" and _SHARE(text, start) is not None:  # 约占全市的四分之一, 超过了去年全年的七成
            m = self._whole(near)
            if m is not None and not near.endswith(self._not_in.get(m[1], ()), 0, m.end(1)):
                return self._before[m[1]]
        if "不" in near or "最" in near or "少" in near:  # one of them is in every far hedge
            m = self._far_last(near)
            return None if m is None else self._far[m[1]]
        return None


HEDGES: Final = Hedges()
