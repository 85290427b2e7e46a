"""Known failures: what a reader has judged right as it stands in the corpus, and the rules do not meet yet.

``known.tsv`` in the corpus folder lists them, ``key⇥what``: for marked text the case's id, for an article one
difference each. The check passes over what is listed, and fails on what is not, and on a line that is listed and met
by now (*stale*), so that the list can only say the truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhextract.corpus.articles import Article
    from zhextract.corpus.compare import Difference

__all__ = ["key_of", "read", "render"]

_HEAD = """\
# Failures that are known: judged right as the corpus has them, not yet met by the rules.
# One a line: the key (a case's id; for an article id:type:field:text#n, n the occurrence of the text in the article),
# then what it is about. Written by `zhextract corpus check --update-known`; a line whose case is met by now fails
# the check.
#: key	what
"""


def key_of(article: Article, difference: Difference) -> str:
    """The key of a difference in an article. It does not change when something else in the article does."""
    quoted = re.sub(r"\s", "⏎", difference.text)
    nth = article.text.count(difference.text, 0, difference.start) + 1
    return f"{article.id}:{difference.type}:{difference.what}:{quoted}#{nth}"


def read(path: Path) -> dict[str, str]:
    """Key → what it is about; empty where there is no such file. Raises ValueError naming file and line."""
    known: dict[str, str] = {}
    if not path.exists():
        return known
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, what = line.partition("\t")
        if key in known:
            raise ValueError(f"{path}:{number}: {key} is listed twice")
        known[key] = what
    return known


def render(entries: Iterable[tuple[str, str]]) -> str:
    """The file's text, in the order of the keys."""
    lines = {key: re.sub(r"\s+", " ", what) for key, what in entries}
    return _HEAD + "".join(f"{key}\t{what}\n" for key, what in sorted(lines.items()))
