"""Which texts get no number, and what is said of them."""

from __future__ import annotations

import pytest

from mtqc.estimation.known_languages import KnownLanguages

KNOWN = KnownLanguages({"de": ("Latn",), "ja": ("Jpan",), "sr": ("Cyrl", "Latn"), "no": ("Latn",), "az": ("Latn",)})


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Guten Tag", "de"),
        ("Grüezi", "de-CH"),
        ("こんにちは、世界", "ja"),
        ("Добар дан", "sr"),
        ("Dobar dan", "sr-Latn"),
        ("God dag", "nb"),
        ("Guten Tag", None),
        ("Das Wort ᐃᓄᒃᑎᑐᑦ ist Inuktitut in eigener Schrift.", "de"),
    ],
)
def test_texts_in_its_languages_are_judged(text: str, tag: str | None) -> None:
    assert KNOWN.why_not(text, tag) is None


@pytest.mark.parametrize(
    ("text", "tag", "reason"),
    [
        ("Ekaaro", "yo", "is in a language that the model does not know (yo)"),
        ("nuqneH", "tlh-x-unknown", "is in a language that the model does not know (tlh-x-unknown)"),
        ("Сабаһыныз хејир", "az-Cyrl", "is in a script that the model does not know its language in (az-Cyrl)"),
        ("ᐃᓄᒃᑎᑐᑦ", None, "is in a script that the model does not know"),
        ("12:30 – 14:00", "de", "has no words"),
        ("", None, "has no words"),
    ],
)
def test_others_get_a_reason(text: str, tag: str | None, reason: str) -> None:
    assert KNOWN.why_not(text, tag) == reason
