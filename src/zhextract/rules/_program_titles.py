"""Documents in 《》: plans, laws, measures, notices, reports; not newspapers, works of art, licences."""

from __future__ import annotations

import re

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, Page, words

__all__ = ["find_headline", "find_titles"]

_ENDINGS = (
    "规划 计划 计画 方案 预案 纲要 纲领 大纲 蓝图 路线图 办法 条例 规定 决定 决议 意见 建议 措施 举措 政策 通知 通报 通告 公告 公报 "
    "批复 细则 规则 规程 规范 准则 守则 指南 指引 导则 要点 目录 名录 清单 标准 制度 章程 公约 协定 协议 协议书 备忘录 声明 宣言 议定书 "
    "条约 宪章 宪法 倡议 倡议书 责任书 责任状 承诺书 告知书 建议书 任务书 决定书 白皮书 蓝皮书 绿皮书 报告 报告书 说明 总则 法典 "
    "草案 修正案 解释 手册 安排 行动 工程 战略 基本法 大法 共识 议程 联合公报 函 令 一览表 任务分解表 负面清单 机制 体系 框架 共同纲领 "
    "提纲 决策部署 若干问题 暂行办法 文本 合同 流程 办理流程 要求 规约 典章 题词"
)
_ENDS = re.compile(rf"(?:{words(_ENDINGS)}|[^办方看想说书技手魔戏语疗用]法|[一二三四五六七八九十]+条)\Z")
_TAIL = re.compile(r"(?:（[^（）]*）|[〔\[(][^〔〕]*[〕\])]|[\d\s.．—\-–年版]+)+\Z")
_GENERIC = frozenset(_ENDINGS.split())
# behind these words a title is a work's, a paper's or a programme's
_WORK = re.compile(
    rf"(?:{words('日报 晚报 小说 长篇 散文 诗 诗歌 诗篇 古诗 歌曲 歌 儿歌 民歌 电影 影片 大片 电视剧 连续剧 纪录片 专题片 宣传片 短视频 微视频 视频 动画片 节目 栏目 话剧 歌剧 舞剧 京剧 豫剧 越剧 婺剧 小戏 小品 戏曲 剧目 刊登 刊发 登上 播出 播放 收看 收听 演唱 合唱 齐唱 高唱 背诵 诵读 朗诵 诵 弹奏 题为 文章 长文 署名文章 发表 专著 著作 图书 绘本 画作 国画 油画 舞蹈 歌舞 相声 快板 乐曲 交响曲 歌舞剧 音乐剧 雕塑 上映 书籍 杂志 期刊 改编自 摄影作品')})(?:了|的|过|着|《[^》]*》、?)?\Z"
)
_ISSUE = re.compile(
    rf"(?:{words('印发 出台 制定 发布 颁布 修订 修改 编制 起草 审议 审议通过 通过 下发 公布 施行 实施 贯彻 落实 贯彻落实 执行 签署 签订 转发 批准 批复 依据 根据 按照 依照 违反 遵守 关于 形成 提交 印发实施 研究')})(?:了|的|过|好)?\Z"
)
_NOISSUE = re.compile(
    rf"(?:{words('证 证书 执照 许可证 登记表 申请表 承诺函 歌 曲 赋 记 传 图 志 报 日报 晚报 时报 新闻 联播 杂志 画报 周刊 之歌 字典 词典')})\Z"
)
_NUMBER = re.compile(rf"\s*（([{HAN}]{{1,14}}[〔\[［(（](\d{{4}})[〕\]］)）]\s*第?\s*\d{{1,5}}\s*号)[^（）]{{0,12}}）")
_ISSUER = re.compile(
    rf"([{HAN}]{{0,16}}(?:{trie('部 局 委 委员会 厅 办公厅 办公室 政府 国务院 党中央 中共中央 省委 市委 区委 县委 人大 人大常委会 法院 检察院 银行 总局 总署 协会 管委会 指挥部 领导小组'.split())}))"
    rf"(?:[等近日日前先后联合正式今天昨日年月\d]|共同|已经)*(?:{words('印发 出台 制定 发布 颁布 修订 编制 起草 下发 公布 通过 审议通过 转发')})(?:了|的|实施)?\Z"
)
_CUT = re.compile(r"[，。；！？：\n》”]")


_HEADLINE = re.compile(
    rf"(?:\A|(?<=\n)) ?((?:[{HAN}\d“”（）—《》·]){{6,60}}?(?:规划纲要|发展规划|总体规划|专项规划|条例|管理办法|实施办法|实施方案|行动方案|行动计划|实施意见|指导意见|若干措施))(?:（[^（）\n]{{1,12}}）)?(?=\n|\Z)"
)


def find_headline(page: Page) -> list[ProgramDraft]:
    """A document's own title, that stands alone on one of the first lines."""
    m = _HEADLINE.search(page.text, 0, 400)
    if m is None or re.search("出台|印发|发布|审议|召开|推进|解读|我市|我省|我县|的|一图", m[1]):
        return []
    name = page.source.clean[m.start(1) : m.end(1)]
    return [program(m.start(1), m.end(1), "document-title", ProgramKind.DOCUMENT, name)]


def find_titles(page: Page) -> list[ProgramDraft]:
    """Every document in title marks that are no title inside a title."""
    found: list[ProgramDraft] = []
    full: dict[str, str] = {}  # 《条例》 after the full name
    text, clean = page.text, page.source.clean
    for mark in page.marks:
        if not mark.title or mark.deep:
            continue
        start, end = mark.open + 1, mark.close
        inside = text[start:end].replace("\n", "").strip()
        bare = _TAIL.sub("", inside) or inside
        before = text[max(0, start - 13) : start - 1]
        if bare in _GENERIC:
            name = full.get(bare)
            if name is not None:
                found.append(program(start, end, "document-short", ProgramKind.DOCUMENT, name))
            continue
        head = _ENDS.search(bare)
        if head is None:
            if not (inside.startswith("关于") or _ISSUE.search(before)) or _NOISSUE.search(bare) or len(bare) < 4:
                continue
        if _WORK.search(before) and (head is None or len(bare) < 8 or re.search("题为|文章|长文", before)):
            continue
        draft = program(start, end, "document", ProgramKind.DOCUMENT, clean[start:end].replace("\n", "").strip())
        if head is not None:
            full[head.group()] = draft.name
        _issued(draft, text, page, start)
        found.append(draft)
    return found


def _issued(draft: ProgramDraft, text: str, page: Page, start: int) -> None:
    """Issuer, number and year, where the text has them around the title."""
    m = _NUMBER.match(text, draft.end + 1)
    if m:
        draft.number, draft.year = page.source.clean[m.start(1) : m.end(1)], int(m[2])
    before = _CUT.split(text[max(0, start - 40) : start - 1])[-1]
    m = _ISSUER.search(before)
    if m:
        offset = start - 1 - len(before)
        issuer = page.source.clean[offset + m.start(1) : offset + m.end(1)]
        draft.issuer = re.sub(r"^(?:根据|按照|依据|由|经|在|近日|日前|年|月|日|\d)+", "", issuer) or None
    if draft.year is None:
        m = re.match(rf"[{HAN}]*?((?:19|20)\d\d)年", text[draft.start : draft.end])
        if m:
            draft.year = int(m[1])
