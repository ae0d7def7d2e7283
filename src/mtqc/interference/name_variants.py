"""One person or institution under two names in one text: *Kolokoltsev* beside *Kolokolzew*."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Token
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources
from mtqc.interference.transliteration import PersonName, foreign_names
from mtqc.model import Category, Severity, Span

RULE = "terminology/inconsistent-name"
_LINKS = ("und", ",", "/", "&", "-")
_LONGEST_FIELD = 2
"""Words behind the preposition in the name of a ministry."""
_CERTAIN, _HINT = 0.9, 0.75


def find_name_variants(prose: Prose) -> Iterator[Evidence]:
    """The names of which a text has a second form, each once, where the less frequent or foreign form first stands."""
    yield from _transliterated(prose)
    yield from _institutions(prose)


def _transliterated(prose: Prose) -> Iterator[Evidence]:
    """People whose family name a text has in the spellings of two languages."""
    people: defaultdict[str, list[PersonName]] = defaultdict(list)
    for name in foreign_names(prose):
        people[name.key].append(name)
    supported = supported_sources("name", prose.language.code)
    for names in people.values():
        first = names[0]
        written = {_family(name.text) for name in names}
        own = _family(first.own)
        if own in prose.vocabulary:
            other = own
        elif len(written) > 1:
            other = next(_family(name.text) for name in names if _family(name.text) != _family(first.text))
        else:
            continue
        if other == _family(first.text):
            continue
        languages = [code for code in first.languages if code in supported]
        yield _evidence(
            first.passage,
            first.span,
            f"name {first.key}",
            f"{_family(first.text)} and {other} are one person under two spellings.",
            suggestions=(first.own + first.ending,) if first.own else (),
            confidence=_CERTAIN,
            languages=dict.fromkeys(languages, 1 / max(1, len(languages))),
            expression=first.text,
        )


class _Institutions(NamedTuple):
    """How a language names institutions in one word; see institutions.toml."""

    heads: frozenset[str]
    prepositions: frozenset[str]
    languages: tuple[str, ...]
    modifiers: Mapping[str, str]


def _institutions(prose: Prose) -> Iterator[Evidence]:
    """Ministries named with a preposition, where the text has the one word for it as well."""
    table = _table(prose.language.code)
    if table is None:
        return
    supported = supported_sources("name", prose.language.code)
    languages = [code for code in table.languages if code in supported]
    seen: set[str] = set()
    for passage in prose.passages:
        for index, token in enumerate(passage.tokens):
            if token.lower not in table.heads or token.text == token.lower:
                continue
            found = _ministry(passage.tokens, index, table, prose.language.function_words)
            if found is None:
                continue
            last, modifier = found
            compound = modifier.capitalize() + token.lower
            shared = _shared(compound, prose)
            if shared is None or modifier in seen:
                continue
            seen.add(modifier)
            span = Span(token.start, last.end)
            yield _evidence(
                passage.index,
                span,
                f"institution {modifier}",
                f"{span.of(passage.text)} is called {shared} elsewhere in the text.",
                suggestions=(compound,),
                confidence=_HINT,
                languages=dict.fromkeys(languages, 1 / len(languages)),
                is_strong=False,
            )


def _ministry(
    tokens: tuple[Token, ...], index: int, table: _Institutions, function_words: frozenset[str]
) -> tuple[Token, str] | None:
    """The last token of a ministry's name that begins with a token, and the modifier of the one word for it."""
    if index + 2 >= len(tokens) or tokens[index + 1].lower not in table.prepositions:
        return None
    for length in range(_LONGEST_FIELD, 0, -1):
        field = tokens[index + 2 : index + 2 + length]
        modifier = table.modifiers.get(" ".join(token.lower for token in field))
        if modifier is not None and not _goes_on(tokens[index + 2 + length :][:2], function_words):
            return field[-1], modifier
    return None


def _goes_on(following: tuple[Token, ...], function_words: frozenset[str]) -> bool:
    """Whether the name goes on: "für Inneres und Heimat", not "für Inneres und wurde"."""
    if not following or following[0].text not in _LINKS:
        return False
    return len(following) < 2 or following[1].lower not in function_words


def _shared(compound: str, prose: Prose) -> str | None:
    """The one word in the text, in whatever case; None if the text does not have it."""
    stem = compound.removesuffix("s").removesuffix("n")
    return next((word for word in prose.vocabulary if word.startswith(stem) and len(word) - len(stem) <= 1), None)


def _family(name: str) -> str:
    return name.rpartition(" ")[2]


def _evidence(
    passage: int,
    span: Span,
    item: str,
    message: str,
    *,
    suggestions: tuple[str, ...],
    confidence: float,
    languages: Mapping[str, float] | None = None,
    expression: str = "",
    is_strong: bool = True,
) -> Evidence:
    return Evidence(
        rule=RULE,
        kind=Kind.NAME,
        passage=passage,
        span=span,
        item=item,
        message=message,
        category=Category.INCONSISTENT_TERMINOLOGY,
        severity=Severity.MINOR,
        languages=languages or {},
        expression=expression,
        suggestions=suggestions,
        confidence=confidence,
        is_strong=is_strong,
    )


@cache
def _table(code: str) -> _Institutions | None:
    path = files("mtqc").joinpath("data", "interference", "names", "institutions.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8")).get(code)
    if table is None:
        return None
    return _Institutions(
        frozenset(table["heads"]), frozenset(table["prepositions"]), tuple(table["languages"]), table["modifiers"]
    )
