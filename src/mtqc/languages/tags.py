"""Language tags: from any of the ways to write one to the tables that hold what is known of it."""

from __future__ import annotations

from functools import cache, lru_cache

from mtqc.errors import UnknownNameError
from mtqc.languages import tables

_SCRIPT_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
"""The modifiers of POSIX locales (``sr_RS@latin``) that name a script."""
_SCRIPT_LENGTH = 4
_LONGEST_TAG = 35
"""What RFC 5646, section 4.4.1, asks software to bear; nothing longer names a language of ours."""


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """A tag in its usual form: ``DE_de.UTF-8`` is ``de-DE``, ``ger`` is ``de``, ``zh_TW`` is ``zh-Hant-TW``.

    The script is written out where it is not the usual one of the language. Other subtags that no table knows,
    such as those of private use, are left out.

    Raises:
        UnknownNameError: mtqc has no table of the language; names the nearest known tag.
    """
    if len(tag) > _LONGEST_TAG:
        raise UnknownNameError("language", f"{tag[:_LONGEST_TAG]}…", known_tags())
    name, _, modifier = tag.strip().replace("_", "-").lower().partition("@")
    code, *rest = name.partition(".")[0].split("-")
    rest += [_SCRIPT_MODIFIERS.get(modifier, modifier).lower()]
    index = tables.index()
    code, *implied = index["aliases"].get(code, code).lower().split("-")
    if code not in _codes():
        raise _unknown(tag)
    rest += implied
    region = next((part.upper() for part in rest if _is_region(part)), "")
    usual = index["scripts"].get(code)
    usual_there = index["scripts"].get(f"{code}-{region}", usual)
    script = next((part.title() for part in rest if part.title() in _scripts()), usual_there)
    parts = [code, "" if script == usual == usual_there else script, region]
    parts += [part for part in rest if part in _variants()]
    return "-".join(part for part in parts if part)


def _unknown(tag: str) -> UnknownNameError:
    """The error for a tag that is none; who wrote the English name of a language is told its tag."""
    english = tables.names("en")["en"]["languages"]
    wanted = tag.strip().casefold()
    named = [code for code, name in english.items() if name.casefold() == wanted and code in known_tags()]
    return UnknownNameError("language", tag, known_tags(), nearest=named[0] if named else None)


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdecimal())


@lru_cache(maxsize=1024)
def chain(tag: str) -> tuple[str, ...]:
    """The tags whose tables hold for a canonical tag, the most special one first: ``es-MX``, ``es-419``, ``es``.

    Empty where a language is known, but not in the script of the tag.
    """
    index = tables.index()
    found: list[str] = []
    current = tag
    while current:
        if current in _known():
            found.append(current)
        code, _, rest = current.partition("-")
        if len(rest) == _SCRIPT_LENGTH and rest != index["scripts"].get(code):
            break
        current = index["parents"].get(current) or current.rpartition("-")[0]
    return tuple(found)


@cache
def known_tags() -> tuple[str, ...]:
    """The tags that have a table of their own."""
    return tuple(tables.index()["tags"])


@cache
def _known() -> frozenset[str]:
    return frozenset(known_tags())


@cache
def _codes() -> frozenset[str]:
    return frozenset(tag.partition("-")[0] for tag in known_tags())


@cache
def _scripts() -> frozenset[str]:
    """The subtags of the scripts that the languages are written in."""
    named = {part for tag in known_tags() for part in tag.split("-") if len(part) == _SCRIPT_LENGTH and part.isalpha()}
    return frozenset(tables.index()["scripts"].values()) | named


@cache
def _variants() -> frozenset[str]:
    """The subtags of dialects and spellings that have tables: five characters or more."""
    return frozenset(part for tag in known_tags() for part in tag.split("-") if len(part) > 4)
