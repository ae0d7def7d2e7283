"""Dates, times, sums, capitals or marks are those of another language."""

from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.interference import InterferenceCheck
from mtqc.model import Category, Severity


class ForeignTypography(InterferenceCheck):
    """Fires on what another language's writing habits left in a text."""

    rule = "locale/foreign-typography"
    category = Category.LOCALE_PUNCTUATION
    severity = Severity.MINOR
    summary = "Dates, times, sums, capitals or marks are those of another language."
    why = (
        "April 24, 1972 is an English date, ¿ opens a question in Spanish alone, and « these » are French. Readers "
        "understand them, and see where the text comes from."
    )
    silent_on = (
        "quotations, and sentences in Spanish within the text",
        "dashes, quotation marks and separators of numbers where the checks conventions/punctuation-spacing, "
        "conventions/quotation-style and locale/number-format report them",
        "a missing blank before a per cent sign, and a comma before und: natives write the one, machines hardly "
        "the other",
        "sums such as $500, English ordinals, capitals of days, months and nationalities, and headings in title "
        "capitals, unless the source language is given or other findings point to it",
    )
    bad = (
        Example("Das Stück wurde am April 24 in Wien gezeigt.", target_language="de", marks="am April 24"),
        Example("Die Stadt wurde im Januar von 2019 gegründet.", target_language="de", marks="Januar von 2019"),
        Example("Er fragte sie: ¿Wo bist du gewesen?", target_language="de", marks="¿"),
        Example("The treaty was signed on 3. January in Paris.", target_language="en", marks="3. January"),
        Example("La carta llegó el 3. de mayo a la oficina.", target_language="es", marks="3. de mayo"),
        Example("El gobierno Francés no dijo nada más.", source_language="en", target_language="es", marks="Francés"),
    )
    good = (
        Example("Das Stück wurde am 24. April in Wien gezeigt.", target_language="de"),
        Example("Die Stadt wurde im Januar 2019 gegründet.", target_language="de"),
        Example("Der Eintritt kostet 5% mehr, also $500.", target_language="de"),
        Example("„¿Dónde estás?“, fragte er auf Spanisch.", target_language="de"),
        Example("El gobierno Francés no dijo nada más.", target_language="es", note="natives make this slip, too"),
    )
