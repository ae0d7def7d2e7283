"""German phrases in a row after a preposition of the genitive that fall back into the dative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtqc.interference.agreement.cells import CASES, GENDERS, OF_CASE, OF_GENDER
from mtqc.interference.agreement.grammar import prepositions
from mtqc.interference.agreement.noun_phrases import NounPhrase
from mtqc.model import Span

_GENITIVE = OF_CASE[CASES.index("genitive")]
_DATIVE = OF_CASE[CASES.index("dative")]
_NEITHER_MASCULINE_NOR_NEUTER = OF_GENDER[GENDERS.index("feminine")] | OF_GENDER[GENDERS.index("plural")]
_LINKS = frozenset({"und", "sowie"})


@dataclass(frozen=True, slots=True)
class Coordination:
    """The phrases in the dative, from the first to the last, and the preposition that takes the genitive."""

    preposition: str
    span: Span


def broken_coordinations(phrases: Iterable[NounPhrase]) -> Iterator[Coordination]:
    """Those among the phrases of a passage.

    *inmitten der Krise, dem Mangel und dem Verfall*: after a comma there have to be two phrases in the dative.

    The noun before the comma has to be one that *dem* cannot refer to, or else it is a relative clause.
    """
    by_start = {phrase.start: phrase for phrase in phrases}
    for first in by_start.values():
        if prepositions().get(first.preposition) != _GENITIVE or not first.agreed:
            continue
        second = _next(first, by_start, {",", *_LINKS})
        if second is None or first.agreed & ~_NEITHER_MASCULINE_NOR_NEUTER:
            continue
        third = _next(second, by_start, _LINKS)
        if third is not None or first.tokens[first.end + 1].text in _LINKS:
            yield Coordination(first.preposition, Span(second.span.start, (third or second).span.end))


def _next(phrase: NounPhrase, phrases: dict[int, NounPhrase], links: frozenset[str] | set[str]) -> NounPhrase | None:
    """The phrase in the dative that a link joins to this one."""
    following = phrases.get(phrase.end + 2)
    if following is None or phrase.tokens[phrase.end + 1].text not in links:
        return None
    return following if following.determiner.form == "dem" and following.agreed & _DATIVE else None
