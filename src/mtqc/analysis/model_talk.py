"""What language models say besides the translation that they were asked for."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from mtqc.languages import Language
from mtqc.model import Span

_KEY = 3
"""Characters by which phrases are looked up: no phrase is shorter."""
_LONGEST_OPENING = 120
_LONGEST_NOTE = 600
_LONGEST_LABEL = 20
_FEWEST_WORDS_AFTER = 4
_FEWEST_BLANKS_OF_A_SENTENCE = 2
_LEADING = " \t\r\n\"'“”„«»*_`#>-"
_WHOLE_WORD = 3
"""Topic words of so few Latin letters must be whole words of the source: "ai" is no part of "again"."""
_HEAD_END = regex.compile(r"[:：]|\n")
_LAST_LINE = regex.compile(r"\n[ \t*_>]*+([^\n]++)\s*+$")
_LAST_BRACKETS = regex.compile(r"[\[(（]([^()\[\]（）]{1,600}+)[\])）]\s*+$")
TOKEN_CHARACTERS = "<[▁⁇@>_#`"
"""Characters of which every control token has one."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A stretch of a target that a model said on its own account."""

    kind: Literal["opening", "refusal", "note", "token"]
    span: Span
    says: str


def find_tokens(target: str, source: str | None) -> Iterator[Talk]:
    """The control tokens and marks of prompts that the source does not have."""
    for token in _possible_tokens(target):
        if token.needs_source if source is None else token.pattern.search(source):
            continue
        for match in token.pattern.finditer(target):
            yield Talk("token", Span(match.start(), match.end()), token.says)


def find_opening(target: str, source: str | None, language: Language | None) -> Talk | None:
    """The words with which a model announces or refuses a translation, at the beginning of a target."""
    start = len(target) - len(target.lstrip(_LEADING))
    key = _plain(target[start : start + _KEY])
    if key not in _keys(language):
        return None
    head = _plain(target[start : start + _LONGEST_OPENING])
    for phrase in _phrases().get(key, ()):
        if head.startswith(phrase.text) and not _is_about(source, phrase.topic):
            found = _opening(target, start, head, phrase, source)
            if found is not None:
                return found
    return _labelled(target, start, head, source, language)


def find_note(target: str, source: str | None) -> Talk | None:
    """The remark on its own work that a model adds in a line or in brackets at the end of a target."""
    tail = target[-_LONGEST_NOTE:]
    for pattern, signs in ((_LAST_LINE, "\n"), (_LAST_BRACKETS, "([（")):
        match = pattern.search(tail)
        if match is None or (source is not None and _count(source, signs) >= _count(target, signs)):
            continue
        note = _plain(match.group(1)).lstrip(_LEADING)
        openings, speak_of = _notes()
        if not note.startswith(openings) or _is_about(source, "translation"):
            continue
        if any(words in note for words in speak_of):
            start = len(target) - len(tail) + match.start()
            return Talk("note", Span(len(target[:start].rstrip()), len(target)), "a remark of the model on its work")
    return None


@dataclass(frozen=True, slots=True)
class _Token:
    pattern: regex.Pattern[str]
    literals: tuple[str, ...]
    says: str
    needs_source: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: Literal["opening", "polite", "refusal"]
    text: str
    topic: str
    needs_source: bool


def _opening(target: str, start: int, head: str, phrase: _Phrase, source: str | None) -> Talk | None:
    if phrase.kind == "refusal":
        if phrase.needs_source and source is None:
            return None
        return Talk("refusal", Span(0, len(target)), "a refusal")
    end = _HEAD_END.search(head, len(phrase.text) - 1)
    if end is None:
        return None
    if phrase.kind == "polite" and not _is_about(head[: end.start()], "translation"):
        return None
    rest = target[start + end.end() :].lstrip(_LEADING)
    if source is None and len(rest.split()) < _FEWEST_WORDS_AFTER and "\n" not in rest:
        # "Translation: Jane Doe" names the translator; "Here is the translation:" on a line of its own names nobody.
        is_sentence = phrase.text.count(" ") >= _FEWEST_BLANKS_OF_A_SENTENCE
        if rest or not is_sentence:
            return None
    return Talk("opening", Span(0, len(target) - len(rest)), "an announcement")


def _labelled(target: str, start: int, head: str, source: str | None, language: Language | None) -> Talk | None:
    """The name of the target language and a colon, if the source begins with no label of its own."""
    if source is None or language is None:
        return None
    for label in _labels(language):
        rest = target[start + len(label) :].lstrip(_LEADING)
        if head.startswith(label) and rest and ":" not in source[: len(label) + _LONGEST_LABEL]:
            return Talk("opening", Span(0, len(target) - len(rest)), "the name of the language")
    return None


@cache
def _labels(language: Language) -> tuple[str, ...]:
    """What a model may put before a translation to say its language, in small letters."""
    return tuple(f"{name.lower()}:" for name in (language.name, language.native_name) if name)


@cache
def _keys(language: Language | None) -> frozenset[str]:
    """The first characters of everything that is looked for at the beginning of a target."""
    labels = () if language is None else _labels(language)
    return frozenset(_phrases()) | {label[:_KEY] for label in labels}


def _is_about(text: str | None, topic: str) -> bool:
    if text is None:
        return False
    parts, words = _topics()[topic]
    plain = _plain(text)
    return any(part in plain for part in parts) or not words.isdisjoint(regex.findall(r"\w++", plain))


def _count(text: str, signs: str) -> int:
    return sum(map(text.count, signs))


def _plain(text: str) -> str:
    lowered = text.lower()
    # A letter whose small form is two would shift all offsets: İ is the only one.
    return (lowered if len(lowered) == len(text) else text.replace("İ", "I").lower()).replace("’", "'")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data", "accuracy", "model_talk.toml").read_text(encoding="utf-8"))


@cache
def _tokens() -> tuple[_Token, ...]:
    return tuple(
        _Token(
            regex.compile(token["pattern"]), tuple(token["literals"]), token["says"], token.get("needs_source", False)
        )
        for token in _table()["token"]
    )


def _possible_tokens(target: str) -> list[_Token]:
    """The tokens of which a literal stands in the target."""
    found = []
    for token in _tokens():
        for literal in token.literals:
            if literal in target:
                found.append(token)
                break
    return found


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    table = _table()
    found: dict[str, list[_Phrase]] = defaultdict(list)

    def add(kind: Literal["opening", "polite", "refusal"], entry: Mapping[str, Any]) -> None:
        for text in entry["phrases"]:
            topic = entry.get("topic", "translation")
            found[text[:_KEY]].append(_Phrase(kind, text, topic, entry.get("needs_source", False)))

    add("opening", table["opening"])
    add("polite", table["polite"])
    for refusal in table["refusal"]:
        add("refusal", refusal)
    return {key: tuple(phrases) for key, phrases in found.items()}


@cache
def _topics() -> Mapping[str, tuple[tuple[str, ...], frozenset[str]]]:
    return {topic: _parts_and_words(entries) for topic, entries in _table()["topics"].items()}


def _parts_and_words(entries: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    short = {entry for entry in entries if len(entry) <= _WHOLE_WORD and entry.isascii()}
    return tuple(entry for entry in entries if entry not in short), frozenset(short)


@cache
def _notes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    notes = _table()["notes"]
    return tuple(notes["openings"]), tuple(notes["speak_of"])
