"""Projects without marks: members of an enumeration, names before 项目现场, names with a project's ending; honours won."""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, Page, project_end, words
from zhextract.rules._program_plain import generic, left_of

__all__ = [
    "enumerations",
    "find_captions",
    "find_enumerations",
    "find_honours",
    "find_items",
    "find_lines",
    "find_projects",
    "find_sites",
]

PROJECT, HONOUR = ProgramKind.PROJECT, ProgramKind.HONOUR
_NAME = rf"[{HAN}A-Za-z\d·．.（）\-—]"

# --- A、B、C等20个产业项目 ---------------------------------------------------------------------------------------------

_ETC = re.compile(
    rf"等(?!各|方面|领域|类|一系列)(?:一批|若干|(?:[一二两三四五六七八九十百]+|\d+)(?:余|多)?(?:个|项|条|座|处)|(?:[一二两三四五六七八九十]+)(?:大|项|个))?"
    rf"[{HAN}A-Za-z\d]{{0,10}}?(?:项目|工程)(?!化|制|库|清单|负责|储备|公司)"
)
_VERB = re.compile(
    rf".*(?:{words('推进 抓好 推动 加快 运作 建设 建成 引进 招引 落地 实施 谋划 包括 包含 涉及 开工 完成 竣工 启动 促进 签约 布局 重点抓 突出抓好 确保 力促 支持 服务 打造 投产 投运 投用 推出 储备 新建 续建 做好 争取 承接 盯紧 紧盯 抓 聚焦 依托 统筹 深化 实现 加强 落实 强化 围绕 以 随着 有 将 在 对')})(?:了|好)?(?:建设|运作|推进|实施|开工|包括)?",
    re.S,
)
_CUT = re.compile(r"[，。；：！？\n《》“”‘’]")
_SPLIT = re.compile(r"、|(?<=[园港城厂路桥站馆院线期目心])和(?=.{3})|以及")
_CLASS = re.compile(
    rf"(?:{words('产业 经济 发展 制造 治理 改造 提升 修复 保护 服务 建设 管理 技术 能源 装备 材料 医药 电子 信息 化工 农业 工业 旅游 文化 教育 医疗 卫生 养老 环保 交通 水利 电力 物流 设施 配套 更新 生产 加工 监测 培育 研发 消费 民生 生态 安全 保障 供水 供热 绿化 住房 就业 食品 机械 汽车 纺织 钢铁 建材 冶金 半导体 芯片 新能源 智能 数字化 绿色 减排 节能 整治 工作 培训 活动 补贴 汽修 采购 销售 贸易 出口 造林 清淤 建筑 房地产 石化 煤炭 轻工 港口 机场 铁路 公路 水运 水库 灌区 油气 管网 电网 体育 康养 粮食 种植 养殖 纺织 光伏 风电 储能 氢能 算力 5G 人才 扶贫 社区 道路 桥梁 街区 厂房 公厕')})\Z"
)
_PROPER = re.compile(r"[·A-Za-z\d]|[省市县区镇乡村州][^级]|一期|二期|三期|[至—]")


def _closed(window: str, begin: int) -> bool:
    """A closing mark bounds the name: it belongs to what stands in the marks, unless they hold a whole sentence."""
    return begin > 0 and window[begin - 1] in "”》’" and window[begin - 2 : begin - 1] not in tuple("。！？，")


def enumerations(page: Page) -> list[tuple[list[tuple[int, int]], int]]:
    """Enumerations of projects: the spans of their members, and the offset of the 等 behind them."""
    found = []
    text = page.text
    for m in _ETC.finditer(text):
        at = m.start()
        low = max(0, at - 160)
        window = text[low:at]
        cuts = list(_CUT.finditer(window))
        begin = cuts[-1].end() if cuts else 0
        if _closed(window, begin):
            continue
        parts = []
        place = begin
        for cut in _SPLIT.finditer(window, begin):
            parts.append((place, cut.start()))
            place = cut.end()
        parts.append((place, len(window)))
        first, stop = parts[0]
        lead = _VERB.match(window[first:stop])
        if lead:
            parts[0] = (first + lead.end(), stop)
        elif low and not begin:
            continue
        members = [(low + a, low + b) for a, b in parts]
        parts = []
        for a, b in members:
            m2 = re.search(r"（[^（）]*）\Z", text[a:b])  # A（投资12亿元）、B（投资86亿元）等项目
            parts.append((a, b - len(m2.group()) if m2 else b))
        members = parts
        if all(1 < b - a <= 26 for a, b in members) and all(re.fullmatch(rf"{_NAME}+", text[a:b]) for a, b in members):
            found.append((members, at))
    return found


