"""Label Studio: a list of tasks in JSON, a region for each record, its fields in the region's ``meta``.

`CONFIG` is the labeling interface that shows them. Label Studio counts code points since its 1.5; older versions counted
UTF-16 units, which the text that goes with each region gives away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhextract.corpus.articles import Article
from zhextract.exchange.common import ExchangeError, fields, row, span, type_of

__all__ = ["CONFIG", "dump", "load"]

CONFIG = """\
<View>
  <Labels name="label" toName="text">
    <Label value="quantity" background="#4a90d9"/>
    <Label value="time" background="#3c9d4e"/>
    <Label value="program" background="#9b59b6"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""
_META = "zhextract"


def dump(found: Iterable[Article]) -> list[tuple[str | None, bytes]]:
    """One file of tasks, ready to import."""
    tasks = []
    for article in found:
        regions = [
            {
                "id": f"r{number}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {
                    "start": record["start"],
                    "end": record["end"],
                    "text": article.text[record["start"] : record["end"]],
                    "labels": [record["type"]],
                },
                "meta": {_META: fields(record)},
            }
            for number, record in enumerate(article.gold, 1)
        ]
        data = {"text": article.text, "document": article.id, "published": article.published}
        tasks.append({"data": data, "annotations": [{"result": regions}]})
    return [(None, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))]


def load(paths: Iterable[str]) -> list[Article]:
    """The tasks of exported files (JSON), each with the first of its annotations that was not cancelled."""
    found = []
    for path in paths:
        try:
            tasks = json.loads(Path(path).read_text(encoding="utf-8"))
        except ValueError as error:
            raise ExchangeError(f"{path}: not JSON: {error}") from None
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            found.append(_article(task, f"{path}: task {number}", f"{Path(path).stem}-{number}"))
    return found


def _article(task: Any, where: str, name: str) -> Article:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ExchangeError(f"{where}: no data.text")
    text: str = data["text"]
    annotations = task.get("annotations") or task.get("completions") or []
    kept: dict[str, Any] = next((a for a in annotations if not a.get("was_cancelled")), {"result": []})
    rows = []
    for region in kept.get("result") or []:
        value = region.get("value") or {}
        labels = value.get("labels") or []
        if region.get("type") != "labels" or not labels:
            continue
        at = f"{where}, region {region.get('id')}"
        start, end = _place(text, value, at)
        told = (region.get("meta") or {}).get(_META)
        rows.append(row(type_of(labels[0], at), start, end, text, told))
    rows.sort(key=lambda r: (r["start"], r["end"]))
    return Article(
        id=str(data.get("document") or name), text=text, published=data.get("published"), gold=tuple(rows), path=where
    )


def _place(text: str, value: dict[str, Any], where: str) -> tuple[int, int]:
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if type(start) is int and type(end) is int and words is not None and text[start:end] != words:
        units = text.encode("utf-16-le", "surrogatepass")
        as_units = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        if as_units == words:
            start = len(units[: 2 * start].decode("utf-16-le", "replace"))
            end = start + len(words)
        else:
            raise ExchangeError(f"{where}: {start}–{end} is {text[start:end]!r}, not {words!r}")
    return span(text, start, end, where)
