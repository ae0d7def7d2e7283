"""Words that the target language does not have, made of words of the source language."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class InventedWord(InterferenceCheck):
    """Fires on words that the language lacks and that another language explains: its word with other affixes."""

    rule = "accuracy/invented-word"
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "A word does not exist: it is one of the source language with the endings of the target."
    why = (
        "Where a machine does not know a rare word, it gives it the endings of the target language. The result looks "
        "like a word, and readers who do not know the source cannot understand it."
    )
    silent_on = (
        "words that the language's lists or dictionaries have, however rare, and what is made of them with affixes",
        "learned and medical words behind a prefix, such as endovenous, where the word without it is known",
        "names, and words after a name",
        "misprints: words one letter away from a common one",
        "words that English lends with a German ending, where the stem is known",
        "-ism and -ist with a word that the language lacks, unless the source language is known or other findings "
        "point to it: reports make such words of names as they need them",
        "quotations, and words with a hyphen",
        "with the source at hand: words of which the source has no cognate",
    )
    bad = (
        Example("Er umarmte den nonagenarischen Dichter.", target_language="de", marks="nonagenarischen"),
        Example("Das war eine geschickte Maneuver des Ministers.", target_language="de", marks="Maneuver"),
        Example("Die Rekaudation der Steuern stockt.", target_language="de", marks="Rekaudation"),
        Example("The excarcelation of prisoners began.", target_language="en", marks="excarcelation"),
    )
    good = (
        Example("Der Chavismus verlor die Mehrheit im Parlament.", target_language="de"),
        Example("Die Organisiation der Wahl war gut.", target_language="de", note="a misprint"),
        Example("Die Spritze wird endovenös gegeben, die Vaskularität steigt.", target_language="de"),
        Example("Sie hat die Datei downgeloadet und gerebootet.", target_language="de"),
        Example("Er schrieb „nonagenarisch“ mit Absicht.", target_language="de"),
    )
