"""A word of several meanings was translated by the wrong one."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class WrongSense(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "accuracy/wrong-sense"
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "A word of several meanings was translated by the wrong one."
    why = (
        "The source word has several meanings, and the translation has the one that does not fit here. "
        "Readers cannot guess the right one without the source."
    )
    silent_on = (
        "pairs of languages without a knowledge base: `mtqc detect` says for which there is one",
        "words in a context that makes them right: entries name what has to stand near them, and what may not",
        "what good writers of the target language write as well, unless the source language is given or other findings "
        "point to it",
        "with the source at hand: places where the source has none of the expressions that the entry explains",
    )
    bad = ()
    good = ()
