"""``zhextract corpus``: the library's own expectations, checked."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "corpus",
        help="check the corpus of marked phrases and articles",
        description="Compares what is extracted with what the corpus expects; exit code 1 on a difference.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check: argparse.ArgumentParser = actions.add_parser("check", help="compare, and show both sides of a difference")
    check.add_argument("paths", nargs="*", metavar="PATH", help="phrase files, articles or folders (default: corpus/)")
    check.set_defaults(run=run, action="check")


def run(args: argparse.Namespace) -> int:
    """Hands the arguments (`action`, `paths`) to `zhextract.corpus.command`, which gives the exit code."""
    code: int = import_module("zhextract.corpus").command(args)
    return code
