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
        *("%s", "%d", "%5.2f", "%-10s", "%.*s", "%lu", "%zu", "%'d", "%02X", "%1$s", "%2$-5ld", "%@", "%p"),
        *("%<PRIu64>", "%(name)s", "%(n)03d", "%{name}", "%<name>s", "%1%", "%|5|", "%name%", "%1", "%L1", "%n"),
    ],
)
def test_unmistakable_ones_are_found_without_a_flag(placeholder: str) -> None:
    assert found(f"Vor {placeholder} nach") == [placeholder]


@pytest.mark.parametrize(
    "prose",
    [
        *("10% der Summe", "um 10 % steigen", "100%ige", "eine 100 %ige Lösung", "in % der Höhe", "50%", "%50 indirim"),
        *("% d", "die %-Zeichen", "5%-ig", "%"),
    ],
)
def test_percentages_in_prose_are_none(prose: str) -> None:
    assert found(prose) == []


def test_numbered_and_unnumbered_arguments_have_the_same_keys() -> None:
    assert keys("%s %d") == keys("%1$s %2$d") == ["%1:s", "%2:d"]


def test_a_star_takes_an_argument_of_its_own() -> None:
    assert keys("%*d %s") == ["%2:*d", "%3:s"]
    assert keys("%.*s %d") == ["%2:*s", "%3:d"]


@pytest.mark.parametrize(("one", "other"), [("%d", "%i"), ("%02X", "%02x"), ("%E", "%e"), ("%5d", "%d"), ("%+d", "%d")])
def test_the_same_value_printed_otherwise_has_the_same_key(one: str, other: str) -> None:
    assert keys(one, "c-format") == keys(other, "c-format")


@pytest.mark.parametrize(("one", "other"), [("%d", "%s"), ("%d", "%ld"), ("%d", "%u"), ("%s", "%c"), ("%d", "%*d")])
def test_another_type_has_another_key(one: str, other: str) -> None:
    assert keys(one, "c-format") != keys(other, "c-format")


def test_the_error_text_and_the_number_of_a_plural_take_no_argument() -> None:
    assert keys("%m: %s", "c-format") == ["%m", "%1:s"]
    assert keys("%n files in %1", "qt-format") == ["%n", "%1"]


def test_a_doubled_percent_sign_is_an_escape() -> None:
    (escape,) = find_placeholders("50%% of it", frozenset({"c-format"}))
    assert (escape.dialect, escape.text, escape.is_filled) == ("escape", "%%", False)


def test_date_patterns_are_recognised_by_codes_that_only_dates_have() -> None:
    placeholders = find_placeholders("%A, %d. %B %Y", frozenset())
    assert {placeholder.dialect for placeholder in placeholders} == {"date"}
    assert len(placeholders) == 4
    assert [placeholder.dialect for placeholder in find_placeholders("%D %T", frozenset())] == ["date", "date"]
    assert found("Zeile %D") == []


def test_a_flag_makes_a_blank_part_of_a_conversion_unless_a_number_stands_before_it() -> None:
    assert found("Zahl % d", "c-format") == ["% d"]
    assert found("Zu 50 % da", "c-format") == []


@pytest.mark.parametrize(
    ("flag", "placeholder", "key"),
    [
        ("python-format", "%(name)s", "%name:s"),
        ("php-format", "%1$b", "%1:b"),
        ("perl-format", "%vd", "%1:d"),
        ("lua-format", "%q", "%1:q"),
        ("java-printf-format", "%1$tY", "%1:tY"),
        ("go-format", "%[2]v", "%2:v"),
        ("ruby-format", "%<name>d", "%name:d"),
        ("ruby-format", "%-8.8{name}", "%name"),
        ("object-pascal-format", "%0:s", "%1:s"),
        ("boost-format", "%|1$+5|", "%1$+5"),
        ("boost-format", "%3%", "%3"),
        ("qt-format", "%L12", "%12"),
        ("percent-placeholders", "%a%", "%a"),
        ("c-format", "%<PRId32>", "%1:<PRId32>"),
    ],
)
def test_each_dialect_reads_its_own(flag: str, placeholder: str, key: str) -> None:
    assert keys(f"({placeholder})", flag) == [key]
    assert found(f"({placeholder})", flag) == [placeholder]


def test_a_ruby_brace_without_a_name_is_none() -> None:
    assert found("{100%}", "ruby-format") == []


def test_letters_of_scripts_without_blanks_end_a_placeholder() -> None:
    assert found("0%o입니다, SHA1 %s은, 3%.1f초, %uのストリーミングを%X/%Xで, $PATHの") == [
        *("%o", "%s", "%.1f", "%u", "%X", "%X"),
        "$PATH",
    ]


def test_glued_letters_belong_to_the_text() -> None:
    assert found("%sB in %dx%d px") == ["%s", "%d", "%d"]
    assert found("%(size)dpx") == ["%(size)d"]
    assert found("%d%%") == ["%d", "%%"]


def test_names_between_percent_signs_are_not_taken_for_conversions() -> None:
    assert found("Willkommen bei %product%, %user%!") == ["%product%", "%user%"]
