"""French, Italian, Portuguese and Spanish: article and noun, noun and adjective that do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.interference.agreement.romance_grammar import RomanceDeterminer, RomanceGrammar, romance_grammar
from mtqc.interference.agreement.romance_words import (
    ANY_MASCULINE,
    MASCULINE,
    PLURAL,
    SINGULAR,
    RomanceWord,
    romance_word,
)
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Passage, Token
from mtqc.model import Category, Severity, Span

RULE = "conventions/agreement"
_CONFIDENCE = 0.9
_CONFIDENCE_OF_PRONOUN = 0.85
_CONFIDENCE_OF_ADJECTIVE = 0.8
_COORDINATIONS = frozenset({"et", "y", "e", "o", "ou", "i", "ni", "u", "né", "nem", "ed", "od"})
_JOINTS = frozenset("/-'’*·(")
_APOSTROPHES = "'’"
_SHORT = 3
"""Letters of the irregular forms of verbs, which the tables do not have: *las dan*."""
_NEAR = 6
"""Tokens before a noun among which another one may be joined to it."""
_ADVERB_ENDINGS = ("mente", "ment")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A determiner at ``start``, the offset of the token's part that is one, and the word at the token ``place``."""

    start: int
    determiner: RomanceDeterminer
    form: str
    place: int
    token: Token
    word: RomanceWord
    has_adverb: bool


def find_in_romance(passage: Passage) -> Iterator[Evidence]:
    """The phrases of a passage that do not agree, in one of the four languages."""
    grammar = romance_grammar(passage.language.code)
    tokens = passage.tokens
    for place in range(len(tokens)):
        phrase = _phrase(passage, place, grammar)
        if phrase is None or _is_doubtful(phrase, tokens, place, grammar):
            continue
        cells = phrase.determiner.cells & phrase.word.cells
        if not cells:
            yield _clash_with_determiner(phrase, passage, grammar)
            continue
        following = _adjective_after(phrase, passage, place, grammar)
        if following is not None:
            yield _clash_with_adjective(phrase, following, passage)


def _phrase(passage: Passage, place: int, grammar: RomanceGrammar) -> _Phrase | None:
    token = passage.tokens[place]
    form = token.lower[_elided(token.lower) :]
    determiner = grammar.determiners.get(form)
    if determiner is None or not (token.text[-len(form) :].islower() or token.start in passage.sentence_starts):
        return None
    has_adverb = False
    for following in range(place + 1, len(passage.tokens)):
        word = passage.tokens[following]
        if not word.is_word or not word.text.islower() or (word.text in grammar.measures and following == place + 1):
            return None
        known = romance_word(word.text, grammar.code)
        if word.text in grammar.adverbs or (word.text.endswith(_ADVERB_ENDINGS) and not known.cells):
            has_adverb = True
            continue
        if not known.cells or word.text in grammar.either or _is_function_word(word.text, passage):
            return None
        return _Phrase(token.end - len(form), determiner, form, following, word, known, has_adverb)
    return None


def _is_function_word(form: str, passage: Passage) -> bool:
    return form in passage.language.function_words or form in passage.language.number_words


def _elided(text: str) -> int:
    """Where a word starts behind an elided one: *d'une*, *qu'un*."""
    return max(text.rfind(apostrophe) for apostrophe in _APOSTROPHES) + 1


def _is_doubtful(phrase: _Phrase, tokens: Sequence[Token], place: int, grammar: RomanceGrammar) -> bool:
    """Whether the determiner may be none of the word: a pronoun, a part of a number, of an adverb or of a name."""
    before = tokens[place - 1].lower if place else ""
    if f"{before}_{phrase.form}" in grammar.and_one or before in grammar.determiners:
        return True
    if phrase.has_adverb and (not phrase.word.adjective or phrase.form in grammar.superlatives):
        return True
    is_governed = before in grammar.prepositions and not phrase.token.text.endswith(grammar.infinitives)
    may_be_verb = phrase.word.is_verb or len(phrase.token.text) <= _SHORT
    if phrase.determiner.is_pronoun and may_be_verb and not is_governed:
        return True
    if "-" in phrase.token.text and _genders(phrase.determiner.cells) & _genders(phrase.word.cells):
        return True
    if phrase.form in grammar.verbs and phrase.word.adjective:
        return True
    if phrase.determiner.cells == MASCULINE and phrase.token.text in grammar.stressed:
        return True
    following = tokens[phrase.place + 1] if phrase.place + 1 < len(tokens) else None
    if following is None:
        return False
    if following.text in _JOINTS and following.start == phrase.token.end:
        return True
    # "les moyen et long termes", "les lundi et mardi".
    is_enumerated = bool(phrase.word.adjective) or phrase.determiner.cells & PLURAL
    return bool(is_enumerated) and following.text in _COORDINATIONS


