"""The kind of a quoted name: by the head behind it, or by its own words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from zhextract.records import ProgramKind
from zhextract.rules.program.shapes import articles
from zhextract.rules.program.vocabulary import heads

__all__ = ["bare_kind", "kind_of"]


@lru_cache(1024)
def kind_of(word: str) -> ProgramKind:
    """The kind that a head makes: of the longest head that ends the word."""
    known = heads()
    for at in range(len(word)):
        if word[at:] in known:
            return known[word[at:]][0]
    return ProgramKind.INITIATIVE


_WAYS: Final = ("库", "工作法", "管理", "管理法", "监管", "监督", "模式", "经验", "机制", "制度", "预警")


def bare_kind(inside: str) -> ProgramKind:
    """The kind of a name without a head: an initiative, unless it says itself what it is."""
    if inside.endswith(_WAYS) or (inside[-1:] == "制" and inside[-2:] not in ("体制", "制")):
        return ProgramKind.MECHANISM
    return ProgramKind.DOCUMENT if articles(inside) else ProgramKind.INITIATIVE
