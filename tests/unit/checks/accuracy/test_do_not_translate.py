from __future__ import annotations

import pytest

from mtqc.checks.accuracy.do_not_translate import DoNotTranslate
from mtqc.checks.base import Example
from mtqc.model import Finding

from ..running import findings_on


def on(source: str, target: str, *terms: str) -> list[Finding]:
    return findings_on(DoNotTranslate(), Example(target, source, settings={"do_not_translate": terms}))


@pytest.mark.parametrize(
    "target",
    ["Word öffnen", "Words Fenster", "Das Word-Fenster", "Word’s Fenster", "mit Word."],
)
def test_a_term_that_stayed_may_be_inflected(target: str) -> None:
    assert on("Open Word", target, "Word") == []


@pytest.mark.parametrize("target", ["Wort öffnen", "Wordpressartikel öffnen", "Passwords öffnen", ""])
def test_a_term_that_changed_is_reported_on_the_source(target: str) -> None:
    (finding,) = on("Open Word", target or ".", "Word")
    assert finding.source_text == "Word"
    assert finding.target is None
    assert finding.message == '"Word" is to stay as it is, but the translation lacks it.'


def test_a_term_in_another_case_is_marked_with_the_remedy() -> None:
    (finding,) = on("Open Word", "words Fenster", "Word")
    assert finding.target_text == "word"
    assert finding.suggestions == ("Word",)


@pytest.mark.parametrize(
    ("source", "terms"),
    [
        ("Open words", ("Word",)),
        ("Open password", ("Word",)),
        ("Open word", ("Word",)),
        ("Open Word", ("", "  ")),
        ("Open Word", ("Excel",)),
    ],
)
def test_only_the_very_term_counts_in_the_source(source: str, terms: tuple[str, ...]) -> None:
    assert on(source, "Etwas öffnen", *terms) == []


def test_the_longest_term_is_the_one_that_is_meant() -> None:
    (finding,) = on("Open Microsoft Word", "Word öffnen", "Word", "Microsoft Word")
    assert finding.source_text == "Microsoft Word"


@pytest.mark.parametrize("target", ["Der Task Manager", "Das Task-Manager-Fenster", "Der Task\u00a0Manager"])
def test_hyphens_may_join_the_words_of_a_term(target: str) -> None:
    assert on("The Task Manager", target, "Task Manager") == []


def test_a_term_is_reported_once() -> None:
    assert len(on("Word or Word or Word", "nichts", "Word")) == 1


def test_accents_may_be_characters_of_their_own() -> None:
    assert on("Visit Málaga", "Besuchen Sie Ma\u0301laga", "Málaga") == []


def test_terms_stand_beside_chinese_characters() -> None:
    assert on("Use Word now", "现在使用Word吧", "Word") == []
    assert on("现在使用Word吧", "Jetzt Text verwenden", "Word")
