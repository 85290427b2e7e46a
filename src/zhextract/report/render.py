"""Fills the template: a page is a head, an article for each view, and a tail, so that it can be written in pieces."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from zhextract.report.spans import highlight, quoted
from zhextract.report.views import OUTCOMES, Item, Table, View

__all__ = ["article", "head", "page", "table", "tail"]

_SPLIT = "<!-- articles -->"


@cache
def _part(name: str) -> str:
    return files("zhextract.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page(title: str, lead: str) -> list[str]:
    style, script = _part("style.css"), _part("script.js")
    filled = _part("page.html")
    # the style and the script are allowed by their digests, anything else that a text might smuggle in is not
    values = {
        "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'",
        "title": quoted(title),
        "style": style,
        "script": script,
        "legend": _legend(),
        "lead": lead,
    }
    before, after = filled.split(_SPLIT)
    out = []
    for half in (before, after):
        pieces = half.split("{{")
        for at, piece in enumerate(pieces):
            if at:
                name, rest = piece.split("}}", 1)
                pieces[at] = values[name] + rest
        out.append("".join(pieces))
    return out


def head(title: str, lead: str = "") -> bytes:
    """The page's beginning; `lead` is HTML that stands before the articles."""
    return _bytes(_page(title, lead)[0])


def tail() -> bytes:
    """The page's end."""
    return _bytes(_page("", "")[1])


def page(title: str, views: Iterable[View], lead: str = "") -> bytes:
    """The whole page."""
    return b"".join([head(title, lead), *(article(view) for view in views), tail()])


def article(view: View) -> bytes:
    """One text with its records, tables and data."""
    parts = [
        f'<article id="{quoted(view.id)}"><h2>{quoted(view.title)}</h2>',
        f'<p class="about">{quoted(view.about)}</p>' if view.about else "",
        f'<div class="text" lang="zh">{highlight(view.text, view.items)}</div>',
        f'<figure class="periods">{view.drawing}</figure>' if view.drawing else "",
        *(table(one) for one in view.tables),
        f'<script type="application/json" class="data">{_json(_data(view.items))}</script>',
        "</article>\n",
    ]
    return _bytes("".join(parts))


def table(one: Table) -> str:
    """A table that folds away."""
    if not one.rows:
        return ""
    out = [f"<details{' open' if one.open else ''}><summary>{quoted(one.caption)}</summary>"]
    out.append('<div class="scroll"><table><thead><tr>')
    out += [f"<th{_right(i, one)}>{quoted(title)}</th>" for i, title in enumerate(one.titles)]
    out.append("</tr></thead><tbody>")
    for number, row in enumerate(one.rows):
        out.append(f'<tr data-i="{one.items[number]}">' if one.items else "<tr>")
        for i, cell in enumerate(row):
            if i == 0 and cell.startswith("#") and "|" in cell:
                target, label = cell.split("|", 1)
                out.append(f'<td><a href="{quoted(target)}">{quoted(label)}</a></td>')
            else:
                out.append(f"<td{_right(i, one)}>{quoted(cell)}</td>")
        out.append("</tr>")
    out.append("</tbody></table></div></details>")
    return "".join(out)


def _right(column: int, one: Table) -> str:
    return ' class="n"' if column in one.right else ""


def _legend() -> str:
    return "".join(
        f'<li class="legend" data-outcome="{o.name}"><span class="m {o.name} l0 first" data-sign="{o.sign}">'
        f"{o.name}</span> {quoted(o.meaning)}</li>"
        for o in OUTCOMES.values()
        if o.sign
    )


def _data(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [
        {
            "type": item.type,
            "outcome": item.outcome,
            "rule": item.rule,
            "text": item.text,
            "at": [item.start, item.end],
            "note": item.note,
            "fields": [list(field) for field in item.fields],
        }
        for item in items
    ]


def _json(value: Any) -> str:
    """JSON that no HTML parser takes for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
