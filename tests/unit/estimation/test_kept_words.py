"""Words of the source that were left in the translation, as the score counts them."""

from __future__ import annotations

import pytest

from mtqc.estimation.kept_words import KeptWords


@pytest.mark.parametrize(
    ("source", "translation", "count"),
    [
        ("The harbour was closed.", "Der Hafen war gesperrt.", 0),
        ("The harbour was closed.", "Der harbour war gesperrt.", 1),
        ("The harbour was closed again.", "Der harbour war closed again.", 3),
        ("All the old harbours were closed.", "All the old harbours were closed.", 3),
        ("Monica lives in Boston.", "Monica lebt in Boston.", 0),
        ("The word 'harbour' is old.", "Das Wort „harbour“ ist alt.", 1),
        ("She’s a well-known judge.", "Sie ist eine well-known Richterin.", 1),
    ],
)
def test_words_in_small_letters_that_both_texts_have_count(source: str, translation: str, count: float) -> None:
    assert KeptWords("en", "de").count(source, translation) == count


@pytest.mark.parametrize(
    ("pair", "source", "translation", "count"),
    [
        (("zh", "en"), "港口昨天关闭了。", "The 港口 was closed yesterday.", 1),
        (("zh", "ja"), "港口昨天关闭了。", "港口は昨日閉鎖された。", 0),
        (("ru", "en"), "Порт вчера закрыли.", "The port was закрыли yesterday.", 1),
        (("hi", "en"), "बंदरगाह कल बंद था।", "The बंदरगाह was closed yesterday.", 1),
        (("en", "fr"), "two patients with an infection", "deux patients avec une infection", 0),
        (("en", "fr"), "patients with an infection", "patients with une infection", 1),
        (("es", "pt"), "una casa grande", "uma casa grande", 0),
        ((None, "de"), "an old harbour", "ein alter harbour", 0),
        (("en", "xx"), "an old harbour", "harbour", 0),
    ],
)
def test_scripts_and_related_languages(
    pair: tuple[str | None, str | None], source: str, translation: str, count: float
) -> None:
    assert KeptWords(*pair).count(source, translation) == count
