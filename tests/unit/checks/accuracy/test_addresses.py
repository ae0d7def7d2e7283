"""The checks of URLs, e-mail addresses, paths and IP addresses, which share what they do."""

from __future__ import annotations

import pytest

from mtqc.checks.accuracy.email_address import EmailAddress
from mtqc.checks.accuracy.file_path import FilePath
from mtqc.checks.accuracy.ip_address import IpAddress
from mtqc.checks.accuracy.url import Url
from mtqc.checks.address import AddressCheck
from mtqc.checks.base import Example
from mtqc.model import Category, Finding, Severity

from ..running import findings_on


def found(check: AddressCheck, source: str | None, target: str) -> list[Finding]:
    return findings_on(check, Example(target, source=source))


def test_a_changed_address_is_put_right() -> None:
    (finding,) = found(Url(), "See https://mtqc.example.org/help/a", "Siehe https://mtqc.example.org/hilfe/a")
    assert finding.message == "URL https://mtqc.example.org/hilfe/a is https://mtqc.example.org/help/a in the source."
    assert finding.suggestions == ("https://mtqc.example.org/help/a",)


def test_a_missing_address_is_an_omission() -> None:
    (finding,) = found(FilePath(), "Edit /etc/hosts.", "Bearbeiten.")
    assert (finding.message, finding.source_text) == (
        "Path /etc/hosts is missing from the translation.",
        "/etc/hosts",
    )
    assert finding.category is Category.OMISSION


def test_a_broken_address_is_mended() -> None:
    (finding,) = found(EmailAddress(), "Write to me@example.org.", "An me @ example.org schreiben.")
    assert finding.message == "E-mail address me@example.org is written 'me @ example.org' in the translation."
    assert (finding.target_text, finding.suggestions) == ("me @ example.org", ("me@example.org",))


def test_a_piece_of_an_address_is_the_broken_address() -> None:
    (finding,) = found(Url(), "See https://docs.mtqc.dev/a.", "Siehe https：// docs.mtqc.dev / a.")
    assert finding.target_text == "https：// docs.mtqc.dev / a"


def test_missing_metavariables_are_none() -> None:
    assert found(FilePath(), "Write to /srv/file.", "Schreiben.") == []


def test_an_added_url_is_a_minor_addition() -> None:
    (finding,) = found(Url(), "Report bugs.", "Fehler melden: https://bugs.example.org/")
    assert (finding.category, finding.severity) == (Category.ADDITION, Severity.MINOR)


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        (EmailAddress(), "Translators", "jemand@example.org"),
        (FilePath(), "A file", "Eine Datei wie /etc/hosts"),
        (FilePath(), "Open archive.tar", "archiv.tar öffnen"),
        (FilePath(), "in ~/Pictures", "in ~/Bilder"),
        (FilePath(), "See /srv/<name>/x", "Siehe /srv/<Name>/x"),
        (Url(), "smb://server/file", "smb://rechner/datei"),
        (Url(), "Visit https://your-domain.com", "Besuchen Sie https://ihre-domain.de"),
        (Url(), "see your server", "siehe https://myserver.org/"),
        (Url(), '<a href="https://a.example.org">x</a>', '<a href="https://b.example.org">x</a>'),
        (Url(), "[x](https://a.example.org)", "[x](https://b.example.org)"),
        (Url(), "[x](https://a.example.org)", "[x] (https://a.example.org)"),
        (Url(), "https://example.com/a", "https://beispiel.de/b"),
        (IpAddress(), "127.0.0.1 127.0.0.1", "127.0.0.1"),
    ],
)
def test_what_a_writer_may_do(check: AddressCheck, source: str, target: str) -> None:
    assert found(check, source, target) == []


def test_no_source_no_comparison() -> None:
    assert found(Url(), None, "https://a.example.org") == []


def test_the_kinds_do_not_mix() -> None:
    source = "Call --force on /etc/hosts at 10.0.0.1 (me@example.org)"
    target = "Rufe --zwang für /etc/host bei 10.0.0.2 (ich@example.org)"
    assert {finding.message.split()[0] for finding in found(FilePath(), source, target)} == {"Option", "Path"}
    assert [finding.target_text for finding in found(IpAddress(), source, target)] == ["10.0.0.2"]
    assert [finding.target_text for finding in found(EmailAddress(), source, target)] == ["ich@example.org"]
    assert found(Url(), source, target) == []
