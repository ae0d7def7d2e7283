"""The prose of a document: the passages that evidence is looked for in, and what had to be left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from mtqc.analysis.lazy import lazy
from mtqc.analysis.text import MASK
from mtqc.interference.passages import Passage
from mtqc.languages import Language, identify
from mtqc.model import Segment

_FEWEST_WORDS_TO_TELL = 8
"""Words from which on a passage's language can be told."""
_SURELY_FOREIGN = 0.9
_FEWEST_RUNNING_WORDS = 6
_LONG = 25
"""A passage of so many words is running text even without a full stop at its end."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "！", "？")
_CLOSERS = "\"'“”’»«›‹)]"
_LEAST_LETTERS = 0.6
"""The share of letters among a passage's characters other than blanks, below which it is a table or code."""
_SAMPLE = 200
_MANY_SEGMENTS = 100
_SENTENCE_LENGTH = 60
_SHORTEST_VERSE = 4
_LONGEST_VERSE_LINE = 80
_LEAST_GRAMMAR = 0.12
"""The share of function words that any running text has. Of 9,000 native and translated texts in six languages, one or
two in a hundred have fewer: tables of contents, code, indexes, lists of names. Prose has 0.45, dialect 0.25."""
_FEWEST_WORDS_OF_GRAMMAR = 12
_MOST_CAPITALS = 0.7

VERSE = "verse or lists"
CAPITALS = "capitals throughout"
NO_GRAMMAR = "rows of words without grammar"
NO_SENTENCES = "headings and labels"
"""What passages are that are no running text, in words."""


class Prose:
    """A document as evidence is looked for in it.

    ``language`` is the target's, ``source_language`` the source's where the file or the user names it.
    """

    def __init__(self, segments: Iterable[Segment], language: Language, source_language: Language | None) -> None:
        self.language = language
        self.source_language = source_language
        self.segments = tuple(segments)

    @lazy
    def passages(self) -> tuple[Passage, ...]:
        """The passages of running text and headings in the target language, in reading order."""
        return self._sorted_out[0]

    @lazy
    def running(self) -> tuple[Passage, ...]:
        """Those of the passages that are running text: sentences, not headings, labels, items of a list, or verse."""
        return self._told_apart[0]

    @lazy
    def not_running(self) -> Mapping[str, int]:
        """How many words the other passages have, by what they are: ``verse or lists``, ``headings and labels``."""
        return self._told_apart[1]

    @lazy
    def words(self) -> int:
        """How many words all passages have."""
        return sum(len(passage.words) for passage in self.passages)

    @lazy
    def running_words(self) -> int:
        """How many words the passages of running text have: those that a verdict stands on."""
        return sum(len(passage.words) for passage in self.running)

    @lazy
    def left_out(self) -> Mapping[str, int]:
        """How many words are not looked at, by what they are: ``another language``, ``code or table``."""
        return self._sorted_out[1]

    @lazy
    def vocabulary(self) -> Mapping[str, int]:
        """How often each word form occurs, as it is written."""
        return Counter(token.text for passage in self.passages for token in passage.words)

    @lazy
    def lower_vocabulary(self) -> frozenset[str]:
        """The word forms in small letters."""
        return frozenset(word.lower() for word in self.vocabulary)

    @lazy
    def is_bilingual(self) -> bool:
        """Whether the source is at hand."""
        return any(segment.source for segment in self.segments)

    @lazy
    def is_continuous(self) -> bool:
        """Whether most segments at the beginning are whole sentences, as in articles and not in user interfaces."""
        first = [segment.target for segment in self.segments[:_SAMPLE] if segment.target]
        return sum(len(text) >= _SENTENCE_LENGTH for text in first) * 2 >= len(first)

    @lazy
    def is_interface(self) -> bool:
        """Whether it is the many short texts of a user interface, each beside its source."""
        return self.is_bilingual and len(self.segments) >= _MANY_SEGMENTS and not self.is_continuous

    @lazy
    def _told_apart(self) -> tuple[tuple[Passage, ...], Mapping[str, int]]:
        verse = _verse(self.passages)
        running: list[Passage] = []
        others: Counter[str] = Counter()
        for passage in self.passages:
            kind = VERSE if passage.index in verse else _kind_of_line(passage)
            if kind is None:
                running.append(passage)
            else:
                others[kind] += len(passage.words)
        return tuple(running), others

    @lazy
    def _sorted_out(self) -> tuple[tuple[Passage, ...], Mapping[str, int]]:
        kept: list[Passage] = []
        left_out: Counter[str] = Counter()
        for index, segment in enumerate(self.segments):
            if not segment.target.strip():
                continue
            passage = Passage(index, segment, self.language, self.source_language)
            reason = self._reason_against(passage)
            if reason is None:
                kept.append(passage)
            else:
                left_out[reason] += len(passage.text.split())
        return tuple(kept), left_out

    def _reason_against(self, passage: Passage) -> str | None:
        """What a passage is, if not prose in the target language."""
        if not _is_lettered(passage):
            return "code or table"
        if not passage.segment.source and _is_foreign(passage, self.language):
            return "another language"
        return None


