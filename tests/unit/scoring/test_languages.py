from __future__ import annotations

from mtqc.model.test_set import System, TestSet
from mtqc.scoring.languages import with_languages

GERMAN = ("Das Haus steht am Ende der Straße.", "Wir haben gestern lange darüber gesprochen.")
ENGLISH = ("The house is at the end of the street.", "We talked about it for a long time yesterday.")


def test_both_languages_are_guessed_and_said() -> None:
    found, notices = with_languages(TestSet(2, ENGLISH), [System("a", GERMAN)])
    assert (found.source_language, found.target_language) == ("en", "de")
    assert notices == ("guessed target language: de (99% sure)", "guessed source language: en (99% sure)")


def test_references_speak_before_hypotheses() -> None:
    found, _ = with_languages(TestSet(2, None, (GERMAN,)), [System("a", ENGLISH)])
    assert (found.source_language, found.target_language) == (None, "de")


def test_what_is_known_is_not_guessed() -> None:
    found, notices = with_languages(TestSet(2, ENGLISH, (), "en-GB", "nds"), [System("a", GERMAN)])
    assert (found.source_language, found.target_language, notices) == ("en-GB", "nds", ())


def test_what_cannot_be_told_stays_unknown() -> None:
    found, notices = with_languages(TestSet(2, None, ((None, "7"),)), [System("a", ("1", "2"))])
    assert (found.target_language, notices) == (None, ())
