"""Whatever way a language is written down, its tables are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import UnknownNameError
from mtqc.languages import language
from mtqc.languages.tags import canonical, chain, known_tags


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("de", "de"),
        ("DE-ch", "de-CH"),
        ("de_DE", "de-DE"),
        ("de_DE.UTF-8", "de-DE"),
        ("de_AT.UTF-8@euro", "de-AT"),
        ("deu", "de"),
        ("ger", "de"),
        ("fre-CA", "fr-CA"),
        ("iw", "he"),
        ("no", "nb"),
        ("nb_NO", "nb-NO"),
        ("tl", "fil"),
        ("sh", "sr-Latn"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("sr-Cyrl-RS", "sr-RS"),
        ("sr-ME", "sr-Latn-ME"),
        ("zh-CN", "zh-CN"),
        ("zh-Hans", "zh"),
        ("zh_TW", "zh-Hant-TW"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-Hans-HK", "zh-Hans-HK"),
        ("es-419", "es-419"),
        ("ca_ES@valencia", "ca-ES"),
        ("el@polyton", "el-polyton"),
        ("en-x-pirate", "en"),
        ("de-DE-u-co-phonebk", "de-DE"),
        (" pt-BR ", "pt-BR"),
    ],
)
def test_every_way_to_write_a_tag_leads_to_one(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-CH", ("de-CH", "de")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("en-NZ", ("en-001", "en")),
        ("zh-Hant-TW", ("zh-Hant",)),
        ("zh-Hant-HK", ("zh-Hant-HK", "zh-Hant")),
        ("sr-Latn-RS", ("sr-Latn",)),
        ("xx", ()),
        ("pa-Arab-PK", ()),
    ],
)
def test_what_a_variant_lacks_its_parents_have(tag: str, expected: tuple[str, ...]) -> None:
    assert chain(tag) == expected


@pytest.mark.parametrize("tag", ["xx", "klingon", "", "C", "POSIX", "-", "@", "a" * 200, "pa-PK"])
def test_an_unknown_language_is_an_error(tag: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown language"):
        language(tag)


def test_the_error_names_the_nearest_tag() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'ps-PK'"):
        language("pa-PK")


@given(st.text(max_size=40) | st.from_regex(r"[a-z]{2,3}([-_@][A-Za-z0-9]{2,8}){0,3}", fullmatch=True))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_known_tag_or_an_unknown_name(text: str) -> None:
    try:
        facts = language(text)
    except UnknownNameError:
        return
    assert canonical(facts.tag) == facts.tag


def test_every_tag_with_a_table_can_be_asked_for() -> None:
    assert len({tag.partition("-")[0] for tag in known_tags()}) > 150
    for tag in known_tags():
        assert language(tag).tag == canonical(tag)