def is_running(passage: Passage) -> bool:
    """Whether a passage is running text: it ends like a sentence, or is long."""
    words = len(passage.words)
    if words < _FEWEST_RUNNING_WORDS:
        return False
    return words >= _LONG or passage.text.rstrip().rstrip(_CLOSERS).rstrip().endswith(_SENTENCE_ENDS)


def _kind_of_line(passage: Passage) -> str | None:
    """What a passage is that is no running text; None for running text."""
    if not is_running(passage):
        return NO_SENTENCES
    if _is_in_capitals(passage):
        return CAPITALS
    if not _has_grammar(passage):
        return NO_GRAMMAR
    return None


def _is_in_capitals(passage: Passage) -> bool:
    letters = sum(character.isalpha() for character in passage.text)
    return sum(character.isupper() for character in passage.text) > _MOST_CAPITALS * letters


def _has_grammar(passage: Passage) -> bool:
    """Whether its words hang together: words in a row, or letters jumbled, have hardly any function words."""
    function_words = passage.language.function_words
    words = len(passage.words)
    if not function_words or words < _FEWEST_WORDS_OF_GRAMMAR:
        return True
    return sum(word.lower in function_words for word in passage.words) >= _LEAST_GRAMMAR * words


def _is_lettered(passage: Passage) -> bool:
    visible = "".join(passage.analysis.prose.split())
    opaque = visible.count(MASK)
    letters = sum(character.isalpha() for character in visible)
    return letters >= _LEAST_LETTERS * len(visible) and opaque <= len(visible) - opaque


def _is_foreign(passage: Passage, language: Language) -> bool:
    """Whether most of a passage is certainly in another language."""
    words = passage.text.lower().split()
    if len(words) < _FEWEST_WORDS_TO_TELL:
        return False
    # Function words decide most passages at no cost.
    own = sum(word in language.function_words for word in words)
    if language.function_words and own >= len(words) / 4:
        return False
    found = identify(passage.text)
    return (
        found is not None and found.confidence >= _SURELY_FOREIGN and found.language.partition("-")[0] != language.code
    )


def _verse(passages: Iterable[Passage]) -> frozenset[int]:
    """The passages that are lines of verse: several short ones in a row, hardly one of which ends like a sentence."""
    verse: set[int] = set()
    for is_short, lines in groupby(passages, key=_is_short_line):
        stanza = list(lines)
        if not is_short or len(stanza) < _SHORTEST_VERSE:
            continue
        ending = sum(line.text.rstrip().rstrip(_CLOSERS).endswith((".", "!", "?")) for line in stanza)
        if 2 * ending < len(stanza):
            verse.update(line.index for line in stanza)
    return frozenset(verse)


def _is_short_line(passage: Passage) -> bool:
    return len(passage.text) <= _LONGEST_VERSE_LINE
