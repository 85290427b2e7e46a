"""Many texts, in groups that are extracted together: items in, documents or bytes out, in order; a failure costs one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from zhextract.readers import Failure, Item

if TYPE_CHECKING:
    from zhextract.pipeline import Extractor
    from zhextract.records import Document

__all__ = ["converted", "extracted", "failed"]

CHARACTERS = 1 << 16
"""Characters of a group, from which on larger ones are no faster (see `Extractor.extract_batch`); some 50 ms of work."""

TEXTS = 64
"""Texts of a group, so that short ones are not held back."""


def extracted(
    items: Iterable[Item | Failure], extractor: Extractor
) -> Iterator[tuple[Item, Document] | Failure]:
    """The document of each text, a failure for each that has none, in order; failures among `items` keep their place."""
    for group in _groups(items):
        documents = iter(
            extractor.extract_batch([(item.id, item.text, item.published) for item in group if isinstance(item, Item)])
        )
        for item in group:
            if isinstance(item, Failure):
                yield item
                continue
            document = next(documents)
            yield failed(item, document) if isinstance(document, Exception) else (item, document)


def converted(
    items: Iterable[Item | Failure], write: Callable[[Document], bytes], extractor: Extractor
) -> Iterator[bytes | Failure]:
    """What `write` makes of the document of each text, a failure for each that has none, in order."""
    for found in extracted(items, extractor):
        if isinstance(found, Failure):
            yield found
            continue
        item, document = found
        try:
            data: bytes | Failure = write(document)
        except Exception as error:
            data = failed(item, error)
        yield data


def failed(item: Item, error: Exception) -> Failure:
    """Why a text has no records: an error of ours, which must not cost the other texts."""
    if isinstance(error, MemoryError):
        return Failure(item.name, "is too large for the memory")
    return Failure(item.name, f"extraction failed: {type(error).__name__}: {str(error)[:200]}")


def _groups(items: Iterable[Item | Failure]) -> Iterator[list[Item | Failure]]:
    group: list[Item | Failure] = []
    size = 0
    for item in items:
        group.append(item)
        if isinstance(item, Item):
            size += len(item.text)
        if size >= CHARACTERS or len(group) >= TEXTS:
            yield group
            group, size = [], 0
    if group:
        yield group
