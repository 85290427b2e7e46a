"""``zhextract audit``: do the figures of the texts agree with each other?"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from zhextract.cli.common import add_inputs, failure, inputs, stdout
from zhextract.cli.extract import extracted
from zhextract.readers import Failure, read

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "audit",
        help="check sums, shares and growth against each other",
        description="Checks the figures of each text, and of all of them together, against each other.",
    )
    add_inputs(parser)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where figures contradict each other")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints a finding a line; 1 where a text failed, or with ``--strict`` where there is a contradiction."""
    documents, failed = [], 0
    for found in extracted(read(inputs(args), published=args.published, encoding=args.encoding)):
        if isinstance(found, Failure):
            failure(found)
            failed += 1
        else:
            documents.append(found[1])
    findings = import_module("zhextract.audit").audit(documents)
    out = stdout()
    for finding in findings:
        out.write(f"{finding}\n".encode("utf-8", "backslashreplace"))
    out.flush()
    return 1 if failed or (args.strict and findings) else 0
