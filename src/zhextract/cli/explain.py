"""``zhextract explain``: which rules read what in a text, and which of them won."""

from __future__ import annotations

import argparse
from typing import Any

from zhextract.cli.common import published, stdout

__all__ = ["add_parser", "candidates", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "explain",
        help="show which rules read what in a text",
        description="Shows every candidate with its rule, and which candidates became records.",
    )
    parser.add_argument("text", metavar="TEXT", help="the text itself, not a file")
    parser.add_argument("--published", type=published, metavar="DATE", help="when it was published")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the candidates, then the records."""
    from zhextract import extract
    from zhextract.writers import by_name
    from zhextract.writers.table import Column, grid

    doc = extract(args.text, published=args.published)
    won = {(r.type, r.start, r.end): r.rule for r in doc.records}
    rows = []
    for type_, start, end, rule in candidates(args.text):
        if won.pop((type_, start, end), None) is not None:
            fate = "record"
        else:
            over = [r for r in doc.records if r.start < end and start < r.end]
            fate = f"lost to {over[0].type} {over[0].text} ({over[0].rule})" if over else "dropped"
        rows.append((args.text[start:end], f"{start}:{end}", type_, rule, fate))
    for (type_, start, end), rule in won.items():  # made by a later step out of several candidates
        rows.append((args.text[start:end], f"{start}:{end}", type_, rule, "record"))
    columns = (Column("text", 32), Column("offsets", 11), Column("type", 8), Column("rule", 28), Column("fate", 60))
    text = grid(columns, rows) if rows else "no candidates\n"
    out = stdout()
    out.write(text.encode("utf-8", "backslashreplace"))
    if doc.records:
        out.write(b"\n" + by_name("table").document(doc))
    out.flush()
    return 0


def candidates(text: str) -> list[tuple[str, int, int, str]]:
    """(type, start, end, rule) of all that the rules read, before one wins over another; offsets are of `text`."""
    from zhextract import resolve
    from zhextract.rules import program, quantity, time
    from zhextract.source import Source

    source = Source(text)
    quantities, times = quantity.find(source), time.find(source)
    found = [("quantity", q.start, q.end, q.rule) for q in quantities]
    found += [("time", t.start, t.end, t.rule) for t in times]
    kept, seen = resolve.apart(source.text, quantities, times)
    found += [("program", p.start, p.end, p.rule) for p in program.find(source, kept, seen)]
    placed = [(type_, *source.span(start, end), rule) for type_, start, end, rule in found]
    return sorted(placed, key=lambda c: (c[1], -c[2], c[0]))
