"""What became of the addresses of a source in its translation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from mtqc.analysis.addresses import Address
from mtqc.model import Span

Pair = tuple[Address, Address]
# Beyond so many differences a text is no translation: pairing them all would only take time.
_COMPARED = 20
_LIKE = 0.5
"""Two addresses with fewer characters in common are two addresses, not one that was changed; unless they are alone."""

_SCHEME = re.compile(r"^(?:[a-z][a-z\d+.\-]*://)?(?:www\.)?")
_LANGUAGE = re.compile(r"^[a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}))?$")
_LANGUAGE_VALUE = re.compile(r"(?<=[?&])(?:lang|language|hl|locale|l|lc)=[\w\-]+")
_PART = re.compile(r"[/.?&=]")
_DOMAIN = re.compile(r"[\w\-]+(?:\.[\w\-]+)*\.(?:com|org|net|edu|gov|info|io|dev|eu)(?:/|$)")
_POSITION = re.compile(r"%\d{1,2}\$")
_TOKEN = re.compile(r"[^\W_]+|.", re.DOTALL)
_GAP = r"\s{0,2}"


@dataclass(frozen=True, slots=True)
class AddressComparison:
    """The differences between two lists of addresses; pairs are of source and target."""

    missing: tuple[Address, ...] = ()
    extra: tuple[Address, ...] = ()
    changed: tuple[Pair, ...] = ()


_EQUAL = AddressComparison()


def compare_addresses(source: Sequence[Address], target: Sequence[Address]) -> AddressComparison:
    """Compares addresses of one kind, however often and in whatever order they stand.

    A compound is no other address: "/proc-Verzeichnis" is "/proc", and so is "/proc/".
    """
    wanted = {address.text for address in source}
    present = {address.text for address in target}
    if wanted == present:
        return _EQUAL
    likely_targets, likely_sources = _distinct(target)[:_COMPARED], _distinct(source)[:_COMPARED]
    missing = [
        address
        for address in _distinct(source)
        if address.text not in present and not any(_is_equal(address, other) for other in likely_targets)
    ]
    extra = [
        address
        for address in _distinct(target)
        if address.text not in wanted and not any(_is_equal(other, address) for other in likely_sources)
    ]
    changed = _likely_pairs(missing, extra, _LIKE)
    if len(missing) == len(extra):
        # As many on either side: each of those that are left is one of the others, however unlike.
        changed += _likely_pairs(missing, extra, 0)
    return AddressComparison(tuple(missing), tuple(extra), tuple(changed))


def _likely_pairs(missing: list[Address], extra: list[Address], likeness: float) -> list[Pair]:
    """Takes out of both lists the pairs of which the second is likely to be the first, changed."""
    pairs: list[Pair] = []
    for address in missing[:_COMPARED]:
        others = [other for other in extra[:_COMPARED] if other.kind == address.kind]
        likely = max(others, key=lambda other: _likeness(address, other), default=None)
        if likely is not None and _likeness(address, likely) >= likeness:
            pairs.append((address, likely))
            missing.remove(address)
            extra.remove(likely)
    return pairs


def _is_equal(address: Address, other: Address) -> bool:
    if address.kind == "url":
        return is_same_address(address.text, other.text)
    first, second = (_POSITION.sub("%", one.text).rstrip("/") for one in (address, other))
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return longer.startswith(shorter + "-") and longer[len(shorter) + 1 :][:1].isupper()


def _distinct(addresses: Iterable[Address]) -> list[Address]:
    return list({address.text: address for address in addresses}.values())


def _likeness(address: Address, other: Address) -> float:
    return SequenceMatcher(None, address.text[:200], other.text[:200], autojunk=False).ratio()


def is_same_address(source: str, target: str) -> bool:
    """Whether two URLs lead to the same place, or the second to the first one's translation.

    ``http`` and ``https``, ``www.`` and a slash at the end make no difference. Nor does a language in host or path
    (``en.example.org``, ``/en/``), behind which the names of pages may be translated; nor the site of another
    country (``example.de`` for ``example.com``).
    """
    if source == target:
        return True
    first, second = _parts(source), _parts(target)
    if first.place == second.place:
        return True
    # Another language or country is a sign of the other language's page, whose path is its own.
    is_translated = first.locale != second.locale and len(second.locale) >= len(first.locale)
    return is_translated and first.site == second.site


@dataclass(frozen=True, slots=True)
class _Parts:
    """A URL in three: ``locale`` is the languages and the country in it, ``place`` the rest, ``site`` its host's."""

    place: tuple[str, ...]
    site: str
    locale: tuple[str, ...]


@lru_cache(maxsize=4096)
def _parts(address: str) -> _Parts:
    bare = _SCHEME.sub("", address.lower(), count=1)
    has_host = bare != address.lower() or _DOMAIN.match(bare) is not None
    host, _, path = bare.rstrip("/#").partition("/") if has_host else ("", "", bare.rstrip("/#"))
    labels = host.split(".")
    pieces = [piece for piece in _PART.split(_LANGUAGE_VALUE.sub("", path)) if piece]
    locale = [label for label in labels[:-1] if _LANGUAGE.match(label)]
    locale += [piece for piece in pieces if _LANGUAGE.match(piece)]
    locale += _LANGUAGE_VALUE.findall(path)
    names = [label for label in labels[:-1] if not _LANGUAGE.match(label)]
    if labels[-1] == "com" or len(labels[-1]) == 2:
        locale.append(labels[-1])
    else:
        names.append(labels[-1])
    place = (*names, *(piece for piece in pieces if not _LANGUAGE.match(piece)))
    return _Parts(place, ".".join(names), tuple(locale))


def find_broken_address(address: Address, text: str, taken: Sequence[Span] = ()) -> Span | None:
    """Where an address stands with blanks or other signs between its parts: ``https: //example.org``.

    None if nowhere outside the spans ``taken`` by whole addresses, which are in order and do not overlap.
    """
    tokens = _TOKEN.findall(address.text[:300])
    if len(tokens) < 3:
        return None
    pattern = _GAP.join(_with_variants(token) for token in tokens)
    if address.kind == "option":
        pattern = r"(?<![\w\-])[-‐‑–—−]{1,4}\s?" + _GAP.join(_with_variants(token) for token in tokens[2:])
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)" if tokens[0].isalnum() else pattern, text, re.IGNORECASE):
        span = Span(match.start(), match.end())
        before = bisect_right(taken, span.start, key=lambda other: other.start) - 1
        if before < 0 or taken[before].end < span.end:
            return span
    return None


_VARIANTS = {":": "[:：]", "/": "[/／⁄]", ".": "[.．。]", "@": "(?:@|＠|\\[at\\]|\\(at\\))", "-": "[-‐‑–—−]"}


def _with_variants(token: str) -> str:
    return _VARIANTS.get(token) or re.escape(token)
