"""Units of measurement after a number: which are units at all, and which values are conversions of each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_UNIT = re.compile(r"[ \u00a0\u202f-]?(°[CF]|[^\W\d_]{1,20}[²³]?(?![^\W_])|[%‰°€$£¥\"])")
_CURRENCY_BEFORE = re.compile(r"[€$£¥][ \u00a0]?\Z")
_LONGEST_CURRENCY = 3


@dataclass(frozen=True, slots=True)
class _Units:
    """The units: their symbols, those of money, and the factors between a unit and its metric one, by both names."""

    symbols: frozenset[str]
    names: frozenset[str]
    currencies: frozenset[str]
    factors: Mapping[tuple[str, str], Decimal]
    tolerance: Decimal


def unit_after(prose: str, end: int) -> str | None:
    """The word or symbol right after a number that ends at ``end``; None if there is none."""
    match = _UNIT.match(prose, end)
    return match[1] if match else None


def is_measured(prose: str, start: int, end: int) -> bool:
    """Whether the number between ``start`` and ``end`` is an amount: a unit or currency stands next to it."""
    if _CURRENCY_BEFORE.search(prose[max(0, start - _LONGEST_CURRENCY) : start]):
        return True
    unit = unit_after(prose, end)
    return unit is not None and (unit in _units().symbols or unit.lower() in _units().names or is_currency(unit))


def is_currency(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit in _units().currencies


def is_conversion(value: Decimal, unit: str, converted: Decimal, metric_unit: str) -> bool:
    """Whether one measure is the other in metric units, within rounding: 5 miles and 8 km. Units in lower case."""
    units = _units()
    factor = units.factors.get((unit, metric_unit))
    if factor is None or not value:
        return False
    exact = value * factor
    return abs(converted - exact) <= exact * units.tolerance


@cache
def _units() -> _Units:
    table = tomllib.loads(files("mtqc").joinpath("data", "conventions", "units.toml").read_text("utf-8"))
    factors = {
        (unit, metric): Decimal(str(conversion["factor"]))
        for conversion in table["conversions"]
        for unit in conversion["from"]
        for metric in conversion["to"]
    }
    return _Units(
        frozenset(table["symbols"]),
        frozenset(table["names"]),
        frozenset(table["currencies"]),
        factors,
        Decimal(str(table["tolerance"])),
    )
