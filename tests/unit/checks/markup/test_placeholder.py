from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.markup.placeholder import Placeholder
from mtqc.model import Finding, Severity

from ..running import findings_on


def found(source: str, target: str, *flags: str, target_language: str | None = None) -> list[Finding]:
    example = Example(target, source=source, flags=frozenset(flags), target_language=target_language)
    return findings_on(Placeholder(), example)


def test_a_lost_placeholder_is_marked_in_the_source() -> None:
    (finding,) = found("Copied %s to %s", "Nach %s kopiert")
    assert finding.source_text == "%s"
    assert finding.source is not None and finding.source.start == 13
    assert finding.message == "Placeholder %s is missing from the translation."


def test_a_translated_name_is_put_right() -> None:
    (finding,) = found("Hello {user}", "Hallo {Benutzer}")
    assert (finding.target_text, finding.source_text, finding.suggestions) == ("{Benutzer}", "{user}", ("{user}",))


def test_two_garbled_placeholders_are_two_findings_at_two_places() -> None:
    findings = found("%s and %s", "% s und % s")
    assert [finding.target and finding.target.start for finding in findings] == [0, 8]


def test_swapped_arguments_are_numbered_where_the_dialect_knows_numbers() -> None:
    findings = found("%s has %d", "%d von %s")
    assert [finding.suggestions for finding in findings] == [("%2$d",), ("%1$s",)]
    assert [finding.suggestions for finding in found("%s has %d", "%d von %s", "python-format")] == [(), ()]


def test_counts_and_widths_are_minor() -> None:
    assert [finding.severity for finding in found("{a} {a}", "{a}")] == [Severity.MINOR]
    assert [finding.severity for finding in found("{a}", "{a} {a}")] == [Severity.MINOR]
    assert [finding.severity for finding in found("%5d", "%9d")] == [Severity.MINOR]


def test_a_plural_form_of_one_number_may_leave_it_out_but_nothing_more() -> None:
    assert found("%d files", "Eine Datei", "single-number") == []
    assert len(found("%d files in %s", "Eine Datei", "single-number")) == 1


@pytest.mark.parametrize("placeholder", ["%d", "%lu", "%n", "{count}"])
def test_one_may_be_written_out(placeholder: str) -> None:
    assert found(f"{placeholder} byte", "Ein Byte", target_language="de") == []
    assert found(f"{placeholder} byte", "Byte", target_language="de")
    assert found(f"{placeholder} byte", "Ein Byte")


def test_a_name_may_not_be_written_out() -> None:
    assert found("Hello %s", "Hallo ein Freund", target_language="de")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Save 5%", "%5 kaydet"),
        ("Use the {user name}.png", "Nutze {Benutzername}.png"),
        ("the home directory", "das Verzeichnis $HOME"),
        ("%B %d", "%d.%m."),
    ],
)
def test_what_may_be_prose_is_no_extra_placeholder(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target"), [("Done", "%s fertig"), ("Save {a}", "{a} {b}"), ("%1", "%1 %2"), ("$a", "$a $b")]
)
def test_unmistakable_extra_placeholders_are_findings(source: str, target: str) -> None:
    (finding,) = found(source, target)
    assert finding.message.endswith("is not in the source.")


def test_an_icu_message_is_recognised_on_either_side() -> None:
    plural = "{n, plural, one {# file} other {# files}}"
    assert found(plural, "{n} Dateien", target_language="de") == []
    (finding,) = found("{n} files", "{n, plural, one {# Datei}}")
    assert "has no branch 'other'" in finding.message
    (finding,) = found("{n} files", "{n Dateien", "icu-message-format")
    assert finding.message.startswith("The message cannot be read")


def test_lone_signs_are_to_be_doubled() -> None:
    (finding,) = found("{0}''s file", "L'{0}", "java-format")
    assert (finding.target_text, finding.suggestions) == ("'", ("''",))


def test_a_flag_ends_the_search() -> None:
    assert found("%s", "s", "no-c-format") == []
    assert found("LINK", "Verweis", "placeholders:LINK")
    assert found("a", "b", "placeholders:LINK") == []


def test_many_lost_placeholders_take_no_long_search() -> None:
    assert len(found("%s " * 500, "keine")) == 500
