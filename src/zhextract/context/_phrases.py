"""What the two sides of a number share: how nouns end, and whether a verb acts or stands inside a noun."""

from __future__ import annotations

from typing import Final

from zhextract.context import _words

__all__ = ["CONTESTS", "DONE", "ENTITY", "acts", "suffixed"]

#: how those end that act: a verb behind them is one (专班走访企业), not part of a noun (技能培训)
ENTITY: Final = _words.Endings(
    "企业 公司 单位 居民 群众 学生 老人 村民 农户 职工 干部 党员 志愿者 人员 学校 医院 乡镇 社区 村 部门 项目 小区 街道 家庭 镇 乡 "
    "局 委 院 厅 办 中心 专班 集团 银行 园区 机构 教师 专家 孩子 市民 旅客 考生 医生 护士 队员 媒体 队 户 者 员 工厂 "
    "商户 司机 运动员 代表 委员 技术员 人才 选手 资金 厂 店 园 站 馆 会 政府 财政 书记 系统 窗口 平台 基地 港 机场 设备 车辆 "
    "车 船 机床 路灯 水库 泵站 道路 工作组".split()
)


#: verbs of one character before 了
DONE: Final = frozenset("排种开接卖做办写画栽挖装换拆补喝修盖养走跑添拉租签拍赚建采摘收送花用拿挣")

#: what places are told in: 在综合考评中跃居第21名
CONTESTS: Final = ("考评", "测评", "评价", "考核", "评比", "评估", "排名", "排行", "评议", "评选", "督查", "大赛", "竞赛", "比赛", "调查")

_SUFFIX: Final = frozenset(
    "率量额数费者员户点站机器厂车村区件款金物品单证卡线路桥库池池房楼校园馆店所院室科组队团会网地权度期处岗"
)


def suffixed(text: str, b: int, limit: int) -> bool:
    """Does one character behind the verb at `b` make it a noun (收缴率, 防范区)?"""
    if b < limit and text[b] in "性型化级式类":
        return True
    if b >= limit or text[b] not in _SUFFIX:
        return False
    if b + 1 >= limit or text[b] in "率额者":
        return True
    if text[b : b + 2] in _words.CLASSES:
        return False  # 举办|线上招聘会
    behind = _words.word_at(text, b + 1, limit)
    return behind is not None and behind[2] in _ENDING  # 回迁房|全部交付


#: classes of the words that no noun goes on with
_ENDING: Final = ("function", "de", "verb")


#: adverbs that as often stand before a noun: 科技创新|专项资金
_ATTRIBUTIVE: Final = frozenset(("专项", "重点", "科学", "基本", "首批", "独立"))


def acts(text: str, a: int, b: int, limit: int) -> bool:
    """Does a verb or adverb follow at `b`, or nothing up to `limit`: is the adverb before it one?"""
    if b >= limit:
        return True
    if text[b] in "了过完到出":
        return True
    word = _words.word_at(text, b, limit)
    if word is None or word[2] in ("noun", "de"):
        return False
    start, end, _ = word
    return text[start:end] not in _ATTRIBUTIVE or acts(text, start, end, limit)
