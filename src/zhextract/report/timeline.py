"""The periods that a document speaks of, drawn as an SVG of bars over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from zhextract.report.spans import quoted

__all__ = ["draw"]

Span = tuple[date | None, date | None]
X = Callable[[int], float]

_WIDTH, _LEFT, _ROW, _TOP = 900, 200, 22, 26  # pixels: the drawing, the labels' column, a bar's row, the axis
_ROWS = 40


def draw(periods: Iterable[tuple[date | None, date | None, str]]) -> str:
    """Bars for ``(first day, last day, label)``, one for each period, with how many records speak of it.

    An open end is dashed. An empty string where there is no period. Of more than forty periods those that most records
    speak of are drawn.
    """
    labels: dict[Span, list[str]] = {}
    for start, end, label in periods:
        if start is not None or end is not None:
            labels.setdefault((start, end), []).append(label)
    if not labels:
        return ""
    most = sorted(labels, key=lambda span: -len(labels[span]))[:_ROWS]
    spans = sorted(most, key=lambda span: (span[0] or date.min, span[1] or date.max))
    days = [day.toordinal() for span in spans for day in span if day is not None]
    low, high = min(days), max(days) + 1
    pad = max((high - low) // 20, 15)
    low, high = max(low - pad, 1), min(high + pad, date.max.toordinal())

    def x(day: int) -> float:
        return round(_LEFT + (day - low) * (_WIDTH - _LEFT - 10) / (high - low), 1)

    height = _TOP + _ROW * len(spans) + 6
    out = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="Timeline of {len(spans)} periods">'
    ]
    out += _axis(low, high, x, height)
    for row, (start, end) in enumerate(spans):
        out += _bar(row, start, end, labels[start, end], x, low, high)
    out.append("</svg>")
    if len(labels) > len(spans):
        out.append(f"<p>The {len(spans)} periods that most records speak of, of {len(labels)}.</p>")
    return "".join(out)


def _axis(low: int, high: int, x: X, height: int) -> list[str]:
    first, last = date.fromordinal(low), date.fromordinal(high)
    years = last.year - first.year
    if years <= 2:
        step = 1 if years == 0 else 3
        ticks = [(date(y, m, 1), f"{y}-{m:02}") for y in range(first.year, last.year + 1) for m in range(1, 13, step)]
    else:
        step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 500) if years / s <= 12), 1000)
        ticks = [(date(y, 1, 1), str(y)) for y in range(first.year // step * step or step, last.year + 1, step)]
    out = []
    for day, label in ticks:
        if low <= day.toordinal() <= high:
            at = x(day.toordinal())
            out.append(f'<line class="tick" x1="{at}" x2="{at}" y1="{_TOP - 6}" y2="{height}"/>')
            out.append(f'<text class="year" x="{at}" y="{_TOP - 10}">{label}</text>')
    return out


def _bar(row: int, start: date | None, end: date | None, names: list[str], x: X, low: int, high: int) -> list[str]:
    left = x(start.toordinal()) if start else x(low)
    right = x(end.toordinal() + 1) if end else x(high)
    if end and not start:
        left = max(left, right - 60) if right - left > 60 else left
    if start and not end:
        right = min(right, left + 60) if right - left > 60 else right
    top = _TOP + row * _ROW
    told = _told(start, end)
    shown = "\n".join(name[:60] for name in names[:12]) + ("\n…" if len(names) > 12 else "")
    label = f"{told} · {len(names)}" if len(names) > 1 else told
    open_end = " open" if start is None or end is None else ""
    title = quoted(told + "\n" + shown)
    return [
        f'<g class="bar{open_end}"><title>{title}</title>',
        f'<text class="label" x="{_LEFT - 8}" y="{top + 14}">{quoted(label)}</text>',
        f'<rect x="{left}" y="{top + 4}" width="{round(max(right - left, 2), 1)}" height="{_ROW - 9}" rx="2"/></g>',
    ]


def _told(start: date | None, end: date | None) -> str:
    if start is not None and end is not None:
        if start == end:
            return start.isoformat()
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year) if start.year == end.year else f"{start.year}…{end.year}"
        if start.day == 1 and end != date.max and (end + timedelta(days=1)).day == 1:
            a, b = start.isoformat()[:7], end.isoformat()[:7]
            return a if a == b else f"{a}…{b}"
        return f"{start.isoformat()}…{end.isoformat()}"
    return f"{start.isoformat()}…" if start is not None else f"…{end.isoformat()}" if end is not None else ""
