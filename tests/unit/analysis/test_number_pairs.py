from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.number_pairs import pair_numbers
from mtqc.analysis.text import TextAnalysis
from mtqc.languages import language


def differences(source: str, target: str, pair: str = "en-de") -> tuple[list[str], list[str]]:
    """The numbers that only the source has, and those that only the target has."""
    tags = pair.split("-")
    left, right = (
        TextAnalysis(text, language(tag) if tag != "xx" else None, frozenset())
        for text, tag in zip((source, target), tags, strict=True)
    )
    pairs = pair_numbers(left, right)
    return [number.text for number in pairs.missing], [number.text for number in pairs.extra]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("1,639.5 MW", "1.639,5 MW", "en-de"),
        ("1,639 MW", "1,639 MW", "en-de"),
        ("3 million", "3.000.000", "en-de"),
        ("3 million", "3 Mio.", "en-de"),
        ("3 billion", "3 Milliarden", "en-de"),
        ("2.5 million", "2,5 Millionenstädte", "en-de"),
        ("14 lakh", "14 Lakh", "en-de"),
        ("£3million to £8million", "3 bis 8 Millionen Pfund", "en-de"),
        ("35,000 yen", "3万5000円", "en-ja"),
        ("2 files", "zwei Dateien", "en-de"),
        ("the 1st of 20", "der erste von zwanzig", "en-de"),
        ("12/31/2024", "31. Dezember 2024", "en-de"),
        ("12/31/24", "31.12.2024", "en-de"),
        ("2 pm", "14 Uhr", "en-de"),
        ("2:30 pm", "14.30 Uhr", "en-de"),
        ("12:15 a.m.", "0.15 Uhr", "en-de"),
        ("at 5 o'clock", "um 5:00 Uhr", "en-de"),
        ("the 1800s", "das 19. Jahrhundert", "en-de"),
        ("the 19th century", "le XIXe siècle", "en-fr"),
        ("+49 (30) 12-34-56", "+49 30 123 456", "en-de"),
        ("5 miles", "8 Kilometer", "en-de"),
        ("161 feet (49 meters)", "49 Meter", "en-de"),
        ("10 100 files", "10 und 100 Dateien", "en-de"),
        ("25 حرفًا", "٢٥", "ar-ar"),
        ("½ cup", "0,5 Tassen", "en-de"),
        ("one file", "1 Datei", "en-de"),
        ("No packages", "1つもありません", "en-ja"),
        ("music of the 1980s and 90s", "موسيقى الثمانينيات والتسعينيات", "en-ar"),
        ("at the age of 20", "في سن العشرين", "en-ar"),
        ("the 10th house", "दसवीं इमारत", "en-hi"),
        ("for 30 years", "per trent'anni", "en-it"),
        ("过去70年", "the past seven decades", "zh-en"),
        ("20多万人", "more than 200,000 people", "zh-en"),
        ("支付352万美元", "to pay USD3.52 million", "zh-en"),
        ("about 2 ½ weeks", "etwa 2,5 Wochen", "en-de"),
        ("at 11 p.m.", "um 23.00 Uhr", "en-de"),
        ("the company earned more in 2018, says its report of 2018", "das Unternehmen verdiente 2018 mehr", "en-de"),
        ("She read the news on Channel 4", "Sie las die Nachrichten auf Kanal 4 (Channel 4)", "en-de"),
        ("3 widgets", "kolme", "xx-xx"),
        ("2 million", "2 miljoner", "en-xx"),
    ],
)
def test_the_same_numbers_agree_whatever_they_are_written_like(source: str, target: str, pair: str) -> None:
    assert differences(source, target, pair) == ([], [])


@pytest.mark.parametrize(
    ("source", "target", "missing", "extra"),
    [
        ("1,639 MW", "1.693 MW", ["1,639"], ["1.693"]),
        ("3 billion", "3 Billionen", ["3 billion"], ["3 Billionen"]),
        ("31.12.2024", "30.12.2024", ["31.12.2024"], ["30.12.2024"]),
        ("1.2.3", "1.2.4", ["1.2.3"], ["1.2.4"]),
        ("5 and 5", "5 und 6", ["5"], ["6"]),
        ("2.5 GB", "25 GB", ["2.5"], ["25"]),
        ("5 miles", "80 Kilometer", ["5"], ["80"]),
        ("id " + "1" * 50, "ID", ["1" * 50], []),
        ("37 files", "Dateien", ["37"], []),
    ],
)
def test_other_numbers_differ(source: str, target: str, missing: list[str], extra: list[str]) -> None:
    assert differences(source, target) == (missing, extra)


def test_every_number_is_paired_once() -> None:
    assert differences("7 of 7 in 7", "7 von 7") == (["7"], [])


@given(st.text(alphabet="0123456789.,:/ pmk½"), st.text(alphabet="0123456789.,:/ Uhr½"))
@settings(max_examples=100)
def test_any_two_texts_can_be_compared(source: str, target: str) -> None:
    assert differences(source, source, "en-en") == ([], [])
    missing, extra = differences(source, target)
    assert all(number in source for number in missing)
    assert all(number in target for number in extra)


def test_hostile_text_takes_no_time() -> None:
    left = TextAnalysis("1 (2 " * 20_000, language("en"), frozenset())
    right = TextAnalysis("3.4 (5 " * 14_000, language("de"), frozenset())
    assert pair_numbers(left, right).missing
