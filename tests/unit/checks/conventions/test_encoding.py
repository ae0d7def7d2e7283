from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.conventions.encoding import Encoding
from mtqc.model import Finding

from ..running import findings_on


def on(target: str, source: str | None = None, target_language: str | None = "de") -> list[Finding]:
    return findings_on(Encoding(), Example(target, source, "en", target_language))


def misread(text: str, encoding: str) -> str:
    return text.encode().decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("für", "cp1252", "de"),
        ("größer", "latin-1", "de"),
        ("„Hallo“", "latin-1", "de"),
        ("l’été", "cp1252", "fr"),
        ("São", "cp1252", "pt"),
        ("¿Qué", "cp1252", "es"),
        ("привет", "cp1251", "ru"),
        ("für", "mac-roman", "de"),
        ("你好世界", "latin-1", "zh"),
        ("Łódź", "latin-1", "pl"),
        ("Šárka", "cp1250", "cs"),
        ("für", "cp1252", None),
    ],
)
def test_text_in_the_wrong_encoding_is_repaired(text: str, encoding: str, language: str | None) -> None:
    broken = misread(text, encoding)
    (finding,) = on(f"xyz {broken} xyz", None, language)
    assert finding.target_text == broken
    assert finding.suggestions == (text,)


def test_double_misreading_is_repaired() -> None:
    (finding,) = on(misread(misread("für", "latin-1"), "latin-1"))
    assert finding.suggestions == ("für",)


def test_the_alphabet_settles_doubtful_pairs() -> None:
    (finding,) = on("Ã…land", None, "sv")
    assert finding.suggestions == ("Åland",)
    assert on("Ã…land", None, "pt") == []


def test_a_lone_letter_takes_the_word_after_its_lost_blank() -> None:
    (finding,) = on("Ã la carte", None, "fr")
    assert finding.suggestions == ("à la",)


def test_a_byte_order_mark_goes() -> None:
    (finding,) = on("ï»¿Hallo")
    assert finding.suggestions == ("Hallo",)


def test_signs_of_private_use_are_shown_as_code_points() -> None:
    (finding,) = on(misread("\uf0e8", "cp1252") + " Maße")
    assert '"U+F0E8"' in finding.message


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("NÃO HÁ CAFÉ… É «BOM»", "pt"),
        ("ÂM NHẠC VIỆT ÐÂY", "vi"),
        ("GROẞ UND „süß“…", "de"),
        ("Ôtez-moi d’un doute : « Où ? »", "fr"),
        ("√2 ≈ 1,41", "de"),
        ("Россия — это Совет", "ru"),
        ("Preis: 10 £, 20°, ½", "de"),
    ],
)
def test_letters_that_look_suspicious_but_are_right_are_left_alone(target: str, language: str) -> None:
    assert on(target, None, language) == []


def test_what_the_source_has_is_the_subject() -> None:
    assert on("Aus „für“ wird „fÃ¼r“.", "“für” becomes „fÃ¼r“.") == []
    assert on("Das Zeichen \ufffd", "The character \ufffd") == []


def test_many_broken_words_are_one_finding() -> None:
    (finding,) = on("fÃ¼r " * 30)
    assert finding.suggestions == (("für " * 30).strip(),)


@pytest.mark.parametrize(
    ("target", "source", "suggestions"),
    [
        ("Gr\ufffdnberg", "Grünberg", ("Grünberg",)),
        ("Gr\ufffd\ufffdnberg", "Grünberg", ("Grünberg",)),
        ("f\ufffdr alle", "for all", ()),
        ("M?ller", "Müller", ("Müller",)),
        ("Gr??e", "size", ()),
    ],
)
def test_lost_letters_are_restored_from_the_source(target: str, source: str, suggestions: tuple[str, ...]) -> None:
    (finding,) = on(target, source)
    assert finding.suggestions == suggestions


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Was?Wie?", "What? How?"),
        ("http://example.org/a?b", "here"),
        ("Wirklich?", "Really"),
        ("Gr?ne", None),
        ("A?b und C?d", None),
    ],
)
def test_question_marks_are_left_alone_unless_they_make_no_sense(target: str, source: str | None) -> None:
    assert on(target, source) == []


def test_without_a_source_two_words_with_question_marks_tell() -> None:
    assert len(on("die gr?nen und die gr??en Tiere")) == 2


@pytest.mark.parametrize(
    ("target", "source", "escape", "character"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry", "&amp;", "&"),
        ("l&#39;eau", "the water", "&#39;", "'"),
        ("l&#39;eau", None, "&#39;", "'"),
        ("Tom &amp; Jerry", None, "&amp;", "&"),
        ("&amp;quot;Ja&amp;amp;", '"Yes&', "&amp;quot;", '"'),
        ("20&amp;nbsp;km", None, "&amp;nbsp;", "\u00a0"),
        ("f\\u00fcr", "for", "\\u00fc", "ü"),
        ("f\\u00fcr", None, "\\u00fc", "ü"),
        ("\\ud83d\\ude00", "smile", "\\ud83d\\ude00", "😀"),
        ("f\\xc3\\xbcr", "for", "\\xc3\\xbc", "ü"),
    ],
)
def test_escapes_that_nobody_wanted_are_undone(target: str, source: str | None, escape: str, character: str) -> None:
    finding = on(target, source)[0]
    assert finding.target_text == escape
    assert finding.suggestions == (character,)


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Tom &amp; Jerry", "Tom &amp; Jerry"),
        ("<b>Tom</b> &amp; Jerry", "<b>Tom</b> & Jerry"),
        ("&amp;quot;", "&amp;quot;"),
        ("&quot;Ja&quot; schreibt man so", None),
        ("\\u00fc", None),
        ("\\u00fc", "\\u00fc"),
        ("C:\\users\\udead", "C:\\folder"),
        ("\\ud83d allein", "alone"),
        ("\\xc3\\x28", "bytes"),
        ("\\u0041", "a letter"),
        ("a & b; c", "a & b; c"),
    ],
)
def test_escapes_that_are_meant_are_left_alone(target: str, source: str | None) -> None:
    assert on(target, source) == []
