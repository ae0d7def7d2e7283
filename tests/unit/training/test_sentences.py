"""Our own sentences: the files are whole, and pairs of languages are drawn from the right ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from .scripts import ESTIMATION, estimation_script

sentences = estimation_script("sentences")

FILES = sorted((ESTIMATION / "sentences").glob("*.tsv"))
PARTS = (sentences.TRAIN, sentences.DEVELOPMENT)

every_file = pytest.mark.parametrize("language", [path.stem for path in FILES])
each_part = pytest.mark.parametrize("part", PARTS)


def rows(language: str) -> list[tuple[int, str, str]]:
    """Number, kind and marked text of each line of a file."""
    text = (ESTIMATION / "sentences" / f"{language}.tsv").read_text(encoding="utf-8")
    fields = [line.split("\t") for line in text.splitlines()]
    assert {len(row) for row in fields} == {3}
    return [(int(number), kind, marked) for number, kind, marked in fields]


@pytest.fixture(scope="module")
def written() -> Any:
    """All sentences by language and number, as training reads them."""
    return sentences.languages()


def drawn(texts: Any, part: str, seeds: int) -> Iterator[tuple[Any, Any]]:
    """What many seeds draw."""
    return filter(None, (sentences.draw(texts, part, random.Random(seed)) for seed in range(seeds)))


def without_digits(text: str) -> str:
    """The text as it is whatever its numerals are."""
    return re.sub(r"\d", "0", text)


@every_file
def test_a_file_has_three_fields_and_balanced_braces(language: str) -> None:
    for number, kind, marked in rows(language):
        assert re.fullmatch(r"[^{}]*(\{[^{}]*\}[^{}]*)*", marked), (number, kind)
        assert kind == kind.strip() != ""
        assert marked == marked.strip() != ""
        assert ("{" in marked) == (kind != "good"), (number, kind)


@every_file
def test_each_sentence_is_right_once_and_wrong_three_times(language: str) -> None:
    found = rows(language)
    goods = Counter(number for number, kind, _ in found if kind == "good")
    assert set(goods.values()) == {1}
    assert Counter(number for number, _, _ in found) == dict.fromkeys(goods, 4)


@every_file
def test_the_sentences_are_those_of_english_or_the_first_of_them(language: str) -> None:
    numbers = list(dict.fromkeys(number for number, _, _ in rows(language)))
    english = list(dict.fromkeys(number for number, _, _ in rows("en")))
    assert numbers == english[: len(numbers)]


@every_file
def test_a_spoilt_sentence_is_another_one_and_says_where(language: str, written: Any) -> None:
    for number, (good, *spoilt) in written[language].items():
        assert (good.kind, good.wrong, good.gaps) == ("good", (), ())
        for one in spoilt:
            assert one.text.split() != good.text.split(), (number, one)
            assert one.wrong or one.gaps
            assert all(one.text[start:end].strip() for start, end in one.wrong)
        assert len({one.text for one in spoilt}) == len(spoilt), number


def test_braces_become_places() -> None:
    found = sentences.written("roles", "{Her} lent {}to {him}.")
    assert found.text == "Her lent to him."
    assert [found.text[start:end] for start, end in found.wrong] == ["Her", "him"]
    assert found.gaps == (9,)


@pytest.mark.parametrize(("number", "held_back"), [(1, False), (4, False), (5, True), (6, False), (10, True)])
def test_every_fifth_sentence_is_held_back(number: int, held_back: bool) -> None:
    assert sentences.part_of(number) == (sentences.DEVELOPMENT if held_back else sentences.TRAIN)


@each_part
def test_a_part_draws_its_own_sentences_alone(part: str, written: Any) -> None:
    numbers = {
        (language, without_digits(group[0].text)): number
        for language, by_number in written.items()
        for number, group in by_number.items()
    }
    found = list(drawn(written, part, 2000))
    assert len(found) == 2000
    for right, _ in found:
        source_language, language = right.pair.split("-")
        number = numbers[language, without_digits(right.translation)]
        assert number == numbers[source_language, without_digits(right.source)]
        assert (number % 5 == 0) == (part == sentences.DEVELOPMENT)
    assert len({right.pair for right, _ in found}) > 500


@each_part
def test_a_good_and_a_spoilt_translation_of_one_source_are_drawn(part: str, written: Any) -> None:
    for right, wrong in drawn(written, part, 1000):
        assert (right.source, right.pair) == (wrong.source, wrong.pair)
        assert (right.penalty, right.severities, right.bad, right.gaps) == (0.0, (), (), ())
        assert wrong.penalty > 0
        assert wrong.bad or wrong.gaps
        assert tuple((start, end) for start, end, _ in wrong.severities) == wrong.bad
        assert all(0 <= start < end <= len(wrong.translation) for start, end in wrong.bad)
        assert all(0 <= gap <= len(wrong.translation) for gap in wrong.gaps)


def test_numerals_that_all_texts_share_are_varied_together() -> None:
    source = sentences.written("good", "She paid 350 euros in 12 parts.")
    good = sentences.written("good", "Sie zahlte 350 Euro in 12 Raten.")
    spoilt = sentences.written("opposite", "Sie {erhielt} 350 Euro in 12 Raten.")
    seen = set()
    for seed in range(50):
        right, wrong = sentences.judged_pair("en-de", source, good, spoilt, random.Random(seed))
        numerals = re.findall(r"\d+", right.source)
        assert numerals == re.findall(r"\d+", right.translation) == re.findall(r"\d+", wrong.translation)
        assert [wrong.translation[start:end] for start, end in wrong.bad] == ["erhielt"]
        seen.add(tuple(numerals))
    assert ("350", "12") in seen
    assert len(seen) > 10
    fixed, _ = sentences.judged_pair("en-de", source, good, spoilt, None)
    assert fixed.source == source.text


def test_a_varied_numeral_is_never_that_of_the_spoilt_translation() -> None:
    source = sentences.written("good", "Bring 12 eggs.")
    good = sentences.written("good", "Bring zwölf Eier mit, also 12.")
    spoilt = sentences.written("number", "Bring zwölf Eier mit, also {18}.")
    for seed in range(200):
        right, wrong = sentences.judged_pair("en-de", source, good, spoilt, random.Random(seed))
        assert right.translation != wrong.translation


def test_one_language_is_no_pair(written: Any) -> None:
    assert sentences.draw({"en": written["en"]}, sentences.TRAIN, random.Random(0)) is None


def test_languages_without_a_sentence_of_the_part_in_common_draw_nothing(written: Any) -> None:
    texts = {"en": written["en"], "de": {5: written["de"][5]}}
    assert not list(drawn(texts, sentences.TRAIN, 50))
    assert len(list(drawn(texts, sentences.DEVELOPMENT, 50))) > 10


def test_the_same_seed_draws_the_same(written: Any) -> None:
    assert list(drawn(written, sentences.TRAIN, 50)) == list(drawn(written, sentences.TRAIN, 50))
