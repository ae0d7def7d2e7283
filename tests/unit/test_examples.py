"""Examples are laid out so that a reader sees what is marked and why."""

from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.options import Pattern
from mtqc.errors import PluginError
from mtqc.examples import findings_on, laid_out
from mtqc.glossary import Term
from mtqc.selection import load_check
from tests.conftest import SHOUTING_CHECK, InstallPlugin


def test_a_finding_is_marked_and_said() -> None:
    check = load_check("style/pattern")
    pattern = Pattern("calm", "We do not shout.", "!", suggestion=".")
    example = Example("Halt!", source="Stop.", source_language="en", settings={"patterns": (pattern,)}, note="loud")
    assert list(laid_out(example, findings_on(check, example))) == [
        'setting   patterns = [{"name" = "calm", "message" = "We do not shout.", "target" = "!", '
        '"severity" = "minor", "suggestion" = "."}]',
        "en        Stop.",
        "target    Halt!",
        "              ^",
        "          We do not shout.",
        "          Fix: .",
        "          (loud)",
    ]


def test_everything_that_an_example_needs_is_shown() -> None:
    example = Example(
        "Datei\u200b",
        flags=frozenset({"python-format", "fuzzy"}),
        terms=(Term("file", ("Datei",), ("Akte",)), Term(None, (), ("Akte",))),
        others=(("one", "eins"), (None, "zwei")),
    )
    assert list(laid_out(example)) == [
        "glossary  file → Datei, not Akte",
        "glossary  (any source), not Akte",
        "flags     fuzzy, python-format",
        "before    one ⇒ eins",
        "before    zwei",
        "target    Datei‹U+200B›",
    ]


def test_a_check_that_breaks_on_its_example_is_an_error(install_plugin: InstallPlugin) -> None:
    install_plugin("house", {"mtqc.checks": {"house/broken": "house:Broken"}}, SHOUTING_CHECK)
    check = load_check("house/broken")
    with pytest.raises(PluginError, match="check 'house/broken' breaks on its example: ValueError: out of order"):
        findings_on(check, check.bad[0])
