"""What a reader keeps in mind from one figure to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.context import subject

if TYPE_CHECKING:
    from zhextract.drafts import QuantityDraft

__all__ = ["Memory"]


class Memory:
    """What a reader keeps in mind from one figure to the next."""

    __slots__ = (
        "area",
        "area_at",
        "bearer",
        "bearer_at",
        "counted",
        "counted_at",
        "floor",
        "group",
        "indicator",
        "last",
        "place",
        "prev",
        "root",
        "root_at",
        "shared",
        "told",
        "units",
        "yoy",
    )

    # what a sentence begins anew (`begin`)
    floor: int  # the end of what belongs to the figure before
    place: str | None  # who was spoken of before a work was: 全区, in 全区…，云溪大桥全长…
    counted: str | None  # the last thing counted in the sentence
    counted_at: int
    shared: list[str]  # the things that a list of figures is told of, in order
    told: list[str]  # what the figures of the sentence are of, in order
    units: dict[str, str]  # by units: what was counted in them
    group: int  # figures left in the list

    def __init__(self) -> None:
        self.prev: QuantityDraft | None = None  # the figure before, in this paragraph
        self.bearer: str | None = None  # who is spoken of: a place, an office, a project
        self.bearer_at = -1
        self.root: str | None = None  # what a figure was before is of: 由第46位
        self.root_at = -1  # the figure that it came to
        self.indicator: QuantityDraft | None = None  # the last one that a change may be of
        self.last: str | None = None  # who the sentence before was on
        self.area: str | None = None  # the last place in the paragraph
        self.area_at = -1
        self.yoy = False  # 同比 or 比上年 was said in this paragraph

    def begin(self, sentence: int) -> None:
        """A sentence begins at `sentence`."""
        self.floor = sentence
        self.last = self.bearer if self.bearer_at >= 0 else None
        self.bearer = self.place = self.area
        self.bearer_at = -1
        self.counted = None
        self.shared, self.told, self.units, self.group = [], [], {}, 0

    def turn(self, name: str, at: int) -> None:
        """`name`, which stands at `at`, is spoken of from there on."""
        if not subject.is_work(name):
            self.place = name
        self.bearer, self.bearer_at = name, at
