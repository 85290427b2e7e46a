"""Quoted strings: which “…” is a program, by the head behind it, the verb before it, its shape, what it ends in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Mark, Page
from zhextract.rules.program.shapes import YEARS, H, alternating, articles, counted, shaped
from zhextract.rules.program.vocabulary import (
    HAN,
    Beginnings,
    Endings,
    guarded,
    heads,
    known_slogans,
    listed,
    phrases,
    project_end,
    verbs,
    words,
    works,
)

__all__ = ["Quoted", "find_quoted", "judged"]

INITIATIVE, MECHANISM, DOCUMENT = ProgramKind.INITIATIVE, ProgramKind.MECHANISM, ProgramKind.DOCUMENT
PROJECT, PLATFORM, HONOUR = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.HONOUR

# --- what stands inside -------------------------------------------------------------------------------------------

_SENTENCE = re.compile("[。！？；：…]")
_ENDED = re.compile("[。！？；]")
_SPEECH = re.compile(r"[我你您他她咱吗呢吧啊嘛呀]|[了着过]$|什么|怎么|为什么|这个|那个")
_SAID = re.compile("[。！？；：…我你您他她咱吗呢吧啊嘛呀了着过什怎这那]")  # without these neither
# --- what stands around -------------------------------------------------------------------------------------------

# What follows a head and makes it another word: 战略性, 工程师, 活动室, 改革者, 平台上 …
_NOHEAD = r"(?!者|师|员|性|家|室|费|款|硕士|博士|伙伴|生育|化|部署|科技|院士|质量|机械|技术|励|补贴|补助)"


class Head(NamedTuple):
    """What stands behind the marks: 等, a count, a modifier, the head."""

    etc: bool
    counted: bool
    modifier: str
    head: str


def _strong_words() -> list[str]:
    return [word for word, (_, quoted, _) in heads().items() if quoted == "strong"]


def _strong() -> str:
    return rf"(?:{trie(_strong_words())})+(?:(?<=制)度)?(?:(?<=政策)[一二三四五六七八九十]+条)?{_NOHEAD}"


_STOPS = "，。、；：！？“”‘’（）《》\n "


@cache
def _heading() -> Callable[[str, int, int], re.Match[str] | None]:
    """A modifier, perhaps none, and a strong head; the modifier holds no particle and no verb of a new statement."""
    stops, strong = listed("modifier-stop"), _strong_words()
    firsts, seconds, single = (
        "".join(sorted(chars))
        for chars in (
            {word[0] for word in strong},
            {word[1] for word in strong if len(word) > 1},
            {word for word in strong if len(word) == 1},
        )
    )
    # most characters begin neither a stop nor a head and are run over at once
    marked = "".join(sorted({word[0] for word in stops}.union(firsts, _STOPS)))
    head = rf"(?=[{single}]|[{firsts}][{seconds}]){_strong()}"
    return re.compile(rf"((?:[^{marked}]++|(?!{head}|[{_STOPS}]|{guarded(stops)})[{marked}])*+)({head})").match


FAR = 60  # characters behind a closing mark that are looked at
_COUNTS = re.compile(r"(?:[一二两三四五六七八九十百]+|\d+)[大项个类种套场处]")
_COUNTING = frozenset("一二两三四五六七八九十百0123456789")


def head_after(text: str, at: int) -> Head | None:
    """The head that begins at `at`, perhaps behind 等, a count, a modifier of at most ten characters."""
    if text.startswith("等", at) and (found := _counted(text, at + 1, True)) is not None:
        return found
    return _counted(text, at, False)


def _counted(text: str, at: int, etc: bool) -> Head | None:
    heading = _heading()
    counted = False
    m = None
    if text[at : at + 1] in _COUNTING and (count := _COUNTS.match(text, at)) is not None:
        m = heading(text, count.end(), count.end() + FAR)
        counted = m is not None and _modifying(m)
    if not counted:
        m = heading(text, at, at + FAR)
    if m is None or not (counted or _modifying(m)):
        return None
    modifier, head = m.groups()
    return Head(etc, counted, modifier, head)


def _modifying(m: re.Match[str]) -> bool:
    """Is what stands before the head nothing, or a modifier?"""
    start, end = m.span(1)
    return start == end or (end - start <= 10 and _modifier().fullmatch(m.string, start, end) is not None)


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}A-Za-z·]+")


@cache
def _directs() -> Beginnings:
    return Beginnings(word for word, (_, quoted, _) in heads().items() if quoted == "direct")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(trie(verbs()))


_AGAIN = frozenset("的了是在把被为")
_NOTWON = frozenset("收接查破")
_SUFFIXED = frozenset("了着过好起")


_NONE: dict[str, int] = {}


@lru_cache(4096)
def verbs_before(before: str) -> dict[str, int]:
    """The classes of the verbs in the words before marks, and how many characters stand between."""
    found: dict[str, int] = {}
    known = verbs()
    for m in _verb().finditer(before):
        start, end = m.span()
        if before[end : end + 1] in _SUFFIXED:
            end += 1
        if not _AGAIN.isdisjoint(before[end:]) or (start and before[start - 1] in _NOTWON):
            continue
        found[known[m[0]][0]] = len(before) - end
    return found


@cache
def _endings() -> Endings:
    """A head that ends a string: …行动, …示范基地, …奖."""
    ends = {word: kind for word, (kind, quoted, _) in heads().items() if quoted == "strong" and len(word) > 1}
    for drop in (
        "革命",
        "政策",
        "中心",
        "做法",
        "应用",
        "公益",
        "活动品牌",
        "运动",
        "联动",
        "基地",
        "布局",
        "格局",
        "通道",
        "走廊",
    ):
        ends.pop(drop, None)
    return Endings([*ends, *table("honours.tsv").column("head")])


def _ending(inside: str) -> str:
    return _endings().of(inside)


@cache
def _honour_heads() -> frozenset[str]:
    return frozenset(table("honours.tsv").column("head"))


@cache
def _attributes() -> Beginnings:
    """Classes of people and things, qualities, days: the string before them is an attribute, not a name."""
    return Beginnings(listed("attribute"))


_AIM = re.compile(
    r"(?:的|这一)?(?:总|发展|服务|工作|基本|重要)?(?:原则|目标|要求|理念|精神|导向|作风|氛围|思路|定位|思维|意识|心理)"
)
_SUFFIXES = ("", "了", "过", "出", "一个", "一份", "一张", "一曲", "一种", "好")


@cache
def _likenesses() -> Endings:
    """称为, 叫做, 像, 当好: what follows is a name given in speech, a likeness."""
    return Endings(word + suffix for word in listed("likeness") for suffix in _SUFFIXES)


class Quoted:
    """One quoted string with what stands before and behind the strings that stand side by side with it."""

    __slots__ = (
        "_before",
        "_near",
        "after",
        "alone",
        "figure",
        "head",
        "inside",
        "last",
        "mark",
        "next",
        "start",
        "text",
    )

    def __init__(
        self, text: str, mark: Mark, inside: str, figure: str, start: int, after: int, head: Head | None, alone: bool
    ) -> None:
        self.text, self.mark, self.inside = text, mark, inside
        self.figure = figure  # a figure of speech: of which class
        self.start, self.last = start, text[start - 1 : start]  # the offset before, and the character there
        self.after, self.next = after, text[after : after + 1]  # the same behind
        self.head = head
        self.alone = alone  # no other marks side by side
        self._before: str | None = None
        self._near: dict[str, int] | None = None

    @property
    def before(self) -> str:
        """Up to 18 characters of the same clause."""
        if self._before is None:
            text, start = self.text, self.start
            if self.last in _SIGNS:
                self._before = ""
            else:
                low = start - 18 if start > 18 else 0
                cut = _CLAUSE.match(text, low, start)
                self._before = text[cut.end() if cut else low : start]
        return self._before

    def behind(self, gap: int, *classes: str) -> bool:
        """Behind a verb of one of the classes, at most `gap` characters away?"""
        near = self._near
        if near is None:
            before = self.before
            near = self._near = verbs_before(before) if before else _NONE
        if near:
            for kind in classes:
                if near.get(kind, 99) <= gap:
                    return True
        return False

    @property
    def attribute(self) -> bool:
        """Is the string the attribute of what follows?"""
        return self.next in _attributes().firsts and bool(_attributes().at(self.text, self.after))

    @property
    def likeness(self) -> bool:
        """Is the string what something is called or likened to?"""
        return self.last in _likenesses().lasts and bool(_likenesses().of(self.before))

    @property
    def direct(self) -> str:
        """A head that works directly behind the marks only: 管理, 考核 …"""
        return _directs().at(self.text, self.after) if self.next in _directs().firsts else ""

    def draft(self, rule: str, kind: ProgramKind, name: str) -> ProgramDraft:
        """A program between the marks."""
        return program(self.mark.open + 1, self.mark.close, rule, kind, name)


_UNNAMED = frozenset(("称号", "荣誉", "荣誉称号", "奖牌", "奖章", "勋章", "名单", "榜单", "网", "端", "做法"))


def _name(q: Quoted) -> str:
    """The text in the marks and the head behind it; not behind 等, never 称号, 建设, not what names itself."""
    m = q.head
    if m is None or m.etc:
        return q.inside
    head, modifier = m.head, m.modifier
    if head in _UNNAMED or modifier[:1] == "新" or head.endswith(("格局", "空间结构")):
        return q.inside
    if head == "奖" and q.inside.endswith("奖"):
        return q.inside
    own = _ending(q.inside)
    if own and (modifier or heads().get(own, (None,))[0] in (PLATFORM, HONOUR)):
        return q.inside
    return q.inside + modifier + head


@lru_cache(1024)
def _kind_of(word: str) -> ProgramKind:
    """The kind that a head makes: of the longest head that ends the word."""
    known = heads()
    for at in range(len(word)):
        if word[at:] in known:
            return known[word[at:]][0]
    return INITIATIVE


_WAYS = ("库", "工作法", "管理", "监管", "监督", "模式", "经验", "机制", "制度", "预警")


def _bare_kind(inside: str) -> ProgramKind:
    """The kind of a name without a head: an initiative, unless it says itself what it is."""
    if inside.endswith(_WAYS) or (inside[-1:] == "制" and inside[-2:] not in ("体制", "制")):
        return MECHANISM
    return DOCUMENT if articles(inside) else INITIATIVE


_LAYOUTS = frozenset(("布局", "格局", "空间布局", "空间格局", "空间结构", "路网", "网"))
_PLACES = frozenset(("中心", "广场", "公园", "基地", "通道", "走廊"))
_COMMON = frozenset("体系 模式 政策 做法 服务 清单 体制 运动 监管 网格 系统 应用 意见 办法 文件".split())


def by_head(q: Quoted) -> ProgramDraft | None:
    """“…”专项行动: a head behind the marks, perhaps with a modifier of its own."""
    m = q.head
    assert m is not None
    head, modifier = m.head, m.modifier
    figure = q.figure
    if figure == "headed":
        if m.etc or (head != "改革" and heads().get(head, ("", "", "-"))[2] not in ("free", "verb")):
            return None
    elif figure:
        plain = not modifier and not m.etc
        if figure == "figure" and heads().get(head, (None,))[0] is PLATFORM:
            plain = True
        elif figure == "never" or not plain:
            return None
        if figure == "figure" and not q.behind(6, "carries") and _kind_of(head) is not PLATFORM:
            return None
        if figure == "class" and head[:2] not in ("规划", "计划", "纲要", "普法") and not q.behind(0, "carries"):
            return None
    if (_SENTENCE if modifier else _ENDED).search(q.inside) is not None:
        return None
    if modifier and _ending(q.inside) in heads():
        return None  # it bears its own head
    if (len(modifier) > 8 and len(q.inside) < 3) or len(q.inside) < 2 or modifier[:1] == "即" or modifier[:1] == "指":
        return None  # “1”即…中心
    if head == "斗争" and modifier not in ("", "整治", "专项"):
        return None
    kind = DOCUMENT if head.endswith("条") or _bare_articles().fullmatch(q.inside) else _kind_of(head)
    if head == "方案":
        kind = INITIATIVE  # a proposal known by its slogan; 实施方案, 行动方案 are papers
    if head == "工程" and works().search(q.inside + modifier):
        kind = PROJECT
    if head.endswith("战略布局") or (head in _LAYOUTS and modifier in ("总体", "战略")):
        return q.draft("quoted-head", INITIATIVE, _name(q))
    if kind is PROJECT and head in _LAYOUTS and q.inside.isdigit():
        return q.draft("quoted-head", INITIATIVE, q.inside)
    if kind is PROJECT and head in _LAYOUTS and not alternating(q.inside):
        return None
    if kind is PROJECT and not modifier and q.inside in known_slogans():
        return q.draft("quoted-known", known_slogans()[q.inside], q.inside)  # “一带一路”航线: one of many along it
    if kind is PROJECT and m.etc and head in _PLACES:
        return None
    if head in _COMMON:
        # common words: with a modifier only behind a verb or a shape
        told = q.behind(6, "carries", "shape", "issue") or "+" in q.inside
        if q.likeness or (m.etc and not told):
            return None
        described = modifier not in ("", "新") and not (head == "体系" and len(modifier) <= 4)
        if described and not (counted(q.inside) or q.behind(8, "carries", "shape", "issue", "works")):
            return None
    return q.draft("quoted-head", kind, _name(q))


_TELLS = re.compile("(?<!党)的|[是不，]")


def _subtitled(inside: str) -> str:
    """The head of …竞赛-…: before a dash."""
    return _ending(inside[:at]) if (at := inside.find("-")) > 3 else ""


_WON = re.compile(r"[抽中得获发有]奖\Z")
_PAPER = re.compile(r"(?:实施|行动|攻坚|工作|改革)方案\Z")


def by_ending(q: Quoted) -> ProgramDraft | None:
    """“乡村医生培训三年行动计划”: a head inside the marks."""
    word = _ending(q.inside) or _subtitled(q.inside)
    if not word or len(q.inside) - len(word) < 2 or alternating(q.inside):
        return None
    if _TELLS.search(q.inside) is not None:
        return None
    if phrases().get(q.inside[: -len(word)]) == "never":
        return None  # 政绩工程
    if q.likeness or (q.attribute and not heads().get(word, ("", "", ""))[2]):
        return None
    if _WON.search(q.inside):
        return None
    kind = HONOUR if word in _honour_heads() else _kind_of(word)
    if word == "方案" and not _PAPER.search(q.inside):
        kind = INITIATIVE
    if word == "工程" and works().search(q.inside):
        kind = PROJECT
    if kind is HONOUR and not (
        q.behind(8, "honour")
        or q.text.startswith(("称号", "认定", "荣誉", "奖", "名单", "名录"), q.after)
        or word in ("奖", "示范基地", "先进单位", "先进集体", "大奖", "奖章")
    ):
        return None
    return q.draft("quoted-ending", kind, _name(q))


def by_honour(q: Quoted) -> ProgramDraft | None:
    """荣获“…”, 入选“…”名单: what is won."""
    if q.next == "的" or q.attribute or "，" in q.inside:
        return None
    return q.draft("quoted-honour", HONOUR, q.inside)


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"{H}{{2,6}}经验\Z")


_QUALIFIED = re.compile("[的是个新老]")


@cache
def _bare_articles() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?)条")  # 稳增长“21条”


def by_issue(q: Quoted) -> ProgramDraft | None:
    """出台“…三十条”: what is issued."""
    if q.inside.endswith("经验") and _placed().search(q.inside) and not _QUALIFIED.search(q.inside):
        # 枫桥经验: a place's way of working, known by its name
        return q.draft("quoted-issue", MECHANISM, q.inside)
    if not q.figure and (articles(q.inside) or _bare_articles().fullmatch(q.inside)):
        return q.draft("quoted-issue", DOCUMENT, _name(q))
    return None


def _paired(inside: str) -> bool:
    """多格合一、多员合一; 上规、上榜、上云: parts of one length."""
    parts = inside.split("、")
    size = len(parts[0])
    return (3 < size < 7 or (size > 1 and len(parts) > 2)) and all(len(part) == size for part in parts)


def by_pair(q: Quoted) -> ProgramDraft | None:
    """推行企业登记“一地认证、多地互认”: a way of doing in two halves, some words behind the verb."""
    if not _paired(q.inside) or q.attribute or q.text.startswith("的", q.after):
        return None
    if not (q.behind(10, "carries") or "推动" in q.before) or _AIM.match(q.text, q.after) or q.likeness:
        return None
    return q.draft("quoted-pair", _bare_kind(q.inside), q.inside)


def by_verb(q: Quoted) -> ProgramDraft | None:
    """推行“…”: what is carried out."""
    if q.attribute or "，" in q.inside:
        return None
    if _AIM.match(q.text, q.after) and not q.before.endswith(("践行", "践行着")):
        return None
    if (q.text.startswith("的", q.after) and not q.before.endswith(("践行", "践行着"))) or "的" in q.inside:
        return None
    if len(q.inside) == 2 and not counted(q.inside):
        return None
    manner = q.direct
    kind = MECHANISM if manner and heads()[manner][0] is MECHANISM else _bare_kind(q.inside)
    if len(project_end().of(q.inside)) > 2:
        kind = PROJECT
    return q.draft("quoted-verb", kind, _weak_name(q))


_OPENED = Endings(verb + what for verb in "登录 登陆 打开 下载 注册 点开 点击".split() for what in ("", "手机"))
_USED = frozenset("录陆开载册击机过托在用线助造广")
_THROUGH = Endings("通过 依托 在 用 上线 借助 运用 打造 推广".split())
_SERVED = re.compile(
    r"(?:快办|[省市县区浙粤豫苏皖赣闽鄂湘川渝陕甘吉辽晋鲁沪京津琼桂黔滇蒙宁青新藏冀黑随政][事里好快易]?办|[政惠企民]通|码上办|随手拍|APP|App)\Z"
)


def by_use(q: Quoted) -> ProgramDraft | None:
    """登录“…”, 通过“…办”: an application that one logs in to."""
    before = q.before
    if _OPENED.of(before) or (_THROUGH.of(before) and _SERVED.search(q.inside)):
        return q.draft("quoted-use", PLATFORM, q.inside)
    return None


_PROVINCES = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔滇陕秦甘陇青藏宁疆蒙")


@cache
def _local_service() -> re.Pattern[str]:
    return re.compile(
        rf"[{''.join(_PROVINCES)}]"
        r"(?:.?[政企事易惠信快好时里服就](?:[办通码]|省事)|[里快][办政])"
    )


def by_service(q: Quoted) -> ProgramDraft | None:
    """“渝快办”, “湘易办”: a province's services, known by their names."""
    if not _local_service().fullmatch(q.inside) or q.attribute:
        return None
    return q.draft("quoted-use", PLATFORM, q.inside)