def find_enumerations(page: Page) -> list[ProgramDraft]:
    """加快推进A、B、C等重大项目: every member is a project."""
    found = []
    for members, _ in enumerations(page):
        spans = [_trim(page.text, start, end) for start, end in members]
        names = [page.text[start:end] for start, end in spans]
        named = [len(name) >= 3 and _named(name) for name in names]
        if not any(named) and not any(_PLACE.search(name) and _PROPER.search(name) for name in names):
            continue  # kinds of works: 住房保障、煤改电等民生工程
        sure = [
            known or (len(name) >= 3 and not generic(name) and not name.endswith("类") and _proper(name))
            for name, known in zip(names, named, strict=True)
        ]
        for (start, end), name, good in zip(spans, names, sure, strict=True):
            # a class by its last word (…纺织) is a firm's or a project's name beside names
            if not good and not (
                sum(sure) >= 2
                and sum(sure) * 3 >= len(sure) * 2
                and len(name) == 4
                and not generic(name)
                and not project_end().search(name)
                and not _COMMON.fullmatch(name)
            ):
                continue
            found.append(_project(page, start, end, "project-enumeration"))
    return found


# Words that name kinds of things: made up of them alone, a string describes (关键零部件供应链枢纽, 智能电网)
_COMMON = re.compile(
    rf"(?:{words('产业 经济 发展 制造 治理 改造 提升 修复 保护 服务 建设 管理 技术 能源 装备 材料 医药 电子 信息 化工 农业 工业 旅游 文化 教育 医疗 卫生 养老 环保 交通 水利 电力 物流 设施 配套 更新 生产 加工 监测 培育 研发 消费 民生 生态 安全 保障 供水 供热 绿化 住房 就业 食品 机械 汽车 纺织 钢铁 建材 冶金 半导体 芯片 新能源 智能 数字 数字化 绿色 减排 节能 数控 机床 零部件 供应链 航空 航天 公路 干线 重型 卡车 换电 充电 算力 智算 超算 万卡级 千卡级 高端 先进 战略性 新兴 未来 关键 骨干 国际 国家 区域 区域性 世界级 全国 全省 现代 科技 科创 创新 创业 研究 试验 示范 综合 综合性 大型 中型 大中型 小型 新型 重大 重点 重要 核心 城市 城乡 农村 县域 乡村 社区 公共 基础 基础性 开放 对外 外贸 跨境 电商 贸易 金融 商贸 会展 商务 职业 技能 人才 体育 康养 健康 粮食 种业 种植 养殖 畜牧 冷链 仓储 海洋 港航 航运 铁路 公路 水运 口岸 枢纽 集散 集疏运 双千兆 千兆 网络 量子 通信 宽带 大数据 云计算 人工智能 机器人 低空 光伏 风电 水电 核电 火电 煤电 储能 氢能 抽水 蓄能 油气 管网 电网 特高压 输电 调水 引水 水源 病险 水库 除险 加固 防洪 灌溉 灌区 河道 高标准 农田 场 型 级 性 化 和 与 及 等 新 大 中 小 轻 动力 电池 生物 制药 医学 影像 检测 检验 培训 孵化 总部 会议 展览 儿童 妇女 老年 残疾人 托育 学前 义务 高中 高等 中小企业 民营 国有 外资 军民 融合 双创 众创 特色 优势 传统 主导 支柱 原材料 精细 石化 煤化工 有色 稀土 新材料 光电 集成电路 显示 软件 服务外包 游戏 动漫 影视 文创 文旅 研学 户外 冰雪 避暑 山地')})+"
)
_PLACE = re.compile(r"[·A-Za-z]|[省市县区州镇乡村岛湾河江湖山][^级域]|[至—]|[一二三四]期")


