from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.address_comparison import (
    AddressComparison,
    compare_addresses,
    find_broken_address,
    is_same_address,
)
from mtqc.analysis.addresses import Address, find_addresses
from mtqc.model import Span

from .hostile import slow


def found(text: str) -> list[tuple[str, str]]:
    return [(address.kind, address.text) for address in find_addresses(text)]


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("url", "https://example.org/a_(b)?x=1&y=2#z"),
        ("url", "HTTP://EXAMPLE.ORG"),
        ("url", "ftp://[::1]:21/x"),
        ("url", "www.example.org/a"),
        ("url", "example.com/a"),
        ("url", "trash://x"),
        ("email", "jemand.anders+x@mail.example.org"),
        ("ip", "192.168.0.1"),
        ("ip", "10.0.0.0/8"),
        ("ip", "fe80::1"),
        ("ip", "2001:db8:0:0:0:0:0:1"),
        ("path", "/usr/bin/env"),
        ("path", "/etc"),
        ("path", "~/.profile"),
        ("path", "../x"),
        ("path", "./configure"),
        ("path", r"C:\Windows\system.ini"),
        ("path", r"\\server\share\x"),
        ("path", "src/main.c"),
        ("path", "README.md"),
        ("option", "--no-color"),
    ],
)
def test_addresses_are_found(kind: str, address: str) -> None:
    assert found(f"Siehe {address} dazu") == [(kind, address)]
    assert found(f"„{address}“,") == [(kind, address)]


@pytest.mark.parametrize(
    "prose",
    [
        *("und/oder", "km/h", "/ 5", "/Summe/Mittel", "1/2", "z.B. so", "Ende.Anfang", "12.10.2024", "1.2.3.400"),
        *(
            "a -- b",
            "--Titel--",
            "10:30:15",
            "::",
            "https://",
            "a@b",
            "@example.org",
            "Node.Js",
            "i.e.c",
            "x.c",
            "/join",
        ),
        *("¿/?", "...", "../..", "</b>", "A::B", "999.1.1.1"),
    ],
)
def test_words_with_signs_between_them_are_none(prose: str) -> None:
    assert found(f"Das {prose} hier") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Siehe https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("[b](https://example.org/a)", "https://example.org/a"),
        ("[url]https://example.org/a[/url]", "https://example.org/a"),
        ("https://example.org/a_(b)!", "https://example.org/a_(b)"),
        ("请看https://example.org/a。", "https://example.org/a"),
        ("example.org-Erweiterung", "example.org"),
        ("--format-Option", "--format"),
        ("in /usr/share, /x", "/usr/share"),
    ],
)
def test_what_belongs_to_the_sentence_is_left_out(text: str, address: str) -> None:
    assert address in [one for _, one in found(text)]


def test_an_address_inside_another_is_none() -> None:
    assert found("https://example.org/a/b.html?to=x@example.org") == [
        ("url", "https://example.org/a/b.html?to=x@example.org")
    ]
    assert found("a x@example.org/b /usr/x.txt") == [("email", "x@example.org"), ("path", "/usr/x.txt")]


@settings(max_examples=100)
@given(st.text(st.sampled_from("ab1./:\\-@~ ()[]w,%") | st.characters(), max_size=60))
def test_any_text_has_addresses_in_order_that_are_in_it(text: str) -> None:
    end = 0
    for address in find_addresses(text):
        assert address.span.start >= end
        assert address.text == text[address.span.start : address.span.end] != ""
        end = address.span.end


def test_no_text_takes_long() -> None:
    assert slow(find_addresses) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("http://example.org/a/", "https://www.example.org/a"),
        ("https://en.wiki.example.org/Dog", "https://de.wiki.example.org/Hund"),
        ("https://example.org/en/dog", "https://example.org/de/hund"),
        ("https://example.org/en-US/dog", "https://example.org/dog"),
        ("https://example.org/dog", "https://example.org/de/hund"),
        ("https://example.org/dog?lang=en", "https://example.org/dog?lang=de"),
        ("https://example.com/dog", "https://example.de/hund"),
        ("index.en.html", "index.de.html"),
        ("docs/en/a.md", "docs/de/b.md"),
    ],
)
def test_the_same_place_or_its_translation(source: str, target: str) -> None:
    assert is_same_address(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://example.org/dog", "https://example.org/hund"),
        ("https://example.org/dog", "https://beispiel.org/dog"),
        ("https://example.org/dog", "https://example.net/dog"),
        ("https://example.org/en/dog", "https://example.org/hund"),
        ("help.md", "hilfe.md"),
        ("a1", "a2"),
    ],
)
def test_another_place(source: str, target: str) -> None:
    assert not is_same_address(source, target)


def compared(source: str, target: str) -> AddressComparison:
    return compare_addresses(find_addresses(source), find_addresses(target))


def test_order_and_number_do_not_count() -> None:
    source = "https://a.example.org/x https://b.example.org/y"
    assert compared(source, "https://b.example.org/y https://a.example.org/x") == AddressComparison()
    assert compared("/usr/bin /usr/bin", "/usr/bin") == AddressComparison()


def test_a_compound_is_no_other_address() -> None:
    assert compared("/proc", "/proc-Verzeichnis") == AddressComparison()
    assert compared("/proc", "/proc-dir") != AddressComparison()


def test_the_same_page_is_found_among_others() -> None:
    result = compared("https://example.org/en/a https://example.net/b", "https://example.org/de/a")
    assert [address.text for address in result.missing] == ["https://example.net/b"]
    assert not result.extra and not result.changed


def test_changed_addresses_are_paired_with_the_likeliest() -> None:
    result = compared("--verbose --quiet x.txt", "--quiett --verbos y.txt")
    assert {(one.text, other.text) for one, other in result.changed} == {
        ("--verbose", "--verbos"),
        ("--quiet", "--quiett"),
        ("x.txt", "y.txt"),
    }


def test_unlike_addresses_are_paired_only_where_numbers_agree() -> None:
    assert len(compared("--force", "--erzwingen").changed) == 1
    assert len(compared("--abc --def", "--uvw").missing) == 2


@pytest.mark.parametrize(
    ("source", "target", "broken"),
    [
        ("https://example.org/a", "Siehe https: // example.org / a.", "https: // example.org / a"),
        ("me@example.org", "an me @ example. org schreiben", "me @ example. org"),
        ("me@example.org", "an me(at)example.org schreiben", "me(at)example.org"),
        ("/usr/bin", "in / usr / bin liegt", "/ usr / bin"),
        ("--force", "mit –force", "–force"),
        ("--force", "mit -- force", "-- force"),
        ("192.168.0.1", "an 192. 168. 0. 1", "192. 168. 0. 1"),
    ],
)
def test_broken_addresses_are_recognised(source: str, target: str, broken: str) -> None:
    (address,) = find_addresses(source)
    span = find_broken_address(address, target, [one.span for one in find_addresses(target)])
    assert span is not None
    assert span.of(target) == broken


def test_parts_of_whole_addresses_are_not_broken_ones() -> None:
    (address,) = find_addresses("example.org/a")
    target = "https://example.org/a/b"
    assert find_broken_address(address, target, [one.span for one in find_addresses(target)]) is None
    assert find_broken_address(Address("path", "~/", Span(0, 2)), "~ /", []) is None
