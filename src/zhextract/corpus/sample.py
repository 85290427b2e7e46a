"""Random records out of any texts, each with its sentence, for a reader to judge."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any, NamedTuple

from zhextract.corpus.bench import Run, default_run
from zhextract.corpus.show import excerpt

__all__ = ["Sampled", "sample"]


class Sampled(NamedTuple):
    """A record, the text that it is from, and its sentence with the record marked."""

    source: str
    record: dict[str, Any]
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """As a line of JSON: ``judged`` is for the reader to set."""
        return {"source": self.source, "sentence": self.sentence, **self.record, "judged": None}


def sample(
    texts: Iterable[tuple[str, str, str | None]],
    count: int,
    seed: int,
    types: Iterable[str],
    run: Run = default_run,
) -> list[Sampled]:
    """`count` records of `types` out of ``(name, text, published)``, each as likely as any other, in the order of
    the texts.

    The same texts and seed give the same records. Only `count` are held at a time, so the texts may be any number.
    """
    wanted = frozenset(types)
    chance = random.Random(seed)
    kept: list[tuple[int, Sampled]] = []
    seen = 0
    for name, text, published in texts:
        for record in run(text, published):
            if record["type"] not in wanted:
                continue
            at = seen if seen < count else chance.randrange(seen + 1)
            if at < count:
                one = (seen, Sampled(name, record, excerpt(text, record["start"], record["end"], 200)))
                if seen < count:
                    kept.append(one)
                else:
                    kept[at] = one
            seen += 1
    return [one for _, one in sorted(kept, key=lambda pair: pair[0])]
