"""Every example sentence of every entry that ships."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from mtqc.interference.evidence import Evidence
from mtqc.interference.knowledge import Entry
from mtqc.interference.knowledge.library import Library
from mtqc.interference.knowledge.loading import shipped_entries
from mtqc.interference.prose import Prose
from mtqc.interference.support import support
from mtqc.languages import language
from mtqc.model import Segment

PAIRS = [(source, target) for target, sources in support()["knowledge"].items() for source in sources]
ENTRIES = [entry for source, target in PAIRS for entry in shipped_entries(source, target)]


@cache
def alone(name: str) -> Library:
    """A library of the entry of that name only."""
    return Library([entry for entry in ENTRIES if entry.name == name], name.split("/")[0].split("-")[1])


def evidence(library: Library, text: str, target: str) -> list[Evidence]:
    return list(library.find(Prose([Segment("1", text)], language(target), None)))


def examples(kind: str) -> Iterator[tuple[Entry, str]]:
    for entry in ENTRIES:
        for sentence in getattr(entry, kind):
            yield entry, sentence


def named(example: tuple[Entry, str]) -> str:
    return f"{example[0].name}: {example[1][:40]}"


@pytest.mark.parametrize("example", list(examples("bad")), ids=named)
def test_the_bad_sentence_is_found(example: tuple[Entry, str]) -> None:
    entry, sentence = example
    assert [found.item for found in evidence(alone(entry.name), sentence, entry.pair[1])]


@pytest.mark.parametrize("example", list(examples("good")), ids=named)
def test_the_good_sentence_is_left_alone(example: tuple[Entry, str]) -> None:
    entry, sentence = example
    assert not evidence(alone(entry.name), sentence, entry.pair[1])


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_strong_entries_are_silent_on_the_good_sentences_of_all_others(pair: tuple[str, str]) -> None:
    library = Library([entry for entry in ENTRIES if entry.is_strong], pair[1])
    false: dict[str, list[str]] = defaultdict(list)
    for entry in ENTRIES:
        if entry.pair == pair:
            for sentence in entry.good:
                for found in evidence(library, sentence, pair[1]):
                    false[found.item].append(sentence)
    assert not false


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_entry_explains_itself(entry: Entry) -> None:
    assert entry.bad, "needs a bad example"
    assert entry.good, "needs a good example"
    assert len(entry.fix) <= 3
    assert entry.why.endswith((".", "!", "?")), "why is a sentence"
    for patterns in (entry.target, entry.near, entry.topic, entry.unless, entry.unless_topic):
        assert len(tuple(patterns)) == len(patterns.texts)
