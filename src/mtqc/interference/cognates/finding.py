"""Finds words that the target language does not have, and that are words of the source language in its dress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from mtqc.analysis.words import find_words
from mtqc.interference.cognates.affixes import Split, splits
from mtqc.interference.cognates.index import SourceWord, source_words
from mtqc.interference.cognates.spellings import rendering, spellings, titles
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.lexicon import Lexicon
from mtqc.interference.passages import Passage, Token
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources
from mtqc.languages import Language, language
from mtqc.model import Category, Severity, Span

RULE = "accuracy/invented-word"
_SHORTEST = 7
_LONGEST = 40
_COMMON = 3.0
_REMEMBERED = 65_536
_INFLECTIONS = ("em", "en", "er", "es", "e")
_LANGUAGES_NAMED = 2
_SHARPNESS = 0.5
"""Frequencies of rare words rest on few occurrences, and on what texts are about: half of it counts."""
_KNOWN, _FROM_COMMON, _FROM_RARE, _WEAK, _CONFIRMED = 0.95, 0.9, 0.7, 0.6, 0.95
"""How often a word is indeed made up: one that the table of renderings has, one made after a common word or a rare one,
one by a weak affix, and one whose source is at hand. Terms of medicine that the lexicons lack are most of the rest."""
_DIRECT = 0.5
"""How often an English spelling comes from an English source: translation between others goes through English, too."""


def find_cognates(prose: Prose) -> Iterator[Evidence]:
    """The made-up words, in reading order."""
    sources = supported_sources("cognate", prose.language.code)
    if prose.source_language is not None:
        sources &= {prose.source_language.code}
    if not sources:
        return
    search = _Search(prose.language, sources)
    for passage in prose.passages:
        for place, token in enumerate(passage.tokens):
            if (token.is_word and len(token.text) >= _SHORTEST) or token.lower in search.spelt:
                found = search.evidence(passage, place)
                if found is not None:
                    yield found


class _Search:
    """What is looked for in texts of one language, made from words of some others."""

    def __init__(self, target: Language, sources: frozenset[str]) -> None:
        self.target = target
        self.sources = sources
        self.lexicon = Lexicon.of(target.code)
        self.titles = {word: (own, code) for code in sources for word, own in titles(target.code, code).items()}
        self.spelt = self.titles | {
            word: (own, code) for code in sources for word, own in spellings(target.code, code).items()
        }

    def evidence(self, passage: Passage, place: int) -> Evidence | None:
        """The evidence that the word at a place of a passage is; None if it is none."""
        token = passage.tokens[place]
        if token.lower in self.spelt:
            return self._misspelt(passage, place)
        made = _made_up(token.lower, self.target.code, self.sources)
        if made is None or not self._is_candidate(passage, place, made[0]):
            return None
        split, words = made
        if passage.segment.source is not None and not _has_key(passage.segment.source, split.key, self.sources):
            return None
        return self._evidence(passage, token, split, words)

    def _is_candidate(self, passage: Passage, place: int, split: Split) -> bool:
        token = passage.tokens[place]
        if not self.target.exemplars.issuperset(token.lower) or passage.is_quoted(token.start):
            return False
        if token.text.isupper() or _is_after_a_name(passage, place, self.lexicon):
            return False
        begins = token.start in passage.sentence_starts
        if token.text[0].islower():
            is_written_so = self.target.code != "de" or split.affix.part != "noun"
        else:
            is_written_so = begins or (self.target.code == "de" and split.affix.part != "adjective")
        return is_written_so and not _is_misprint(token.lower, self.target.code)

    def _evidence(self, passage: Passage, token: Token, split: Split, words: Mapping[str, SourceWord]) -> Evidence:
        weights = {code: 10.0 ** (_SHARPNESS * word.zipf) for code, word in words.items()}
        shares = {code: weight / sum(weights.values()) for code, weight in weights.items()}
        named = sorted(shares, key=lambda code: -shares[code])[:_LANGUAGES_NAMED]
        origin = " or ".join(f"{language(code).name} {words[code].text}" for code in named)
        own_of = [language(code).name for code in named if words[code].text == token.lower]
        name = self.target.name
        reason = f"is {own_of[0]}, and hardly {name}" if own_of else f"is hardly {name}: it seems made after {origin}"
        suggestions = _suggestions(split, self.target.code)
        is_strong = split.affix.is_strong
        is_common = words[named[0]].zipf >= _COMMON
        alone = _KNOWN if suggestions else _WEAK if not is_strong else _FROM_COMMON if is_common else _FROM_RARE
        return Evidence(
            rule=RULE,
            kind=Kind.COGNATE,
            passage=passage.index,
            span=Span(token.start, token.end),
            item=split.key,
            message=f"“{token.text}” {reason}.",
            category=Category.MISTRANSLATION,
            severity=Severity.MAJOR,
            languages=shares,
            expression=words[named[0]].text,
            suggestions=suggestions,
            confidence=alone if passage.segment.source is None else max(alone, _CONFIRMED),
            is_strong=is_strong,
        )

    def _misspelt(self, passage: Passage, place: int) -> Evidence | None:
        """A word in the spelling of the source language, with a word of the target before it and no name after."""
        token = passage.tokens[place]
        own, code = self.spelt[token.lower]
        if not place or not token.text.istitle() or passage.is_quoted(token.start):
            return None
        before = passage.tokens[place - 1]
        following = passage.tokens[place + 1].text if place + 1 < len(passage.tokens) else ""
        begins = before.start in passage.sentence_starts
        if not (before.text[0].islower() or begins) or self.lexicon.zipf(before.text) < _COMMON:
            return None
        if following[:1].isupper():
            return None
        if passage.segment.source is not None and token.lower not in passage.segment.source.lower():
            return None
        is_title = token.lower in self.titles
        if is_title and before.lower not in self.target.function_words:
            return None
        return Evidence(
            rule=RULE,
            kind=Kind.COGNATE,
            passage=passage.index,
            span=Span(token.start, token.end),
            item=token.lower,
            message=f"“{token.text}” is {language(code).name}; {self.target.name} has {own}.",
            category=Category.SPELLING,
            severity=Severity.MAJOR,
            languages={code: _DIRECT if code == "en" else 1.0},
            expression=token.lower,
            suggestions=(own,),
            confidence=0.6 if is_title else 0.9,
            is_strong=not is_title,
        )


@lru_cache(maxsize=_REMEMBERED)
def _made_up(word: str, target: str, sources: frozenset[str]) -> tuple[Split, Mapping[str, SourceWord]] | None:
    """How a word in small letters, unknown to the target language, is made of words of the sources; None if it is not.

    Of several ways the one with the most frequent source word is right.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or Lexicon.of(target).zipf(word):
        return None
    best: tuple[Split, Mapping[str, SourceWord]] | None = None
    most = 0.0
    for split in splits(word, target):
        words = {code: there for code, there in source_words(split.key, target).items() if code in sources}
        zipf = max((there.zipf for there in words.values()), default=0.0)
        if zipf > most:
            best, most = (split, words), zipf
    return best


