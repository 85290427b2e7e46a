"""Words with offsets and parts of speech: numbers with their units, times and names stay whole, jieba cuts the rest.

jieba runs in an instance of its own, loaded on first need, with its cache in a private folder; the global `jieba` is
never touched. Where rjieba is installed it cuts instead, some twenty times faster, with the same words: both get only runs
of Chinese characters, on which the two agree, and parts of speech come from jieba's dictionary in either case.
"""

from __future__ import annotations

import marshal
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zhextract import resolve
from zhextract.rules import quantity, time
from zhextract.source import Source

if TYPE_CHECKING:
    from zhextract.names import Names
    from zhextract.units import Units

__all__ = ["Segmenter", "Token", "tokenize"]



@cache
def _piece() -> Any:
    """Runs of what one of the cutters takes; anything else by grapheme, so that no emoji or accent is torn apart.

    `regex` knows scripts and graphemes, which `re` does not; it is loaded with the first token only.
    """
    import regex

    return regex.compile(
        r"(?P<han>[\u4e00-\u9fd5]+)|(?P<eng>\p{Latin}+(?:[-'.]\p{Latin}+)*)|(?P<m>[0-9]+(?:[.,][0-9]+)*%?)"
        r"|(?P<blank>\s+)|(?P<x>\X)"
    )


class Token(NamedTuple):
    """A word: raw offsets (half open), its text, its part of speech in jieba's tag set (m number, t time, nz name, x sign)."""

    start: int
    end: int
    text: str
    pos: str


class Segmenter:
    """Cuts runs of Chinese characters into words. `backend` is ``"jieba"``, ``"rjieba"`` or None for the faster that is there."""

    def __init__(self, backend: str | None = None) -> None:
        if backend not in (None, "jieba", "rjieba"):
            raise ValueError(f"backend: expected 'jieba' or 'rjieba', got {backend!r}")
        self._wanted = backend
        self._cut: Callable[[str], list[str]] | None = None

    @property
    def backend(self) -> str:
        """The backend in use; asking loads nothing but the module."""
        if self._wanted is None:
            from importlib.util import find_spec

            return "rjieba" if find_spec("rjieba") is not None else "jieba"
        return self._wanted

    def cut(self, text: str) -> list[str]:
        """The words of a run of Chinese characters, in order; joined they are the text."""
        if self._cut is None:
            self._cut = _rjieba() if self.backend == "rjieba" else _jieba()
        return self._cut(text)

    def pos(self, word: str) -> str:
        """The part of speech of a word in jieba's dictionary, ``x`` where it is not there."""
        return _tags().get(word, "x")

    def __reduce__(self) -> tuple[type[Segmenter], tuple[str | None]]:
        return Segmenter, (self._wanted,)


def tokenize(
    text: str, *, segmenter: Segmenter | None = None, names: Names | None = None, units: Units | None = None
) -> list[Token]:
    """The tokens of `text`, blanks left out; ``token.text == text[token.start:token.end]``.

    Quantities (``m``), times (``t``) and, with `names`, own names (``nz``) are one token each.
    """
    segmenter = segmenter or _default_segmenter()
    source = Source(text)
    numbers, times = resolve.apart(source.text, quantity.find(source, units), time.find(source))
    kept = [(t.start, t.end, "t") for t in times] + [(q.start, q.end, "m") for q in numbers]
    if names is not None:
        kept += [(start, end, "nz") for start, end, *_ in names.find(source.text)]
    tokens: list[Token] = []
    at = 0
    for start, end, pos in sorted(kept, key=lambda k: (k[0], -k[1])):
        if start < at:
            continue
        tokens += _plain(source, at, start, segmenter)
        tokens.append(_token(source, start, end, pos))
        at = end
    tokens += _plain(source, at, len(source.text), segmenter)
    return tokens


def _token(source: Source, start: int, end: int, pos: str) -> Token:
    a, b = source.span(start, end)
    return Token(a, b, source.raw[a:b], pos)


def _plain(source: Source, start: int, end: int, segmenter: Segmenter) -> Iterator[Token]:
    for m in _piece().finditer(source.text, start, end):
        kind = m.lastgroup
        if kind == "blank":
            continue
        if kind == "han":
            at = m.start()
            for word in segmenter.cut(m[0]):
                yield _token(source, at, at + len(word), segmenter.pos(word))
                at += len(word)
        else:
            yield _token(source, m.start(), m.end(), kind or "x")


@cache
def _default_segmenter() -> Segmenter:
    return Segmenter()


# --- backends -----------------------------------------------------------------------------------------------------


def _rjieba() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        raise ImportError("the rjieba backend needs rjieba: pip install 'zhextract[fast]'") from None
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _import_jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports the deprecated pkg_resources
        import jieba
    return jieba


def _jieba() -> Callable[[str], list[str]]:
    jieba = _import_jieba()
    tokenizer = jieba.Tokenizer()
    # jieba.Tokenizer.initialize would log to stderr and write its cache into the shared temporary folder
    tokenizer.FREQ, tokenizer.total = _prefix_dictionary(tokenizer)
    tokenizer.initialized = True
    return lambda text: list(tokenizer.cut(text))


def _prefix_dictionary(tokenizer: Any) -> tuple[dict[str, int], int]:
    dictionary = _dictionary()
    cache_file = _cache_folder() / f"jieba-{int(dictionary.stat().st_mtime)}-{dictionary.stat().st_size}.marshal"
    try:
        frequencies, total = marshal.loads(cache_file.read_bytes())
        return frequencies, total
    except (OSError, ValueError, EOFError, TypeError):
        pass
    with dictionary.open("rb") as file:
        frequencies, total = tokenizer.gen_pfdict(file)
    try:
        cache_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache_file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps((frequencies, total)))
        os.replace(name, cache_file)
    except OSError:
        pass  # a home that cannot be written costs a second each time, no more
    return frequencies, total


def _cache_folder() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(root) / "zhextract"


def _dictionary() -> Path:
    return Path(_import_jieba().__file__).parent / "dict.txt"


@cache
def _tags() -> dict[str, str]:
    tags = {}
    with _dictionary().open(encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.rstrip("\n").split(" ")
            tags[word] = tag
    return tags
