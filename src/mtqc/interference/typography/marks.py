"""Inverted marks, spaced guillemets and dashes without blanks."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqc.analysis.dashes import closed_up_dashes
from mtqc.analysis.punctuation import punctuation_of
from mtqc.analysis.quotations import SINGLE_MARKS
from mtqc.interference.evidence import Evidence
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.typography.setting import DASHES, RULE, setting
from mtqc.languages import language
from mtqc.model import Category, Span

_INVERTED = frozenset("¿¡")
# The mark that closes the sentence must follow: alone, an inverted mark is what is left of a broken character.
_INVERTED_MARK = regex.compile(r"(?<!\p{L})(?:¿(?=[\p{L}«„“\"][^¿?\n]{0,300}+\?)|¡(?=[\p{L}«„“\"][^¡!\n]{0,300}+!))")
_SPANISH = "es"
_FEWEST_SPANISH_WORDS = 2
_FRENCH = {"fr": 1.0}
_SPACED_DASHES = {"fr": "–", "it": "–", "pt": "–"}
"""What running text has with blanks, in languages of which the check of spacing has no rule."""
_CLOSED_UP = {"en": 0.45, "es": 0.55}


def inverted_marks(prose: Prose) -> Iterator[Evidence]:
    """The question and exclamation marks that open a sentence: only Spanish and its neighbours in Spain have them.

    A sentence in Spanish within the text is none of it.
    """
    if prose.language.code == _SPANISH:
        return
    for passage in prose.passages:
        if _INVERTED.isdisjoint(passage.analysis.characters):
            continue
        for match in _INVERTED_MARK.finditer(passage.analysis.prose):
            if passage.is_quoted(match.start()) or _is_spanish(passage, match.start()):
                continue
            yield setting(
                passage,
                Span(*match.span()),
                "inverted mark",
                f"Only Spanish opens a sentence with {match[0]}.",
                {_SPANISH: 1.0},
                suggestions=("",),
                confidence=0.9,
                is_strong=True,
            )


def _is_spanish(passage: Passage, start: int) -> bool:
    """Whether the words behind a mark, to the end of its sentence, are Spanish."""
    spanish = language(_SPANISH).function_words - passage.language.function_words
    end = next((span.end for span in passage.sentences if span.start <= start < span.end), len(passage.text))
    words = [token.lower for token in passage.words if start < token.start < end]
    own = sum(word in passage.language.function_words for word in words)
    foreign = sum(word in spanish for word in words)
    return foreign >= min(_FEWEST_SPANISH_WORDS, len(words)) or foreign > own or (not own and len(words) <= 1)


def guillemets(prose: Prose) -> Iterator[Evidence]:
    """The first quotation between guillemets with blanks inside them, as French has them."""
    if prose.language.code == "fr":
        return
    own = next((pair for pair in prose.language.quotes if pair.opening not in SINGLE_MARKS), None)
    for passage in prose.passages:
        if "«" not in passage.analysis.characters:
            continue
        for quotation in passage.analysis.quotations:
            content = quotation.content.of(passage.text)
            if quotation.opening != "«" or not (content[:1].isspace() and content[-1:].isspace() and content.strip()):
                continue
            yield setting(
                passage,
                quotation.span,
                "spaced guillemets",
                "Guillemets with blanks inside them are French.",
                _FRENCH,
                suggestions=(f"{own.opening}{content.strip()}{own.closing}",) if own else (),
                confidence=0.8,
            )
            return


def dashes(prose: Prose) -> Iterator[Evidence]:
    """The em dashes that touch the words, in languages that set dashes with blanks.

    Where the check of spacing has a rule for the language, it reports them, and this is for the verdict alone.
    """
    reported = punctuation_of(prose.language).dash
    dash = reported or _SPACED_DASHES.get(prose.language.code)
    if dash is None:
        return
    for passage in prose.passages:
        if "—" not in passage.analysis.characters:
            continue
        for found in closed_up_dashes(passage.analysis.prose, dash):
            text = found.span.of(passage.text)
            if passage.is_quoted(found.span.start) or not _is_between_words(passage, found.span):
                continue
            yield setting(
                passage,
                found.span,
                "closed-up dash",
                f"The dash of {text} has no blanks around it.",
                _CLOSED_UP,
                rule=DASHES if reported else RULE,
                category=Category.LOCALE_PUNCTUATION,
                suggestions=(found.spaced,),
                confidence=0.85,
            )


def _is_between_words(passage: Passage, span: Span) -> bool:
    """Whether the dash is no bullet, no mark of speech and no range of numbers: text stands before it."""
    before = passage.text[max(0, span.start - 2) : span.start].rstrip()
    return bool(before) and not before[-1].isdecimal()