@cache
def _styled() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?!保卫|解放|反对)[\u4e00-\u9fff]{2}(?:北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
        r"|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)|(?:数字|健康|美丽|平安|法治|诚信|信用|书香|智慧|质量|网络)中国)"
    )


@cache
def _branded() -> re.Pattern[str]:
    return re.compile(
        r"(?:北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|龙江|江苏|浙江|安徽|福建|江西|山东|齐鲁|河南|湖北|湖南|广东|广西|海南|四川|天府"
        r"|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)(?:好物|好品|好礼|礼物|优品|精品|制造|智造|品牌|标准|品质)"
    )


def by_style(q: Quoted) -> ProgramDraft | None:
    """“书香浙江”, “水运安徽”, “健康中国”: what a province is made, by a programme of that name."""
    styled = _styled().fullmatch(q.inside) is not None
    if (not styled and _branded().fullmatch(q.inside) is None) or q.attribute or q.likeness:
        return None
    return q.draft("quoted-style", INITIATIVE if styled else HONOUR, q.inside)


@cache
def _said() -> Beginnings:
    return Beginnings(of + word for word in listed("said-of") for of in ("", "改革", "工作", "建设", "机制"))


def _unsaid(inside: str) -> bool:
    """No name by itself: an aim, a quality, a plan's years."""
    return len(inside) < 3 or "的" in inside or "，" in inside or YEARS.fullmatch(inside) is not None