def _suggestions(split: Split, target: str) -> tuple[str, ...]:
    """What the tables have for a made-up word, in its form: a German adjective hands on its inflection."""
    own = rendering(split.key, target)
    if not own or target != "de":
        return (own,) if own else ()
    inflection = next((part for part in _INFLECTIONS if split.ending.endswith(part)), "")
    if split.affix.part == "noun":
        return () if inflection else (own,)
    return (own + inflection,)


def _is_after_a_name(passage: Passage, place: int, lexicon: Lexicon) -> bool:
    """Whether a word follows one with a capital that is no common word: it belongs to a name."""
    if not place:
        return False
    before = passage.tokens[place - 1]
    return before.is_word and before.text[0].isupper() and lexicon.zipf(before.text) < _COMMON


@lru_cache(maxsize=_REMEMBERED)
def _is_misprint(word: str, target: str) -> bool:
    """Whether a common word of the target language differs in one letter left out, added, changed or moved."""
    lexicon = Lexicon.of(target)
    letters = sorted(language(target).exemplars)
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        nearby = [before + after[1:], before + after[1:2] + after[:1] + after[2:]]
        nearby += [before + letter + rest for letter in letters for rest in (after, after[1:])]
        if any(other != word and lexicon.common_zipf(other) for other in nearby):
            return True
    return False


def _has_key(source: str, key: str, sources: frozenset[str]) -> bool:
    """Whether a word of a source text has that stem and affix in one of its languages."""
    words = {word.text.lower() for word in find_words(source)}
    return any(split.key == key for word in words for code in sources for split in splits(word, code))