def _named(name: str) -> bool:
    """A project's ending behind something that is no mere kind of thing."""
    m = project_end().search(name)
    if m is None:
        return False
    rest = name[: m.start()]
    return len(rest) >= 2 and not generic(rest) and not _COMMON.fullmatch(rest)


def _proper(name: str) -> bool:
    """May the string be a name without a project's ending?"""
    if project_end().search(name) or _COMMON.fullmatch(name):
        return False
    if _CLASS.search(name):
        return bool(_PROPER.search(name)) and len(name) >= 6
    return 3 <= len(name) <= 14 and "的" not in name and not name.endswith(("化", "率", "债", "国债", "球场"))


_TAIL = re.compile(r"(?:项目|工程)?(?:建设|改造提升|改造|扩建|建成通车|建成投用|建成|开工建设|开工|投产|竣工)?\Z")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without 项目, 建设, 改造提升 behind a name that stands without them."""
    name = text[start:end]
    m = re.search(r"(?:项目)?(?:建设|改造提升|扩建|建成通车|建成投用|开工建设|建成|开工|投产)?\Z", name)
    if m and m.group() and project_end().search(name[: m.start()]):
        end = start + m.start()
    m = re.match(r"(?:加快|推进|推动|建成|建设|新建|开工|完成|启动|实施|了)+(?=...)", text[start:end])
    if m:
        start += m.end()
    return start, end


def _project(page: Page, start: int, end: int, rule: str) -> ProgramDraft:
    return program(start, end, rule, PROJECT, page.source.clean[start:end].replace("\n", ""))


# --- X项目建设现场 ----------------------------------------------------------------------------------------------------

_SITE = re.compile(
    r"项目(?:建设|施工)?(?:的)?(?:现场|工地|部(?![分门署被获荣])|负责人|总工)|施工(?:现场|工地)|建设(?:现场|工地)|效果图|项目(?=[，。\n]|$|开工|竣工|封顶|签约|正式|投产|落地|预计|建成|主体|拔地|交付|总投资|占地|位于|一期|自)"
)
_SITELEAD = re.compile(
    rf".*(?:{words('在 图为 走进 航拍 来到 推进 推动 走访 位于 据 是 由 投资建设的 对 到 从 的 和 与 参观 考察 加快 建设 抓好 引进 签约 随着 包括')})",
    re.S,
)
_ZONE = re.compile(
    rf"[{HAN}]{{2,6}}?(?:经开区|高新区|开发区|航空港区|示范区|自贸区)(?=.{{4}})|[{HAN}]{{2,3}}[区县](?=[{HAN}]{{2}}.*(?:园|港|基地|小镇|期)\Z)"
)


_ITEMS = re.compile(
    r"项目(?=(?:已|已经|全面|顺利|正式|全部|也|将)?(?:竣工|投产|通过|让|列入|签约|落地|开工|封顶|启动|投用|建成|完工|入选|获批))"
)
_PLACED = re.compile(rf"年产|\d|[{HAN}]{{2}}[省市县区镇乡村州](?=.{{4}})|电站|机场|高速|铁路|港|一期|二期|三期")


def find_items(page: Page) -> list[ProgramDraft]:
    """年产…项目竣工投产: where the rest is no name without 项目."""
    found = []
    for m in _ITEMS.finditer(page.text):
        low = max(0, m.start() - REACH)
        window = page.text[low : m.start()]
        cuts = list(re.finditer(r"[，。；：！？、\n“”‘’《》（） ]|\.(?!\d)", window))
        begin = cuts[-1].end() if cuts else 0
        rest = window[begin:]
        if _closed(window, begin) or (not begin and low) or not 6 <= len(rest) <= 24:
            continue
        if rest.endswith(("重点", "重大", "建设", "民生", "产业", "工业", "重建")):
            continue
        if generic(rest) or re.search(r"[的是等个]|一批|各类|推进|推动|加快", rest) or not _PLACED.search(rest):
            continue
        if re.match(r"\d+[个项]|\d{4}年", rest):
            continue
        found.append(_project(page, low + begin, m.end(), "project-item"))
    return found


def find_sites(page: Page) -> list[ProgramDraft]:
    """深海·东岸智慧港项目建设现场: the name before 项目, where it is one."""
    found = []
    text = page.text
    for m in _SITE.finditer(text):
        at = m.start()
        low = max(0, at - REACH)
        window = text[low:at]
        cuts = list(re.finditer(r"[，。；：！？、\n“”‘’《》（） ]|\.(?!\d)", window))
        begin = cuts[-1].end() if cuts else 0
        if _closed(window, begin) or (not begin and low):
            continue
        rest = window[begin:]
        lead = _SITELEAD.match(rest)
        if lead:
            begin += lead.end()
            rest = window[begin:]
        zone = _ZONE.match(rest)
        if zone and not rest[zone.end() :].startswith(("项目", "建设")):
            begin += zone.end()
            rest = window[begin:]
        end = project_end().search(rest)
        if end is None and "·" not in rest or not 4 <= len(rest) <= 22:
            continue
        if end is not None and (generic(rest[: end.start()]) or _COMMON.fullmatch(rest[: end.start()])):
            continue
        if _VAGUE.search(rest[:4]):
            continue
        found.append(_project(page, low + begin, at, "project-site"))
    return found


REACH = 30

# --- named by an ending ----------------------------------------------------------------------------------------------

_RIGHT = re.compile(
    r"、[^，。；、\n]{2,16}(?:先后|全部|陆续|相继)?(?:建成|完工|开工|竣工|通车|投用|投产|贯通)|(?:已经?|将|正)?(?:"
    + words(
        "建成 开工 通车 贯通 全线 投用 投入 投产 投运 合龙 封顶 竣工 完工 签约 落地 启用 建设 项目 揭牌 进入 正在 实现 开始 扩建 改造提升 改造 获 荣获 被授予 被认定 被评为",
        "总投资 全长 占地 总面积 建筑面积 面积 规模为 设站 完成投资 计划投资 总经费 全部建成 先后完工 选址 竣工 完成后 先后建成 奠定 拟于 将于",
        "完成 年内 获批 首通",
        "等被 主体 主线 正式 动工 奠基 运营 开通 顺利 加快 首飞 通航 并网 蓄水 下闸 全面 交付 衬砌 同步开工 试运行 试营业 施工 开街 的建设 前期 等项目 等工程 等重大 等重点 工程",
    )
    + ")"
)
_STAGE = re.compile("进入|完成|全面|正式|加快|顺利|现场|如火如荼|提速|有序|稳步")
_MADE = re.compile(r"推进|推动|加快|建设|建成|运作|引进|打造|开工|谋划|启动|实施|开通|投资的|抓好|启用|规划|完成")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(trie(head for head in table("project_heads.tsv").column("head") if len(head) > 1))


@cache
def _sure() -> frozenset[str]:
    return frozenset(head for head, place in table("project_heads.tsv") if place == "no")


_BOUND = re.compile(
    rf".*(?:{words('推进 推动 加快 建设 建成 运作 引进 打造 开工 谋划 启动 实施 开通 抓好 启用 规划 完成 新建 投资 依托 签约 深化 支持 在 与 以 把 将 是 由 到 从 对 为 的 和 及 了 等 扎实 全面 争取 确保 投用 投运 竣工 通车 续建 主持 负责 承建 参与 总投资 进行 含 力促 搞好 运营 辖内有 境内有 拥有 设有 目前 另外 其中 首先 同时 预计 围绕 聚焦 共建 设立 服务 用好 发挥 提升 强化 持续 高标准 高水平 高质量 统筹')})",
    re.S,
)


def find_projects(page: Page) -> list[ProgramDraft]:
    """A name with a project's ending, where works are told of it: 推进…大桥建设, …产业园开工, …水库建成蓄水."""
    found: list[ProgramDraft] = []
    text = page.text
    last = -1
    for m in _inner().finditer(text):
        at, end = m.start(), m.end()
        low = max(0, at - 26)
        window = text[low:at]
        cuts = list(re.finditer(r"[，。；：！？、\n“”‘’《》（） ]|\.(?!\d)", window))
        begin = cuts[-1].end() if cuts else 0
        if _closed(window, begin) or (not begin and low):
            continue
        rest = window[begin:]
        lead = _BOUND.match(rest)
        verb = ""
        if lead:
            begin += lead.end()
            verb = lead.group()
            rest = window[begin:]
        zone = _ZONE.match(rest + m.group())
        if zone and zone.end() < len(rest) - 1:
            begin += zone.end()
            rest = window[begin:]
        start = low + begin
        if (
            not (2 <= len(rest) <= 16 or (len(rest) == 1 and rest in "西北"))
            or generic(rest)
            or _COMMON.fullmatch(rest)
            or _VAGUE.search(rest)
            or not re.fullmatch(rf"{_NAME}+", rest)
        ):
            continue
        right = _RIGHT.match(text, end)
        made = bool(_MADE.search(verb)) and re.match(r"[，。；、\n]|建设|等|的", text[end : end + 2])
        if m.group() not in _sure():
            if right is None or right.group() in ("建设", "项目", "全面", "加快", "进入", "实现", "改造", "等项目"):
                continue
            if right.group().endswith("工程"):
                continue
            if len(rest) < 3 and not re.match(
                "建成|通车|开工|贯通|竣工|合龙|封顶|揭牌|完工|改造提升|占地|总投资|建筑面积|全长", right.group()
            ):
                continue
        elif not right and not made and last != start - 1:
            continue
        if right is not None and right.group() == "建设" and not made and not _STAGE.match(text, right.end()):
            continue
        if rest[0] in "西北二下" and start > 2 and text[start - 1] == "、" and text[start - 2] in "东南一上":
            # 城南东、西安置区: members that share their head are one
            first = re.search(rf"[{HAN}]{{1,6}}\Z", text[max(0, start - 8) : start - 1])
            if first:
                start -= len(first.group()) + 1
        if text.startswith("工程", end) and re.search("期|枢纽|航道|灌区|管道|水库", m.group()):
            end += 2
        found.append(_project(page, start, end, "project-ending"))
        last = end
    return found


