from __future__ import annotations

import pytest

from mtqc.analysis.placeholders import find_placeholders


def found(text: str, *flags: str) -> list[str]:
    return [placeholder.text for placeholder in find_placeholders(text, frozenset(flags))]


def keys(text: str, *flags: str) -> list[str]:
    return [placeholder.key for placeholder in find_placeholders(text, frozenset(flags))]


@pytest.mark.parametrize(
    "placeholder",
    [
        *("{0}", "{name}", "{user.name}", "{items[0]}", "{}", "{name!r:>10}", "{0:N2}", "{0,10}", "{user-name}"),
        "{0,number,integer}",
        *("{{name}}", "{{ user.name | upper }}", "{{{html}}}", "{% if user %}"),
        *("{ $var }", "{ -brand }", '{ DATETIME($date, month: "long") }'),
    ],
)
def test_unmistakable_ones_are_found_without_a_flag(placeholder: str) -> None:
    assert found(f"Vor {placeholder} nach") == [placeholder]


@pytest.mark.parametrize(
    "prose",
    [
        *(r"\emph{Wort}", "@emph{Wort}", "{start|stop}", "--{raw,json}", "{ Befehle ; }", "{a b}"),
        *("{nur-wenn-kein-anderes}", "{", "}", "}{"),
    ],
)
def test_braces_of_other_uses_are_none(prose: str) -> None:
    assert found(prose) == []


def test_empty_braces_count_on() -> None:
    assert keys("{} von {}") == ["{0}", "{1}"]


def test_formats_and_blanks_do_not_change_what_is_filled_in() -> None:
    assert keys("{name!r:>10}") == keys("{name}") == ["{name}"]
    assert keys("{{name}}") == keys("{{ name }}") == ["{name}}"]


def test_double_braces_are_escapes_where_the_flag_says_so() -> None:
    texts = find_placeholders("{{kein}} {name}", frozenset({"python-brace-format"}))
    assert [placeholder.text for placeholder in texts if placeholder.is_filled] == ["{name}"]
    assert [placeholder.text for placeholder in texts if not placeholder.is_filled] == ["{{", "}}"]


@pytest.mark.parametrize(
    ("flag", "placeholder", "key"),
    [
        ("python-brace-format", "{0.name[key]:{width}}", "{0.name[key]}"),
        ("c-sharp-format", "{ 0, -10 :N2}".replace("{ ", "{"), "{0}"),
        ("rust-format", "{:>5}", "{0}"),
        ("java-format", "{ 1 , date, short}", "{1}"),
        ("perl-brace-format", "{count}", "{count}"),
        ("angularjs-format", "{{ x | currency }}", "{x|currency}}"),
        ("fluent-format", "{ $n }", "{$n}"),
        ("icu-message-format", "{ n , date, long }", "{n}:date"),
        ("i18next-interpolation", "{{- x }}", "${}x"),
    ],
)
def test_each_dialect_reads_its_own(flag: str, placeholder: str, key: str) -> None:
    assert keys(f"a {placeholder} b", flag) == [key]


def test_a_plural_is_a_frame_around_prose() -> None:
    text = "Es {n, plural, one {gibt # Datei} other {gibt # Dateien in {folder}}}."
    placeholders = find_placeholders(text, frozenset())
    assert [placeholder.text for placeholder in placeholders if placeholder.is_filled] == ["{folder}"]
    covered = "".join(placeholder.text for placeholder in placeholders)
    assert "gibt" not in covered
    assert covered.startswith("{n, plural, one {#} other {#")


def test_a_broken_plural_still_shows_its_simple_arguments() -> None:
    assert found("{n, plural, one {{x}}") == ["{{x}}"]
    assert found("{name} und {n, plural, one {", "icu-message-format") == ["{name}"]
