"""Single words of the source language that were left in a translation."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class UntranslatedWord(InterferenceCheck):
    """Fires on words and short phrases of a source language where the sentence goes on in the target language."""

    rule = "accuracy/untranslated-word"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "A word of the source language was left in the translation."
    why = (
        "Machines leave words behind where a sentence begins: the first word carries a capital and passes for a name. "
        "No translator does that, and readers stumble over it at once."
    )
    silent_on = (
        "names and titles: words that have a capital elsewhere within a sentence, or are followed as names are",
        "quotations, and words that an expression such as 'called' or 'the motto' announces",
        "loan words: the target language knows them; English words count only in phrases, or where they open a "
        "sentence and function words of the target language follow",
        "borrowed phrases such as en passant or status quo",
        "longer runs of foreign words: accuracy/untranslated has those",
        "function words of closely related languages within a sentence, unless the source language is known or other "
        "findings point to it",
        "with the source at hand: words that the source does not have",
    )
    bad = (
        Example("Según die Behörden kamen drei Menschen ums Leben.", target_language="de", marks="Según"),
        Example("Sin embargo, niemand wurde verletzt.", target_language="de", marks="Sin embargo"),
        Example("Meanwhile die Suche geht weiter.", target_language="de", marks="Meanwhile"),
        Example("Laut the police, nobody was hurt.", target_language="en", marks="Laut"),
        Example("However, el alcalde no quiso dimitir.", target_language="es", marks="However"),
        Example(
            "Desde dem frühen Morgen fehlt in der ganzen Stadt und im Umland das Wasser.",
            source="Desde la madrugada falta el agua en toda la ciudad y sus alrededores.",
            source_language="es",
            target_language="de",
            marks="Desde",
        ),
    )
    good = (
        Example("Siempre von Selena wurde neu aufgelegt.", target_language="de", note="a title"),
        Example("El País berichtet über die Wahl.", target_language="de", note="a newspaper"),
        Example("Los Angeles bereitet sich auf die Spiele vor.", target_language="de"),
        Example("Er traf sie en passant und sagte „Hasta la vista“.", target_language="de"),
        Example("Das Meeting fand in der Calle Ocho statt.", target_language="de"),
    )
