"""Makes the index of words that a translation could make up: cognates that the target language does not have.

    pip install wordfreq==3.1.1 simplemma==2.0.0 german-nouns==1.2.5
    python training/interference/build_cognates.py

For each target language, writes src/mtqc/data/interference/cognates/CODE.index: the stems and affix classes (see
mtqc.interference.cognates.affixes) of words that other languages have, by the lists of wordfreq, with the most frequent
word of each language and its Zipf value in tenths. Left out is what the target has or can make of its own:

- a word with the same stem and affix, by wordfreq, simplemma's dictionaries or, in German, the nouns of Wiktionary;
- the same behind a learned prefix (*endovenös*, where *venös* is known);
- a known stem with another affix (*Vaskularität*, where *vaskulär* is known), except for -ism and -ist, which are weak
  evidence anyway.
"""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import cB_to_freq, freq_to_zipf, get_frequency_list

from mtqc.interference.cognates.affixes import endings, learned_prefixes, skeleton, splits
from mtqc.interference.sorted_text import packed

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "cognates"
TARGETS = ("de", "en", "es", "fr", "it", "pt")
LANGUAGES = (*TARGETS, "nl", "pl")
SHORTEST_STEM = 4
SHORTEST_KNOWN_REST = 3
OPEN_CLASSES = ("ism", "ist")


def frequencies(language: str) -> dict[str, float]:
    """The Zipf values of a language's words in small letters."""
    found: dict[str, float] = {}
    for centibels, words in enumerate(get_frequency_list(language, "large")):
        if words:
            zipf = round(freq_to_zipf(cB_to_freq(-centibels)), 1)
            found.update((word, zipf) for word in words if word.isalpha())
    return found


def dictionary(language: str) -> Iterator[str]:
    """The words of a language's dictionaries."""
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        yield form.casefold()
        yield lemma.casefold()
    if language == "de":
        package = importlib.util.find_spec("german_nouns")
        folders = list(package.submodule_search_locations or ()) if package else []
        if not folders:
            raise SystemExit("pip install german-nouns==1.2.5")
        with (Path(folders[0]) / "nouns.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from (form.casefold() for form in row.values() if isinstance(form, str) and form)


def spellings(word: str) -> set[str]:
    """A word, and as others write it: without umlauts, with *s* for *z* as in English, and the other way round."""
    return {
        word,
        word.replace("ä", "e").replace("ö", "e"),
        word.replace("ä", "ae").replace("ö", "oe"),
        word.replace("iz", "is"),
        word.replace("is", "iz"),
    }


class Known:
    """What a target language has: the keys of its words, their stems, and the words themselves as skeletons."""

    def __init__(self, target: str, listed: Mapping[str, float]) -> None:
        self.keys: set[str] = set()
        self.words: set[str] = set()
        for word in {*listed, *dictionary(target)}:
            if word.isalpha():
                for spelling in spellings(word):
                    self.keys.update(split.key for split in splits(spelling, target))
                    self.words.add(skeleton(spelling))
        self.stems = {key.partition("|")[0] for key in self.keys}
        self.prefixes = learned_prefixes()

    def has(self, key: str) -> bool:
        """Whether the language has a word for a key, or would make one of its own material."""
        stem, _, affix = key.partition("|")
        if self._has_behind_prefixes(stem, affix):
            return True
        return affix not in OPEN_CLASSES and (stem in self.stems or stem in self.words or stem + "e" in self.words)

    def _has_behind_prefixes(self, stem: str, affix: str) -> bool:
        if f"{stem}|{affix}" in self.keys:
            return True
        for prefix in self.prefixes:
            rest = stem.removeprefix(prefix)
            if SHORTEST_KNOWN_REST <= len(rest) < len(stem) and self._has_behind_prefixes(rest, affix):
                return True
        return False


def index(target: str, lists: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, tuple[float, str]]]:
    """From key to language to the most frequent word there."""
    known = Known(target, lists[target])
    found: dict[str, dict[str, tuple[float, str]]] = {}
    own = {affix.name for classes in endings(target).values() for affix in classes}
    for source in LANGUAGES:
        if source == target:
            continue
        for word, zipf in lists[source].items():
            for split in splits(word, source):
                stem = split.key.partition("|")[0]
                if split.affix.name not in own or zipf < split.affix.least or len(stem) < SHORTEST_STEM:
                    continue
                words = found.setdefault(split.key, {})
                words[source] = max(words.get(source, (0.0, "")), (zipf, word))
    return {key: words for key, words in found.items() if not known.has(key)}


def main() -> None:
    """Writes the index of each target language."""
    lists = {language: frequencies(language) for language in LANGUAGES}
    for target in TARGETS:
        lines = [
            (key.encode(), " ".join(f"{code}{round(zipf * 10)}{word}" for code, (zipf, word) in words.items()).encode())
            for key, words in index(target, lists).items()
        ]
        content = packed(lines)
        (DESTINATION / f"{target}.index").write_bytes(content)
        print(f"{target}.index: {len(lines):,} stems, {len(content):,} bytes")


if __name__ == "__main__":
    main()
