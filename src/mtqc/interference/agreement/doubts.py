"""Where a German noun phrase that does not agree may be none at all: what agreement keeps silent on."""

from __future__ import annotations

from dataclasses import replace

from mtqc.interference.agreement.adjectives import Adjective, adjective, is_adjective_stem, is_adverb
from mtqc.interference.agreement.cells import CASES, GENDERS, OF_CASE, OF_GENDER, PLURAL
from mtqc.interference.agreement.grammar import determiners, endings, german_words, prepositions
from mtqc.interference.agreement.noun_phrases import NounPhrase
from mtqc.interference.agreement.nouns import noun
from mtqc.interference.agreement.pronouns import may_be_pronoun
from mtqc.interference.passages import Passage, Token

_FEMININE, _NEUTER = (OF_GENDER[GENDERS.index(gender)] for gender in ("feminine", "neuter"))
_GENITIVE, _DATIVE = (OF_CASE[CASES.index(case)] for case in ("genitive", "dative"))
_NATIVE_ENDS = ("er", "el", "en", "ing", "ling", "tum", "nis")
"""What German nouns end in that take no -es."""
_HYPHENS = frozenset("-‐‑–&+")
_JOINTS = frozenset("*:_’'(·")
_CLOSE_BEFORE = frozenset("/*")
_LINKS = ("und ", "oder ", "bzw", "sowie", "als ", "wie ")
_PARTICIPLES = ("enden", "ten", "enen")
_ALL = frozenset(("alle", "aller", "allen"))
_SHORT = 6
"""Letters of a noun that, if it is rare, may as well be something else."""
_STRETCH = 6
"""Tokens after a noun among which an attribute that it opens would have its participle."""


def is_doubtful(phrase: NounPhrase, passage: Passage) -> bool:
    """Whether the phrase need not be an error: it may be cut wrongly, or hold a pronoun, a name or a word part."""
    return (
        _is_cut(phrase, passage)
        or _is_name(phrase)
        or _is_unsure(phrase)
        or _has_no_preposition(phrase)
        or _is_nominalised(phrase)
        or _is_infinitive(phrase)
        or _is_superlative(phrase)
        or may_be_pronoun(phrase, passage)
        or _is_old_or_bare_form(phrase)
        or _has_adverb(phrase)
        or _is_inner_attribute(phrase)
        or _is_counted(phrase)
    )


def _is_cut(phrase: NounPhrase, passage: Passage) -> bool:
    """Whether more belongs to the phrase than was read, or the words stand in different lines or columns."""
    before = phrase.token(phrase.start - 1)
    if before is not None and (
        before.text in _CLOSE_BEFORE or before.lower in german_words("before_names") or before.lower in determiners()
    ):
        return True
    text = phrase.span.of(passage.text)
    if "\n\n" in text or "  " in text or "\t" in text:
        return True
    following = phrase.token(phrase.end + 1)
    return following is not None and (
        _goes_on(phrase, following, passage.text) or _is_part_of_name(phrase, following) or _opens_attribute(phrase)
    )


def _goes_on(phrase: NounPhrase, following: Token, text: str) -> bool:
    """Whether the noun is a part of a word: *die Land- und Forstwirtschaft*, *der Bürger:innen*, *das Star - Café*."""
    if following.text == "/":
        return True
    after = text[following.end : following.end + 2]
    if following.start == phrase.span.end and (
        following.text in _HYPHENS or (following.text in _JOINTS and after[:1].isalpha())
    ):
        return True
    return following.text == "-" and (
        after.strip()[:1].isupper() or text[following.end : following.end + _SHORT].lstrip().startswith(_LINKS)
    )


def _is_part_of_name(phrase: NounPhrase, following: Token) -> bool:
    """Whether another noun follows, whose the determiner may be; not so where that is a name: *Minister Rau*."""
    if not following.is_word or not following.text[0].isupper():
        return following.lower in german_words("after_names")
    known = noun(following.text)
    return not (known.is_name and not known.cells)


def _opens_attribute(phrase: NounPhrase) -> bool:
    """Whether the determiner is a later noun's: *das [Kindern gewidmete] Buch*, *eine [acht Fuß lange] Schnur*."""
    tokens = phrase.tokens
    found: list[tuple[Token, Adjective]] = []
    for place, token in enumerate(tokens[phrase.end + 1 : phrase.end + 1 + _STRETCH], phrase.end + 1):
        if not token.is_word:
            return False
        if token.text[0].isupper():
            known = noun(token.text)
            outer = replace(phrase, end=place, adjectives=tuple(found), noun=known, has_number=False)
            return bool(found) and (phrase.has_number or not known.cells or bool(outer.agreed))
        inflected = adjective(token.lower)
        if inflected is not None:
            found.append((token, inflected))
        elif not is_adjective_stem(token.lower) and not is_adverb(token.lower):
            return False
    return False


def _is_name(phrase: NounPhrase) -> bool:
    """Whether the noun may be a woman's name, or letters."""
    if phrase.noun_form.isupper():
        return True
    if phrase.noun.is_place and phrase.modified & _NEUTER:
        return True
    if _may_be_team(phrase):
        return True
    if not phrase.noun.is_name or not phrase.determiner.is_definite:
        return False
    return phrase.determiner.form == "des" or bool(phrase.modified & _FEMININE)


def _may_be_team(phrase: NounPhrase) -> bool:
    """Whether the noun may be an English plural, which teams are called by: *die Rangers*, *den Packers*."""
    is_genitive_only = not phrase.noun.cells & ~_GENITIVE
    return is_genitive_only and phrase.noun_form.endswith("s") and bool(phrase.modified & OF_GENDER[PLURAL])