def by_act(q: Quoted) -> ProgramDraft | None:
    """“府院联动”常态化开展: what is said of a thing that is carried out."""
    if not _said().at(q.text, q.after) or _unsaid(q.inside) or q.likeness:
        return None
    return q.draft("quoted-act", _bare_kind(q.inside), q.inside)


@cache
def _season() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fffA-Za-z\d]{4,12}[周月节]")


_HELD = ("举办", "办好", "设立", "开展", "启动")


def by_season(q: Quoted) -> ProgramDraft | None:
    """设立“中小学生冰雪周”, 举办“…提升月”: weeks and months of something."""
    if not q.before.endswith(_HELD) or not _season().fullmatch(q.inside) or "的" in q.inside:
        return None
    return q.draft("quoted-season", INITIATIVE, q.inside)


def by_construction(q: Quoted) -> ProgramDraft | None:
    """加强“信用浙江”建设: what is built up, behind a verb."""
    if _unsaid(q.inside):
        return None
    if not q.behind(8, "carries", "shape", "works"):
        return None
    return q.draft("quoted-verb", _bare_kind(q.inside), q.inside)


def by_project(q: Quoted) -> ProgramDraft | None:
    """“一元捐”项目: a project or scheme with no head but 项目."""
    m = _item().match(q.text, q.after)
    if m is None or "，" in q.inside or "的" in q.inside:
        return None
    if q.likeness or counted(q.inside):
        return None
    kind = PROJECT if m[1] and re.search("住房|安居房|小区|综合体", m[1]) else INITIATIVE
    return q.draft("quoted-project", kind, q.inside + m.group())


