"""Every example sentence of every entry that ships: one test for the entries of a pair and a kind."""

from collections import defaultdict
from functools import cache

import pytest

from mtqc.interference.evidence import Evidence
from mtqc.interference.knowledge import Entry
from mtqc.interference.knowledge.entry import KINDS
from mtqc.interference.knowledge.library import Library
from mtqc.interference.knowledge.loading import shipped_entries
from mtqc.interference.prose import Prose
from mtqc.interference.support import support
from mtqc.languages import language
from mtqc.model import Segment

PAIRS = [(source, target) for target, sources in support()["knowledge"].items() for source in sources]
GROUPS = [(pair, kind) for pair in PAIRS for kind in KINDS]
FEWEST = {
    ("es", "de"): 400,
    ("en", "de"): 400,
    ("fr", "de"): 120,
    ("es", "en"): 120,
    ("de", "en"): 120,
    ("en", "es"): 120,
}


def named(value: object) -> str:
    return "-".join(value) if isinstance(value, tuple) else str(value)


def entries_of(pair: tuple[str, str], kind: str) -> list[Entry]:
    return [entry for entry in shipped_entries(*pair) if entry.kind is KINDS[kind]]


@cache
def alone(entry: Entry) -> Library:
    """A library of that entry only."""
    return Library([entry], entry.pair[1])


def evidence(library: Library, text: str, target: str) -> list[Evidence]:
    return list(library.find(Prose([Segment("1", text)], language(target), None)))


@pytest.mark.parametrize(("pair", "kind"), GROUPS, ids=named)
def test_the_bad_sentences_are_found(pair: tuple[str, str], kind: str) -> None:
    entries = entries_of(pair, kind)
    assert entries
    assert not [
        (entry.id, sentence)
        for entry in entries
        for sentence in entry.bad
        if not evidence(alone(entry), sentence, pair[1])
    ]


@pytest.mark.parametrize(("pair", "kind"), GROUPS, ids=named)
def test_the_good_sentences_are_left_alone(pair: tuple[str, str], kind: str) -> None:
    assert not [
        (entry.id, sentence)
        for entry in entries_of(pair, kind)
        for sentence in entry.good
        if evidence(alone(entry), sentence, pair[1])
    ]


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_strong_entries_are_silent_on_the_good_sentences_of_all_others(pair: tuple[str, str]) -> None:
    everyone = [entry for other in PAIRS if other[1] == pair[1] for entry in shipped_entries(*other)]
    library = Library([entry for entry in everyone if entry.is_strong], pair[1])
    false: dict[str, list[str]] = defaultdict(list)
    for entry in shipped_entries(*pair):
        for sentence in entry.good:
            for found in evidence(library, sentence, pair[1]):
                false[found.item].append(sentence)
    assert not false


@pytest.mark.parametrize(("pair", "kind"), GROUPS, ids=named)
def test_entries_explain_themselves(pair: tuple[str, str], kind: str) -> None:
    for entry in entries_of(pair, kind):
        assert entry.bad, entry.name
        assert entry.good, entry.name
        assert len(entry.fix) <= 3, entry.name
        assert entry.why.endswith((".", "!", "?")), entry.name
        for patterns in (entry.target, entry.near, entry.topic, entry.unless, entry.unless_topic):
            assert len(tuple(patterns)) == len(patterns.texts), entry.name


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_there_are_enough_of_them(pair: tuple[str, str]) -> None:
    assert len(shipped_entries(*pair)) >= FEWEST[pair]
