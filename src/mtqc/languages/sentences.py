"""Finds the sentences of a text: a scan from mark to mark, in time that is linear in the length of any text.

A full stop ends a sentence unless something speaks against it: what follows is no blank or starts in lower case,
or the stop belongs to an abbreviation, an initial, an ordinal number or a list number. Where both are possible ("at
5 p.m. The …", "am 3. Der …"), a capitalised function word tells that a new sentence starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from mtqc.errors import UnknownNameError
from mtqc.languages.facts import Language, language
from mtqc.model import Span

_STOPS = ".!?…‥‼⁇⁈⁉"
_STOPS_WITHOUT_BLANK = "。！？｡．।॥؟۔።፧։។။"
"""Marks that end a sentence whether a blank follows or not."""
_CLOSERS = r"""\)\]\}"'»«”’“‘‹›」』）】〉》］"""
_PARAGRAPH = r"\n[^\S\n]*+\n"


def _marks(stops: str) -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<stop>[{regex.escape(stops)}]++)(?P<closers>[{_CLOSERS}]*+(?:[ \u00a0\u202f][»›](?=\s|$))?)"
        rf"|(?P<paragraph>{_PARAGRAPH})"
    )


_MARK = _marks(_STOPS + _STOPS_WITHOUT_BLANK)
_GREEK_MARK = _marks(_STOPS + _STOPS_WITHOUT_BLANK + ";\u037e")
"""Greek asks with a semicolon."""
_BEFORE = regex.compile(r"[^\s\(\[\{\"'»«„“”‚‘’‹›¿¡/—–]*+$")
_NEXT = regex.compile(r"[^\w]*+(?P<word>[\p{L}\p{M}]*+)(?P<digits>\d*+)")
_LONGEST_TOKEN = 24
"""Characters around a stop that are looked at: longer than any abbreviation or function word."""
_DOTTED = regex.compile(r"\p{L}{1,4}(?:\.\p{L}{1,4})++")
_ROMAN = regex.compile(r"[IVXLC]++")
_LONGEST_ORDINAL = 3
_SCRIPTS_WITHOUT_BLANKS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_HIRAGANA = regex.compile(r"\p{Hiragana}")


def split_sentences(text: str, language_tag: str | None) -> tuple[Span, ...]:
    """The sentences of a text, in order and without the blanks around them; together they hold all of its words.

    Blank lines end a sentence, single line breaks do not. Without a language, or for one that mtqc has no
    abbreviations of, only initials and dotted abbreviations ("e.g.") are recognised. Thai and Lao, which part
    sentences by blanks as they part phrases, are only split at other marks and blank lines.
    """
    splitter = _splitter(language_tag)
    pattern = _GREEK_MARK if splitter.code == "el" else _MARK
    spans: list[Span] = []
    start = _skip_blanks(text, 0)
    for match in pattern.finditer(text):
        end = match.start() if match["paragraph"] else match.end()
        if end > start and (match["paragraph"] or splitter.ends(text, start, match)):
            spans.append(_trimmed(text, start, end))
            start = _skip_blanks(text, end)
    if start < len(text):
        spans.append(_trimmed(text, start, len(text)))
    return tuple(spans)


def _skip_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class _Splitter:
    """Decides for one language which marks end a sentence."""

    code: str
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    ordinals: bool
    function_words: frozenset[str]

    def ends(self, text: str, start: int, match: regex.Match[str]) -> bool:
        """Whether a mark ends the sentence that starts at ``start``."""
        stop, after = match["stop"], match.end()
        if after == len(text):
            return True
        if not text[after].isspace():
            return self._ends_without_blank(text, match)
        if match.start() and text[match.start() - 1] in "([":
            return False
        following = _NEXT.match(text[after : after + _LONGEST_TOKEN])
        word = following["word"] if following else ""
        if word[:1].islower():
            return False
        if set(stop) <= {"…"} or stop.startswith(".."):
            attached = match.start() > start and not text[match.start() - 1].isspace()
            return attached or self._starts_sentence(word)
        if stop != ".":
            return True
        before = _BEFORE.search(text[max(start, match.start() - _LONGEST_TOKEN) : match.start()])
        token = before.group() if before else ""
        pair = _pair(text, start, match.start() - len(token), token)
        if pair in self.abbreviations:
            return pair in self.final_abbreviations and self._starts_sentence(word)
        first = match.start() - len(token) == start
        return self._full_stop_ends(token, word, bool(following and following["digits"]), first)

    def _ends_without_blank(self, text: str, match: regex.Match[str]) -> bool:
        stop, following = match["stop"], text[match.end()]
        if match["closers"] and _HIRAGANA.match(following):
            return False
        if stop[-1] in _STOPS_WITHOUT_BLANK:
            return not (following.isdigit() and stop == "．")
        return stop[-1] in "!?" and _SCRIPTS_WITHOUT_BLANKS.match(following) is not None

    def _full_stop_ends(self, token: str, word: str, digits: bool, first: bool) -> bool:
        """Whether a full stop after a token ends a sentence, given the word or number that follows it."""
        if not token:
            return not first
        number = digits or _ROMAN.fullmatch(word) is not None
        lowered = token.lower().strip(".")
        if token.isdigit():
            return self._number_ends(token, word, digits, first)
        if first and _ROMAN.fullmatch(token):
            return False
        if number and lowered in self.before_numbers:
            return False
        if lowered in self.abbreviations:
            return lowered in self.final_abbreviations and self._starts_sentence(word)
        if len(lowered) == 1 and lowered.isalpha():
            return not first and self._starts_sentence(word)
        if _DOTTED.fullmatch(lowered) or (self.ordinals and _ROMAN.fullmatch(token)):
            return self._starts_sentence(word)
        return True

    def _number_ends(self, token: str, word: str, digits: bool, first: bool) -> bool:
        if first and len(token) <= _LONGEST_ORDINAL:
            return False
        if not self.ordinals or len(token) > _LONGEST_ORDINAL:
            return True
        return not digits and self._starts_sentence(word)

    def _starts_sentence(self, word: str) -> bool:
        """Whether a word shows by its capital that a sentence starts: one that has none within a sentence."""
        return word[:1].isupper() and word.lower() in self.function_words


def _pair(text: str, start: int, end: int, token: str) -> str:
    """An abbreviation written in two parts as one, such as ``z.b`` for "z. B."; empty if it is not the second part."""
    head = text[max(start, end - _LONGEST_TOKEN) : end].rstrip()
    if not head.endswith("."):
        return ""
    before = _BEFORE.search(head[:-1])
    return f"{before.group()}.{token}".lower() if before else ""


@lru_cache(maxsize=64)
def _splitter(tag: str | None) -> _Splitter:
    try:
        facts: Language | None = language(tag) if tag else None
    except UnknownNameError:
        facts = None
    if facts is None:
        nothing: frozenset[str] = frozenset()
        return _Splitter("", nothing, nothing, nothing, False, nothing)
    return _Splitter(
        facts.code,
        facts.abbreviations,
        facts.final_abbreviations,
        facts.abbreviations_before_numbers,
        facts.ordinal_full_stop,
        facts.function_words,
    )
