"""What has changed since the last accepted state: texts that were edited, records that are new, changed, lost.

A text that was edited is told as such: its records are matched through the edit, and only those outside it that differ
are told besides. A record whose span moved by some characters is changed, not lost and new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from zhextract.corpus.accepted import Accepted, Found
from zhextract.corpus.compare import days, number, tell

__all__ = ["Change", "FileDiff", "compare", "summary"]

Row = Mapping[str, Any]
_NUMBERS = {"value", "low", "high"}
_PLACE = {"type", "start", "end", "text"}


class Change(NamedTuple):
    """One change. `what`: ``new``, ``changed``, ``lost`` (a record); ``text edited``, ``new text``, ``text gone``,
    ``published`` (a text). `fields` are the (field, before, after) of a changed record; `by_edit`: the record stands
    in a stretch of text that was edited itself. `start` and `end` are in `text`, the text that the record is of."""

    what: str
    id: str
    text: str
    start: int = 0
    end: int = 0
    record: Row | None = None
    fields: tuple[tuple[str, Any, Any], ...] = ()
    by_edit: bool = False


class FileDiff(NamedTuple):
    """The changes of one corpus file; `accepted` is False where nothing of it was ever accepted."""

    path: str
    changes: list[Change]
    accepted: bool = True


def compare(path: str, before: Accepted | None, now: Accepted) -> FileDiff:
    """The changes from `before` to `now`."""
    if before is None:
        return FileDiff(path, [Change("new text", text.id, text.text) for text in now.texts], accepted=False)
    old = {text.id: text for text in before.texts}
    fresh = [text for text in now.texts if text.id not in old]
    gone = [text for text in before.texts if text.id not in {text.id for text in now.texts}]
    edited = _edited(gone, fresh)
    changes: list[Change] = []
    for text in now.texts:
        past = old.get(text.id) or edited.get(text.id)
        changes += [Change("new text", text.id, text.text)] if past is None else _text(past, text)
    followed = {past.id for past in edited.values()}
    changes += [Change("text gone", text.id, text.text) for text in gone if text.id not in followed]
    return FileDiff(path, changes)


def _edited(gone: list[Found], fresh: list[Found]) -> dict[str, Found]:
    """A new text that is an old one edited, by its id: a case of marked text is known by its words."""
    pairs: dict[str, Found] = {}
    if len(gone) * len(fresh) > 10_000:
        return pairs
    left = list(gone)
    for text in fresh:
        near = [(SequenceMatcher(None, past.text, text.text, autojunk=False).ratio(), past) for past in left]
        ratio, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and ratio >= 0.6:
            pairs[text.id] = best
            left.remove(best)
    return pairs


def _text(past: Found, text: Found) -> list[Change]:
    changes: list[Change] = []
    if past.published != text.published:
        fields = (("published", past.published, text.published),)
        changes.append(Change("published", text.id, text.text, fields=fields))
    if past.text == text.text:
        return changes + _records(text, past, [(row, row["start"], row["end"]) for row in past.records], [])
    blocks = _blocks(past.text, text.text)
    moved: list[tuple[Row, int, int]] = []
    gone: list[Row] = []
    for row in past.records:
        shift = next((b - a for a, b, size in blocks if a <= row["start"] and row["end"] <= a + size), None)
        if shift is None:
            gone.append(row)
        else:
            moved.append((row, row["start"] + shift, row["end"] + shift))
    edited = _gaps(blocks, len(past.text), len(text.text))
    for a, a_end, b, b_end in edited:
        fields = (("text", past.text[a:a_end], text.text[b:b_end]),)
        changes.append(Change("text edited", text.id, text.text, b, b_end, fields=fields))
    changes += [Change("lost", past.id, past.text, row["start"], row["end"], row, by_edit=True) for row in gone]
    return changes + _records(text, past, moved, [(b, b_end) for _, _, b, b_end in edited])


def _blocks(a: str, b: str) -> list[tuple[int, int, int]]:
    """Stretches that stand in both texts, in order: offset in each, length. Lines first, characters in what is left."""
    lines_a, lines_b = a.splitlines(keepends=True), b.splitlines(keepends=True)
    starts_a, starts_b = _starts(lines_a), _starts(lines_b)
    blocks: list[tuple[int, int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, lines_a, lines_b, autojunk=False).get_opcodes():
        x, x_end, y, y_end = starts_a[i1], starts_a[i2], starts_b[j1], starts_b[j2]
        if tag == "equal":
            blocks.append((x, y, x_end - x))
        elif tag == "replace":
            head = _common(a[x:x_end], b[y:y_end])
            tail = _common(a[x + head : x_end][::-1], b[y + head : y_end][::-1])
            blocks.append((x, y, head))
            left, right = a[x + head : x_end - tail], b[y + head : y_end - tail]
            if len(left) * len(right) <= 4_000_000:
                matcher = SequenceMatcher(None, left, right, autojunk=False)
                for m in matcher.get_matching_blocks():
                    if m.size >= 4:  # a stray character in common is no stretch
                        blocks.append((x + head + m.a, y + head + m.b, m.size))
            blocks.append((x_end - tail, y_end - tail, tail))
    return _joined([block for block in blocks if block[2]])


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _common(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _joined(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for a, b, size in blocks:
        if out and out[-1][0] + out[-1][2] == a and out[-1][1] + out[-1][2] == b:
            a, b, size = out[-1][0], out[-1][1], out[-1][2] + size
            out.pop()
        out.append((a, b, size))
    return out


def _gaps(blocks: list[tuple[int, int, int]], len_a: int, len_b: int) -> list[tuple[int, int, int, int]]:
    """What lies between the stretches: (start, end) before and (start, end) after, one of them empty or neither."""
    gaps = []
    a = b = 0
    for x, y, size in [*blocks, (len_a, len_b, 0)]:
        if x > a or y > b:
            gaps.append((a, x, b, y))
        a, b = x + size, y + size
    return gaps


def _records(
    text: Found, past: Found, moved: Sequence[tuple[Row, int, int]], edited: Sequence[tuple[int, int]]
) -> list[Change]:
    before = {(row["type"], start, end): row for row, start, end in moved}
    after = {(row["type"], row["start"], row["end"]): row for row in text.records}
    changes: list[Change] = []
    for key in before.keys() & after.keys():
        if fields := _differing(before[key], after[key]):
            changes.append(Change("changed", text.id, text.text, key[1], key[2], after[key], fields))
    lost = sorted(before.keys() - after.keys(), key=lambda k: k[1:])
    for key in sorted(after.keys() - before.keys(), key=lambda k: k[1:]):
        twin = next((k for k in lost if k[0] == key[0] and k[1] < key[2] and key[1] < k[2]), None)
        if twin is not None:
            lost.remove(twin)
            fields = (("span", before[twin]["text"], after[key]["text"]), *_differing(before[twin], after[key]))
            changes.append(Change("changed", text.id, text.text, key[1], key[2], after[key], fields))
        else:
            inside = any(key[1] < end and start < key[2] for start, end in edited)
            changes.append(Change("new", text.id, text.text, key[1], key[2], after[key], by_edit=inside))
    changes += [Change("lost", text.id, text.text, k[1], k[2], before[k]) for k in lost]
    return sorted(changes, key=lambda c: (c.start, -c.end, c.what))


def _differing(before: Row, after: Row) -> tuple[tuple[str, Any, Any], ...]:
    keys = [*before, *(key for key in after if key not in before)]
    return tuple(
        (key, before.get(key), after.get(key))
        for key in keys
        if key not in _PLACE and not _same(key, before.get(key), after.get(key))
    )


def _same(key: str, a: Any, b: Any) -> bool:
    if key in _NUMBERS:
        return bool(number(a) == number(b))
    if key == "period":
        return days(a) == days(b)
    return bool(a == b)


def summary(diffs: Sequence[FileDiff]) -> list[str]:
    """What the changes have in common, most frequent first: edited texts, each field's change, new and lost by rule."""
    texts: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for diff in diffs:
        for change in diff.changes:
            record = change.record
            if record is None:
                texts[change.what] += 1
            elif change.by_edit:
                counts[f"{change.what} with the edited text"] += 1
            elif change.what == "changed":
                for key, before, after in change.fields:
                    told = f" {tell(before)} → {tell(after)}" if key in ("unit", "rule", "kind", "status") else ""
                    counts[f"{record['type']} {key}{told}"] += 1
            else:
                counts[f"{change.what} {record['type']} by rule {record.get('rule')}"] += 1
    return [f"{n} × {what}" for what, n in (*texts.most_common(), *counts.most_common())]
