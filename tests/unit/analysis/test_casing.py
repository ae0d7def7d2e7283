from __future__ import annotations

import pytest

from mtqc.analysis.casing import first_letter


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Datei", "D"),
        ("„datei“", "d"),
        ("'s Morgens", "M"),
        ("('n Koei)", "K"),
        ("’Tis", "T"),
        ("3 Dateien", None),
        ("\ufffc\ufffc Datei", None),
        ("…", None),
        ("", None),
    ],
)
def test_texts_start_with_a_letter_or_not(text: str, letter: str | None) -> None:
    found = first_letter(text)
    assert (None if found is None else found.of(text)) == letter