_LINE = re.compile(r"号线(?:[一二三四]期|[东西南北]延(?:伸)?(?:线|段)?|延伸线|延伸段)?|铁路[A-Z]\d{0,2}线")
_LINED = re.compile(r"(?:(?:地铁|轨道交通|有轨电车)?(?<![\dA-Za-z])[A-Z]?\d{1,2}|市域|城际)\Z")
_LAID = re.compile("建成|开通|全长|开工|建设|通车|完成投资|获批|贯通|试运行|初期运营|洞通|轨通")


def find_lines(page: Page) -> list[ProgramDraft]:
    """地铁4号线, 7号线一期: lines of a railway, where the clause tells that they are built or opened."""
    found = []
    for m in _LINE.finditer(page.text):
        before = _LINED.search(page.text, max(0, m.start() - 10), m.start())
        if before is None:
            continue
        start = before.start()
        end = page.text.find("，", m.end(), m.end() + 40)
        if _LAID.search(page.text, max(0, start - 12), end if end >= 0 else m.end() + 24):
            found.append(_project(page, start, m.end(), "project-line"))
    return found


_VAGUE = re.compile(
    r"\d+[县市区个座条]|"
    + words(
        "主线 一批 一座 一个 多个 各类 若干 大型 现代 特色 高技术 高新技术 高端 国家级 省级 世界级 一流 区域性 重要 主要 新建 个 座 条 家 级 加强 优化 提高 支持 发展 完善 促进 推动 高速度 这 各 全 新增 我国 我省 大力 传统 标准化 智能化 基础设施 领域 产业 中国 农村"
    )
)


