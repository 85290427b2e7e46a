"""Planned or actual: the last modal word before a figure in its sentence, and years that lie ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.context import _words

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import TimeDraft

__all__ = ["Mood"]

_MODALS = _words.MODALS
_CLASSES = _words.CLASSES
_PLANNING = ("高标准", "高质量", "高水平", "高起点", "大幅", "争创", "如期", "精心")


class Mood:
    """Walks through the modal words with the figures; `at` says whether a figure is planned."""

    __slots__ = ("_from", "_planned", "_until", "scene", "sentence", "text")

    def __init__(self, scene: Scene) -> None:
        self.scene, self.text = scene, scene.text
        self.sentence = -1
        self._from = 0
        self._planned = False
        self._until = ""

    def at(self, start: int, sentence: int, when: TimeDraft | None) -> bool:
        """Is a figure at `start`, in the sentence that begins at `sentence`, planned?"""
        if sentence != self.sentence:
            self.sentence, self._from, self._planned = sentence, sentence, False
        text = self.text
        for m in _words.MODAL_WORDS(text, self._from, start):
            kind = _MODALS[m[0]]
            a, b = m.span()
            if kind == "planned":
                if text[b : b + 1] not in "的》/”":
                    self._planned = True
            elif kind == "done":
                self._planned = False
            elif kind == "be":
                if self._future(b, start):
                    self._planned = True
            elif kind == "after":
                self._planned = True
        self._from = start
        return self._planned

    def _future(self, b: int, start: int) -> bool:
        """Is the 将 that ends at `b` one before a verb? (将38处违建拆除, 将群众安置: it is 把)"""
        text = self.text
        if b >= start:
            return False
        if text.startswith(_PLANNING, b):
            return True
        m = _words.word_at(text, b)
        if m is not None and _CLASSES.get(m[0], "noun") != "noun":
            return True
        # 将实施, 将市 …: a comma or a time directly behind it also ends a modal, a noun does not
        return text[b] in "，：" or b in {t.start for t in self.scene.times}
