"""What a language calls countries, languages, currencies and cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from mtqc.errors import UnknownNameError
from mtqc.languages import tables, tags


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names by CLDR's codes.

    ``territories`` by ISO 3166 code with CLDR's variants (``CZ``, ``CZ-alt-variant`` are separate there; only the plain
    codes are kept), ``languages`` by tag, ``cities`` by the time zone that they stand for (``America/Havana``),
    ``currencies`` by ISO 4217 code: every form of the name, then the symbol, which may be empty.
    """

    territories: Mapping[str, str]
    languages: Mapping[str, str]
    cities: Mapping[str, str]
    currencies: Mapping[str, tuple[str, ...]]


def names(tag: str) -> Names:
    """The names that the language of a tag has for things.

    Raises:
        UnknownNameError: mtqc has no table for the tag nor for a parent of it; names the nearest known tag.
    """
    chain = tags.chain(tags.canonical(tag))
    if not chain:
        raise UnknownNameError("language", tag, tags.known_tags())
    return _names(chain)


@lru_cache(maxsize=32)
def _names(chain: tuple[str, ...]) -> Names:
    table = tables.inherited(tables.names(chain[-1].partition("-")[0]), chain)
    return Names(
        territories=MappingProxyType(table["territories"]),
        languages=MappingProxyType(table["languages"]),
        cities=MappingProxyType(table["cities"]),
        currencies=MappingProxyType({code: tuple(forms) for code, forms in table["currencies"].items()}),
    )