@cache
def _item() -> re.Pattern[str]:
    stop = words("modifier-stop")
    return re.compile(rf"((?:(?!{stop})[{HAN}]){{0,8}}?)项目(?!库|化|制|建设|有|数|单位|申报)")


_CLASSED = re.compile("[的化式型，]")


def by_manner(q: Quoted) -> ProgramDraft | None:
    """“收支两条线”管理: a way of managing, examining, approving."""
    head = q.direct
    if not head or heads()[head][0] is not MECHANISM or head in ("方式", "经验"):
        return None
    if q.likeness or _CLASSED.search(q.inside) is not None:
        return None
    return q.draft("quoted-manner", MECHANISM, q.inside + head)


def by_shape(q: Quoted) -> ProgramDraft | None:
    """“一树一策”, 锚定“三个…”: a slogan in numerals."""
    if q.attribute or YEARS.fullmatch(q.inside):
        return None
    if len(q.inside) > 2 and q.inside[-1] in "型户" and not q.inside.endswith("转型"):
        return None  # “双师型”教师, “五保户”
    if alternating(q.inside):
        if _AIM.match(q.text, q.after):
            return None
        manner = q.direct
        kind = MECHANISM if manner and heads()[manner][0] is MECHANISM else _layout(q)
        return q.draft("quoted-shape", kind, _weak_name(q))
    if not counted(q.inside):
        return None
    direct = q.direct
    if q.text.startswith(("落地", "实施", "推行", "推开"), q.after):
        return q.draft("quoted-shape", _bare_kind(q.inside), q.inside)
    if not direct and not q.behind(6, "carries", "shape", "works"):
        return None
    if q.likeness:
        return None
    kind = _kind_of(direct) if direct else _bare_kind(q.inside)
    return q.draft("quoted-shape", kind, _weak_name(q))


