"""The report of a corpus: the figures and their change since the accepted state, then every text with gold beside
found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhextract.corpus import compare, score
from zhextract.corpus.accepted import Accepted
from zhextract.corpus.articles import Article
from zhextract.corpus.bench import PhraseFile, Result
from zhextract.corpus.compare import Difference, tell
from zhextract.corpus.known import key_of
from zhextract.corpus.marked import Case
from zhextract.report import render
from zhextract.report.views import OUTCOMES, Field, Item, Table, View

__all__ = ["items", "page", "view"]

Row = Mapping[str, Any]
Part = tuple[PhraseFile | Article, Result, Accepted | None]

_HIDDEN = {"type", "start", "end", "text", "rule", "optional", "judged"}
_BETWEEN = "\n"


def page(parts: Sequence[Part], known: Mapping[str, str]) -> bytes:
    """The whole page for checked files, each with its accepted state; `known` are the listed failures."""
    views = [view(result, known) for _, result, _ in parts]
    return render.page("Corpus report", views, "".join(map(render.table, _summary(parts, views))))


def view(result: Result, known: Mapping[str, str]) -> View:
    """The texts of a file as one view. The cases of marked text stand below each other, one a paragraph."""
    text = ""
    shown: list[Item] = []
    cases = 0
    for item, found in result.found:
        if isinstance(item, Case):
            found = tuple(row for row in found if row["type"] in item.scope)
            cases += 1
        for one in items(item, found, known):
            shown.append(one._replace(start=one.start + len(text), end=one.end + len(text)))
        text += item.text + (_BETWEEN if isinstance(item, Case) else "")
    counts = Counter(one.outcome for one in shown)
    about = [result.path]
    if not cases and result.found:
        about.append(f"published {result.found[0][0].published or 'unknown'}")
    if cases:
        about.append(f"{cases} cases")
    about += [f"{counts[name]} {name}" for name in OUTCOMES if counts[name]]
    ordered = sorted(range(len(shown)), key=lambda i: (shown[i].start, -shown[i].end))
    rows = [_row(shown[i]) for i in ordered]
    table = Table(f"{len(rows)} records", ("outcome", "type", "text", "what differs", "rule"), rows, items=ordered)
    id_ = _anchor(result.path)
    title = result.found[0][0].id if result.found and not cases else result.path.replace("\\", "/").rsplit("/", 1)[-1]
    return View(id_, title, text, shown, " · ".join(about), [table])


def _anchor(path: str) -> str:
    return "f-" + "".join(c if c.isalnum() else "-" for c in path)


def _row(item: Item) -> tuple[str, ...]:
    differs = "; ".join(f"{f.name}: {f.wanted} ≠ {f.found}" for f in item.fields if f.right is False)
    outcome = f"{OUTCOMES[item.outcome].sign} {item.outcome}"
    return outcome, item.type, " ".join(item.text.split()), differs, item.rule or ""


def items(item: Case | Article, found: Sequence[Row], known: Mapping[str, str]) -> list[Item]:
    """Every record that is wanted of a text or found in it, with its outcome."""
    if isinstance(item, Article):
        wanted: Sequence[Row] = item.gold
        scope: Iterable[str] = compare.TYPES
        differences = compare.article(wanted, found, scope)
    else:
        wanted, scope = item.wanted, item.scope
        differences = compare.case(wanted, found, scope)
    wrong: dict[tuple[str, int, int], list[Difference]] = {}
    for difference in differences:
        wrong.setdefault((difference.type, difference.start, difference.end), []).append(difference)
    rows = {(row["type"], row["start"], row["end"]): row for row in found}
    gold = {(row["type"], row["start"], row["end"]): row for row in wanted if row["type"] in scope}
    out: list[Item] = []
    for key, want in gold.items():
        row = rows.get(key)
        about = wrong.get(key, [])
        if want.get("judged") is False:
            outcome = "unjudged"
        elif want.get("optional"):
            outcome = "optional"
        elif row is None:
            outcome = "missing"
        else:
            outcome = "wrong" if about else "right"
        out.append(_item(key, outcome, want, row, about, item, known))
    for key, row in rows.items():
        if key not in gold:
            about = wrong.get(key, [])
            out.append(_item(key, "false" if about else "optional", None, row, about, item, known))
    return sorted(out, key=lambda one: (one.start, -one.end))


def _item(
    key: tuple[str, int, int],
    outcome: str,
    want: Row | None,
    row: Row | None,
    about: list[Difference],
    item: Case | Article,
    known: Mapping[str, str],
) -> Item:
    kind, start, end = key
    bad = {difference.what for difference in about}
    names = [*(want or ()), *(name for name in row or () if name not in (want or ()))]
    fields = []
    for name in names:
        if name in _HIDDEN:
            continue
        wanted = None if want is None or name not in want else tell(want[name])
        got = None if row is None or (row.get(name) in (None, [], ()) and wanted is None) else tell(row.get(name))
        if wanted in (None, "null") and got in (None, "null") and name not in bad:
            continue
        right = None if wanted is None or row is None or want is None or want.get("optional") else name not in bad
        fields.append(Field(name, wanted, got, right))
    notes = []
    if want is not None and want.get("optional"):
        notes.append("optional: counts neither way")
    if outcome == "unjudged" and about:
        notes.append("differs from what was taken in")
    if isinstance(item, Article):
        notes += sorted({"a known failure" for difference in about if key_of(item, difference) in known})
    else:
        notes.append(f"case {item.id}, line {item.line}")
        if about and item.id in known:
            notes.append("a known failure")
    return Item(kind, start, end, item.text[start:end], outcome, fields, (row or {}).get("rule"), " · ".join(notes))


# --- the summary --------------------------------------------------------------------------------------------------


def _summary(parts: Sequence[Part], views: Sequence[View]) -> list[Table]:
    now, before, compared = score.Tally(), score.Tally(), score.Tally()
    rows: list[tuple[str, ...]] = []
    phrases: list[tuple[str, ...]] = []
    for (item, result, accepted), shown in zip(parts, views, strict=True):
        counts = Counter(one.outcome for one in shown.items)
        if isinstance(item, Article):
            one = score.tally(item.gold, result.found[0][1])
            past = score.Tally.from_dict(accepted.figures) if accepted is not None and accepted.figures else None
            now += one
            if past is not None:
                before += past
                compared += one
            rows.append((f"#{shown.id}|{shown.title}", *_cells(one, past), *_outcomes(counts)))
        else:
            bad = len(result.failures)
            met = f"{result.cases - bad} of {result.cases}"
            phrases.append((f"#{shown.id}|{shown.title}", met, str(bad) if bad else "", *_outcomes(counts)))
    outcomes = tuple(f"{OUTCOMES[name].sign} {name}" for name in _SHOWN)
    tables = []
    if rows:
        tables.append(_figures(now, before, compared))
        titles = ("article", *(f"{kind} {figure}" for kind, figure in score.HEADLINE), *outcomes)
        tables.append(Table("Figures by article", titles, rows, frozenset(range(1, len(titles))), open=True))
        tables.append(_rules(now))
    if phrases:
        titles = ("marked text", "cases met", "differ", *outcomes)
        tables.append(Table("Marked text", titles, phrases, frozenset(range(1, len(titles))), open=not rows))
    return tables


_SHOWN = ("right", "wrong", "false", "missing", "unjudged")


def _outcomes(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(str(counts[name]) if counts[name] else "" for name in _SHOWN)


def _cells(one: score.Tally, past: score.Tally | None) -> list[str]:
    now, before = score.figures(one), score.figures(past) if past is not None else None
    cells = []
    for kind, figure in score.HEADLINE:
        if not now[kind]["wanted"] and not now[kind]["guessed"]:
            cells.append("–")
            continue
        change = "" if before is None else _change(now[kind][figure][0] - before[kind][figure][0])
        cells.append(f"{now[kind][figure][0]:.3f}{change}")
    return cells


def _change(by: float) -> str:
    if abs(by) < 0.0005:
        return ""
    return f" {'▲' if by > 0 else '▼'}{by:+.3f}"


def _figures(now: score.Tally, before: score.Tally, compared: score.Tally) -> Table:
    """The figures of all articles; their change is that of the articles that were accepted once."""
    table, past, same = score.figures(now), score.figures(before), score.figures(compared)
    rows = []
    for kind, row in table.items():
        if not row["wanted"] and not row["guessed"]:
            continue
        for name, figure in row.items():
            if name in ("wanted", "guessed"):
                continue
            then = past[kind].get(name)
            if isinstance(figure, tuple):
                change = _change(same[kind][name][0] - then[0]) if then and past[kind]["wanted"] else ""
                rows.append((kind, name, *(f"{value:.3f}" for value in figure), change.strip() or "="))
            else:
                change = _change(same[kind][name] - then) if then is not None and name in same[kind] else ""
                rows.append((kind, name, f"{figure:.3f}", "", "", change.strip() or "="))
    titles = ("type", "figure", "F1 or accuracy", "precision", "recall", "since accepted")
    accepted = any(past[kind]["wanted"] for kind in past)
    if not accepted:
        rows = [(*row[:-1], "–") for row in rows]
    return Table(
        "Figures" + ("" if accepted else " (nothing accepted yet)"), titles, rows, frozenset({2, 3, 4, 5}), True
    )


def _rules(now: score.Tally) -> Table:
    rows = [
        (
            row["rule"] or "–",
            row["type"],
            str(row["guessed"]),
            f"{row['span precision']:.3f}",
            f"{row['value precision']:.3f}",
        )
        for row in score.rule_figures(now)
    ]
    return Table(
        "Figures by rule", ("rule", "type", "found", "span precision", "value precision"), rows, frozenset({2, 3, 4})
    )
