"""A word is of another register than the source's: too solemn, too technical, too familiar."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class TranslatedRegister(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "style/translated-register"
    category = Category.REGISTER
    severity = Severity.MINOR
    summary = "A word is of another register than the source's: too solemn, too technical, too familiar."
    why = (
        "A word that is ordinary in one language is solemn or technical in the other. The text then "
        "sounds unlike what its author wrote."
    )
    silent_on = (
        "pairs of languages without a knowledge base: `mtqc detect` says for which there is one",
        "words in a context that makes them right: entries name what has to stand near them, and what may not",
        "what good writers of the target language write as well, unless the source language is given or other findings "
        "point to it",
        "with the source at hand: places where the source has none of the expressions that the entry explains",
    )
    bad = (
        Example(
            "Die Polizei geht gegen soziale Disziplinlosigkeiten vor.",
            target_language="de",
            marks="soziale Disziplinlosigkeiten",
        ),
        Example(
            "Der Verein meldete den bedauerlichen Tod des Trainers.",
            source_language="es",
            target_language="de",
            marks="bedauerlichen Tod",
        ),
    )
    good = (
        Example("Die Polizei geht gegen Lärm und Müll vor.", target_language="de"),
        Example("Der Verein trauert um seinen Trainer.", source_language="es", target_language="de"),
    )
