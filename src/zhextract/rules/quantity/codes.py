"""What is no number: words and names with a numeral in them, codes, numberings, and digits that nothing leads to."""

from __future__ import annotations

import re
from typing import Final

from zhextract.lexicon import alternation, lengths, table
from zhextract.numerals import CHINESE
from zhextract.rules.quantity.hedges import HEDGES
from zhextract.rules.quantity.reading import Read
from zhextract.units import Units

__all__ = ["NOUN_AFTER", "OPENERS", "RATIO_BEFORE", "WORDS", "YEARISH", "is_code", "stands_alone", "stands_alone_han"]


#: before a numeral, what ends in 高, 大 or 初 and makes no class of a school of it: 提高三成, 扩大一倍 beside 高三, 大一
_GREW: Final = frozenset("提高 升高 增高 减小 缩小 抬高 拔高 调高 加高 最高 扩大 放大 增大 加大 壮大 做大 最大 最初 当初".split())


class Words:
    """``not_numbers.tsv``: does a word that is no number cover the numeral at a place?"""

    def __init__(self) -> None:
        words = [row[0] for row in table("not_numbers.tsv")]
        self._all, self._lengths = frozenset(words), lengths(words, 2)
        # how far before its numeral such a word may begin, by the numeral's first character and the one before it
        self._before: dict[str, set[int]] = {}
        for word in words:
            for i, char in enumerate(word):
                if (char in CHINESE or char in "第数几半0123456789") and i:
                    self._before.setdefault(word[i - 1 : i + 1], set()).add(i)

    def covers(self, text: str, at: int) -> int:
        """The end of a word that covers the numeral at `at`, or 0."""
        for size in self._lengths.get(text[at : at + 2], ()):
            word = text[at : at + size]
            if word in self._all:
                return at + len(word)
        if at:
            for back in self._before.get(text[at - 1 : at + 1], ()):
                if at >= back and (back > 1 or (text[at - 2 : at] not in _GREW and text[at + 1 : at + 2] not in ("倍", "成"))):
                    end = self._word(text, at - back)
                    if end > at:
                        return end
        return 0

    def _word(self, text: str, at: int) -> int:
        """The end of the longest word at `at`, or 0."""
        for size in self._lengths.get(text[at : at + 2], ()):
            word = text[at : at + size]
            if word in self._all:
                return at + len(word)
        return 0


WORDS: Final = Words()


_CODE_BEFORE: Final = re.compile(
    r"(?:电话|手机|热线|传真|邮编|号码|编号|编码|代码|账号|帐号|身份证号?|尾号|拨打|QQ|微信|网址|备案号?|证号|案号|型号|批号|车牌|ICP备|公网安备|统一社会信用代码)[^，。；\n]{0,20}$"
)
_LABEL_BEFORE = re.compile(r"(?:[图表案附转例注第]|附件|附表|专栏|附录|步骤|版本|窗口|代号|型|款式|路线|编号|分机|[市省国县乡]道|No\.?|NO\.?|№)\s?$")
_CODE_AFTER: Final = re.compile(
    r"\s?(?:号|#|室|热线|电话|平台|专线|版(?!面)|型|系列|路(?!公里|段)|国道|省道|县道|工程|行动|计划|模式|体系|战略|规划|工作法|专项|[\u4e00-\u9fff]{2,6}线(?![上下])|部队|高地|大道|街坊|专班|项目部|时代|标准体系|全运|世博|专列|交流道|新?课纲|[甲乙]线|线道|(?:[、及和与][0-9-]{1,8}){0,8}地号)"
)
_JOINED: Final = frozenset("+·•×*#@_=&\\/^")
_ITEM: Final = frozenset("\n 。；（(：）】]")  # before the number of an item
_ENUMERATOR: Final = re.compile(r"[.．、）)](?![0-9])")
OPENERS: Final = frozenset("“‘《「『〔[【")
_CLOSERS: Final = frozenset("”’》」』〕]】")


_SECTION: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3} ?(?![0-9%个万亿])")