_CAPTION = re.compile(rf"\n ?({_NAME}{{4,20}}?)(?:项目|效果图)?(?=\n|\Z)")


def find_captions(page: Page) -> list[ProgramDraft]:
    """A line that is nothing but a project's name (a caption, a section's heading)."""
    found = []
    for m in _CAPTION.finditer(page.text):
        end = project_end().search(m[1])
        if end is None or len(end.group()) < 2 and not m[1].endswith(("产业园", "创新园", "港", "园")):
            continue
        if (
            generic(m[1][: end.start()])
            or _COMMON.fullmatch(m[1][: end.start()])
            or re.match(r"[一二三四五六七八九十\d（]+[、.．）]", m[1])
            or _VAGUE.search(m[1])
        ):
            continue
        if m[1].endswith(
            ("中心", "基地", "新区", "新城", "医院", "学校", "大学", "院", "站", "城", "村", "区", "段", "厂", "楼")
        ):
            continue
        found.append(_project(page, m.start(1), m.end(1), "project-caption"))
    return found


# --- honours without marks -------------------------------------------------------------------------------------------


@cache
def _winning() -> re.Pattern[str]:
    return re.compile(
        words(
            "荣获 获评 获得 获批 喜获 被授予 被评为 被评选为 被认定为 认定为 被命名为 命名为 荣膺 入选 跻身 创成 成功创建 成功创建为 评选为 成功创建 创建 争创 巩固",
            "捧回 斩获 摘得 入围 列入 获颁 当选 被列为 被确定为 获",
        )
    )


