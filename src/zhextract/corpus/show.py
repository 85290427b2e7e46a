"""Differences as lines of text, coloured on a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any

from zhextract.corpus.articles import Article
from zhextract.corpus.bench import Failure
from zhextract.corpus.compare import Difference, tell
from zhextract.writers.wide import pad

if TYPE_CHECKING:
    from zhextract.corpus.diff import Change
    from zhextract.corpus.sample import Sampled

__all__ = [
    "Paint",
    "article_figures",
    "change",
    "excerpt",
    "figures",
    "long",
    "painter",
    "rule_figures",
    "sampled",
    "short",
]

Paint = Callable[[str, str], str]

_CODES = {"red": "31", "green": "32", "yellow": "33", "cyan": "36", "dim": "2", "bold": "1"}
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENDS = "。！？；\n"


def painter(stream: IO[Any]) -> Paint:
    """A function that colours text for the stream: plain where it is no terminal, or NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return lambda colour, text: clean(text)
    return lambda colour, text: f"\x1b[{_CODES[colour]}m{clean(text)}\x1b[0m"


def clean(text: str) -> str:
    """The text without what a terminal would obey instead of showing."""
    return _CONTROL.sub("", text)


def default_paint() -> Paint:
    """The painter of standard output."""
    return painter(sys.stdout)


def excerpt(text: str, start: int, end: int, reach: int = 60) -> str:
    """The sentence around a span, on one line, the span marked; a long one cut on both sides."""
    first, last = start, end
    while first > 0 and start - first < reach and text[first - 1] not in _ENDS:
        first -= 1
    while last < len(text) and last - end < reach and text[last] not in _ENDS:
        last += 1
    if last < len(text) and text[last] in "。！？；":
        last += 1
    left = "…" if first > 0 and text[first - 1] not in _ENDS else ""
    right = "…" if last < len(text) and text[last - 1] not in _ENDS else ""
    marked = f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}"
    return left + one_line(marked.strip()) + right


def one_line(text: str) -> str:
    """The text on one line, its line breaks shown."""
    return re.sub(r"\s+", " ", re.sub(r"[ \t]*[\r\n]+\s*", "⏎", text))


def short(failure: Failure) -> str:
    """One line: where, the text, what differs."""
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    first = failure.differences[0]
    text = excerpt(failure.item.text, first.start, first.end, 20) if isinstance(failure.item, Article) else failure.text
    return clean(f"{where}: {text}  ## " + "; ".join(map(str, failure.differences)))


def long(failure: Failure, paint: Paint) -> str:
    """The case with its marks, and under it the two sides of each difference."""
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    lines = [f"{paint('bold', where)}  {paint('dim', failure.key)}"]
    if isinstance(failure.item, Article):
        first = failure.differences[0]
        lines.append("  " + paint("cyan", excerpt(failure.item.text, first.start, first.end)))
    else:
        lines.append("  " + paint("cyan", failure.item.marked))
    for difference in failure.differences:
        lines += _sides(difference, paint)
    return "\n".join(lines)


def _sides(difference: Difference, paint: Paint) -> list[str]:
    d = difference
    rule = f"  (rule {d.rule})" if d.rule else ""
    if d.what == "missed":
        return [
            "    " + paint("red", f"- wanted {d.type} {d.text!r}"),
            "    " + paint("green", "+ found nothing there"),
        ]
    if d.what == "false":
        return [
            "    " + paint("red", "- wanted nothing"),
            "    " + paint("green", f"+ found {d.type} {d.text!r}{rule}"),
        ]
    return [
        "    " + paint("red", f"- wanted {d.type} {d.text!r} {d.what}={tell(d.wanted)}"),
        "    " + paint("green", f"+ found  {d.type} {d.text!r} {d.what}={tell(d.found)}{rule}"),
    ]


# --- changes since the accepted state -------------------------------------------------------------------------------

_SIGNS = {"new": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}


