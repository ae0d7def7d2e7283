"""Measures what is said of the source language of translations of known origin.

    python training/interference/calibrate_source.py --data ../shared/data

Documents are consecutive segments of 300 words or more from the development corpora: news of 2020 and 2021, sentences
of encyclopaedias, medical abstracts and talks. Prints, for each corpus and pair of languages, how often the language is
ranked first and what is named; and how often the first is right, by the probability that it was given. detection.toml
is set by hand from these: no name is learnt from the texts.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpora import Stream, mlqe, mqm_2020, spans, wmt

from mtqc.interference.detection_evidence import by_group
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.homes import find_mentions
from mtqc.interference.prose import Prose
from mtqc.interference.reading import read
from mtqc.languages import language
from mtqc.model import Segment

TARGETS = ("de", "en", "es", "fr", "it", "pt")
LEAST_WORDS = 300
MOST_SYSTEMS = 4
BOUNDS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)
NEWS = ("wmt20", "wmt21")


@dataclass(frozen=True)
class Document:
    """A translation of known origin, and what is said of its source language."""

    corpus: str
    pair: str
    source: str
    found: SourceLanguage


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names-only", action="store_true", help="leave out all other evidence")
    arguments = parser.parse_args()
    documents = [
        document
        for stream in translations(arguments.data)
        for document in judged(stream, names_only=arguments.names_only)
    ]
    print_pairs(documents)
    for corpora in (NEWS, tuple({document.corpus for document in documents} - {*NEWS})):
        print_reliability([document for document in documents if document.corpus in corpora], ", ".join(corpora))


def translations(data: Path) -> Iterator[Stream]:
    """Some translations of each corpus and pair, none of the news of 2022, which are held back."""
    taken: Counter[tuple[str, str, str]] = Counter()
    for stream in (
        *wmt(data, "wmt21"),
        *mqm_2020(data),
        *spans(data, "bio-mqm"),
        *spans(data, "google-ted21"),
        *mlqe(data),
    ):
        if stream.origin == "native" or stream.language not in TARGETS:
            continue
        pair = (stream.corpus, stream.source, stream.language)
        taken[pair] += 1
        if taken[pair] <= MOST_SYSTEMS:
            yield stream


def judged(stream: Stream, *, names_only: bool) -> Iterator[Document]:
    """The documents of a stream."""
    current: list[str] = []
    for text in stream.segments:
        current.append(text)
        if sum(len(segment.split()) for segment in current) < LEAST_WORDS:
            continue
        prose = Prose([Segment(str(i), t) for i, t in enumerate(current)], language(stream.language), None)
        groups = {} if names_only else by_group(read(prose).evidence, prose.words)
        found = source_language(groups, stream.language, find_mentions(prose))
        yield Document(stream.corpus, f"{stream.source} to {stream.language}", stream.source, found)
        current = []


def print_pairs(documents: list[Document]) -> None:
    """How often the language is ranked first, and named, by corpus and pair."""
    groups: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.corpus, document.pair].append(document)
    print(
        "| corpus | pair | documents | ranked first | named | right when named |\n| --- | --- | --- | --- | --- | --- |"
    )
    for (corpus, pair), of_pair in sorted(groups.items()):
        first = sum(_first(document)[0] == document.source for document in of_pair) / len(of_pair)
        named = [document for document in of_pair if document.found.named]
        right = sum(document.found.named == document.source for document in named)
        share = f"{right / len(named):.2f}" if named else "–"
        print(f"| {corpus} | {pair} | {len(of_pair)} | {first:.2f} | {len(named) / len(of_pair):.2f} | {share} |")


def print_reliability(documents: list[Document], name: str) -> None:
    """By the probability of the first language: its mean, and how often it is right; pairs count alike."""
    sizes = Counter((document.corpus, document.pair) for document in documents)
    print(f"\n{name}\n\n| probability | share of documents | said | right |\n| --- | --- | --- | --- |")
    for low, high in pairwise(BOUNDS):
        weight = said = right = 0.0
        for document in documents:
            code, share = _first(document)
            if low <= share < high or share == high == 1:
                counted = 1 / sizes[document.corpus, document.pair]
                weight += counted
                said += counted * share
                right += counted * (code == document.source)
        if weight:
            print(f"| {low:g} to {high:g} | {weight / len(sizes):.2f} | {said / weight:.2f} | {right / weight:.2f} |")


def _first(document: Document) -> tuple[str, float]:
    return next(iter(document.found.shares.items()))


if __name__ == "__main__":
    main()
