"""An institution, office or term with a fixed name was translated word by word."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class FixedTerm(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "terminology/fixed-term"
    category = Category.WRONG_TERM
    severity = Severity.MAJOR
    summary = "An institution, office or term with a fixed name was translated word by word."
    why = (
        "Institutions, offices, laws and epochs have names that are settled in the target language. "
        "Readers do not recognise one that was put together anew."
    )
    silent_on = (
        "pairs of languages without a knowledge base: `mtqc detect` says for which there is one",
        "words in a context that makes them right: entries name what has to stand near them, and what may not",
        "what good writers of the target language write as well, unless the source language is given or other findings "
        "point to it",
        "with the source at hand: places where the source has none of the expressions that the entry explains",
    )
    bad = (
        Example("Auf Kuba begann 1990 der Sonderzeitraum.", target_language="de", marks="Sonderzeitraum"),
        Example(
            "Er kandidiert für das Haus der Repräsentanten.",
            source="He is running for the House of Representatives.",
            source_language="en",
            target_language="de",
            marks="Haus der Repräsentanten",
        ),
    )
    good = (
        Example("Auf Kuba begann 1990 die Sonderperiode.", target_language="de"),
        Example("Der Sonderzeitraum für Rückgaben endet am 6. Januar.", target_language="de"),
    )
