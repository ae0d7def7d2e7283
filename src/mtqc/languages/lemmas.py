"""The dictionary form of a word, so that inflected words can be compared.

The dictionaries are simplemma's, which load when the first word of a language is asked for. In its frugal form that
takes 0.1 s and 2 MB for English, 0.5 s and 15 MB for German, 0.3 s and 10 MB for Spanish and up to 1.4 s and 47 MB for
Polish and Finnish (simplemma 2.0, CPU time; its plain form takes twice the time and seven times the memory, and then
looks up twice as fast, which the memory of words here makes up for). Only what needs lemmas may ask for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from mtqc.errors import UnknownNameError
from mtqc.languages import tags

_REMEMBERED = 65_536
"""Words whose lemmas are kept: more than a long document has."""
_SIMPLEMMA_CODES = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "fil": "tl"}
"""Languages that simplemma knows by another code; its Serbo-Croatian is in Latin script."""


def lemmas(words: Iterable[str], language: str) -> tuple[str, ...]:
    """The lemma of each word; see :func:`lemma`."""
    return tuple(lemma(word, language) for word in words)


@lru_cache(maxsize=_REMEMBERED)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word of a language, by its tag, in folded case: ``Häusern`` gives ``haus``.

    A word that the dictionary lacks, or of a language that has none, is its own lemma in folded case.
    """
    return _lemmatizer(language)(word).casefold() if word else ""


@cache
def _lemmatizer(language: str) -> Callable[[str], str]:
    """What gives lemmas of a language."""
    try:
        code = tags.canonical(language).partition("-")[0]
    except UnknownNameError:
        return _itself
    code = _SIMPLEMMA_CODES.get(code, code)
    import simplemma

    try:
        simplemma.is_known("a", lang=code, low_memory=True)
    except ValueError:
        return _itself
    return lambda word: str(simplemma.lemmatize(word, lang=code, low_memory=True))


def _itself(word: str) -> str:
    return word