_LAID = re.compile(r"(?<!闭)[环纵横射轴](?:[一二三四五六七八九十]|\Z)|[带园区组团].*(?:中心|组团|园|区)\Z")


def _layout(q: Quoted) -> ProgramKind:
    """五纵六横, 一带三区五组团: a layout of roads, parks, centres is a project."""
    if _LAID.search(q.inside):
        return PROJECT
    return _bare_kind(q.inside)


def _weak_name(q: Quoted) -> str:
    """With 管理, 考核 behind it as a part of the name; 项目, 工作, 建设, 服务 are not."""
    head = q.direct
    if head and heads()[head][0] is MECHANISM and head not in ("方式", "经验"):
        return q.inside + head
    return q.inside


_TOLD = re.compile("[的是，]")


def by_building(q: Quoted) -> ProgramDraft | None:
    """“…滞洪池”, “…数据中心”: an ending of constructions, three characters or more."""
    end = project_end().of(q.inside)
    if q.inside.startswith("捷运") and q.inside.endswith("线") and 3 < len(q.inside) < 8:
        return q.draft("quoted-building", PROJECT, q.inside)
    if len(end) == 2 and len(q.inside) > 4 and q.before.endswith(("打造", "建设")) and not _TOLD.search(q.inside):
        return q.draft("quoted-building", PROJECT, q.inside) if not (q.figure or q.attribute or q.likeness) else None
    if len(end) < 3 or len(q.inside) - len(end) < 2 or q.figure:
        return None
    if q.likeness or q.attribute or _TOLD.search(q.inside):
        return None
    return q.draft("quoted-building", PROJECT, q.inside)


