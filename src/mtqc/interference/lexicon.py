"""How frequent a word is in a language, and whether the language knows it at all.

Frequencies are Zipf values: the logarithm to base 10 of how often a word occurs in a billion (van Heuven et al., 2014):
7 for *der* or *the*, 3 for a word that occurs once in a million. They come from wordfreq 3.1.1. A language's common
words (Zipf 3 and more) and its rare ones (down to 1.5) are two tables, and each loads when the first word is looked up
in it. The first takes 5 ms and 1 MB, the second 25 ms and 8 MB in German, which has the largest.
"""

from __future__ import annotations

from functools import cache, lru_cache

from mtqc.analysis.lazy import lazy
from mtqc.interference.sorted_text import SortedText

_FIRST_CODE = ord("!")
_REMEMBERED = 65_536
"""Words whose frequency is kept: more than a long document has."""

_SHORTEST_HEAD, _SHORTEST_MODIFIER = 4, 3
_LEAST_ZIPF = 2.5
_LEAST_ZIPF_SHORT = {3: 4.0, 4: 3.5, 5: 3.0}
"""Short parts of compounds have to be frequent, by their number of letters: any word holds some rare short one."""
_NO_HEADS = frozenset(
    (
        "chen",
        "heit",
        "ischen",
        "ische",
        "ischer",
        "isches",
        "keit",
        "lich",
        "liche",
        "lichen",
        "licher",
        "schen",
        "ungen",
    )
)
"""Endings that the lists have as words, cut off at the end of lines."""
_LINKING = ("", "s", "es", "n", "en", "er", "e", "ens")
"""The elements that stand between the parts of German compounds."""
_MOST_PARTS = 4
_LONGEST = 60
"""Letters of the longest word that is taken apart: it bounds the time, and no compound in use is longer."""
_INFLECTIONS = ("em", "en", "er", "es", "e", "n", "s", "sten", "ste", "esten", "este")
"""Endings of German nouns, verbs and adjectives, whose forms are not all in the lists."""
_OTHER_FORMS = ("", "e", "en")


class Lexicon:
    """The words of one language, by its code. Get it from :meth:`of`, which gives the same one each time."""

    def __init__(self, code: str) -> None:
        self.code = code

    @staticmethod
    @cache
    def of(code: str) -> Lexicon:
        """The lexicon of a language; an empty one where mtqc has no frequencies of it."""
        return Lexicon(code)

    @lazy
    def _common(self) -> SortedText:
        return SortedText.shipped("lexicon", f"{self.code}.common")

    @lazy
    def _rare(self) -> SortedText:
        return SortedText.shipped("lexicon", f"{self.code}.rare")

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - there is one lexicon a language, and it is never thrown away
    def zipf(self, word: str) -> float:
        """The Zipf value of a word form in any case, 0.0 if it has less than 1.5.

        Of languages that are sources only, words below 3 are not known. A word with a hyphen or an apostrophe is none
        in the tables: its parts are.
        """
        folded = word.casefold().encode("utf-8", "ignore")
        return _decoded(self._common.value(folded) or self._rare.value(folded))

    def common_zipf(self, word: str) -> float:
        """The same for words of Zipf 3 and more alone, 0.0 for others; loads the small table only."""
        return _decoded(self._common.value(word.casefold().encode("utf-8", "ignore")))

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - as above
    def is_known(self, word: str) -> bool:
        """Whether the language has the word, or its parts between hyphens; in German also as a compound."""
        if len(word) > _LONGEST:
            return False
        if self.zipf(word):
            return True
        if "-" in word:
            return all(self.is_known(part) for part in word.split("-") if part)
        if self.code != "de":
            return False
        folded = word.casefold()
        return _is_inflected(folded, self) or _is_compound(folded, self, _MOST_PARTS)


def _decoded(value: bytes | None) -> float:
    return (value[0] - _FIRST_CODE) / 10 if value else 0.0


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a form of a known one, by its ending."""
    return any(
        word.endswith(ending) and any(_is_part(word.removesuffix(ending) + other, lexicon) for other in _OTHER_FORMS)
        for ending in _INFLECTIONS
    )


def _is_compound(word: str, lexicon: Lexicon, parts: int) -> bool:
    """Whether a folded word is made of known ones: a head, and before it modifiers with or without linking elements."""
    for length in range(_SHORTEST_HEAD, len(word) - _SHORTEST_MODIFIER + 1):
        head, rest = word[-length:], word[:-length]
        if head in _NO_HEADS or not _is_part(head, lexicon):
            continue
        if _is_modifier(rest, lexicon) or (parts > 2 and _is_compound(rest, lexicon, parts - 1)):
            return True
    return False


def _is_modifier(rest: str, lexicon: Lexicon) -> bool:
    """Whether what stands before the head is a known word, with a linking element perhaps."""
    for link in _LINKING:
        stem = rest.removesuffix(link)
        if stem + link == rest and len(stem) >= _SHORTEST_MODIFIER and _is_part(stem, lexicon):
            return True
    return False


def _is_part(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is frequent enough for its length to be part of a compound."""
    return lexicon.zipf(word) >= _LEAST_ZIPF_SHORT.get(len(word), _LEAST_ZIPF)
