from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection import detect
from mtqc.interference.detection_reasons import of_style
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.prose import Prose
from mtqc.interference.style.classifier import Style
from mtqc.languages import language
from mtqc.model import Detection, Segment, Verdict

from .found import evidence
from .style.articles import ENGLISH, FRENCH, NATIVE_GERMAN, TRANSLATED_GERMAN
from .texts import prose

SPANISH = "El ministro dijo que no había visto nada y que todo seguía igual que antes de la tormenta de ayer. " * 6
DUTCH = "De minister zei dat hij niets had gezien en dat alles nog hetzelfde was als voor de storm van gisteren. " * 6


def detected(text: str, *found: Evidence, code: str = "de", source: str | None = None) -> Detection:
    return detect(prose(" ".join(text.split()), code=code, source=source), found)


def numbers(detection: Detection) -> tuple[float, float]:
    assert detection.translated is not None
    assert detection.machine is not None
    return detection.translated, detection.machine


def test_native_text_has_no_trace() -> None:
    detection = detected(NATIVE_GERMAN)
    translated, machine = numbers(detection)
    assert detection.verdict is Verdict.NO_TRACE
    assert translated < 0.3
    assert machine < translated
    assert detection.source is None
    assert detection.translated_reasons[0].text.startswith("Its style reads native: ")


def test_native_text_has_no_source_to_name() -> None:
    detection = detected(NATIVE_GERMAN * 4, evidence(Kind.CALQUE, "a"), evidence(Kind.CALQUE, "b"))
    assert detection.verdict is Verdict.NO_TRACE
    assert next(iter(detection.source_language)) == "es"
    assert detection.source is None
    assert detection.source_family is None


def test_two_kinds_of_it_in_a_long_text_are_too_little() -> None:
    detection = detected(TRANSLATED_GERMAN * 4, evidence(Kind.FALSE_FRIEND), evidence(Kind.AGREEMENT))
    assert detection.verdict is Verdict.TRANSLATED
    assert numbers(detection)[1] < 0.5
    assert detection.machine_reasons[-1].text == "That is too little for a verdict: human translators slip as well."


def test_one_item_of_each_of_two_kinds_is_too_little() -> None:
    detection = detected(TRANSLATED_GERMAN, evidence(Kind.RESIDUE), evidence(Kind.AGREEMENT))
    assert detection.verdict is Verdict.TRANSLATED
    assert numbers(detection)[1] < 0.5
    assert detection.machine_reasons[-1].text == "That is too little for a verdict: human translators slip as well."


def test_translated_style_is_no_machine() -> None:
    detection = detected(TRANSLATED_GERMAN * 3)
    translated, machine = numbers(detection)
    assert detection.verdict is Verdict.TRANSLATED
    assert translated > 0.9
    assert 0.3 < machine < 0.5
    assert "Only its style says so," in detection.notes[-1]
    assert "per 1,000 words, where most native news has" in detection.translated_reasons[0].text
    assert detection.machine_reasons[-1].weight == 0


def test_two_kinds_of_hard_evidence_make_a_machine() -> None:
    found = evidence(Kind.RESIDUE), evidence(Kind.RESIDUE, "other"), evidence(Kind.AGREEMENT)
    detection = detected(TRANSLATED_GERMAN, *found)
    translated, machine = numbers(detection)
    assert detection.verdict is Verdict.MACHINE
    assert machine <= translated
    assert detection.source == "es"
    assert detection.source_family == "Romance"
    assert [reason.evidence for reason in detection.machine_reasons] == [
        "words left in the source language",
        "agreement",
    ]
    assert detection.machine_reasons[0].text == "Words left in Spanish: “Nach” (2 places)."
    assert detection.machine_reasons[1].text == "Words that do not agree: “Nach” (1 place)."


@pytest.mark.parametrize(
    "kinds",
    [
        [Kind.RESIDUE, Kind.BOILERPLATE],
        [Kind.EXONYM, Kind.NAME],
        [Kind.FALSE_FRIEND, Kind.WRONG_SENSE, Kind.FIXED_TERM],
        [Kind.AGREEMENT, Kind.TYPOGRAPHY, Kind.CALQUE, Kind.REGISTER],
        [Kind.TYPOGRAPHY, Kind.CALQUE],
    ],
)
def test_evidence_of_one_hard_group_never_makes_a_machine(kinds: list[Kind]) -> None:
    found = [evidence(kind, f"{kind} {number}") for kind in kinds for number in range(9)]
    detection = detected(TRANSLATED_GERMAN * 3, *found)
    assert detection.verdict is Verdict.TRANSLATED
    assert numbers(detection)[1] < 0.5


def test_weak_evidence_never_makes_a_machine() -> None:
    found = [evidence(kind, f"{kind} {number}", strong=False) for kind in Kind for number in range(9)]
    detection = detected(TRANSLATED_GERMAN * 3, *found)
    assert detection.verdict is Verdict.TRANSLATED
    assert numbers(detection)[1] < 0.5


def test_machine_rises_with_translated() -> None:
    found = [detected(NATIVE_GERMAN), detected(NATIVE_GERMAN + TRANSLATED_GERMAN), detected(TRANSLATED_GERMAN * 2)]
    pairs = [numbers(detection) for detection in found]
    assert pairs == sorted(pairs)
    assert [machine for _, machine in pairs] == sorted(machine for _, machine in pairs)


def test_between_the_two_there_is_a_note() -> None:
    detection = detected(NATIVE_GERMAN, evidence(Kind.FALSE_FRIEND), evidence(Kind.CALQUE))
    translated, _ = numbers(detection)
    assert 0.5 < translated < 0.9
    assert detection.verdict is Verdict.NO_TRACE
    assert "It leans towards translated text, too little for a verdict." in detection.notes


