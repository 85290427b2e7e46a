"""Units: the lexicon as a prefix tree, base units and exact factors, compound units, UCUM and ISO 4217 codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any, Final, NamedTuple

from zhextract.lexicon import LexiconError, Table, lengths, parse, table, trie
from zhextract.records import Quantity, QuantityKind

__all__ = ["Unit", "Units", "default_units", "to_base", "to_pint"]


class Unit(NamedTuple):
    """A unit as ``lexicon/units.tsv`` has it: `head` is the form that records bear."""

    head: str
    kind: QuantityKind
    dimension: str
    base: str
    factor: Fraction
    code: str
    flags: frozenset[str]


# lengths of time stand below a compound unit's stroke (吨/日) though they are no quantities themselves
_PER_TIME: Final = frozenset(("秒", "分钟", "分", "小时", "时", "天", "日", "周", "月", "年", "季度", "季"))


class Units:
    """The units that may follow a number: `match` at a view offset gives (unit, end) or None."""

    def __init__(self, extra: Table | Iterable[tuple[str, ...]] = ()) -> None:
        self.heads: dict[str, Unit] = {}
        self.surfaces: dict[str, Unit] = {}
        self._not_before: dict[str, tuple[str, ...]] = {}
        shipped = table("units.tsv")
        for source, row in [*((shipped, row) for row in shipped), *((extra, row) for row in extra)]:
            try:
                unit, surfaces, not_before = _read(row)
                self._add(unit, surfaces)
            except ValueError as error:
                raise source.error(row, str(error)) if isinstance(source, Table) else LexiconError(str(error)) from None
            for surface in (unit.head, *surfaces):
                if not_before:
                    self._not_before[surface] = tuple(not_before)
        self._undecided = frozenset(
            word[:size] for surface, words in self._not_before.items() for word in words for size in range(len(surface) + 1, len(word))
        )
        # the surfaces of more than one character by their first two; below each of these a tree of the further characters,
        # in which True stands where a surface ends
        self.longer: dict[str, dict[Any, Any]] = {}
        for surface in self.surfaces:
            if len(surface) > 1:
                node = self.longer.setdefault(surface[:2], {})
                for char in surface[2:]:
                    node = node.setdefault(char, {})
                node[True] = True
        # what a rule learns of a unit and the character behind it: of those of one character, and of longer ones
        self.verdicts: dict[str, Any] = {}
        self.verdicts_longer: dict[str, Any] = {}
        self._per_lengths = lengths([*self.surfaces, *_PER_TIME])
        # a unit claims its first character before the numeral does: 千瓦, 千米, 兆瓦, 百帕 (and 千字节, but not 千字)
        first = [s for s in self.surfaces if s[0] in "十百千万亿兆" and (len(s) == 2 or s[:2] not in self.surfaces)]
        self._claims = {char: trie(s[1:] for s in first if s[0] == char) for char in sorted({s[0] for s in first})}

    def unclaimed(self, chars: str) -> str:
        """A pattern for one of the numerals `chars` where no unit claims it."""
        free = "".join(char for char in chars if char not in self._claims)
        return f"(?:[{free}]" + "".join(f"|{char}(?!{rest})" for char, rest in self._claims.items() if char in chars) + ")"

    def _add(self, unit: Unit, surfaces: list[str]) -> None:
        if unit.head in self.heads:
            raise ValueError(f"{unit.head} stands there twice")
        self.heads[unit.head] = unit
        for surface in (unit.head, *surfaces):
            other = self.surfaces.setdefault(surface, unit)
            if other is not unit:
                raise ValueError(f"{surface} is a surface of {other.head} already")

    @classmethod
    def extended(cls, extra: str | PathLike[str] | Iterable[Sequence[str]]) -> Units:
        """The shipped units and further ones: the path of a file in the form of ``units.tsv``, or rows of its columns.

        Raises `LexiconError` for a row that cannot be read or a surface that is taken.
        """
        if isinstance(extra, (str, PathLike)):
            return cls(parse(Path(extra).read_text(encoding="utf-8-sig"), str(extra)))
        return cls([tuple(row) for row in extra])

    def match(self, text: str, at: int) -> tuple[Unit, str, int] | None:
        """The longest unit at `at` as (unit, head of the unit as written, end); a compound (吨/日) has a head of its own."""
        surfaces = self.surfaces
        end = self.end(text, at)
        surface = text[at:end]
        if surface not in surfaces:
            return None
        unit = surfaces[surface]
        blocked = self._not_before.get(surface)
        if blocked is not None and text.startswith(blocked, at):
            return None
        if end < len(text):
            after = text[end]
            if after.isascii() and after.isalpha() and surface[-1].isascii():
                return None
            if after in "/每" and "/" not in surface:
                return self._compound(text, end, unit)
        return unit, unit.head, end

    def end(self, text: str, at: int) -> int:
        """Where the longest surface at `at` ends, if one begins there at all: of what is none, the first character."""
        node = self.longer.get(text[at : at + 2])
        if node is None:
            return at + 1
        end, i = at + 1, at + 2
        while node is not None:
            if True in node:
                end = i
            node = node.get(text[i : i + 1])
            i += 1
        return end

    def depends(self, key: str) -> bool:
        """Whether more than `key`, a surface and the character behind it, must be read to tell whether it is the unit."""
        return key in self._undecided

    def _compound(self, text: str, end: int, unit: Unit) -> tuple[Unit, str, int]:
        """吨/日, 元每平方米: what stands below the stroke or behind 每 at `end`."""
        at = end + 1
        for size in self._per_lengths.get(text[at : at + 1], ()):
            below = text[at : at + size]
            known = self.surfaces.get(below)
            if known is not None or below in _PER_TIME:
                return unit, f"{unit.head}/{known.head if known else below}", at + len(below)
        return unit, unit.head, end


def _read(row: tuple[str, ...]) -> tuple[Unit, list[str], list[str]]:
    """A row's unit, its other surfaces, and what may not follow it; raises ValueError."""
    if len(row) != 9:
        raise ValueError(f"{row[:1]}: {len(row)} columns, expected 9")
    head, kind, dimension, base, factor, code, surfaces, not_before, note = row
    try:
        exact = Fraction(factor or "1")
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"factor {factor!r} is no number") from None
    if kind not in set(QuantityKind):
        raise ValueError(f"kind {kind!r} is none of {', '.join(QuantityKind)}")
    unit = Unit(head, QuantityKind(kind), dimension, base or head, exact, code, frozenset(note.split()))
    return unit, surfaces.split(), not_before.split()


