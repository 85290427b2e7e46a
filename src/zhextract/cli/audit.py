"""``zhextract audit``: do the figures of the texts agree with each other?"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from zhextract.batches import extracted
from zhextract.cli.common import add_inputs, failure, inputs, stdout
from zhextract.pipeline import default_extractor
from zhextract.readers import Failure, read

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "audit",
        help="check sums, shares, growth and multiples against each other",
        description="Checks the figures of each text, and of all of them together, against each other: sums and their parts, "
        "shares, growth, multiples, one indicator with two values.",
    )
    add_inputs(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="a readable report, or a finding a line as JSON"
    )
    parser.add_argument("--all", action="store_true", help="also say what agrees (JSON always has it)")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where there is a finding of severity error")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the findings; 1 where a text failed, or with ``--strict`` where there is one of severity error."""
    documents, failed = [], 0
    items = read(inputs(args), published=args.published, encoding=args.encoding)
    for found in extracted(items, default_extractor()):
        if isinstance(found, Failure):
            failure(found)
            failed += 1
        else:
            documents.append(found[1])
    findings = import_module("zhextract.audit").audit(documents)
    out = stdout()
    for finding in findings:
        if args.format == "json":
            lines = [finding.to_json()]
        elif finding.severity != "ok" or args.all:
            lines = [
                str(finding),
                *(
                    f"    {q.document or '-'}:{q.start}-{q.end} {q.of or ''} {''.join(q.text.split())}"
                    for q in finding.quotes
                ),
            ]
        else:
            continue
        out.write("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
    if args.format == "text":
        counts = {s: sum(f.severity == s for f in findings) for s in ("error", "warning", "ok")}
        out.write(
            f"{len(documents)} texts: {counts['error']} errors, {counts['warning']} warnings, {counts['ok']} checks that agree\n".encode()
        )
    out.flush()
    return 1 if failed or (args.strict and any(f.severity == "error" for f in findings)) else 0
