"""What a report says of a match: the sentence, the source expression, and a fix only where it fits the place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from mtqc.interference.knowledge.entry import Entry
from mtqc.interference.knowledge.matching import Match, PatternIndex
from mtqc.interference.passages import Passage, find_tokens
from mtqc.languages import language
from mtqc.model import Segment

_ENDING = 3
"""Letters at the end of a word that inflection may change."""
_SHORTEST_STEM = 3
_REMEMBERED = 4_096


class Report(NamedTuple):
    """``expression`` is "" where the entry knows several and the place does not tell which."""

    message: str
    expression: str
    suggestions: tuple[str, ...]


def report(entry: Entry, passage: Passage, match: Match, expression: str | None = None) -> Report:
    """What to say of a match of an entry; ``expression`` is the one that the source has, where it is at hand.

    The fixes of an entry fit what is marked in its first bad example. Elsewhere they are no suggestions, since one that
    breaks the sentence helps nobody: the message names them, for another form or as an example.
    """
    text = match.marked.of(passage.text)
    source = language(entry.pair[0]).name
    models = _models(entry)
    is_model = not models or any(_folded(text) == _folded(model) for model in models)
    is_form = is_model or any(_is_form(text, model, entry.pair[1]) for model in models)
    if expression is not None:
        origin = f"“{text}” comes from {source} “{expression}”."
    elif is_form or len(entry.source) == len(entry.target.texts) == 1:
        expression = entry.source[0]
        origin = f"“{text}” seems to come from {source} “{expression}”."
    else:
        origin = f"“{text}” seems to come from {source}."
    hint = "" if is_model or not entry.fix else _hint(entry, models[0], is_form=is_form)
    suggestions = tuple(_in_case_of(fix, text, passage, match) for fix in entry.fix) if is_model else ()
    return Report(f"{origin} {entry.why}{hint}", expression or "", suggestions)


def _hint(entry: Entry, model: str, *, is_form: bool) -> str:
    """How the message names the first fix, unless it does so already."""
    fix = entry.fix[0]
    if fix.casefold() in entry.why.casefold():
        return ""
    return f" Better: “{fix}”, in the form that fits here." if is_form else f" For instance, “{model}” is “{fix}”."


@lru_cache(maxsize=_REMEMBERED)
def _models(entry: Entry) -> tuple[str, ...]:
    """What the entry marks in its first bad example, the longest first; none where it has no example."""
    target = language(entry.pair[1])
    marked = []
    for text in entry.bad[:1]:
        matches = PatternIndex(entry.target, target.code).matches(Passage(0, Segment("", text), target))
        marked += [match.marked.of(text) for of_pattern in matches.values() for match in of_pattern]
    return tuple(sorted(marked, key=lambda text: (-len(text), text)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_form(text: str, model: str, target: str) -> bool:
    """Whether a text is made of the same words as a model, whatever their endings and function words."""
    words, wanted = _words(text), _words(model)
    function_words = language(target).function_words
    return len(words) == len(wanted) and all(
        _have_one_stem(word, other) or (word in function_words and other in function_words)
        for word, other in zip(words, wanted, strict=True)
    )


def _words(text: str) -> list[str]:
    return [token.lower for token in find_tokens(text) if token.is_word]


def _have_one_stem(word: str, other: str) -> bool:
    stem = max(_SHORTEST_STEM, min(len(word), len(other)) - _ENDING)
    return word == other or (min(len(word), len(other)) >= stem and _bare(word)[:stem] == _bare(other)[:stem])


def _bare(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _in_case_of(fix: str, text: str, passage: Passage, match: Match) -> str:
    """A fix with a capital where it begins a sentence."""
    begins = match.marked.start in passage.sentence_starts and text[0].isupper()
    return fix[0].upper() + fix[1:] if begins else fix
