"""A word looks like one of the source language and means something else."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class FalseFriend(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "accuracy/false-friend"
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "A word looks like one of the source language and means something else."
    why = (
        "A translation system, or a translator in a hurry, takes the word that looks alike. The sentence "
        "reads well and says something else."
    )
    silent_on = (
        "pairs of languages without a knowledge base: `mtqc detect` says for which there is one",
        "words in a context that makes them right: entries name what has to stand near them, and what may not",
        "what good writers of the target language write as well, unless the source language is given or other findings "
        "point to it",
        "with the source at hand: places where the source has none of the expressions that the entry explains",
    )
    bad = (
        Example("Dem Krankenhaus fehlen humane Ressourcen.", target_language="de", marks="humane Ressourcen"),
        Example(
            "„Die Anlage ist sicher“, insistierte er.",
            source="«La planta es segura», insistió.",
            source_language="es",
            target_language="de",
            marks="insistierte",
        ),
    )
    good = (
        Example("Die Haft soll humaner werden, doch die Ressourcen fehlen.", target_language="de"),
        Example(
            "Der Kanzler reist am Montag nach Wien.",
            target_language="de",
            note="a country that has a chancellor",
        ),
    )
