"""A place, an institution or a figure of the past is named as another language names it."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class Exonym(InterferenceCheck):
    """Fires on names such as La Habana or Londres in a text whose language has a name of its own."""

    rule = "accuracy/exonym"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "A place, an institution or a figure of the past is named as another language names it."
    why = (
        "Cities, countries and rivers have names of their own in most languages: La Habana is Havanna in German, "
        "Londres is London. A translator knows them; what is left of the source's names looks as if nobody had "
        "read the text."
    )
    silent_on = (
        "titles and other short quotations, quotations in another language, and names that are part of longer ones: "
        "Universidad de La Habana, Centro Habana, AC Milan",
        "a second name given on purpose, in brackets or behind a slash: Lüttich (Liège), Bozen/Bolzano",
        "words that say that a name is foreign: das spanische Wort …, namens …",
        "names that mean something else as well: given names, clubs, brands, ships, ordinary words",
        "names of which a dispute is made (Kiew, Kyjiw), and those that both languages use, such as Beijing",
        "names in capitals throughout",
        "English and local names that natives write now and then (Canada, Firenze), unless the source language is "
        "given or other findings point to it",
    )
    bad = (
        Example("Die Delegation landete am Abend in La Habana.", target_language="de", marks="La Habana"),
        Example("Die Minister berieten in Londres über die Lage.", target_language="de", marks="Londres"),
        Example("The ministers met in Ginebra to discuss the plan.", target_language="en", marks="Ginebra"),
        Example("El presidente viajó ayer a Londra con su esposa.", target_language="es", marks="Londra"),
        Example("Er flog über Canada nach Hause.", source_language="en", target_language="de", marks="Canada"),
    )
    good = (
        Example("Sie lehrt an der Universidad de La Habana.", target_language="de"),
        Example("Er wohnt in Centro Habana, ganz nah am Meer.", target_language="de"),
        Example("Der Zug fährt nach Lüttich (Liège) und Namur.", target_language="de"),
        Example("„Adiós, La Habana“ heißt das Lied.", target_language="de"),
        Example("Er flog über Canada nach Hause.", target_language="de", note="natives write so now and then"),
    )
