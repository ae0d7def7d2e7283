"""German determiners that may be pronouns: *der* is an article, a demonstrative and a relative pronoun."""

from __future__ import annotations

from mtqc.interference.agreement.cells import CASES, EVERY, OF_CASE, OF_GENDER, PLURAL
from mtqc.interference.agreement.grammar import german_words, prepositions
from mtqc.interference.agreement.noun_phrases import NounPhrase
from mtqc.interference.passages import Passage

_GENITIVE = OF_CASE[CASES.index("genitive")]
_CLAUSE_MARKS = frozenset(",-–—")


def may_be_pronoun(phrase: NounPhrase, passage: Passage) -> bool:
    """Whether the determiner may be a pronoun, and the rest a phrase of its own: *…, die Kinder hat*."""
    form = phrase.determiner.form
    if form in german_words("pronouns") and not phrase.preposition and _is_plural_or_bare(phrase):
        return True
    if not phrase.determiner.is_alone:
        return False
    if phrase.adjectives and phrase.declined(("strong",)) & phrase.noun.cells & _GENITIVE & OF_GENDER[PLURAL]:
        return True
    before = phrase.token(phrase.start - 1)
    if before is not None and before.lower in prepositions():
        if form.startswith("welch") and _stands_alone(phrase):
            return True
        before = phrase.token(phrase.start - 2)
        return before is not None and before.text in _CLAUSE_MARKS and _may_be_relative(phrase)
    if before is None or phrase.tokens[phrase.start].start in passage.sentence_starts:
        return False
    if form in ("das", "dieses") and before.lower in german_words("before_pronouns"):
        return True
    return (before.text in _CLAUSE_MARKS and _may_be_relative(phrase)) or _stands_alone(phrase)


def _may_be_relative(phrase: NounPhrase) -> bool:
    """Whether the rest may follow a relative pronoun."""
    if not phrase.adjectives or phrase.adjectives[-1][1].stem in german_words("pronominal"):
        return True
    return bool(phrase.declined(("strong",)) & phrase.noun.cells)


def _stands_alone(phrase: NounPhrase) -> bool:
    """Whether adjectives and noun are a phrase without the determiner."""
    strong = phrase.declined(("strong",)) if phrase.adjectives else EVERY
    return _is_plural_or_bare(phrase, strong)


def _is_plural_or_bare(phrase: NounPhrase, cells: int = EVERY) -> bool:
    """Whether the noun needs no article in one of the cells."""
    own = phrase.noun.cells & cells & ~_GENITIVE
    return bool(own & OF_GENDER[PLURAL]) or (bool(own) and phrase.noun_form in german_words("bare"))
