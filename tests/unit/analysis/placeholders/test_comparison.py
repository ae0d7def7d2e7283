from __future__ import annotations

import pytest

from mtqc.analysis.placeholders import Placeholder, find_placeholders
from mtqc.analysis.placeholders.comparison import PlaceholderComparison, compare_placeholders
from mtqc.analysis.placeholders.garbled import find_garbled
from mtqc.analysis.placeholders.unescaped import find_unescaped


def compared(source: str, target: str, *flags: str) -> PlaceholderComparison:
    return compare_placeholders(*(find_placeholders(text, frozenset(flags)) for text in (source, target)))


def texts(placeholders: tuple[Placeholder, ...]) -> list[str]:
    return [placeholder.text for placeholder in placeholders]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%s of %d", "%2$d von %1$s"),
        ("{a} {b}", "{b} {a}"),
        ("%d%%", "%d Prozent"),
        ("%B %d", "%d. %m."),
        ("no placeholder", "keiner"),
        ("{} {}", "{} {}"),
    ],
)
def test_what_is_filled_alike_is_equal(source: str, target: str) -> None:
    assert compared(source, target) == PlaceholderComparison()


def test_a_lost_one_shifts_no_others() -> None:
    result = compared("%s copied %d files to %s", "%d Dateien nach %s kopiert")
    assert texts(result.missing) == ["%s"]
    assert not result.moved and not result.changed and not result.extra


def test_unnumbered_ones_that_changed_their_order() -> None:
    result = compared("%s has %d", "%d hat %s")
    assert [(one.text, other.text) for one, other in result.moved] == [("%s", "%s"), ("%d", "%d")]


def test_a_changed_one_is_paired_with_its_likeliest_original() -> None:
    result = compared("{first} {second}", "{zweite} {first_name}")
    assert {(one.text, other.text) for one, other in result.changed} == {
        ("{first}", "{first_name}"),
        ("{second}", "{zweite}"),
    }


def test_counts_are_told_from_absence() -> None:
    assert texts(compared("{a} {a}", "{a}").rarer) == ["{a}"]
    assert texts(compared("{a}", "{a} {a}").repeated) == ["{a}"]


def test_another_width_is_seen() -> None:
    ((one, other),) = compared("%10s", "%20s").reshaped
    assert (one.text, other.text) == ("%10s", "%20s")
    assert compared("%1$10s", "%10s").reshaped == ()


def test_thousands_of_differences_do_not_take_long() -> None:
    result = compared("%s" * 20_000, "{a}" * 20_000)
    assert len(result.missing) + len(result.extra) + len(result.repeated) >= 20_000


@pytest.mark.parametrize(
    ("placeholder", "target", "garbled"),
    [
        ("%s", "Datei % s", "% s"),
        ("%s", "Datei %S", "%S"),
        ("%s", "Datei ％s", "％s"),
        ("%1", "zu 1% fertig", "1%"),
        ("%@", "Datei @ %", "@ %"),
        ("%(name)s", "Hallo %( name) s", "%( name) s"),
        ("%(name)s", "Hallo %(Name)s", "%(Name)s"),
        ("{name}", "Hallo {nombre de usuario}", "{nombre de usuario}"),
        ("{name}", "Hallo ｛name｝", "｛name｝"),
        ("{0}", "Hallo { 0 }", "{ 0 }"),
        ("${name}", "Hallo $ {name}", "$ {name}"),
        ("%name%", "Hallo % Name %", "% Name %"),
    ],
)
def test_the_remains_of_placeholders_are_recognised(placeholder: str, target: str, garbled: str) -> None:
    (wanted,) = (one for one in find_placeholders(placeholder, frozenset()))
    span = find_garbled(wanted, target)
    assert span is not None
    assert span.of(target) == garbled
    assert find_garbled(wanted, target, [span]) is None


@pytest.mark.parametrize(("placeholder", "target"), [("%s", "50 %"), ("{name}", "Name"), ("%d", "10 %der")])
def test_other_words_are_no_remains(placeholder: str, target: str) -> None:
    (wanted,) = find_placeholders(placeholder, frozenset())
    assert find_garbled(wanted, target) is None


@pytest.mark.parametrize(
    ("source", "target", "flag", "signs"),
    [
        ("50%% done", "50% fertig", "c-format", ["%"]),
        ("50%% done", "50% fertig", "", ["%"]),
        ("50% done", "50% fertig", "c-format", []),
        ("50 done", "50% fertig", "python-format", ["%"]),
        ("{a}", "{ {a} }", "python-brace-format", ["{", "}"]),
        ("{a}", "{{ {a} }}", "c-sharp-format", []),
        ("{0}''s file", "L'{0}", "java-format", ["'"]),
        ("the file", "l'article", "java-format", []),
        ("{0}'s file", "l'{0}", "java-format", []),
        ("50 done", "50% fertig", "qt-format", []),
    ],
)
def test_signs_that_had_to_be_doubled(source: str, target: str, flag: str, signs: list[str]) -> None:
    from mtqc.analysis.placeholders import dialects_of

    flags = frozenset({flag}) if flag else frozenset()
    unescaped = find_unescaped(
        source, find_placeholders(source, flags), target, find_placeholders(target, flags), dialects_of(flags)
    )
    assert [(sign.text, sign.escaped) for sign in unescaped] == [(sign, sign * 2) for sign in signs]
