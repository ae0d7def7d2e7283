from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.locale.accelerator_key import AcceleratorKey
from mtqc.model import Finding

from ..running import findings_on


def found(
    source: str, target: str, marker: str | None = "&", *flags: str, language: str | None = None
) -> list[Finding]:
    settings = {} if marker is None else {"accelerator": marker}
    example = Example(target, source=source, settings=settings, flags=frozenset(flags), target_language=language)
    return findings_on(AcceleratorKey(), example)


@pytest.mark.parametrize(
    ("source", "target", "marker"),
    [
        ("&Open", "Ö&ffnen", "&"),
        ("&Open", "開く(&O)", "&"),
        ("A && B", "A und B", "&"),
        ("A &amp; B", "A und B", "&"),
        ("&Save && &close", "&Sichern", "&"),
        ("Fo_lder", "Ord_ner", "_"),
        ("Set LC_ALL", "LC_ALL setzen", "_"),
        ("Page_Up", "Bild auf", "_"),
        ("~File", "~Datei", "~"),
        ("GAR&DEN", "BA&Ğ", "&"),
        ("R& D", "F& E", "&"),
        ("Open", "Öffnen", "&"),
    ],
)
def test_keys_that_correspond(source: str, target: str, marker: str) -> None:
    assert found(source, target, marker) == []


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("&Open", "Öffnen", "The accelerator key '&O' has no counterpart in the translation."),
        ("Open", "&Öffnen", "The accelerator key '&Ö' is not in the source."),
        ("&Open", "&Öff&nen", "A second accelerator key '&n' stands beside '&Ö'."),
        ("&Open", "Öffnen& Sichern", "'&' marks no key here: a letter or digit must follow."),
    ],
)
def test_keys_that_do_not(source: str, target: str, message: str) -> None:
    assert [finding.message for finding in found(source, target)] == [message]


def test_a_missing_key_is_no_error_where_letters_are_not_on_keys() -> None:
    assert found("&Open", "開く", language="ja") == []
    assert len(found("&Open", "Öffnen", language="de")) == 1


def test_the_marker_comes_from_flags_as_well() -> None:
    assert found("&Open", "Öffnen", None) == []
    assert len(found("&Open", "Öffnen", None, "qt-format")) == 1
    assert len(found("_Open", "Öffnen", None, "accelerator:_")) == 1
    assert found("_Open", "Öffnen", None, "accelerator:", "fuzzy") == []
