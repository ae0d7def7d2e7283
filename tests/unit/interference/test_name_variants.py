from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.name_variants import find_name_variants
from tests.unit.analysis.hostile import slow

from .texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("texts", "mark", "message"),
    [
        (
            ("Wladimir Kolokolzew kam am Montag.", "Kolokoltsev ging am Dienstag."),
            "Kolokoltsev",
            "Kolokoltsev and Kolokolzew are one person under two spellings.",
        ),
        (
            ("Wolodymyr Zelensky kam am Montag.", "Zelenski ging am Dienstag."),
            "Wolodymyr Zelensky",
            "Zelensky and Zelenski are one person under two spellings.",
        ),
    ],
)
def test_people_under_two_spellings(texts: tuple[str, ...], mark: str, message: str) -> None:
    found, *rest = evidence(find_name_variants, *texts)
    assert not rest
    assert found.span.of(texts[found.passage]) == mark
    assert found.message == message
    assert found.is_strong


def test_one_spelling_is_none_too_many() -> None:
    assert not marked(find_name_variants, "Vladimir Kolokoltsev kam.", "Kolokoltsev ging.")
    assert not marked(find_name_variants, "Wladimir Putin kam.", "Vladimir Putin ging.")


@pytest.mark.parametrize(
    ("text", "mark", "suggestion"),
    [
        ("Er leitet das Ministerium für Inneres.", "Ministerium für Inneres", "Innenministerium"),
        ("Er leitet das Ministerium für Inneres und wurde ernannt.", "Ministerium für Inneres", "Innenministerium"),
        (
            "Der Sprecher des Ministeriums für innere Angelegenheiten schwieg.",
            "Ministeriums für innere Angelegenheiten",
            "Innenministeriums",
        ),
    ],
)
def test_ministries_with_two_names(text: str, mark: str, suggestion: str) -> None:
    texts = ("Das Innenministerium in Rom schwieg.", text)
    found, *rest = evidence(find_name_variants, *texts)
    assert not rest
    assert found.span.of(text) == mark
    assert found.suggestions == (suggestion,)
    assert not found.is_strong
    assert found.languages["es"] > 0


@pytest.mark.parametrize(
    "text",
    [
        "Er leitet das Ministerium für Inneres und Heimat.",
        "Er leitet das Ministerium für Inneres, Digitales und Heimat.",
        "Er leitet das Ministerium für Gesundheit.",
        "Er leitet das Ministerium für",
        "Er leitet das Ministerium.",
        "ein ministerium für inneres",
    ],
)
def test_ministries_with_one_name(text: str) -> None:
    assert not marked(find_name_variants, "Das Innenministerium in Rom schwieg.", text)


def test_each_ministry_once() -> None:
    text = "Das Ministerium für Inneres schwieg, und das Ministerium für Inneres sprach."
    assert len(marked(find_name_variants, "Das Innenministerium schwieg.", text)) == 1


def test_other_languages_have_no_ministries_in_one_word() -> None:
    assert not marked(find_name_variants, "El Ministerio del Interior.", code="es")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40) | st.sampled_from(["Ministerium für Inneres", "Innenministerium"]), max_size=4))
def test_never_raises_and_stays_inside_the_text(texts: list[str]) -> None:
    for found in find_name_variants(prose(*texts)):
        assert 0 <= found.span.start < found.span.end <= len(texts[found.passage])


def test_linear_time() -> None:
    texts = ("Ministerium für Inneres " * 4_000 + "Innenministerium",)
    assert not slow(lambda text: list(find_name_variants(prose(text))), texts)
