from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.conventions.quotation_pairing import QuotationPairing
from mtqc.checks.conventions.quotation_style import QuotationStyle
from mtqc.model import Finding

from ..running import findings_on


def style(*texts: str, tag: str = "de") -> list[Finding]:
    """What is found in a German text of so many paragraphs."""
    others = tuple((None, text) for text in texts[:-1])
    return findings_on(QuotationStyle(), Example(texts[-1], target_language=tag, others=others))


def pairing(*texts: str, source: str | None = None, tag: str | None = "de") -> list[Finding]:
    others = tuple((None, text) for text in texts[:-1])
    return findings_on(QuotationPairing(), Example(texts[-1], source=source, target_language=tag, others=others))


def test_each_straight_quotation_is_found_in_a_text_that_uses_others() -> None:
    found = style("Er sprach von „Vertrauen“ und „Kraft“.", 'Ein "Erfolg", ein "großer Tag".', "Und „Mut“.")
    assert [finding.target_text for finding in found] == ['"Erfolg"', '"großer Tag"']
    assert [finding.suggestions for finding in found] == [("„Erfolg“",), ("„großer Tag“",)]
    assert found[0].message == "Straight quotation marks around Erfolg in a text that uses „…“."


def test_a_straight_heading_is_found_beside_straight_sentences() -> None:
    assert len(style('Ein "neuer" Weg', 'Das ist ein "Erfolg".', "Er sprach von „Vertrauen“ und „Kraft“.")) == 2
    assert not style('Ein "neuer" Weg', "Er sprach von „Vertrauen“ und „Kraft“.")


def test_a_closing_mark_of_the_typewriter_is_mended() -> None:
    (found,) = style('Er sagte: „Ja". Dann „nein“ und „doch“.')
    assert found.suggestions == ("„Ja“",)


def test_marks_of_another_language_are_one_finding() -> None:
    (found,) = style("Ein “Erfolg” und ein “Sieg”.", "Noch ein “Fest”.")
    assert found.message == "The quotation marks “…” are not those of German, 3 times in this text."
    assert found.suggestions == ("„Erfolg“",)


def test_french_quotations_are_suggested_with_their_blanks() -> None:
    (found,) = style('Un "oui".', "Il dit « non », elle dit « non ».", tag="fr")
    assert found.suggestions == ("«\u00a0oui\u00a0»",)


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        (("Er las »Die Zeit«, sie „Die Welt“.",), "de"),
        (("Er las «Die Zeit».",), "de"),
        (('Nur "gerade" Striche.',), "de"),
        (('Mit "--all" und "a=b" geht „alles“, „jetzt“.',), "de"),
        (('Mit "%s" geht „alles“, „jetzt“ und „hier“.',), "de"),
        (("他说“好”，她说「不」。",), "zh"),
        (("“Bai”, esan zuen.",), "ba"),
    ],
)
def test_styles_that_may_stand_together_are_no_findings(texts: tuple[str, ...], tag: str) -> None:
    assert not style(*texts, tag=tag)


def test_a_rarer_style_that_is_right_as_well_breaks_a_solid_habit() -> None:
    (found,) = style("„Eins“, „zwei“, „drei“ und »vier«.")
    assert found.target_text == "»vier«"
    assert found.confidence < 0.9


def test_long_quotations_are_shown_in_short() -> None:
    (found,) = style(f'Er sagte: "{"sehr " * 20}lang".', "Und „Mut“, sagte sie, „Mut“.")
    assert len(found.message) < 120


@pytest.mark.parametrize(("straight", "expected"), [(1, 1), (4, 0)])
def test_in_bilingual_files_only_slips_are_found(straight: int, expected: int) -> None:
    others = tuple(("“x”", f"„Wort {number}“ ist da.") for number in range(30))
    others += tuple(("“x”", '"Wort" ist da.') for _ in range(straight - 1))
    example = Example('Das "Ende" ist da.', source="The “end” is here.", target_language="de", others=others)
    assert len(findings_on(QuotationStyle(), example)) == expected


def test_quotations_in_tags_are_code() -> None:
    assert not style('Ein <a href="x.html">Wort</a> und „Mut“, „Kraft“.')


def test_a_pair_that_does_not_match_is_mended() -> None:
    (found,) = pairing("Der Modus »neu” geht.", source="The mode “new” works.")
    assert found.message == "The quotation that » opens is closed with ”."
    assert found.suggestions == ("»neu«",)


def test_a_pair_is_mended_without_knowing_the_language() -> None:
    (found,) = pairing("Der Modus »neu” geht.", tag=None)
    assert found.suggestions == ("»neu«",)


@pytest.mark.parametrize(
    "texts",
    [
        ("Er sagte: „Ich gehe.", "Und du bleibst.", "Das ist gut.“"),
        ("„Das ist gut.", "„Das auch.", "„Und das.“"),
        ('Sie sagte: "Ich komme.', 'Du auch."'),
    ],
)
def test_a_quotation_may_go_on_in_another_segment(texts: tuple[str, ...]) -> None:
    assert not pairing(*texts)


def test_a_quotation_that_goes_on_too_long_was_never_closed() -> None:
    assert pairing("Er sagte: „Ich gehe.", *["Es regnet."] * 40, "Dann „gut“.")


def test_a_source_without_partner_excuses_its_translation() -> None:
    assert not pairing("Das Zeichen „ öffnet.", source="The character “ opens.")
    assert pairing("Das Wort „ öffnet.", source="The word opens.")


def test_marks_without_letters_are_data() -> None:
    assert not pairing("„", source="“”")
