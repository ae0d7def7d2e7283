"""A name from another script is spelt as another language spells it."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class Transliteration(InterferenceCheck):
    """Fires on Russian, Ukrainian and other names in another language's Latin spelling, once a person."""

    rule = "locale/transliteration"
    category = Category.NAME_FORMAT
    severity = Severity.MINOR
    summary = "A name from another script is spelt as another language spells it."
    why = (
        "Each language writes the letters of other scripts by its own sounds: Колокольцев is Kolokolzew in German and "
        "Kolokoltsev in English. The press of each country keeps to its own spelling; a text that does not was copied."
    )
    silent_on = (
        "every mention of a person but the first: one finding says it",
        "short quotations, and names of streets, halls and foundations that a capitalised word follows",
        "spellings that the language has as well as its usual one: Tolstoi and Tolstoj, Chamenei and Khamenei",
        "people known by the spelling of their passport, such as Nabokov or Zverev",
        "family names alone, names with one mark of the other spelling, and names in texts on sport, science and "
        "business, unless the source language is given or other findings point to it",
    )
    bad = (
        Example(
            "Der Innenminister Vladimir Kolokoltsev reiste nach Kuba.",
            target_language="de",
            marks="Vladimir Kolokoltsev",
        ),
        Example("Am Abend sprach Serguéi Lavrov mit der Presse.", target_language="de", marks="Serguéi Lavrov"),
        Example(
            "The composer Peter and Dmitri Schostakowitsch met.", target_language="en", marks="Dmitri Schostakowitsch"
        ),
        Example("Le ministre Sergei Shoigu est arrivé hier.", target_language="fr", marks="Sergei Shoigu"),
    )
    good = (
        Example("Der Innenminister Wladimir Kolokolzew reiste nach Kuba.", target_language="de"),
        Example("The minister Vladimir Kolokoltsev travelled to Cuba.", target_language="en"),
        Example("Er las Romane von Vladimir Nabokov und Graham Greene.", target_language="de"),
        Example("Sie wohnt in der Sakharov Street in New York.", target_language="de"),
    )