def by_fame(q: Quoted) -> ProgramDraft | None:
    """“东数西算”: what names a programme wherever it stands."""
    kind = known_slogans().get(q.inside)
    if kind is None or q.attribute:
        return None
    return q.draft("quoted-known", kind, _weak_name(q))


_SEASONS = frozenset("周月节")


def judged(q: Quoted, also: tuple[str, ...] = ()) -> ProgramDraft | None:
    """The program that a string is in the first of the ways above that make one of it.

    Each is entered where the string, or what stands beside it, may let it. `also`: further words that carry.
    """
    inside, before, behind = q.inside, q.last, q.next
    honoured, endings, carrying, direct, buildings, said = _gates()
    size, last = len(inside), inside[-1:]
    draft = None
    if q.head is not None:
        draft = by_head(q)
    if draft is None and ("条" in inside or inside.endswith("经验")):
        draft = by_issue(q)
    if draft is not None or not inside:
        return draft
    if q.figure:
        return by_fame(q) or by_building(q)
    if size > 2 and honoured(q.text, max(0, q.start - 18), q.start) is not None and q.behind(10, "honour"):
        draft = by_honour(q)
    if draft is None and size > 3 and (last in endings or "-" in inside):
        draft = by_ending(q)
    if draft is None and size < 9 and before in _USED:
        draft = by_use(q)
    if draft is None and 2 < size < 6 and inside[0] in _PROVINCES:
        draft = by_service(q)
    if draft is None and size > 1 and before in carrying and (q.behind(0, "carries") or q.before.endswith(also)):
        draft = by_verb(q)
    if draft is None and shaped(inside):
        draft = by_shape(q)
    if draft is None and size > 3 and behind in direct:
        draft = by_manner(q)
    if draft is None and size > 2 and q.alone and q.text.find("项目", q.after, q.after + 10) >= 0:
        draft = by_project(q)
    if draft is None and inside in known_slogans():
        draft = by_fame(q)
    if draft is None and last in buildings:
        draft = by_building(q)
    if draft is None and 3 < size < 6:
        draft = by_style(q)
    if draft is None and "、" in inside:
        draft = by_pair(q)
    if draft is None and last in _SEASONS:
        draft = by_season(q)
    if draft is None and behind in said:
        draft = by_act(q)
    if draft is None and behind == "建" and q.text.startswith("建设", q.after):
        draft = by_construction(q)
    return draft


