"""Delexicalisation: a text as a row of function words and classes of other words, without its topic and its names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from mtqc.interference.passages import Passage

Feature = str | tuple[str, ...]
"""A class on its own, or two or three kept words and marks that follow one another, whatever stands between them."""

NUMBER = "#"
_BOUNDARY = "|"
_SENTENCE_ENDS = frozenset(".!?…")
_MARKS = frozenset(",;:?!.")
"""Marks that are kept. Quotation marks, dashes and brackets are not: they betray the publisher, not the translator."""
_SHORTEST_STEM = 2
_MOST_KNOWN = 200_000
"""So many word forms are kept with their classes, which bounds memory when millions of segments are read."""


class WordClasses:
    """The classes of a language's words, after the language's table in data/interference/style.

    A word of the table's lists is kept: it is its own class. Of any other the class is its shape and its ending, such
    as ``N-ung`` for *Regierung*: N for a capital, A for capitals throughout, v for small letters. Whatever begins with
    a digit is ``#``. The idea is that of the "delexicalised" features of Volansky, Ordan and Wintner, On the features
    of translationese (2015): what is left tells how a text is put together and nothing of its subject.
    """

    def __init__(self, kept: Iterable[str], endings: Mapping[str, Iterable[str]], forms: Mapping[str, str]) -> None:
        self.kept = frozenset(kept)
        self._skeleton = self.kept | _MARKS | {_BOUNDARY}
        self._endings = {shape: frozenset(of_shape) for shape, of_shape in endings.items()}
        self._longest = max(len(ending) for of_shape in self._endings.values() for ending in of_shape)
        self._forms = tuple((name, re.compile(form)) for name, form in forms.items())
        self._known: dict[str, tuple[str, ...]] = {}

    def features(self, passages: Iterable[Passage]) -> Counter[Feature]:
        """How often each class occurs, and each row of two or three kept words and marks within a sentence."""
        row = [name for passage in passages for name in self.row(passage)]
        skeleton = [name for name in row if name in self._skeleton]
        counts: Counter[Feature] = Counter(row)
        counts.update(pairwise(skeleton))
        counts.update(zip(skeleton, skeleton[1:], skeleton[2:], strict=False))
        return Counter({feature: count for feature, count in counts.items() if _BOUNDARY not in feature})

    def row(self, passage: Passage) -> Iterator[str]:
        """The classes of a passage's words and marks in reading order, with a boundary after every sentence."""
        known = self._known
        after_number = False
        for text, _, lower, is_word in passage.tokens:
            if is_word:
                classes = known.get(text)
                if classes is None:
                    if len(known) >= _MOST_KNOWN:
                        known.clear()
                    classes = known[text] = tuple(self._classes_of(text, lower.replace("’", "'")))
                yield from classes
                after_number = classes[-1] == NUMBER
                continue
            is_ordinal = after_number and text == "."
            after_number = False
            if is_ordinal:
                continue
            if text in _MARKS:
                yield text
            if text in _SENTENCE_ENDS:
                yield _BOUNDARY
        yield _BOUNDARY

    def _classes_of(self, text: str, lower: str) -> Iterator[str]:
        """The class of a word, or of each part of an elision (l'homme, don't, man's)."""
        head, apostrophe, tail = lower.partition("'")
        if lower in self.kept:
            yield lower
        elif text[0].isdigit():
            yield NUMBER
        elif not apostrophe:
            yield self._shape_and_ending(text, lower)
        elif head + apostrophe in self.kept:
            yield head + apostrophe
            if tail:
                yield from self._classes_of(text[len(head) + 1 :], tail)
        else:
            yield head if head in self.kept else self._shape_and_ending(text[: len(head)], head)
            if apostrophe + tail in self.kept:
                yield apostrophe + tail

    def _shape_and_ending(self, text: str, lower: str) -> str:
        if text[:1].isupper():
            shape = "A" if len(text) > 1 and text.isupper() else "N"
            endings = self._endings["noun"]
        else:
            shape, endings = "v", self._endings["other"]
            for name, form in self._forms:
                if form.fullmatch(lower):
                    return f"{shape}-{name}"
        for length in range(min(self._longest, len(lower) - _SHORTEST_STEM), 0, -1):
            if (ending := lower[-length:]) in endings:
                return f"{shape}-{ending}"
        return shape


@cache
def word_classes(language: str) -> WordClasses:
    """The classes of a language's words. Raises FileNotFoundError where it has no table."""
    table = style_table(language)
    return WordClasses(
        (word for words in table["words"].values() for word in words.split()),
        {shape: endings.split() for shape, endings in table["endings"].items()},
        table.get("forms", {}),
    )


@cache
def style_table(language: str) -> Mapping[str, Any]:
    """The language's table of words, endings and readings. Raises FileNotFoundError where there is none."""
    return tomllib.loads(style_file(f"{language}.toml").read_text(encoding="utf-8"))


def style_file(name: str) -> Traversable:
    """A file of data/interference/style."""
    return files("mtqc").joinpath("data", "interference", "style", name)