@cache
def _won() -> re.Pattern[str]:
    ends = trie(table("honours.tsv").column("head"))
    level = words("全国 国家 中国 世界 全球 国际 联合国 全省 全市 全区 全县 省级 市级 国家级 首批 亚洲")
    body = rf"(?:(?![的了和等、])[{HAN}A-Za-z\d·])"
    return re.compile(
        rf"(?:了|过)?(?:为)?(?:第[一二三四五六七八九十百\d]+[届批]|首批|首届|\d{{4}}年度?)?"
        rf"(?:({body}{{2,24}}?(?:{ends})(?:[一二三]等奖)?)(?![{HAN}])|({body}{{2,24}}?(?:{ends}))(?=荣?誉?称号|认定|名单|名录|表彰|创建|建设|等)"
        rf"|((?:{level}|[{HAN}]{{2}}[省市]){body}{{3,20}}?)(?=荣誉称号|称号|认定|奖牌|[，。；、！\n]))"
    )


_NOTWON = frozenset("收接查破缴捕")
_VAIN = re.compile(
    r"一批|\d+[个项家名]|[一二三四五六七八九十]+[个项家]|多项|更多|.*(?:支持|认可|好评|批复|批准|肯定|资金|专利|第[一二三四五六七八九十\d]+|前列|计划|试点|规划|增长|任务|首位|投资|补助|收入|同意|城市群|通过|关注|赞誉|立项|授权|奖项|院士|许可|肯定或推广|肯定|推广|前.位|国家级大奖|冠军|亚军|.*\d+[家个项名]|亚军|项目|立法|议程|目录|清单|创建成果|成果|创建|工程|行动|范围|融资|奖励|大奖赛)\Z"
)


def find_honours(page: Page) -> list[ProgramDraft]:
    """荣获…先进集体称号, 获得…认定, 入选全国…: the honour without 称号, 认定."""
    found = []
    for verb in _winning().finditer(page.text):
        m = _won().match(page.text, verb.end())
        if (
            m is None
            or page.text[verb.start() - 1 : verb.start()] in _NOTWON
            or (found and found[-1].end > verb.start())
        ):
            continue
        group = next(i for i in (1, 2, 3) if m[i])
        start, end = m.span(group)
        for tail in ("荣誉称号", "称号", "荣誉", "认证"):
            if page.text[start:end].endswith(tail):
                end -= len(tail)
        m2 = re.match(r".*(奖)[一二三特]等奖\Z", page.text[start:end])
        if m2:
            end = start + m2.end(1)
        name = page.text[start:end]
        if len(name) < 4 or generic(name) or _VAIN.match(name):
            continue
        found.append(program(start, end, "plain-honour", HONOUR, page.source.clean[start:end]))
    return found
