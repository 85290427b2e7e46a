"""Characters folded one for one into the forms that the rules know, so that the view and the text as written line up.

Full-width digits, half-width punctuation, straight and corner quotes, traditional characters, digits that a scanner
took for letters. Nothing is normalised by NFKC, which changes lengths.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import Final
from unicodedata import normalize

from zhextract.lexicon import table

__all__ = ["fold", "is_traditional", "simplify"]

_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_FOLDS: Final = {
    **{chr(0xFF10 + i): str(i) for i in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    **dict(zip("．％﹪＋－／＊＝＜＞＄￠￡￥＿～〜〰–―─‐‑−﹣", ".%%+-/*=<>$¢£¥_~~~———----", strict=True)),
    **dict(zip("「」『』〝〞﹁﹂﹃﹄＂", "“”‘’“”“”‘’“", strict=True)),
    **dict(zip("();?!", "（）；？！", strict=True)),
    "［": "[",
    "∶": "：",
    "］": "]",
    "Ｏ": "O",
    # the doubles of Big5 and KS X 1001 (年 as U+F98E, 里 as U+F9E9), met in the press releases of a city
    **{chr(c): normalize("NFC", chr(c)) for c in range(0xF900, 0xFAD9)},
}
_ODD: Final = "\uf900-\ufad8０-９Ａ-Ｚａ-ｚ．％﹪＋－／＊＝＜＞＄￠￡￥＿～〜〰–―─‐‑−﹣「」『』〝〞﹁﹂﹃﹄＂［］∶();?!○,:\"'"
# a full-width comma as thousands mark: 3，667亿元; not behind four digits (2025，100个) or a decimal
_THOUSANDS: Final = (
    r"，(?<=[0-9０-９]，)(?<![0-9０-９]{4}，)(?<!\.[0-9]，)(?<!\.[0-9]{2}，)(?=[0-9０-９]{3}(?![0-9０-９]))"
)
_TO_FOLD: Final = re.compile(f"[{_ODD}]")
_COMMA: Final = re.compile(_THOUSANDS)
_HANT: Final = re.compile("[國個萬億戶這會來發實為與對業產學體區灣臺縣鄉鎮場園車時間後設計畫長門]")
_BOTH: Final = frozenset("乾著瞭藉夥於餘徵麼裏么")  # in the table, and met in simplified text as well
_STRAIGHT: Final = {'"': "“”", "'": "‘’"}


@cache
def _simplified() -> dict[str, str]:
    return {a: b for a, b in table("traditional.tsv")}


@cache
def _simplifying() -> array[int]:
    """The table of every character for `str.translate`, which is three times slower with one that lacks most."""
    chars = array("H", range(0x10000))
    for a, b in _simplified().items():
        chars[ord(a)] = ord(b)
    return chars


def is_traditional(text: str) -> bool:
    """Two frequent traditional characters near the start; in a short text, any that simplified text does not use."""
    if len(text) >= 200:
        first = _HANT.search(text, 0, 5000)
        return first is not None and _HANT.search(text, first.end(), 5000) is not None
    if text.isascii():
        return False
    return any(c in _simplified() and c not in _BOTH for c in text)


def fold(clean: str) -> str:
    """The same text, character for character, in the forms that the rules know."""
    folded = _signs(clean)
    # what is ASCII is some 5 % of the text
    if _MAY_BE_DIGIT.search(folded.encode("ascii", "ignore")) is not None or _MAY_BE_ZERO.search(folded) is not None:
        folded = _LOST_DIGIT.sub(_found_digit, folded)
    return folded if _HAS_MIXED.search(folded) is None else _MIXED_YEAR.sub(_found_year, folded)


# a digit that a scanner took for a letter, where what stands around leaves no doubt: 1g80年, 25l亿元, 2g2·6万吨
_LOOKS_LIKE: Final = {"g": "9", "l": "1", "I": "1", "O": "0", "o": "0", "〇": "0"}
_LOST_DIGIT: Final = re.compile(r"[0-9](?<![0-9A-Za-z_/.#=%&@~-].)[0-9]{0,3}[glIOo〇][0-9]{0,3}(?=[年万亿%‰]| ?·[0-9])")
_MAY_BE_DIGIT: Final = re.compile(b"[glIOo](?<=[0-9].)")
_MAY_BE_ZERO: Final = re.compile("〇(?<=[0-9]〇)")
# 二0一一年, 二O二O年: the zeros of a year in Chinese digits as Arabic ones or letters
_MIXED_YEAR: Final = re.compile("[一二](?=[零〇一二三四五六七八九]{0,2}[0Oo])[零〇一二三四五六七八九0Oo]{3}(?=年)")
_HAS_MIXED: Final = re.compile("年(?<=[一二][零〇一二三四五六七八九0Oo]{3}年)(?<![零〇一二三四五六七八九]{3}年)")  # literal first: fast
_FOUND: Final = str.maketrans(_LOOKS_LIKE)
_FOUND_YEAR: Final = str.maketrans("0Oo", "〇〇〇")


def _found_digit(m: re.Match[str]) -> str:
    return m[0].translate(_FOUND)


def _found_year(m: re.Match[str]) -> str:
    return m[0].translate(_FOUND_YEAR)


def _signs(clean: str) -> str:
    """The signs, digits and letters of one width, and the doubles of characters that a text in Big5 may hold."""
    open_ = {'"': False, "'": False}
    paragraph = 0

    def one(m: re.Match[str]) -> str:
        nonlocal paragraph
        char = m[0]
        folded = _FOLDS.get(char)
        if folded is not None:
            return folded
        at = m.start()
        if char not in _STRAIGHT:
            return _in_place(clean, at, char)
        if clean.find("\n", paragraph, at) >= 0:  # marks pair up inside a paragraph
            open_['"'] = open_["'"] = False
        paragraph = at
        if char == "'" and clean[at - 1 : at].isascii() and clean[at - 1 : at].isalpha():
            return char
        open_[char] = not open_[char]
        return _STRAIGHT[char][0 if open_[char] else 1]

    return _TO_FOLD.sub(one, _COMMA.sub(",", clean))


def _in_place(text: str, at: int, char: str) -> str:
    """The signs whose form depends on what stands beside them: a comma or colon in a number, a circle as a zero."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char == "○":
        return "〇" if before in _ZEROS or after in _ZEROS else char
    if char == ":":
        return ":" if before in _DIGITS and after in _DIGITS else "："
    if before in _DIGITS and _THREE.match(text, at + 1):
        return ","
    return "，"


_ZEROS: Final = frozenset("一二三四五六七八九〇○·")
_THREE: Final = re.compile("[0-9０-９]{3}(?![0-9０-９])")


def simplify(text: str) -> str:
    """The same text in simplified characters."""
    return text.translate(_simplifying())
