from __future__ import annotations

import pytest

from mtqc.analysis.lengths import Proportion, known_proportion, learned_proportion, least_deviation, most_deviation
from mtqc.checks.accuracy.length import Length
from mtqc.checks.base import Example
from mtqc.checks.context import DocumentContext
from mtqc.languages import language
from mtqc.model import Category, Document, Finding, Segment

from ..running import findings_on

SOURCE = "The committee met on Monday morning and decided to postpone the vote until the report is published."


def on(
    target: str, source: str = SOURCE, source_language: str | None = "en", target_language: str = "de"
) -> list[Finding]:
    return findings_on(Length(), Example(target, source, source_language, target_language))


def test_a_target_that_lacks_most_of_its_source_is_an_omission() -> None:
    (finding,) = on("Der Ausschuss hat am Montag getagt.")
    assert finding.category is Category.OMISSION
    assert "has 35 characters for 99 of the source; for these languages about 111 are usual." in finding.message


def test_a_target_that_says_three_times_as_much_is_an_addition() -> None:
    (finding,) = on("Der Ausschuss hat am Montag getagt und dabei sehr lange beraten. " * 6)
    assert finding.category is Category.ADDITION


def test_layout_does_not_count() -> None:
    target = "Der Ausschuss traf sich am Montagmorgen und vertagte die Abstimmung, bis der Bericht erschienen ist."
    assert on(target.replace(" ", "\n            ")) == []


@pytest.mark.parametrize(
    ("target", "ends"),
    [
        ("Der Ausschuss tagte am Montag und beschloss, die Abstimmung bis zur", "zur"),
        ("Der Ausschuss tagte am Montag und beschloss, die Abstimmung,", "Abstimmung,"),
        ("Der Ausschuss tagte am Montag sehr früh und beschloss dabei eine", "eine"),
        ("Ausschuss vertagt Abstimmung am Montagmorgen bis Bericht", "Bericht"),
    ],
)
def test_a_target_that_stops_in_mid_sentence_is_broken_off(target: str, ends: str) -> None:
    (finding,) = on(target)
    assert f'breaks off at "{ends}"' in finding.message


def test_a_label_that_ends_in_a_preposition_is_broken_off_only_if_it_lost_half() -> None:
    source = "Position of the first row from which to start printing the table"
    assert on("Position der ersten Zeile für", source)
    assert on("Erste Zeile, ab der gedruckt werden soll für die", source) == []
    assert on("Zeile, ab der gedruckt wird", "Row of the table that the printing is to start with") == []


def test_a_target_with_a_full_stop_is_not_broken_off() -> None:
    assert on("Der Ausschuss tagte und vertagte die Abstimmung auf später, nach dem Bericht.") == []


@pytest.mark.parametrize(("target_language", "broken"), [("th", 0), ("de", 1)])
def test_where_sentences_end_without_a_stop_none_is_missed(target_language: str, broken: int) -> None:
    sound = [Segment(str(number), "x" * (90 + number % 9), SOURCE) for number in range(60)]
    context = DocumentContext(language("en"), language(target_language))
    found = list(Length().check(Document("x", (*sound, Segment("short", "x" * 60, SOURCE))), context))
    assert len(found) == broken


def test_lists_between_semicolons_and_copies_are_left_alone() -> None:
    assert on("Niederdeutsch", "Low German; Low Saxon; German, Low; Saxon, Low") == []
    assert on(SOURCE) == []


def test_a_document_teaches_its_own_proportion() -> None:
    pairs = [(SOURCE[: 60 + number], "x" * (30 + number // 2)) for number in range(39)] * 2
    segments = [Segment(str(number), target, source) for number, (source, target) in enumerate(pairs)]
    segments.append(Segment("long", "y" * 240, SOURCE))
    context = DocumentContext(None, language("de"))
    (finding,) = Length().check(Document("x", tuple(segments)), context)
    assert finding.segment.id == "long"
    assert "in this file about 50 are usual" in finding.message


def test_a_few_segments_of_unknown_languages_teach_nothing() -> None:
    assert on("Kurz.", source_language=None) == []


def test_a_third_of_truncated_texts_does_not_hide_itself() -> None:
    sound = [(100, 112 + number % 20) for number in range(120)]
    broken = [(100, 25)] * 60
    known = known_proportion(language("en"), language("de"))
    proportion = learned_proportion(sound + broken, known)
    assert proportion is not None
    assert proportion.deviation(100, 25) < least_deviation(100)


def test_proportions_are_known_by_language_or_by_script() -> None:
    measured = known_proportion(language("en"), language("zh"))
    estimated = known_proportion(language("en"), language("ja"))
    assert measured is not None and estimated is not None
    assert measured.quotient == pytest.approx(0.31)
    assert measured.spread < estimated.spread
    assert known_proportion(language("en"), language("ka")) is None


def test_short_texts_may_differ_more_than_long_ones() -> None:
    assert most_deviation(30) > most_deviation(1000) > 0 > least_deviation(1000) > least_deviation(30)
    assert Proportion(1.0, 0.1, learned=True).deviation(10, 10) == 0
