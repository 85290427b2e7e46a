"""Whose a figure is: the place, office, firm or project that is named before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.context import _words
from zhextract.lexicon import table

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = ["is_attribute", "is_body", "resolved"]

_BODY = tuple(w for w, c in table("divisions.tsv") if c in ("body", "area"))
_GENERAL = frozenset(w for w, c in table("divisions.tsv") if c == "general")
_LEVEL = {"市": "市", "县": "县区市", "区": "区县", "省": "省区", "镇": "镇", "乡": "乡", "村": "村"}


def is_attribute(of: str) -> bool:
    """Is it a measure of one thing, such as 总投资 or 占地面积?"""
    return of.endswith(_words.ATTRIBUTES)


def is_body(name: str) -> bool:
    """May a noun phrase before a verb be the bearer: does it end as an office, firm, site or project does?"""
    return name.endswith(_BODY) or name in _GENERAL


def resolved(scene: Scene, subject: str) -> str | None:
    """The name behind 全区, 我市, 该县: the place that the article is about, where it is of that level."""
    if subject not in _GENERAL:
        return None
    main = scene.main
    if main is None:
        return None
    return main if main[-1] in _LEVEL.get(subject[-1], "") else None
