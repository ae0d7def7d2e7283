from __future__ import annotations

import pytest

from mtqc.interference.wording import listed_languages


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("es",), "Spanish"),
        (("es", "fr"), "Spanish and French"),
        (("es", "fr", "it"), "Spanish, French and Italian"),
        (("en", "es", "fr", "it"), "English and other languages"),
    ],
)
def test_languages_in_words(codes: tuple[str, ...], words: str) -> None:
    assert listed_languages(codes) == words