_Chars = frozenset[str]
_HANT_CARRY = ("推动", "办理", "规划", "举办")  # in Taiwan's usage these carry too


@cache
def _gates() -> tuple[Callable[[str, int, int], re.Match[str] | None], _Chars, _Chars, _Chars, _Chars, _Chars]:
    """What lets a string into a way: a search for what the verbs of winning begin with; what the string ends in that its
    head ends; what the words before it end in that carry it; what follows it in two other ways, and how a building ends.
    """
    won = {verb[0] for verb, (quoted, _) in verbs().items() if quoted == "honour"}
    carry = [verb for verb, (quoted, _) in verbs().items() if quoted == "carries"]
    return (
        re.compile(f"[{''.join(won)}]").search,
        _endings().lasts,
        _SUFFIXED.union(verb[-1] for verb in (*carry, *_HANT_CARRY)),
        _directs().firsts,
        project_end().lasts,
        _said().firsts,
    )


_SIGNS = frozenset("，。；！？：\n“”‘’《》—")
_CLAUSE = re.compile(rf".*[{''.join(_SIGNS)}]", re.S)


@cache
def _endless() -> frozenset[str]:
    """What may stand behind a closing mark and begins neither a head nor a modifier."""
    heading = {word[0] for word in _strong_words()}
    return frozenset(word for word in (*_STOPS, *listed("modifier-stop")) if len(word) == 1 and word not in heading) - {
        "等"
    }


