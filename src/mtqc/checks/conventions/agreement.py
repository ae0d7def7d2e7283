"""Article, adjective and noun that do not agree."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class Agreement(InterferenceCheck):
    """Fires on noun phrases whose words do not go together in gender, number and case."""

    rule = "conventions/agreement"
    category = Category.GRAMMAR
    severity = Severity.MINOR
    summary = "Article, adjective and noun do not agree in gender, number or case."
    why = (
        "Machines give a noun the gender that its counterpart in the source has (el submarino, ein nuklearer U-Boot), "
        "or lose sight of it within a long phrase. A person slips by a letter now and then; readers notice either."
    )
    silent_on = (
        "nouns that the dictionary does not know, and those of several genders with any of them: der and das Virus",
        "an article that may be a pronoun: the children that women love, die Kinder, die Frauen lieben",
        "names, abbreviations, words in capitals, titles, and nouns beside nouns",
        "adjectives and infinitives that are used as nouns: ein Fremder, zum Speichern",
        "words that are cut or written for several genders: Land- und Forstwirtschaft, Bürger:innen",
        "fixed phrases and usual variants: meiner Meinung nach der, Anfang diesen Jahres, des Internet",
        "Romance words that may be verbs, unless a preposition or an adjective shows that they are nouns: la marche",
    )
    bad = (
        Example("Vor der Küste tauchte ein nuklearer U-Boot auf.", target_language="de", marks="ein nuklearer U-Boot"),
        Example("Er sprach mit der neuem Regierung.", target_language="de", marks="der neuem Regierung"),
        Example("Die Gewerkschaft kämpft für dem Land.", target_language="de", marks="dem Land"),
        Example("Das Dach des Haus wird erneuert.", target_language="de", marks="des Haus"),
        Example("El decisión fue tomada ayer.", target_language="es", marks="El decisión"),
        Example("Il habite un maison neuve.", target_language="fr", marks="un maison"),
        Example("Ha scritto una libro sul tema.", target_language="it", marks="una libro"),
        Example("Falou do situação no país.", target_language="pt", marks="do situação"),
    )
    good = (
        Example("Vor der Küste tauchte ein nukleares U-Boot auf.", target_language="de"),
        Example("Das ist ein Vater, der Kinder hat, und der Virus ist auch ein Virus.", target_language="de"),
        Example("Zum Speichern drücken Sie die Taste.", target_language="de"),
        Example("Meiner Meinung nach der beste Film der Land- und Forstwirtschaft.", target_language="de"),
        Example("El agua, el alma y el problema de la mano.", target_language="es"),
        Example("Il le porte chez la juge, qui la marche fatigue.", target_language="fr"),
    )