def test_short_texts_have_no_numbers() -> None:
    detection = detected("Der Bus kommt heute nicht, weil der Fahrer krank ist.", evidence(Kind.RESIDUE))
    assert detection.verdict is Verdict.TOO_SHORT
    assert detection.translated is None
    assert detection.machine is None
    assert not detection.source_language
    assert detection.notes == ("It has 10 words of running text; fewer than 80 cannot be judged.",)


def test_texts_of_hardly_reliable_length_are_noted() -> None:
    assert any("judged less surely" in note for note in detected(TRANSLATED_GERMAN).notes)
    assert not any("judged less surely" in note for note in detected(TRANSLATED_GERMAN * 2).notes)


def test_lists_are_not_judged() -> None:
    items = [f"{number} Äpfel und Birnen" for number in range(60)]
    detection = detect(prose(*items), ())
    assert detection.verdict is Verdict.NOT_JUDGED
    assert detection.translated is None
    assert "are running text" in detection.notes[0]


def test_another_language_is_left_out() -> None:
    detection = detect(prose(*([" ".join(SPANISH.split())] * 3), " ".join(NATIVE_GERMAN.split())), ())
    assert any("of another language were left out" in note for note in detection.notes)
    alone = detect(prose(*([" ".join(SPANISH.split())] * 3)), ())
    assert alone.verdict is Verdict.NOT_JUDGED
    assert "another language" in alone.notes[0]


def test_a_language_without_evidence_is_not_judged() -> None:
    detection = detected(DUTCH, code="nl")
    assert detection.verdict is Verdict.NOT_JUDGED
    assert detection.ran == ()
    assert detection.not_run["style"] == "mtqc has none of it for texts in Dutch"


def test_without_style_nothing_is_said_where_nothing_is_found() -> None:
    detection = detected(SPANISH, code="es")
    assert detection.verdict is Verdict.NO_TRACE
    assert detection.translated is None
    assert detection.machine is None
    assert "style" in detection.not_run
    assert "There is no measure of style for Spanish" in detection.notes[-1]
    residue = (evidence(Kind.RESIDUE, item, languages={"en": 1.0}) for item in ("a", "b"))
    found = detected(SPANISH, *residue, evidence(Kind.COGNATE), code="es")
    assert found.verdict is Verdict.MACHINE


def test_a_known_source_language_is_not_guessed() -> None:
    detection = detected(TRANSLATED_GERMAN, evidence(Kind.RESIDUE), source="fr")
    assert detection.source == "fr"
    assert detection.source_language == {"fr": 1.0}
    assert detection.source_reasons[0].text == "The file or the user names the source language."


def test_what_there_is_not_for_a_known_source_is_said() -> None:
    detection = detected(TRANSLATED_GERMAN, source="fi")
    name = "false friends, wrong senses, calques and fixed terms"
    assert detection.not_run[name] == "mtqc has none of it for Finnish into German"
    assert "style" in detection.ran


def test_a_source_at_hand_makes_it_a_translation() -> None:
    text = " ".join(NATIVE_GERMAN.split())
    document = Prose([Segment("0", text, SPANISH)], language("de"), language("es"))
    detection = detect(document, ())
    translated, _ = numbers(detection)
    assert translated > 0.5
    assert any(reason.text == "The source text stands beside it." for reason in detection.translated_reasons)


def test_interfaces_are_not_searched_for_all_evidence() -> None:
    pairs = [Segment(str(number), "Die Datei wird jetzt gespeichert.", "Saving the file now.") for number in range(40)]
    detection = detect(Prose(pairs, language("de"), language("en")), ())
    assert detection.not_run["agreement"] == "short texts are compared with their sources instead"


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_other_languages_have_style_too(text: str, code: str) -> None:
    detection = detected(text, code=code)
    assert detection.translated is not None
    assert "style" in detection.ran


def test_reasons_show_few_words_and_short_ones() -> None:
    text = " ".join(TRANSLATED_GERMAN.split())
    found = [evidence(Kind.RESIDUE, str(start), span=(start, start + 60)) for start in range(0, 60, 10)]
    reason = detected(text, *found).machine_reasons[0].text
    assert reason.endswith("…”, … (6 places).")
    assert max(len(shown) for shown in reason.split("“")[1:]) < 60


def test_style_that_says_nothing_is_no_reason() -> None:
    detection = detected(NATIVE_GERMAN + TRANSLATED_GERMAN)
    assert all(abs(reason.weight) > 0.05 for reason in detection.translated_reasons)


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=200),
    st.lists(st.builds(evidence, st.sampled_from(list(Kind)), st.text(max_size=3), strong=st.booleans()), max_size=8),
)
def test_numbers_are_probabilities_whatever_the_text(text: str, found: list[Evidence]) -> None:
    detection = detect(prose(" ".join(TRANSLATED_GERMAN.split()), text), found)
    assert detection.translated is not None
    assert detection.machine is not None
    assert 0 <= detection.machine <= detection.translated <= 1
    assert detect(prose(text), found).verdict in Verdict


def test_style_in_between_is_no_reason() -> None:
    assert of_style(Style(100, 0.0, 0.01, 60.0, ()), 0.01).text == "Its style speaks neither for nor against."


def test_style_below_all_that_was_measured() -> None:
    reason = of_style(Style(100, -9.0, -5.0, 0.0, ()), -2.8)
    assert reason.text == "Its style reads native: nearly all of native news reads more translated."


def test_a_language_without_a_name_is_named_by_its_code() -> None:
    unknown = evidence(Kind.RESIDUE, languages={"qqq": 1.0})
    assert detected(TRANSLATED_GERMAN, unknown).translated_reasons[0].text.startswith("Words left in qqq: ")
