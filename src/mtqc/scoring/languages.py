"""Guesses the languages of a test set where nobody names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqc.languages import identify
from mtqc.model.test_set import System, TestSet

_SAMPLED_SEGMENTS = 20
_SAMPLED_CHARACTERS = 50
"""Of each segment: language identification looks at 1,000 characters, which come from all over the text so."""
_SUREST = 0.99
_LEAST_SURE = 0.5


def with_languages(test_set: TestSet, systems: Sequence[System]) -> tuple[TestSet, tuple[str, ...]]:
    """The test set with both languages as far as they can be told, and notices of what was guessed.

    The target language shows in the references, else in the first system's hypotheses.
    """
    notices: list[str] = []
    target, source = test_set.target_language, test_set.source_language
    if target is None:
        texts = test_set.references[0] if test_set.references else systems[0].hypotheses
        target = guessed_language("target", texts, notices)
    if source is None and test_set.sources is not None:
        source = guessed_language("source", test_set.sources, notices)
    return replace(test_set, source_language=source, target_language=target), tuple(notices)


def guessed_language(side: str, texts: Sequence[str | None], notices: list[str]) -> str | None:
    """The language of the texts of one side, None if it cannot be told; adds a notice of what was guessed."""
    step = max(1, len(texts) // _SAMPLED_SEGMENTS)
    guess = identify("\n".join((text or "")[:_SAMPLED_CHARACTERS] for text in texts[::step]))
    if guess is None or guess.confidence < _LEAST_SURE:
        return None
    notices.append(f"guessed {side} language: {guess.language} ({min(guess.confidence, _SUREST):.0%} sure)")
    return guess.language