@cache
def default_units() -> Units:
    """The shipped units, read once."""
    return Units()


def _parts(head: str) -> tuple[Unit | None, str]:
    """A compound unit's own unit and what it is per (吨/日 → 吨, 日)."""
    units = default_units()
    if head in units.heads:
        return units.heads[head], ""
    over, _, per = head.partition("/")
    return units.heads.get(over), per


def to_base(quantity: Quantity) -> tuple[Decimal | tuple[Decimal, Decimal] | None, str]:
    """See `Quantity.to_base`."""
    unit, per = _parts(quantity.unit)
    if unit is None:
        factor, base = Fraction(1), quantity.unit
    else:
        factor, base = unit.factor, unit.base + (f"/{per}" if per else "")

    def scaled(value: Decimal) -> Decimal:
        exact = Fraction(value) * factor
        with localcontext() as context:
            context.prec = 50
            result = Decimal(exact.numerator) / Decimal(exact.denominator)
        return Decimal(format(result, "f"))

    if quantity.value is not None:
        return scaled(quantity.value), base
    if quantity.low is not None and quantity.high is not None:
        return (scaled(quantity.low), scaled(quantity.high)), base
    return None, base


_PINT: Final = {  # base units of the lexicon as pint names them
    "米": "meter",
    "平方米": "meter ** 2",
    "立方米": "meter ** 3",
    "千克": "kilogram",
    "焦耳": "joule",
    "瓦": "watt",
    "米/秒": "meter / second",
    "字节": "byte",
    "摄氏度": "degC",
    "%": "percent",
}


def to_pint(quantity: Quantity, registry: Any = None) -> Any:
    """See `Quantity.to_pint`."""
    try:
        pint: Any = import_module("pint")
    except ImportError:
        raise ImportError("to_pint needs pint: pip install 'zhextract[pint]'") from None
    amount, base = to_base(quantity)
    name = _PINT.get(base)
    if name is None or not isinstance(amount, Decimal):
        raise ValueError(f"{quantity.text!r}: {quantity.unit or 'a bare number'} has no pint unit, or it is a range")
    registry = registry or pint.get_application_registry()
    return registry.Quantity(amount, name)