def _is_unsure(phrase: NounPhrase) -> bool:
    """Whether the noun is of unsure gender, or so rare and short that it may be a name or a foreign word."""
    form = phrase.noun_form
    if form in german_words("unsure") or form.lower().endswith(tuple(german_words("unsure_ends"))):
        return True
    return phrase.noun.is_rare and len(phrase.noun.head) <= _SHORT


def _has_no_preposition(phrase: NounPhrase) -> bool:
    """Whether the phrase agrees but for a preposition that is none: *meiner Meinung nach der*, *von hier aus die*.

    "sein" after "zu" is the infinitive: *ohne gut genug zu sein Geld verlangen*.
    """
    if phrase.preposition == "zu" and phrase.determiner.form == "sein":
        return True
    if phrase.preposition == "aus" and any(token.lower in ("von", "vom") for token in phrase.before(_STRETCH)):
        return True
    if phrase.preposition == "nach" and not phrase.determiner.form:
        opinion = phrase.token(phrase.start - 2)
        return opinion is not None and opinion.text in german_words("followed_by_after")
    if phrase.determiner.preposition or not phrase.determiner.form or not phrase.modified & phrase.noun.cells:
        return False
    before = phrase.token(phrase.start - 2)
    if before is None:
        return phrase.preposition == "aus"
    if before.text == "und":
        return True
    if phrase.preposition == "für":
        return not phrase.determiner.is_alone
    if phrase.preposition == "nach":
        return before.is_word and before.text[0].isupper()
    return phrase.preposition == "mit" and before.lower in german_words("copulas")


def _is_nominalised(phrase: NounPhrase) -> bool:
    """Whether the noun is an adjective that agrees as such: *das Weite*, *ein Rechtsextremer*."""
    word = adjective(phrase.noun_form.lower())
    if word is None:
        return False
    if phrase.noun.head != phrase.noun_form or word.ending == "es":
        return True
    table = [endings(declension) for declension in phrase.determiner.paradigm.declensions]
    return any(phrase.modified & declined.get(word.ending, 0) for declined in table)


def _is_infinitive(phrase: NounPhrase) -> bool:
    """Whether the noun may be an infinitive, which is a neuter, beside being a plural: *nach dem Schreddern*."""
    form, determiner = phrase.noun_form, phrase.determiner
    if phrase.adjectives or not determiner.cells & _NEUTER & _DATIVE or form.endswith("ungen"):
        return False
    return form.endswith(("ern", "eln")) or (determiner.form in ("zum", "beim") and form.endswith("en"))


def _is_superlative(phrase: NounPhrase) -> bool:
    """Whether it is an adverb: *am meisten*, *zum anderen*, *seit langem*."""
    if not phrase.adjectives:
        return False
    first = phrase.adjectives[0][1]
    if not phrase.determiner.preposition:
        return not phrase.determiner.form and first.ending == "em" and first.stem in german_words("adverbial")
    if phrase.determiner.form == "am" and (first.stem.endswith("st") or first.ending != "en"):
        return True
    return first.stem in german_words("adverbial")


def _is_old_or_bare_form(phrase: NounPhrase) -> bool:
    """Whether the noun has the old -e of the dative, or is a loan that natives leave without -s in the genitive."""
    form = phrase.noun_form
    # Before 1901: Werth, Theil, Thür.
    if "th" in form.lower() and noun(form.replace("th", "t").replace("Th", "T")).cells & phrase.modified:
        return True
    modified = phrase.modified & phrase.governed
    if form.endswith("e") and noun(form[:-1]).cells & modified & _DATIVE:
        return True
    is_genitive_only = modified and not modified & ~_GENITIVE
    if not is_genitive_only or not noun(form + "s").cells & modified:
        return False
    return not form.endswith(_NATIVE_ENDS) and not noun(form + "es").cells


def _has_adverb(phrase: NounPhrase) -> bool:
    """Whether an adjective may be an adverb or a determiner that looks like it.

    *ein später entdecktes Bild*, *ein wenig frische Luft*, *folgendes kleine Beispiel*, *der 74-jährige volle Hilfe*.
    """
    if phrase.determiner.form == "ein" and phrase.tokens[phrase.start + 1].lower == "wenig":
        return True
    kept = phrase.adjectives[-1:]
    if len(kept) == len(phrase.adjectives):
        return phrase.has_number and not phrase.determiner.cells & OF_GENDER[PLURAL]
    if phrase.adjectives[0][1].stem.endswith(("folgend", "jährig")):
        return True
    if not any(word.ending == "er" or token.text == "lange" for token, word in phrase.adjectives[:-1]):
        return False
    return bool(replace(phrase, adjectives=kept).agreed)


def _is_inner_attribute(phrase: NounPhrase) -> bool:
    """Whether a preposition stands within an attribute whose determiner stands before it.

    As in *die von außen empfangenen Pakete*: the preposition governs nothing but an adverb.
    """
    if phrase.determiner.form or not phrase.adjectives:
        return False
    before = phrase.token(phrase.start - 2)
    if before is not None and before.lower in prepositions():
        return True
    first, last = phrase.adjectives[0][0], phrase.adjectives[-1][0]
    if not last.lower.endswith(_PARTICIPLES) or phrase.tokens[phrase.start] is first:
        return False
    return any(token.lower in determiners() or token.lower in _ALL for token in phrase.before(_STRETCH + 2)[:-1])


def _is_counted(phrase: NounPhrase) -> bool:
    """Whether "Mal" is counted: *diese schossen sieben Mal*."""
    return phrase.has_number and phrase.noun_form == "Mal"
