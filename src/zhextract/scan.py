"""What a rule is, and the scan that tries rules where their first characters stand.

A rule is a name, a pattern and a builder that may decline. One generated pattern finds the places where any rule may begin
and takes in the run that stands there, so that no text is scanned twice; what it knows to be common is built at once. Else
the rules whose first characters these are get their turn, in the order of their list: precedence is written down, nowhere
computed. Behind a record the scan goes on at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["Rule", "Scanner"]

Build = Callable[[re.Match[str], Any, Any], Any]
# of a common run: build(text, start, end, given)
BuildRun = Callable[[str, int, int, Any], Any]


class Rule(NamedTuple):
    """`pattern` is matched where one of the characters of `first` stands; `build` makes a draft of the match or declines.

    ``build(match, source, given)`` returns a draft, a list of drafts, or None; `given` is what the scanner was called with
    beside the source (the units, say).
    """

    name: str
    first: str
    pattern: re.Pattern[str]
    build: Build


class Scanner:
    """Runs a list of rules over a view.

    `start` is the pattern of the places where a rule may begin, and its groups are marks. At one of `common` that builder is
    asked first, with the bounds of this match, for a draft, None (the rules shall see) or False (no rule will take it); at a group beside
    these no rule takes what is matched; without a group the rules are asked.
    """

    def __init__(self, rules: Sequence[Rule], start: str, common: Mapping[str, BuildRun]) -> None:
        self.rules = tuple(rules)
        steps: dict[str, list[tuple[Any, Any]]] = {}
        for rule in rules:
            for char in rule.first:
                steps.setdefault(char, []).append((rule.pattern.match, rule.build))
        self._steps = steps
        self.start = re.compile(start)
        self._common: list[BuildRun | None] = [None] * (self.start.groups + 1)
        for name, build in common.items():
            self._common[self.start.groupindex[name]] = build

    def __call__(self, source: Any, given: Any = None) -> list[Any]:
        text, steps, common = source.text, self._steps, self._common
        found: list[Any] = []
        at = 0
        # all places first, then the rules: a loop that does one thing stays in the processor's cache
        for hit in list(self.start.finditer(text)):
            kind = hit.lastindex
            if kind is not None:
                first = common[kind]
                if first is None:
                    continue
                start, end = hit.span()
                if start < at:
                    continue
                made = first(text, start, end, given)
                if made is not None:
                    if made:
                        found.append(made)
                        at = made.end
                    continue
            else:
                start = hit.start()
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
        return found