def _is_unit_end(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def is_code(text: str, start: int, end: int, units: Units) -> bool:
    """Digits that are no number: joined to letters or signs, of a phone, a document, a version, a numbering."""
    a = text[start - 1] if start else "\n"
    b = text[end] if end < len(text) else "\n"
    if b in ".．、）)" and a in _ITEM and _ENUMERATOR.match(text, end) and end - start <= 3 and text[start:end].isdigit():
        return True  # （3）
    if text[start] in "+-" and not (a in " （，、：；\n为是率至幅达到（—长降值度跌涨增减约额由从在" and text[start] == "-"):
        return True
    if a == "/" and start > 1 and _is_unit_end(text[start - 2]):
        return False  # 200兆瓦/800兆瓦时
    if a == "×" and start > 1 and text[start - 2] in "°米":
        return False  # 0.25°×0.25°
    if a == "+" and not (text[start - 2 : start - 1].isascii() and text[start - 2 : start - 1].isalnum()) and _measured(text, end, units):
        return False  # 外销+2,000公吨
    if (a.isascii() and (a.isalpha() or a in "._/@-#")) or a in _JOINED:
        return True
    if start and a == "\n" and _SECTION.match(text, start):
        return True
    if b in _JOINED:
        if b == "#" and "." in text[start:end] and text[end + 1 : end + 2] >= "\u4e00":
            return False  # 5.7#其中 in a table
        return not (b == "/" and units.match(text, end) is not None)
    if text[end - 1] == "K" and (b not in "\n-~—至" or end - start == 2):
        return True  # 4K频道
    if b.isascii() and b.isalpha() and units.match(text, end) is None:
        return text[end - 1] not in "万亿"
    if a in "〔[【%" or (a in "~—" and _CODE_RANGE.search(text, max(0, start - 20), start)):
        return True
    if b == "号" and not text.startswith("号", end + 1):
        return True
    if (b in "：:" or a in "：:") and _in_ratio(text, start, end):
        return False
    if b in "：:比" and end + 1 < len(text) and text[end + 1].isdigit():
        return True  # a score, a ratio
    if a in "：:比" and start > 1 and text[start - 2].isdigit():
        return True
    if a == "—" and b == "—":
        return True  # a page number
    if text[start] == "0" and text[start : end].isdigit() and end - start > 1:
        return True
    return b == "." and text[end + 1 : end + 2].isdigit()


_CODE_RANGE: Final = re.compile(r"[A-Za-z][0-9./]*[~—]$")  # GB/T30976.1~30976.2


def _measured(text: str, end: int, units: Units) -> bool:
    """A unit that measures stands at `end`."""
    unit = units.match(text, end)
    return unit is not None and unit[0].dimension != "count"


RATIO_BEFORE: Final = re.compile(
    r"(?:比例，?|比重|之比|结构|[\u4e00-\u9fff]=(?=$)|(?<![同环对])比(?=[为由从是达约至到缩收降扩升提]))[^，。；！？\n（）]{0,36}$"
)
_RATIO_AFTER: Final = re.compile(r"(?:[：:][0-9.]{1,5}){0,3}的?(?:黄金)?比[例重]")
_MEMBER: Final = re.compile(r"[0-9]{1,3}(?:[.·][0-9]{1,3})?$")


def _in_ratio(text: str, start: int, end: int) -> bool:
    """三次产业比为3.9：59.5：36.6, 1：1的比例: the members of a ratio are numbers; those of a score or a clock are none."""
    if _MEMBER.match(text, start, end) is None:
        return False
    at = max(0, start - 42)
    near = text[at:start]
    if ("比" in near or "结构" in near or "=" in near) and RATIO_BEFORE.search(text, at, start) is not None:
        return True
    return _RATIO_AFTER.match(text, end) is not None


_CLEAR_ENDS: Final = frozenset("，。；：！？”）")  # a code's word begins with none of these
_HOTLINE: Final = re.compile(r"(?:12[0-9]{3}|9[56][0-9]{3}|100(?:86|10|00)|11[0-9]|12[0-2])$")
YEARISH: Final = re.compile(r"(?:19|20)[0-9]{2}$")
NOUN_AFTER: Final = re.compile(r"[\u4e00-\u9fff“]")


_POSTAL: Final = re.compile("[\u4e00-\u9fff]{2,3}[市县]")
_CITY: Final = re.compile("[\u4e00-\u9fff]{2,3}[市县][\u4e00-\u9fff]{1,3}[区市镇乡]")
# a further extension of a telephone: 分机12或22, 转211吴才堃技正、210吴坤宪科长
_EXTENSION: Final = re.compile(r"(?:[#转]|分机)[0-9]{2,5}(?:[^0-9。；\n]{1,9}[0-9]{2,5}){0,5}[^0-9。；\n]{0,8}[、或及 ]$")
_ROADS: Final = frozenset("南台市公商蓝橘绿")  # 南168, 台86, 公20 of roads, buses and parks
_GREAT: Final = re.compile("大(?![胜学小型桥厦豆麦米])(?:洲|[\u4e00-\u9fff]{2})")  # 6大领域
_COUNTED: Final = re.compile(alternation(row[0] for row in table("count_nouns.tsv")))


def stands_alone(text: str, read: Read, a: str, b: str, numeral: str) -> bool:
    if b in _CLOSERS and (a in OPENERS or (b in "”》" and a not in _LEADS)):
        return False  # “110”, “蓝14”, 《哪吒2》
    if "·" in numeral and not read.places and "," not in numeral:
        return a in _LEADS or a in _CHANGES  # 增长51·8, the % lost
    if len(numeral) == 3 and numeral[1:] == ".0" and not (read.end == len(text) or a in "为是达至到数值比率" or b in "：:" or a in "：:"):
        return False
    if (b not in _CLEAR_ENDS and _CODE_AFTER.match(text, read.end)) or (a == "\n" and b == "\n" and len(text) > read.end - read.start):
        return False
    if read.places:
        return True  # 15万中小学生
    if WORDS.covers(text, read.start) >= read.end:
        return False  # 台南400
    if numeral.isdigit():
        if YEARISH.match(numeral) or (numeral[0] == "0" and len(numeral) > 1):
            return False
        if len(numeral) in (3, 5) and _HOTLINE.match(numeral) and not (a == b == " "):
            return False
        if a == "]" and text[read.start - 2] in "数量" and b in "[ \n":
            return True  # [投标厂商家数]3
        if read.length >= 3 and _CODE_BEFORE.search(text[max(0, read.start - 28) : read.start]):
            return False
        if _telephone(text, read, a) or _label(text, read, a, b):
            return False
        if b == "大" and read.length <= 2:
            return _GREAT.match(text, read.end) is not None
        if _COUNTED.match(text, read.end):
            return True
        if b in "大级星环区院线强-]】休连" or a in "图表第例注之]址休-转座栋幢" or _LABEL_BEFORE.search(text[max(0, read.start - 4) : read.start]):
            return False
        if read.length in (3, 5, 6) and (_CITY.match(text, read.end) or (a == "：" and _POSTAL.match(text, read.end))):
            return False
        if a == " " and text[read.start - 2 : read.start - 1].isascii():
            return False  # CPC 1
        if b == "." and text[read.end + 1 : read.end + 2] in (" ", "\n"):
            return False
    # a number alone is one where a word leads to it, a table's blanks stand around it, or a list goes on
    if a == "的" and _COMES_TO.match(text, read.end) is not None:
        return True
    if a in _LEADS or "," in numeral or read.bound is not None or HEDGES.around(text, read.start, read.end) is not None:
        return True
    if a == " " and "." in numeral and text[read.start - 2 : read.start - 1].isdigit():
        return True  # 6.5 316.6 15.2企业存款: the last cell of a row
    if a == ":" and text[read.start - 2 : read.start - 1].isdigit():
        return True  # a ratio's: is_code declines all others
    if b in "金银铜" and (_MEDALS.search(text, max(0, read.start - 3), read.end + 5) or _MEDAL.match(text, read.end)):
        return read.length <= 3
    if HEDGES.behind(text, read.end) or (a in " \t" and b in " \t\n"):
        return True
    if numeral == "0" and b == " ":
        return False  # what a scanner made of a row of dots
    if numeral.endswith("00") and NOUN_AFTER.match(b) and NOUN_AFTER.match(a) and a not in "段机":
        return True  # 动员5000党员干部
    return b in "、和与及至" or read.end == len(text) or (not NOUN_AFTER.match(b) and NOUN_AFTER.match(a) is not None)


def _telephone(text: str, read: Read, a: str) -> bool:
    """The number of a telephone, or a further extension of one."""
    if (read.length == 11 and text[read.start] == "1") or read.length > 12:
        return True
    if read.length in (7, 8):
        return a not in "为达至到过约共逾近超"
    return a in "、或及 " and read.length <= 5 and _EXTENSION.search(text[max(0, read.start - 60) : read.start]) is not None


def _label(text: str, read: Read, a: str, b: str) -> bool:
    """A number that tells things apart: 经历1：, 包含1.外出, 台86, 市165, 公20; the 11 of 5/10、11."""
    if read.length <= 3 and a in _ROADS:
        return b in _OF_ROADS or not _COUNTED.match(text, read.end)  # but 全市22乡镇
    if read.length > 2:
        return False
    if (a == "\n" and _DATED.match(text, read.end)) or (a == "、" and _DAYS.search(text, max(0, read.start - 6), read.start)):
        return True
    if b == ".":
        return NOUN_AFTER.match(text, read.end + 1) is not None
    return b in "：:" and a not in _LEADS and NOUN_AFTER.match(a) is not None and not text[read.end + 1 : read.end + 2].isdigit()


_OF_ROADS: Final = frozenset("路车")  # 台86路段, 市165车道
_MEDAL: Final = re.compile("[金银铜](?=[，。；！]|入袋|进账|进帐|到手)")
_DATED: Final = re.compile("、[0-9]{1,2}月")
_DAYS: Final = re.compile("[0-9]/[0-9]{1,2}、$")
# from one value to another: 由上年的2.01缩小到1.96
_COMES_TO: Final = re.compile("(?:提高|提升|上升|升高|增加|增长|增|升|涨|扩大|下降|降低|降|减少|减|压减|压缩|缩小|缩减|调整)[到至为]")
_MEDALS: Final = re.compile("[0-9][金银][、及]?[0-9]{1,3}[银铜]")
_CHANGES: Final = frozenset("长高降加低减足下的由")
_LEADS: Final = frozenset("为是达至到约近超过于共有仅计以比由从了逾、和与或：—~占及成得率数值度额模")
_THOUSANDS: Final = re.compile("[零〇一二三四五六七八九]{3}[万亿]?$")


def stands_alone_han(text: str, read: Read, a: str, b: str, numeral: str) -> bool:
    """Without a unit a Chinese numeral is a number where it is long, or hedged: 三百多, 千余, 近千, 数百企业."""
    if "幺" in numeral:
        return False  # digits read out one by one
    if "·" in numeral:
        return False  # 九·一八
    if a == "、" and _THOUSANDS.match(numeral) and text[read.start - 2] in CHINESE:
        return False  # 五、九七七万
    if len(numeral) > 1 and HEDGES.behind(text, read.end):
        return True
    if b in "大级届次中五强环区院线路号里道" or a in OPENERS:
        return False
    if read.bound is not None and read.number.value is not None:
        return read.number.value >= 10 and b not in "年月天日"
    if numeral[0] in "数几":
        return numeral[-1] in "百千万亿" and a not in "无"
    if len(numeral) == 1:
        return numeral in "百千万亿" and a in "近上超逾" and NOUN_AFTER.match(b) is not None
    if not any(c in "百千万亿点" for c in numeral):
        return False
    if numeral in ("万万", "百万", "千万", "万千", "百千", "亿万", "万亿", "千百", "百十", "十万", "百亿", "千亿"):
        return a in "近上超逾约达过破"
    return len(numeral) >= 2 and read.number is not None
