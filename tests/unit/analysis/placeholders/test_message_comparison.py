from __future__ import annotations

import pytest

from mtqc.analysis.placeholders.message_comparison import message_differences

PLURAL = "{n, plural, one {#} other {#}}"
SELECT = "{g, select, male {he} other {they}}"
FILES = "{n, plural, one {# file in {folder}} other {# files in {folder}}}"


def reasons(source: str, target: str, language: str | None = "de") -> list[str]:
    return [difference.reason for difference in message_differences(source, target, language)]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (FILES, "{n, plural, one {# Datei in {folder}} other {# Dateien in {folder}}}", "de"),
        (FILES, "{n, plural, other {{folder} に # 個のファイル}}", "ja"),
        (FILES, "{n, plural, =1 {Eine Datei in {folder}} other {# Dateien in {folder}}}", "de"),
        (FILES, "{n, plural, one {Eine Datei} other {# Dateien in {folder}}}", "de"),
        (FILES, "{folder}: {n}", "ja"),
        ("{n, number} files", "{n, plural, one {# Datei} other {# Dateien}}", "de"),
        ("{n, plural, one {x} other {y}}", "{n, plural, one {x} many {y} other {y}}", "fr"),
        ("{n, plural, one {x} other {y}}", "{n, plural, one {x} other {y}}", None),
        ("{n, plural, one {x} other {y}}", "{n, plural, one {x} other {y}}", "zz-unknown"),
        ("{g, select, male {he} other {they}} {x}", "{x} {g, select, male {er} other {sie}}", "de"),
        ("not { a message", "auch { keine", "de"),
    ],
)
def test_what_a_native_speaker_writes_is_no_difference(source: str, target: str, language: str | None) -> None:
    assert reasons(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Hi {name}", "Hallo {name", "The message cannot be read: a '{' is not closed."),
        ("Hi {name}", "Hallo", "The argument 'name' is missing from the translation."),
        ("Hi", "Hallo {name}", "The argument 'name' is not in the source."),
        ("Hi {name}", "Hallo {nombre}", "The argument 'nombre' should be 'name' as in the source."),
        ("{d, date}", "{d, time}", "The argument 'd' is of type 'date' in the source and of type 'time' here."),
        ("{d, date}", "{d}", "The argument 'd' is of type 'date' in the source and without a type here."),
        ("{n}", "{n, plural, one {#}}", "The plural of 'n' has no branch 'other', which every one needs."),
        ("{n}", "{n, plural, uno {#} other {#}}", "'uno' is no plural form: the branch is never shown."),
        (PLURAL, "{n, plural, one {#} other {viele}}", "The number '#' is missing from the branch 'other'."),
        (
            FILES,
            "{n, plural, one {# in {folder}} other {#}}",
            "The argument 'folder' is missing from the branch 'other'.",
        ),
        (
            SELECT,
            "{g, select, mann {er} other {sie}}",
            "The branch 'mann' of 'g' is not in the source: it is never shown.",
        ),
        (SELECT, "{g, select, other {sie}}", "The branch 'male' of 'g' is missing from the translation."),
    ],
)
def test_differences_are_said_in_a_sentence(source: str, target: str, reason: str) -> None:
    assert reason in reasons(source, target)


def test_the_forms_that_the_language_needs_are_named_with_a_number_that_needs_them() -> None:
    found = reasons(FILES, "{n, plural, one {# plik w {folder}} other {# pliku w {folder}}}", "pl")
    assert found == [
        "The plural of 'n' has no branch 'many', which 0 needs.",
        "The plural of 'n' has no branch 'few', which 2 needs.",
    ]


def test_ordinals_have_forms_of_their_own() -> None:
    source = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}"
    assert reasons(source, "{n, selectordinal, other {#.}}", "de") == []
    assert reasons(source, "{n, selectordinal, one {#st} two {#nd} other {#th}}", "en") == [
        "The plural of 'n' has no branch 'few', which 3 needs."
    ]


def test_several_plurals_of_one_number_are_compared_in_order() -> None:
    source = "{n, plural, one {# a} other {# as}} {n, plural, one {# b {x}} other {# bs {x}}}"
    target = "{n, plural, one {# a} other {# as}} {n, plural, one {# b {x}} other {# bs}}"
    assert reasons(source, target) == ["The argument 'x' is missing from the branch 'other'."]


def test_a_translated_name_comes_with_its_mending() -> None:
    (difference,) = message_differences("Hi {name}!", "Hallo {nombre}!", "de")
    assert difference.suggestions == ("{name}",)
    assert difference.target is not None
    assert difference.target.of("Hallo {nombre}!") == "{nombre}"
