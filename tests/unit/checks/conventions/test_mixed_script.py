from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.conventions.mixed_script import MixedScript
from mtqc.model import Finding

from ..running import findings_on


def on(target: str, source: str | None = None, target_language: str | None = "de") -> list[Finding]:
    return findings_on(MixedScript(), Example(target, source, None, target_language))


@pytest.mark.parametrize(
    ("target", "language", "suggestion"),
    [
        ("Dаtei", "de", "Datei"),
        ("файлoв", "ru", "файлов"),
        ("файлoв", None, "файлов"),
        ("CО", "de", "CO"),
        ("CО", "ru", "СО"),
        ("Ελλάδa", "el", "Ελλάδα"),
        ("wοrks", "de", "works"),
        ("Интернeт", "ru", "Интернет"),
        ("iнтернет", "uk", "інтернет"),
    ],
)
def test_lookalikes_are_replaced_by_the_letters_meant(target: str, language: str | None, suggestion: str) -> None:
    (finding,) = on(f"xyz {target}.", None, language)
    assert finding.target_text == target
    assert finding.suggestions == (suggestion,)


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Δt und kΩ und σx und λmax und ρmax", "de"),
        ("SMSка, USBа, iнтернет", "ru"),
        ("PDF-файл", "ru"),
        ("ЯRise", "de"),
        ("Москва und Berlin", "de"),
        ("µm", "de"),
        ("Αθήνα", "el"),
    ],
)
def test_words_that_are_meant_so_are_left_alone(target: str, language: str) -> None:
    assert on(target, None, language) == []


def test_a_word_of_the_source_is_left_alone() -> None:
    assert on("Besuchen Sie pаypal.", "Beware of pаypal.") == []


def test_the_message_names_the_odd_letter() -> None:
    (finding,) = on("Dаtei")
    assert finding.message == (
        'The word "Dаtei" mixes Latin and Cyrillic letters: its "а" is U+0430 cyrillic small letter a.'
    )
