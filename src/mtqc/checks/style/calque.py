"""A phrase follows the source language's wording, not the target's."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class Calque(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "style/calque"
    category = Category.UNIDIOMATIC
    severity = Severity.MINOR
    summary = "A phrase follows the source language's wording, not the target's."
    why = (
        "Each word is right and the phrase is not: it was built in the other language. Texts full of "
        "such phrases read as translated."
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
            "Die Hilfe wird über die Kirche kanalisiert.",
            source_language="es",
            target_language="de",
            marks="kanalisiert",
        ),
        Example(
            "Der Rückhalt wird über das Ministerium kanalisiert.",
            source="El apoyo se canaliza a través del ministerio.",
            source_language="es",
            target_language="de",
            marks="kanalisiert",
        ),
    )
    good = (
        Example("Die Hilfe läuft über die Kirche.", source_language="es", target_language="de"),
        Example(
            "Der Fluss wurde kanalisiert.", target_language="de", note="natives write it, and nothing points to Spanish"
        ),
    )
