from __future__ import annotations

import pytest

from mtqc.checks.accuracy import wrong_language
from mtqc.checks.accuracy.wrong_language import WrongLanguage
from mtqc.checks.base import Example
from mtqc.languages import Identification
from mtqc.model import Finding

from ..running import findings_on


def on(target: str, target_language: str, source: str | None = None) -> list[Finding]:
    return findings_on(WrongLanguage(), Example(target, source, "en", target_language))


@pytest.mark.parametrize(
    ("text", "target_language", "name"),
    [
        ("We could not find the page that you were looking for.", "de", "English"),
        ("Die Seite, die Sie suchen, haben wir leider nicht gefunden.", "fr", "German"),
        ("No hemos encontrado la página que estaba buscando usted.", "de", "Spanish"),
        ("La page que vous cherchez n'existe pas ou elle a été déplacée.", "es", "French"),
        ("Мы не нашли страницу, которую вы искали, и не знаем, где она может быть.", "bg", "Russian"),
    ],
)
def test_a_sentence_in_another_language_is_found(text: str, target_language: str, name: str) -> None:
    (finding,) = on(text, target_language)
    assert finding.message.startswith(f"The text is in {name}, not in ")
    assert finding.target_text == text


@pytest.mark.parametrize(
    ("text", "target_language"),
    [
        ("Die Seite wurde nicht gefunden, bitte suchen Sie weiter.", "de"),
        ("Not found", "de"),
        ("Nicht gefundene Dateien anzeigen lassen", "de"),
        ("Johann Sebastian Bach, Antonio Vivaldi, Georg Philipp Telemann", "fr"),
        ("Sie sagte: „We could not find the page that you were looking for“, und ging.", "de"),
        ("{name} {other} {third} {fourth} %s %s %s %d", "de"),
        ("1234 5678 9012 3456 7890 1234", "de"),
        ("Filen kunne ikke åbnes, fordi den ikke findes.", "nb"),
        ("xqzw vbkj plmn rtgh fdsa hjkl", "de"),
    ],
)
def test_texts_at_home_or_of_no_language_are_not(text: str, target_language: str) -> None:
    assert on(text, target_language) == []


def test_a_whole_quotation_counts_as_the_text() -> None:
    assert on("„We could not find the page that you were looking for.“", "de")


def test_a_long_text_in_a_close_relative_is_found() -> None:
    danish = (
        "Jeg kunne ikke åbne filen, fordi den ligger i en mappe, som jeg ikke har adgang til længere, "
        "og derfor må jeg bede dig om at sende mig den igen, hvis du kan finde den et eller andet sted. "
        "Hvad synes du, at vi skal gøre ved alle de andre dokumenter, der også er blevet væk i løbet af ugen?"
    )
    (finding,) = on(danish, "nb")
    assert "Danish" in finding.message


def test_a_language_without_word_lists_takes_a_long_text() -> None:
    icelandic = (
        "Því miður tókst ekki að opna skrána sem þú varst að leita að vegna þess að hún er ekki lengur í möppunni. "
        "Vinsamlegast reyndu aftur síðar eða hafðu samband við okkur ef vandamálið heldur áfram."
    )
    assert on(icelandic, "de")
    assert on("Vinsamlegast reyndu aftur síðar, kæri vinur.", "de") == []


def test_chinese_for_japanese_readers_is_found_by_its_missing_kana() -> None:
    (finding,) = on("请把所有需要翻译的文件在星期五之前发送到我们办公室", "ja")
    assert "Chinese" in finding.message
    assert on("ファイルを開けませんでした。もう一度お試しください。", "ja") == []
    assert on("This text is not for this check, as it is in Latin letters.", "zh") == []


def test_a_guess_that_is_unsure_or_of_an_unknown_language_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "We could not find the page that you were looking for."
    for guess in (None, Identification("en", 0.5), Identification("xx-unknown", 1.0), Identification("en", 1.0)):
        monkeypatch.setattr(wrong_language, "identify", lambda prose, guess=guess: guess)
        assert bool(on(text, "de")) == (guess == Identification("en", 1.0))


def test_a_sentence_in_a_close_relative_is_too_short_to_tell() -> None:
    assert on("Jeg ved ikke, hvad der er blevet af mig og dig, og hvad vi skal gøre nu.", "nb") == []
