"""Articles with gold to and from the formats of annotation tools: brat, Label Studio, doccano; CoNLL for training.

A tool shows spans with labels and little more; the fields of the records go along in the place that each tool keeps for
what it does not know (notes, meta, metadata), so that what goes out comes back the same. Where a tool's user has changed
a span, a label or an attribute, his word counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from zhextract.corpus import articles, marked
from zhextract.corpus.articles import Article
from zhextract.exchange.common import ExchangeError, Tool

__all__ = ["SOURCES", "TARGETS", "ExchangeError", "convert", "dump", "load"]

SOURCES = ("corpus", "marked", "jsonl", "brat", "labelstudio", "doccano")
TARGETS = ("corpus", "marked", "jsonl", "brat", "labelstudio", "doccano", "conll")

Files = list[tuple[str | None, bytes]]
_TEXT = "surrogatepass"


def convert(paths: Iterable[str], source: str, target: str) -> Files:
    """The files that come out of converting `paths`: (name, bytes), the name None where it is one stream.

    Raises `ExchangeError` for an unknown format and for a file that cannot be read.
    """
    if source not in SOURCES:
        raise ExchangeError(f"no format {source!r} to read: {', '.join(SOURCES)}")
    if target not in TARGETS:
        raise ExchangeError(f"no format {target!r} to write: {', '.join(TARGETS)}")
    paths = list(paths)
    if source in ("corpus", "marked", "jsonl") and target in ("marked", "jsonl"):
        return _plain(paths, source, target)
    return dump(load(paths, source), target)


def load(paths: Iterable[str], source: str) -> list[Article]:
    """The articles in files of a format; a case of marked text is an article too. Raises `ExchangeError`."""
    found: list[Article] = []
    try:
        if source == "corpus":
            from zhextract.corpus.bench import CorpusError, PhraseFile
            from zhextract.corpus.bench import load as load_corpus

            try:
                for item in load_corpus(paths):
                    found += map(_article, item.cases) if isinstance(item, PhraseFile) else [item]
            except CorpusError as error:
                raise ExchangeError(str(error)) from None
        elif source in ("marked", "jsonl"):
            for path in paths:
                items = _items(path, source)
                found += [_article(item) for item in items if isinstance(item, marked.Case)]
        else:
            found = _tool(source).load(paths)
    except OSError as error:
        raise ExchangeError(f"{error.filename}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ExchangeError(f"not UTF-8: {error.reason} at byte {error.start}") from None
    return found


def dump(found: Iterable[Article], target: str) -> Files:
    """The files of a format that hold these articles."""
    found = list(found)
    if target == "marked":
        return [(None, marked.render(marked.cases(a.case() for a in found)).encode("utf-8", _TEXT))]
    if target == "jsonl":
        return [(None, marked.to_jsonl(a.case() for a in found).encode("utf-8"))]
    if target == "corpus":
        files: Files = []
        for article in found:
            header = {
                "type": "document",
                "id": article.id,
                "published": article.published,
                "sha256": articles.sha256(article.text),
            }
            files.append((f"{file_name(article.id)}.txt", article.text.encode("utf-8", _TEXT)))
            files.append((f"{file_name(article.id)}.jsonl", articles.dump(header, article.gold).encode("utf-8", _TEXT)))
        return files
    return _tool(target).dump(found)


def file_name(id_: str) -> str:
    """An id as the name of a file."""
    return re.sub(r"[^\w.\-]+", "_", id_).strip(".") or "text"


def _tool(name: str) -> Tool:
    if name == "brat":
        from zhextract.exchange import brat

        return brat
    if name == "labelstudio":
        from zhextract.exchange import labelstudio

        return labelstudio
    if name == "doccano":
        from zhextract.exchange import doccano

        return doccano
    from zhextract.exchange import conll

    return conll


def _article(case: marked.Case) -> Article:
    return Article(id=case.id, text=case.text, published=case.published, gold=case.wanted, path=case.path)


def _items(path: str, source: str) -> list[marked.Case | marked.Plain]:
    text = Path(path).read_bytes().decode("utf-8")
    try:
        return marked.parse(text, path) if source == "marked" else marked.from_jsonl(text, path)
    except marked.MarkedError as error:
        raise ExchangeError(str(error)) from None


def _plain(paths: list[str], source: str, target: str) -> Files:
    """Marked text and JSON lines: comments and empty lines go along."""
    from zhextract.corpus.bench import CorpusError, PhraseFile
    from zhextract.corpus.bench import load as load_corpus

    out: Files = []
    for path in paths:
        items: list[marked.Case | marked.Plain]
        try:
            if source != "corpus":
                items = _items(path, source)
            else:
                items = []
                for item in load_corpus([path]):
                    items += item.items if isinstance(item, PhraseFile) else marked.cases([item.case()])
        except CorpusError as error:
            raise ExchangeError(str(error)) from None
        except OSError as error:
            raise ExchangeError(f"{path}: {error.strerror}") from None
        if target == "marked":
            if source == "jsonl" and not any(isinstance(item, marked.Plain) for item in items):
                items = marked.cases([item for item in items if isinstance(item, marked.Case)])
            out.append((f"{Path(path).stem}.txt", marked.render(items).encode("utf-8", _TEXT)))
        else:
            out.append((f"{Path(path).stem}.jsonl", marked.to_jsonl(items).encode("utf-8")))
    return out
