from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.conventions.invisible_character import InvisibleCharacter
from mtqc.model import Finding, Severity

from ..running import findings_on


def on(target: str, source: str | None = None, target_language: str = "de") -> list[Finding]:
    return findings_on(InvisibleCharacter(), Example(target, source, None, target_language))


@pytest.mark.parametrize(
    ("target", "name", "place"),
    [
        ("ein Spei\u200bchern", "U+200B zero width space", 'inside "Speichern"'),
        ("\ufeffDatei", "U+FEFF zero width no-break space", 'beside "Datei"'),
        ("Da\u200ctei", "U+200C zero width non-joiner", 'inside "Datei"'),
        ("Da\u200etei", "U+200E left-to-right mark", 'inside "Datei"'),
        ("Datei\u00ad", "U+00AD soft hyphen", 'beside "Datei"'),
        ("Da\u00ad\u00adtei", "U+00AD soft hyphen", 'inside "Datei"'),
        ("Datei\x00", "U+0000 null", 'beside "Datei"'),
        ("Datei\x05", "U+0005 control character", 'beside "Datei"'),
        ("Datei\ufdd0", "U+FDD0 unassigned character", 'beside "Datei"'),
        ("Datei\u2029Ende", "U+2029 paragraph separator", 'between "Datei" and "Ende"'),
        ("a\ufe0f", "U+FE0F variation selector-16", 'beside "a"'),
        ("\u200b", "U+200B zero width space", "alone"),
        ("Datei\u3164", "U+3164 hangul filler", 'beside "Datei"'),
        ("Datei\u180e", "U+180E mongolian vowel separator", 'beside "Datei"'),
    ],
)
def test_the_message_says_which_character_stands_where(target: str, name: str, place: str) -> None:
    (finding,) = on(target)
    assert finding.message == f"The invisible character {name} stands {place}."


@pytest.mark.parametrize(
    ("target", "mended"),
    [("Ze\u200bile", "Zeile"), ("eins\u2028zwei", "eins zwei"), ("eins \u2028zwei", "eins zwei")],
)
def test_the_suggestion_mends_the_text(target: str, mended: str) -> None:
    (finding,) = on(target)
    assert finding.target is not None
    assert target[: finding.target.start] + finding.suggestions[0] + target[finding.target.end :] == mended


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("می\u200cشود", "fa"),
        ("क्\u200dष", "hi"),
        ("👨\u200d👩\u200d👧", "de"),
        ("1\ufe0f\u20e3 ❤\ufe0f ☀\ufe0e", "de"),
        ("葛\U000e0100", "ja"),
        ("🏴\U000e0067\U000e0062\U000e007f", "de"),
        ("Silben\u00adtrennung", "de"),
        ("ไทย\u200bไทย", "th"),
        ("שלום\u200e Word", "he"),
        ("Er sagt שלום\u200f.", "de"),
        ("\u2068Wert\u2069", "de"),
        ("\u202bשלום\u202c", "he"),
        ("ᠠ\u180eᠠ", "mn"),
        ("한\u3164글", "ko"),
        ("10\u00a0km, 5\u202fm, 3\u2009%", "de"),
        ("Zeile\tmit\nUmbruch\r\n", "de"),
    ],
)
def test_what_belongs_there_is_left_alone(target: str, language: str) -> None:
    assert on(target, None, language) == []


@pytest.mark.parametrize(
    "target",
    ["\u2068Wert", "Wert\u2069", "\u2068Wert\u202c", "\u202aWert\u202c", "שלום \u202dabc\u202c"],
)
def test_direction_controls_that_stay_open_or_force_are_found(target: str) -> None:
    assert on(target)


@pytest.mark.parametrize("target", ["Rechnung\u202egpj", "Hallo\U000e0041\U000e0042"])
def test_what_hides_or_turns_text_is_major(target: str) -> None:
    assert {finding.severity for finding in on(target)} == {Severity.MAJOR}


def test_as_many_in_the_source_are_wanted() -> None:
    assert on("a\u200bb", "c\u200bd") == []
    assert len(on("a\u200bb\u200bc", "c\u200bd")) == 2


def test_a_text_full_of_them_is_one_finding() -> None:
    (finding,) = on("a\u200b" * 30)
    assert "in 30 places" in finding.message
    assert finding.suggestions == ("\u200b".join("a" * 30).replace("\u200b", "")[1:],)


def test_a_tag_sequence_of_a_whole_message_is_no_flag() -> None:
    assert on("🏴" + "\U000e0041\U000e0042" * 8)
