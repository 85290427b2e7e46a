"""What a rule is, and the scan that tries rules where their first characters stand.

A rule is a name, a pattern and a builder that may decline. One generated character-class search finds the places where any
rule may begin; there the rules whose first characters these are get their turn, in the order of their list: precedence is
written down, nowhere computed. Behind a record the scan goes on at its end, behind a refusal at the end of the run that was
refused, so that no text is scanned twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

__all__ = ["Rule", "Scanner"]


class Rule(NamedTuple):
    """`pattern` is matched where one of the characters of `first` stands; `build` makes a draft of the match or declines.

    ``build(match, source, given)`` returns a draft, a list of drafts, or None; `given` is what the scanner was called with
    beside the source (the units, say).
    """

    name: str
    first: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], Any, Any], Any]


class Scanner:
    """Runs a list of rules over a view: `start` is the pattern of the places where one may begin (default: where a first
    character of one stands), `skip` says how far a refused place is passed over."""

    def __init__(self, rules: Sequence[Rule], start: str = "", skip: str = ".") -> None:
        by_char: dict[str, list[Rule]] = {}
        for rule in rules:
            for char in rule.first:
                by_char.setdefault(char, []).append(rule)
        self.rules = tuple(rules)
        self.by_char = {char: tuple(found) for char, found in by_char.items()}
        self._steps = {char: [(rule.pattern.match, rule.build) for rule in found] for char, found in by_char.items()}
        self.start = re.compile(start or "[" + re.escape("".join(by_char)) + "]")
        self.skip = re.compile(skip, re.DOTALL)

    def __call__(self, source: Any, given: Any = None) -> list[Any]:
        text, steps, skip = source.text, self._steps, self.skip.match
        found: list[Any] = []
        at = 0
        # all places first, then the rules: a loop that does one thing stays in the processor's cache
        for start in [hit.start() for hit in self.start.finditer(text)]:
            if start < at:
                continue
            for begins, build in steps[text[start]]:
                match = begins(text, start)
                if match is not None:
                    made = build(match, source, given)
                    if made is not None:
                        if type(made) is list:
                            found += made
                            at = made[-1].end
                        else:
                            found.append(made)
                            at = made.end
                        break
            else:
                over = skip(text, start)
                at = over.end() if over is not None and over.end() > start else start + 1
        return found

    def explain(self, source: Any, given: Any = None) -> list[tuple[str, int, int, Any]]:
        """Every rule at every place: (rule name, start, end, draft or None where it declined)."""
        tried = []
        for hit in self.start.finditer(source.text):
            for rule in self.by_char[hit[0]]:
                match = rule.pattern.match(source.text, hit.start())
                if match is not None:
                    tried.append((rule.name, match.start(), match.end(), rule.build(match, source, given)))
        return tried