def _adjective_after(phrase: _Phrase, passage: Passage, place: int, grammar: RomanceGrammar) -> Token | None:
    """The adjective right after the noun, if it does not agree with it.

    After a preposition it may be an earlier noun's: *le niveau de vie élevé*.
    """
    tokens = passage.tokens
    if not phrase.word.noun or phrase.word.adjective or phrase.place + 1 == len(tokens):
        return None
    token = tokens[phrase.place + 1]
    if not token.text.islower() or token.text in grammar.invariable or _is_function_word(token.text, passage):
        return None
    known = romance_word(token.text, grammar.code)
    if not known.adjective or known.noun or known.is_verb or known.is_participle:
        return None
    cells = phrase.determiner.cells & phrase.word.noun
    if cells & known.adjective or not _has_number_of(cells, known.adjective):
        return None
    before = tokens[max(0, phrase.place - _NEAR) : phrase.place]
    is_joined = any(other.lower in _COORDINATIONS for other in before)
    is_governed = (
        phrase.form in grammar.contracted
        or _elided(tokens[place].text)
        or (place and tokens[place - 1].lower in grammar.prepositions)
    )
    return None if is_joined or is_governed else token


def _has_number_of(cells: int, other: int) -> bool:
    return bool((cells & SINGULAR and other & SINGULAR) or (cells & PLURAL and other & PLURAL))


def _clash_with_determiner(phrase: _Phrase, passage: Passage, grammar: RomanceGrammar) -> Evidence:
    span = Span(phrase.start, phrase.token.end)
    shown = " ".join(span.of(passage.text).split())
    own = phrase.word.cells
    is_gender = not _genders(own) & _genders(phrase.determiner.cells)
    quality = _gender_name(own) if is_gender else ("plural" if own & PLURAL else "singular")
    return Evidence(
        rule=RULE,
        kind=Kind.AGREEMENT,
        passage=passage.index,
        span=span,
        item=f"{'gender' if is_gender else 'number'}:{phrase.token.text}",
        message=f"{phrase.token.text} is {quality}: “{shown}” does not agree.",
        category=Category.GRAMMAR,
        severity=Severity.MAJOR if is_gender else Severity.MINOR,
        suggestions=_corrections(phrase, passage, grammar),
        confidence=_CONFIDENCE_OF_PRONOUN if phrase.determiner.is_pronoun else _CONFIDENCE,
    )


def _genders(cells: int) -> int:
    """The genders of a set of cells, as cells of the singular."""
    return (cells | cells >> 2) & SINGULAR


def _gender_name(cells: int) -> str:
    return "feminine" if not cells & ANY_MASCULINE else "masculine"


def _corrections(phrase: _Phrase, passage: Passage, grammar: RomanceGrammar) -> tuple[str, ...]:
    """The phrase with another determiner, where the noun and the number leave one, and its sound does not matter."""
    number = SINGULAR if phrase.determiner.cells & SINGULAR else PLURAL
    forms = {form for cell, form in phrase.determiner.row.items() if cell & phrase.word.cells & number}
    if len(forms) != 1 or phrase.word.adjective or _sounds(phrase.token.text, grammar.code):
        return ()
    (form,) = forms
    is_capital = passage.text[phrase.start].isupper()
    meant = form.capitalize() if is_capital else form
    return (meant + passage.text[phrase.start + len(phrase.form) : phrase.token.end],)


def _sounds(form: str, code: str) -> bool:
    """Whether the form of the article may depend on how the word begins: *l'eau*, *lo studio*."""
    return (code == "fr" and form[0] in "aeiouyhàâéèêîïôœ") or (code == "it" and form[0] in "aeiouhzxypgs")


def _clash_with_adjective(phrase: _Phrase, adjective: Token, passage: Passage) -> Evidence:
    return Evidence(
        rule=RULE,
        kind=Kind.AGREEMENT,
        passage=passage.index,
        span=Span(phrase.start, adjective.end),
        item=f"gender:{phrase.token.text}",
        message=f"{phrase.token.text} is {_gender_name(phrase.word.noun)}: “{adjective.text}” does not agree.",
        category=Category.GRAMMAR,
        severity=Severity.MAJOR,
        confidence=_CONFIDENCE_OF_ADJECTIVE,
    )
