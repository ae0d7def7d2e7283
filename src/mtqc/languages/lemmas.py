"""The lemma of a word: the form that a dictionary lists it under."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65_536)
def lemma(word: str, language: str) -> str:
    """The lemma of a word of a language given by its two-letter code; the word itself where none is known."""
    import simplemma

    try:
        return str(simplemma.lemmatize(word, lang=language))
    except ValueError:
        return word
