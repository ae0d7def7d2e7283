"""What training plants as errors is in the text, where it is said to be, and nowhere else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from .scripts import estimation_script

planting = estimation_script("planting")

KINDS = (
    "negation", "opposite", "gender", "calendar", "amount", "number", "name", "roles", "omission", "addition",
    "untranslated", "loop", "other-text", "copied", "word-order",
)  # fmt: skip
PLANTERS = dict(zip(KINDS, (planter for planter, _ in planting.PLANTERS), strict=True))
SEEDS = range(60)


class Good(NamedTuple):
    """A source, a good translation of it, and another text of the same language."""

    source: str
    text: str
    neighbour: str


ENGLISH = "On 5 March Anna did not buy the old house in Bergen, because her brother Peter wanted 250 million for it."
TEXTS = {
    "en": Good(
        "Am 5. März kaufte Anna das alte Haus in Bergen nicht, weil ihr Bruder Peter 250 Millionen dafür verlangte.",
        ENGLISH,
        "The ferry leaves from the second pier every hour.",
    ),
    "de": Good(
        ENGLISH,
        "Am 5. März kaufte Anna das alte Haus in Bergen nicht, weil ihr Bruder Peter 250 Millionen dafür verlangte.",
        "Die Fähre legt jede Stunde vom zweiten Steg ab.",
    ),
    "fr": Good(
        ENGLISH,
        "Le 5 mars, Anna n'a pas acheté la grande maison de Bergen, parce que son frère Peter voulait 250 millions.",
        "Le bac part toutes les heures du second ponton.",
    ),
    "ru": Good(
        ENGLISH,
        "5 марта Анна не купила новый дом в Бергене, потому что её брат Пётр хотел за него 250 миллионов крон.",
        "Паром отходит каждый час от второго причала.",
    ),
    "zh": Good(
        ENGLISH,
        "三月五日，安娜没有买下卑尔根的旧房子，因为她的哥哥彼得要价250万克朗，太贵了。",
        "渡轮每小时从二号码头开出。",
    ),
}
# Names are known by their capitals, words by the blanks between them.
IMPOSSIBLE = {("zh", kind) for kind in ("name", "roles", "addition", "untranslated", "word-order")}
WHOLE = ("other-text", "copied")

every_planter = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", TEXTS)


def sown(kind: str, language: str, seed: int, texts: Good | None = None) -> Any:
    """What one planter makes of a text; those that may look at another text are given one."""
    good = texts or TEXTS[language]
    more = (good.neighbour,) if kind in ("addition", "other-text") else ()
    return PLANTERS[kind](good.source, good.text, language, random.Random(seed), *more)


def all_sown(kind: str, language: str) -> Iterator[Any]:
    """What one planter makes of a text with many seeds."""
    return filter(None, (sown(kind, language, seed) for seed in SEEDS))


def unmarked(planted: Any) -> list[str]:
    """What stands between the marks, without blanks."""
    marks = sorted([(start, end) for start, end, _ in planted.severities] + [(gap, gap) for gap in planted.gaps])
    borders = [0, *(border for mark in marks for border in mark), len(planted.translation)]
    return ["".join(planted.translation[a:b].split()) for a, b in zip(borders[::2], borders[1::2], strict=True)]


@every_language
@every_planter
def test_a_text_with_something_to_spoil_is_spoilt(kind: str, language: str) -> None:
    found = list(all_sown(kind, language))
    if (language, kind) in IMPOSSIBLE:
        assert not found
        return
    assert found
    assert {planted.kind for planted in found} == {kind}
    assert all(planted.translation != TEXTS[language].text for planted in found)


@every_language
@every_planter
def test_marks_are_words_of_the_text_and_say_how_bad_they_are(kind: str, language: str) -> None:
    for planted in all_sown(kind, language):
        text = planted.translation
        assert planted.severities or planted.gaps
        for start, end, severity in planted.severities:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert severity in (planting.MINOR, planting.MAJOR, planting.CRITICAL)
        assert all(0 <= gap <= len(text) for gap in planted.gaps)


@every_language
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "word-order"])
def test_outside_of_the_marks_nothing_has_changed(kind: str, language: str) -> None:
    good = "".join(TEXTS[language].text.split())
    for planted in all_sown(kind, language):
        kept = unmarked(planted)
        assert re.fullmatch(".*".join(map(re.escape, kept)), good), planted
        assert (not any(kept)) == (kind in WHOLE)


@every_language
def test_words_that_were_moved_are_marked_where_they_are_now(language: str) -> None:
    for planted in all_sown("word-order", language):
        ((start, end, _),) = planted.severities
        moved, text = planted.translation[start:end], planted.translation
        rest = f"{text[:start].rstrip()} {text[end:].lstrip()}".split()
        places = [match.start() for match in re.finditer(re.escape(moved), TEXTS[language].text)]
        assert places
        good = TEXTS[language].text
        assert any((good[:place] + good[place + len(moved) :]).split() == rest for place in places)


@every_language
@every_planter
def test_the_same_seed_gives_the_same(kind: str, language: str) -> None:
    assert [sown(kind, language, seed) for seed in SEEDS] == [sown(kind, language, seed) for seed in SEEDS]


@pytest.mark.parametrize(("language", "text"), [("en", "Yes"), ("de", "Ja"), ("fr", "Oui"), ("ru", "Да"), ("zh", "对")])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WHOLE])
def test_a_text_that_is_too_short_is_left_alone(kind: str, language: str, text: str) -> None:
    assert all(sown(kind, language, seed, Good("Si", text, "")) is None for seed in SEEDS)


def test_a_text_is_not_replaced_by_itself() -> None:
    assert sown("copied", "en", 0, Good("OK", "OK", "OK")) is None
    assert sown("other-text", "en", 0, Good("OK", "OK", "OK")) is None
    assert sown("other-text", "en", 0, Good("Ja", "Yes", "")) is None


@every_language
def test_one_error_is_planted_and_every_kind_has_its_turn(language: str) -> None:
    good = TEXTS[language]
    names = ["Clara"]
    found = [
        planting.plant(good.source, good.text, language, random.Random(seed), good.neighbour, names)
        for seed in range(1000)
    ]
    assert all(planted is not None and planted.translation != good.text for planted in found)
    assert {planted.kind for planted in found} == {kind for kind in KINDS if (language, kind) not in IMPOSSIBLE}
    assert any("Clara" in planted.translation for planted in found) == ((language, "name") not in IMPOSSIBLE)


@pytest.mark.parametrize("text", ["", "No", "Not"])
def test_nothing_is_not_a_spoilt_translation(text: str) -> None:
    for seed in SEEDS:
        planted = planting.plant("Nein", text, "en", random.Random(seed), "", [])
        assert planted is None or planted.translation.strip()


@pytest.mark.parametrize(
    ("kind", "language", "text", "trace"),
    [
        pytest.param(
            "negation", "de", "Das geht nicht.", r" \.",
        ),
        pytest.param(
            "omission", "en", "Anna came (in the late evening) home to her house in Bergen.", r" \)",
        ),
        pytest.param(
            "number", "en", "It grew by 3.5 percent.", r"\d\. ",
        ),
        pytest.param(
            "number", "en", "It grew by 3.5 percent.", r"3\.50",
        ),
        pytest.param(
            "addition", "fr", "Le bac part toutes les heures.", r"  ",
        ),
        pytest.param(
            "word-order", "fr", "Est-ce que le bac part toutes les heures\u202f?", r"[^\u202f]\?",
        ),
        pytest.param(
            "opposite", "fr", "La maison est rouge.", r"ouest",
        ),
        pytest.param(
            "opposite", "es", "¿De quién es este libro?", r"oeste",
        ),
    ],
)  # fmt: skip
def test_planting_leaves_no_trace_of_its_own(kind: str, language: str, text: str, trace: str) -> None:
    good = Good("Anna came home late.", text, "Où est le bac ?")
    assert not [
        planted
        for seed in range(200)
        if (planted := sown(kind, language, seed, good)) and re.search(trace, planted.translation)
    ]
