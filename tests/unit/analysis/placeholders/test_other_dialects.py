from __future__ import annotations

import pytest

from mtqc.analysis.placeholders import dialects_of, find_placeholders


def found(text: str, *flags: str) -> list[str]:
    return [placeholder.text for placeholder in find_placeholders(text, frozenset(flags))]


@pytest.mark.parametrize(
    "placeholder",
    ["${name}", "${ a.b }", "#{name}", "$name", "$HOME", "$name$", "$(file)", "$t(key.other)", "<%= name %>"],
)
def test_dollar_signs_and_templates_are_found_without_a_flag(placeholder: str) -> None:
    assert found(f"Vor {placeholder} nach") == [placeholder]


@pytest.mark.parametrize(
    "prose", ["5 $ im Monat", "$5", "US$ 5", "$US 5", "$AUD 10", "A$B", "$", r"\$x", "${var[;width]}"]
)
def test_prices_and_syntax_descriptions_are_none(prose: str) -> None:
    assert found(prose) == []


def test_blanks_inside_braces_make_no_difference() -> None:
    (one,), (other,) = find_placeholders("${ name }", frozenset()), find_placeholders("${name}", frozenset())
    assert one.key == other.key


@pytest.mark.parametrize(
    ("flag", "text", "placeholders"),
    [
        ("scheme-format", "~a und ~2@*~s, ~~", ["~a", "~2@*~s", "~~"]),
        ("drupal-format", "@count von !name, a@b", ["@count", "!name"]),
        ("laravel-format", "Hallo :name, um 10:30", [":name"]),
        ("vue-format", "@:common.ok und {name}, @.lower:a.b", ["@:common.ok", "{name}", "@.lower:a.b"]),
        ("underscore-format", "__count__ Dateien", ["__count__"]),
        ("maketext-format", "[_1] und [quant,_2,file]", ["[_1]", "[quant,_2,file]"]),
        ("mediawiki-format", "$1 von $2, $10", ["$1", "$2"]),
        ("sh-format", "$1 in ${dir} von $user", ["$1", "${dir}", "$user"]),
        ("es-format", "${a} $b", ["${a}"]),
    ],
)
def test_signs_that_prose_uses_need_a_flag(flag: str, text: str, placeholders: list[str]) -> None:
    assert found(text, flag) == placeholders


def test_a_flag_rules_a_dialect_out() -> None:
    assert found("%s und {name}", "no-c-format") == ["{name}"]
    assert found("%s", "ignore-python-format") == []
    assert found("%s", "no-c-format", "c-format") == []


def test_a_flag_leaves_the_other_signs_to_the_unmistakable_dialects() -> None:
    assert found("%s {name} ${x}", "c-format") == ["%s", "{name}", "${x}"]


def test_unknown_flags_change_nothing() -> None:
    assert found("%s", "fuzzy", "max-length:5") == ["%s"]


def test_the_names_of_dialects_come_from_the_flags() -> None:
    assert dialects_of(frozenset({"c-format", "fuzzy", "icu-message-format"})) == {"printf", "icu"}
    assert dialects_of(frozenset()) == frozenset()


def test_placeholders_of_the_users_own() -> None:
    assert found("An LINK und 7A:B", 'placeholders:LINK:r"[0-9]A:B"') == ["LINK", "7A:B"]
    assert found("Ä LINK", "placeholders:LINK") == ["LINK"]
    assert found("a.b axb", 'placeholders:"a.b"') == ["a.b"]


@pytest.mark.parametrize("flag", ['placeholders:r"("', "placeholders:", 'placeholders:r"a*"'])
def test_a_specification_that_makes_no_sense_finds_nothing(flag: str) -> None:
    assert found("bcd", flag) == []