def change(path: str, found: Change, paint: Paint, *, short: bool = False) -> str:
    """A change: what, where, the fields before and after, and the sentence."""
    if found.record is None:
        return _text_change(path, found, paint)
    sign, colour = _SIGNS[found.what]
    record = found.record
    head = f"{sign} {found.what} {record['type']} {record['text']!r} by {record.get('rule')}"
    if found.by_edit:
        head += " (in the edited stretch)"
    parts = [f"{key}: {tell(before)} → {tell(after)}" for key, before, after in found.fields]
    sentence = excerpt(found.text, found.start, found.end, 30 if short else 60)
    if short:
        return paint("dim", f"{path}: ") + paint(colour, "; ".join([head, *parts])) + clean(f"  ## {sentence}")
    lines = [paint("dim", path) + "  " + paint(colour, head)]
    lines += ["    " + paint(colour, part) for part in parts]
    return "\n".join([*lines, "    " + paint("cyan", sentence)])


def _text_change(path: str, found: Change, paint: Paint) -> str:
    if found.what == "text edited":
        _, before, after = found.fields[0]
        head = f"* text edited: {_clip(before)} → {_clip(after)}"
        sentence = excerpt(found.text, found.start, found.end, 40) if after else ""
        return paint("dim", f"{path}: ") + paint("cyan", head) + (clean(f"  ## {sentence}") if sentence else "")
    if found.what == "published":
        _, before, after = found.fields[0]
        return paint("dim", f"{path}: ") + paint("cyan", f"* published: {tell(before)} → {tell(after)}")
    return paint("dim", f"{path}: ") + paint("cyan", f"* {found.what}: {_clip(found.text)}")


def _clip(text: str) -> str:
    text = one_line(text)
    return repr(text if len(text) <= 60 else text[:59] + "…")


# --- figures ----------------------------------------------------------------------------------------------------------


def figures(table: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures of each type, a figure a line."""
    lines: list[str] = []
    for kind, row in table.items():
        lines.append(f"{kind}: {row['wanted']} wanted, {row['guessed']} found")
        for name, figure in row.items():
            if isinstance(figure, tuple):
                told = "{:.3f}  (precision {:.3f}, recall {:.3f})".format(*figure)
            elif isinstance(figure, float):
                told = f"{figure:.3f}"
            else:
                continue
            lines.append(f"  {name:22} {told}")
    return "".join(line + "\n" for line in lines)


def article_figures(each: Iterable[tuple[str, Any]]) -> str:
    """A line of F1 figures for each article, a dash where there is nothing to find."""
    from zhextract.corpus.score import HEADLINE
    from zhextract.corpus.score import figures as figures_of

    rows = []
    for name, counts in each:
        table = figures_of(counts)
        cells = [
            f"{table[kind][figure][0]:.3f}" if table[kind]["wanted"] or table[kind]["guessed"] else "–"
            for kind, figure in HEADLINE
        ]
        rows.append([name, *cells])
    return grid([["article", *(f"{kind} {figure.removesuffix(' F1')}" for kind, figure in HEADLINE)], *rows])


def rule_figures(rows: Iterable[Mapping[str, Any]]) -> str:
    """A line for each rule: how often it fired, and how often its span and its value were right."""
    table = [["rule", "type", "found", "span precision", "value precision"]]
    for row in rows:
        precision = [f"{row['span precision']:.3f}", f"{row['value precision']:.3f}"]
        table.append([row["rule"] or "–", row["type"], str(row["guessed"]), *precision])
    return grid(table)


def grid(rows: list[list[str]]) -> str:
    """Aligned columns, all but the first to the right."""
    from zhextract.writers.wide import width

    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [pad(cell, w, right=i > 0) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "".join(line + "\n" for line in lines)


# --- samples ----------------------------------------------------------------------------------------------------------


def sampled(number: int, one: Sampled, paint: Paint) -> str:
    """A drawn record: its sentence, and under it the fields."""
    record = one.record
    own = ("type", "start", "end", "text", "rule")
    fields = [f"{k}={tell(v)}" for k, v in record.items() if k not in own and v not in (None, [], "")]
    return "\n".join(
        [
            f"{number}. " + paint("cyan", one.sentence),
            f"   {record['type']} {' '.join(map(clean, fields))}",
            "   " + paint("dim", f"{one.source} {record['start']}–{record['end']}, rule {record.get('rule')}"),
        ]
    )
