"""A person or an institution has two names in one text."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.interference import InterferenceCheck
from mtqc.interference.misspelt_names import find_misspelt_names
from mtqc.model import Category, Document, Finding, Severity

_CONFIDENCE = 0.75


class InconsistentName(InterferenceCheck):
    """Fires on the foreign or rarer of two names, once a person or institution."""

    rule = "terminology/inconsistent-name"
    category = Category.INCONSISTENT_TERMINOLOGY
    severity = Severity.MINOR
    summary = "A person or an institution has two names in one text."
    why = (
        "Readers take Kolokoltsev and Kolokolzew for two people, and look for the difference between the Ministerium "
        "für Inneres and the Innenministerium. A writer settles on one name; a machine takes each sentence for itself."
    )
    silent_on = (
        "a family name in another case or for a woman: Medwedews, Medwedewa",
        "names that differ in more than a letter: they may be relatives",
        "places: accuracy/exonym reports those",
        "ministries with several fields: Ministerium für Inneres und Heimat is what it is called",
        "ministries named with a preposition, unless the source language is given or other findings point to it: "
        "natives vary them as well",
    )
    bad = (
        Example(
            "Später reiste Kolokoltsev nach Caracas.",
            target_language="de",
            others=((None, "Der Minister Wladimir Kolokolzew besuchte Kuba."),),
            marks="Kolokoltsev",
        ),
        Example(
            "Am Abend sprach Carlos Mendieta zur Presse.",
            target_language="de",
            others=(
                (None, "Der Bürgermeister Carlos Mendietta trat zurück."),
                (None, "Vor Ort war Carlos Mendietta nicht."),
            ),
            marks="Carlos Mendieta",
        ),
        Example(
            "Er leitet das Ministerium für Inneres.",
            source_language="es",
            target_language="de",
            others=((None, "Das Innenministerium schwieg."),),
            marks="Ministerium für Inneres",
        ),
    )
    good = (
        Example(
            "Das Ministerium für Inneres und Heimat schwieg.",
            source_language="es",
            target_language="de",
            others=((None, "Das Innenministerium in Rom sprach."),),
        ),
        Example(
            "Dort traf er Dmitri Medwedews Mutter.",
            target_language="de",
            others=((None, "Am Montag kam Dmitri Medwedew nach Wien."),),
        ),
        Example(
            "Am Abend sprach Hans Meier zur Presse.",
            target_language="de",
            others=((None, "Der Bürgermeister Hans Maier trat zurück."),),
            note="two common names",
        ),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """The findings of this rule in a document whose segments are a tuple.

        Misspelt names are no evidence of a source language: native writers have them as well.
        """
        yield from super().check(document, context)
        reading = context.reading(document)
        if reading is None or (reading.prose.is_bilingual and not reading.prose.is_continuous):
            return
        for found in find_misspelt_names(reading.prose):
            yield self.finding(
                reading.prose.segments[found.passage],
                f"{found.name} is called {found.usual} elsewhere in the text.",
                target=found.span,
                suggestions=(found.usual,),
                confidence=_CONFIDENCE,
            )
