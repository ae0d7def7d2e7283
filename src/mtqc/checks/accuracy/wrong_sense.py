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
    bad = (
        Example("Zwei Millionen Haushalte waren ohne Macht.", target_language="de", marks="Macht"),
        Example(
            "Die Bewohner waren zwanzig Stunden ohne Licht und Wasser.",
            source="Los vecinos estuvieron veinte horas sin luz ni agua.",
            source_language="es",
            target_language="de",
            marks="ohne Licht",
        ),
    )
    good = (
        Example("Ohne Macht lässt sich nichts verändern.", target_language="de"),
        Example("Der Saal war ohne Licht, nur eine Kerze brannte.", target_language="de"),
    )
