from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.transliteration import find_transliterations
from tests.unit.analysis.hostile import slow

from .texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "text", "mark", "suggestion"),
    [
        ("de", "Minister Vladimir Kolokoltsev kam.", "Vladimir Kolokoltsev", "Wladimir Kolokolzew"),
        ("de", "Das sagte Serguéi Lavrov am Abend.", "Serguéi Lavrov", "Sergej Lawrow"),
        ("de", "Das sagte Mijaíl Gorbachov damals.", "Mijaíl Gorbachov", "Michail Gorbatschow"),
        ("de", "Vladimir Poutines Rede war kurz.", "Vladimir Poutines", "Wladimir Putins"),
        ("de", "Der Abgeordnete Dmitry Grishchukov schwieg.", "Dmitry Grishchukov", "Dmitry Grishchukov"),
        ("en", "Then Wladimir Putin’s guests left.", "Wladimir Putin", "Vladimir Putin"),
        ("en", "The novels of Dostojewski are long.", "Dostojewski", "Dostoevsky"),
        ("fr", "Le ministre Sergey Shoigu est là.", "Sergey Shoigu", "Sergueï Choïgou"),
        ("es", "El ministro Sergej Schoigu llegó ayer.", "Sergej Schoigu", "Serguéi Shoigú"),
        ("it", "Il ministro Sergueï Choïgou è qui.", "Sergueï Choïgou", "Sergej Shoigu"),
        ("pt", "O ministro Sergej Lawrow chegou.", "Sergej Lawrow", "Serguei Lavrov"),
    ],
)
def test_people_in_public_life(code: str, text: str, mark: str, suggestion: str) -> None:
    found, *rest = evidence(find_transliterations, text, code=code)
    assert not rest
    assert found.span.of(text) == mark
    if suggestion != mark:
        assert found.suggestions == (suggestion,)


@pytest.mark.parametrize(
    ("code", "text", "mark", "suggestion", "is_strong"),
    [
        ("de", "Dort sprach Sergey Tsvetkov mit ihr.", "Sergey Tsvetkov", "Sergej Zwetkow", True),
        (
            "de",
            "Dort sprach Yuri Alexandrovich Zhdankov.",
            "Yuri Alexandrovich Zhdankov",
            "Juri Alexandrowitsch Schdankow",
            True,
        ),
        ("de", "Dort sprach Andrey Ivanov mit ihr.", "Andrey Ivanov", "Andrej Iwanow", False),
        ("de", "Das war Sergey Tsvetkovs Idee.", "Sergey Tsvetkovs", "Sergej Zwetkows", True),
        ("en", "There Juri Schdankow spoke to her.", "Juri Schdankow", "Yuri Shdankov", True),
        ("fr", "Là, Sergey Shchukin parlait.", "Sergey Shchukin", "Sergueï Chtchoukine", True),
        ("es", "Allí habló Sergueï Tchoulkov con ella.", "Sergueï Tchoulkov", None, True),
    ],
)
def test_other_people_by_the_rules(code: str, text: str, mark: str, suggestion: str | None, is_strong: bool) -> None:
    found, *rest = evidence(find_transliterations, text, code=code)
    assert not rest
    assert found.span.of(text) == mark
    assert found.suggestions == ((suggestion,) if suggestion else ())
    assert found.is_strong is is_strong


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Wladimir Kolokolzew und Sergej Lawrow kamen, auch Andrej Jarmolenko."),
        ("de", "Er las Vladimir Nabokov. Alexander Zverev gewann."),
        ("de", "Die Vladimir Kolokoltsev Stiftung steht in der Sakharov Street."),
        ("de", "Das Buch „Serguéi Lavrov“ ist neu."),
        ("de", "Otto Maier und Boris Becker reisten ab. Die Fabrik in Rostov schloss."),
        ("de", "Vladimir Petković trainierte die Schweiz."),
        ("en", "Vladimir Putin met Sergey Lavrov and Wladimir Klitschko."),
        ("it", "Il libro di Khrushchev e di Tolstoi."),
        ("nl", "Vladimir Poutine kwam."),
        ("de", ""),
    ],
)
def test_is_silent(code: str, text: str) -> None:
    assert not marked(find_transliterations, text, code=code)


def test_each_person_is_found_once_and_as_surely_as_anywhere() -> None:
    texts = ("Kolokoltsev kam am Montag.", "Vladimir Kolokoltsev ging am Dienstag.", "Kolokoltsev blieb.")
    found, *rest = evidence(find_transliterations, *texts)
    assert not rest
    assert found.passage == 0
    assert found.is_strong
    assert found.item == "name Kolokolzew"
    alone, *_ = evidence(find_transliterations, texts[0])
    assert not alone.is_strong


def test_a_foreign_given_name_alone_is_weak() -> None:
    found, *_ = evidence(find_transliterations, "Dann sprach Vladimir Putin.")
    assert not found.is_strong
    assert found.suggestions == ("Wladimir Putin",)


def test_names_of_sport_are_weak() -> None:
    text = "Im Halbfinale des Turniers siegte Sergey Tsvetkov, sagte der Trainer."
    found, *_ = evidence(find_transliterations, text)
    assert not found.is_strong


def test_only_a_known_source_language_counts() -> None:
    text = "Dann sprach Vladimir Poutine."
    assert marked(find_transliterations, text, source="fr")
    assert not marked(find_transliterations, text, source="es")


def test_messages_name_the_languages() -> None:
    found, *_ = evidence(find_transliterations, "Dann sprach Vladimir Poutine.")
    assert found.message == "Vladimir Poutine is how French spells the name; German writes Wladimir Putin."
    found, *_ = evidence(find_transliterations, "Dort sprach Sergey Tsvetkov mit ihr.")
    assert found.message.startswith("Sergey Tsvetkov is how English and other languages spell the name; German")
    found, *_ = evidence(find_transliterations, "Allí habló Sergueï Tchoulkov con ella.", code="es")
    assert found.message == "Sergueï Tchoulkov is how French spells the name."


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from(["Vladimir Kolokoltsev", "Lavrov's", "’s Lavrovs"]), max_size=4))
def test_never_raises_and_stays_inside_the_text(texts: list[str]) -> None:
    for code in ("de", "en", "es"):
        for found in find_transliterations(prose(*texts, code=code)):
            assert 0 <= found.span.start < found.span.end <= len(texts[found.passage])


def test_linear_time() -> None:
    texts = ("Vladimir " * 12_000, "Sergey Ivanov " * 7_000, "Ivanovich " * 10_000)
    assert not slow(lambda text: list(find_transliterations(prose(text))), texts)