def _spoken(q: Quoted) -> bool:
    """A sentence, or words that somebody says."""
    if _SENTENCE.search(q.inside) is not None:
        return True
    return bool(_SPEECH.search(q.inside)) and not q.behind(10, "honour") and not q.behind(0, "carries")


_NOTE = re.compile(r"\[\d{1,3}\](?!\n)")  # “…”［12］行动: a reference to a note


def find_quoted(page: Page) -> list[ProgramDraft]:
    """Every quoted program; then the strings that were accepted elsewhere in the text, and members of quoted lists."""
    found: list[ProgramDraft] = []
    left: list[Quoted] = []
    text = page.text
    figures, endless = phrases(), _endless()
    also = _HANT_CARRY if page.source.hant else ()
    for group in page.groups:
        start, after, alone = group[0].open, group[-1].close + 1, len(group) == 1
        if text.startswith("[", after) and (note := _NOTE.match(text, after)) is not None:
            after = note.end()
        head = None if text[after : after + 1] in endless else head_after(text, after)
        if head is not None and head.counted and alone and not head.etc and "、" not in text[start:after]:
            head = None  # “…、…”三个百强区 has a count of members; here it begins something else
        for mark in group:
            inside = text[mark.open + 1 : mark.close]
            if "\n" in inside:
                inside = inside.replace("\n", "")
            size = len(inside)
            if size > 26 and (head is None or size > (40 if head.modifier else 30)):
                continue
            figure = figures.get(inside, "")
            if (figure and head is None) or "“" in inside or "‘" in inside:
                continue
            q = Quoted(text, mark, inside, figure, start, after, head, alone)
            if head is None and _SAID.search(inside) is not None and _spoken(q):
                continue
            draft = judged(q, also)
            if draft is None:
                left.append(q)
            else:
                found.append(draft)
    return found + _again(page, found, left)


def _again(page: Page, found: list[ProgramDraft], left: list[Quoted]) -> list[ProgramDraft]:
    """The same string in marks elsewhere, where its surroundings did not tell; the members of a quoted list."""
    known: dict[str, ProgramDraft] = {}
    for draft in found:
        if draft.rule == "quoted-honour":
            continue
        inside = page.text[draft.start : draft.end]
        for name in (inside, *inside.split("、")) if "、" in inside else (inside,):
            if len(name) >= 3 or counted(name):
                known.setdefault(name, draft)
    more = []
    for q in left:
        twin = known.get(q.inside)
        if twin is not None and not q.figure and not q.attribute:
            more.append(q.draft("quoted-again", twin.kind, q.inside))
    return more
