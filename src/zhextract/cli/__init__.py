"""The command ``zhextract``: one module a subcommand, each with ``add_parser`` and ``run``.

Exit codes: 0; 1 where a text failed or a check found something (the rest is done); 2 for wrong usage; 130 for Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from zhextract import __version__
from zhextract.cli import audit, corpus, explain, extract, schema
from zhextract.cli.common import Failed, UsageError, complain

__all__ = ["entry", "main", "parser"]

COMMANDS = (extract, explain, schema, corpus, audit)
"""The subcommands, in the order of the help."""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="zhextract", description="Facts out of Chinese official text: quantities, times and programs."
    )
    top.add_argument("--version", action="version", version=f"zhextract {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code; argparse's own exits (help, usage) raise SystemExit."""
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as error:
        complain(f"error: {error}")
        return 2
    except Failed as error:
        complain(str(error))
        return 1
    except BrokenPipeError:  # whoever read us has enough
        _close_stdout()
        return 0
    except KeyboardInterrupt:
        _close_stdout()
        return 130
    except OSError as error:  # a full disk below standard output
        _close_stdout()
        complain(f"cannot write: {error.strerror or error}")
        return 1
    except Exception as error:  # a broken lexicon, or an error of ours: a line for the user, the trace on request
        if os.environ.get("ZHEXTRACT_TRACE"):
            raise
        complain(f"{type(error).__name__}: {error} (ZHEXTRACT_TRACE=1 shows where)")
        return 1
    return code


def _close_stdout() -> None:
    """What is left in the buffer goes nowhere, so that Python says nothing of it when it ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (AttributeError, OSError, ValueError):  # closed, or no real file below it
        pass


def entry() -> NoReturn:
    """The console script."""
    sys.exit(main())
