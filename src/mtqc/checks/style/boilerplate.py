"""A label of a web page was translated word by word."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class Boilerplate(InterferenceCheck):
    """Fires on entries of the knowledge base of this kind; see docs/knowledge.md."""

    rule = "style/boilerplate"
    category = Category.UNIDIOMATIC
    severity = Severity.MINOR
    summary = "A label of a web page was translated word by word."
    why = (
        "Labels around an article are often translated by a machine along with it, in words that no site "
        "in the target language uses."
    )
    silent_on = (
        "pairs of languages without a knowledge base: `mtqc detect` says for which there is one",
        "words in a context that makes them right: entries name what has to stand near them, and what may not",
        "what good writers of the target language write as well, unless the source language is given or other findings "
        "point to it",
        "with the source at hand: places where the source has none of the expressions that the entry explains",
    )
    bad = (
        Example("Verwandte Videos:", target_language="de", marks="Verwandte Videos:"),
        Example("Archiviert unter:", target_language="de", marks="Archiviert unter"),
    )
    good = (
        Example("Mehr zum Thema", target_language="de"),
        Example("Die Akten wurden archiviert, unter Verschluss.", target_language="de"),
    )
