"""``zhextract schema``: the JSON Schema of the records."""

from __future__ import annotations

import argparse
from typing import Any

from zhextract.cli.common import stdout

__all__ = ["add_parser", "run"]


def add_parser(commands: Any) -> None:
    """Registers the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the records",
        description="Prints the JSON Schema (draft 2020-12) of a line of JSON lines.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the schema."""
    from zhextract.schema import text

    stdout().write(text().encode())
    return 0
