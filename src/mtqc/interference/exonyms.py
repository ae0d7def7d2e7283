"""Places, institutions and people of the past named as another language names them: *La Habana* for Havanna."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.citations import is_cited
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.lexicon import Lexicon
from mtqc.interference.passages import Passage, Token, find_tokens
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources
from mtqc.interference.wording import listed_languages
from mtqc.model import Category, Severity, Span

RULE = "accuracy/exonym"
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
_SIBILANTS = ("s", "ß", "x", "z")
_APOSTROPHES = ("'", "’")
_ELIDING = frozenset(("fr", "it", "pt"))
_JOINING_MARKS = frozenset("&+)")
_ALTERNATIVES = frozenset("(/[|=#@")
"""After one of these a second name is given on purpose, Lüttich (Liège), Bozen/Bolzano, or the word is a tag."""
_LEAST_COMMON, _LEAST_DIFFERENCE = 3.5, 1.0
"""Zipf values of a word that is an ordinary noun, and by how much a word tells one language from another."""
_EUROPEAN_PORTUGUESE = "pt-PT"
_CONFIDENT, _SURE, _UNSURE = 0.88, 0.95, 0.7


class Exonym(NamedTuple):
    """A form that is foreign to a language.

    ``own`` are the language's own forms, best first, ``languages`` those that have the foreign form. ``is_strong`` says
    that natives do not use it.
    """

    form: str
    own: tuple[str, ...]
    languages: tuple[str, ...]
    is_strong: bool


class _Place(NamedTuple):
    """A foreign form in a text. ``is_part`` says that it stands in a longer name, ``ending`` is its genitive's."""

    exonym: Exonym
    passage: Passage
    span: Span
    is_part: bool
    ending: str


class _Table(NamedTuple):
    """The foreign forms of a language by their first token, and the forms of its own that stand in the texts."""

    by_first: Mapping[str, tuple[Exonym, ...]]


class _Context(NamedTuple):
    """The words of context.toml that hold for a language."""

    linking: frozenset[str]
    before: frozenset[str]
    naming: frozenset[str]


def find_exonyms(prose: Prose) -> Iterator[Evidence]:
    """The names in foreign form outside quotations and longer names.

    A form that stands in a longer name anywhere in the document may be short for that name, and is weak evidence.
    """
    supported = supported_sources("exonym", prose.language.code)
    if not supported:
        return
    if prose.source_language is not None:
        supported &= {prose.source_language.code}
    places = [place for passage in prose.passages for place in _places(passage)]
    parts = {place.exonym.form for place in places if place.is_part}
    for place in places:
        languages = [code for code in place.exonym.languages if code in supported]
        if languages and not place.is_part:
            yield _evidence(place, languages, prose, is_short=place.exonym.form in parts)


def _evidence(place: _Place, languages: list[str], prose: Prose, *, is_short: bool) -> Evidence:
    exonym = place.exonym
    own = exonym.own
    if prose.language.tag == _EUROPEAN_PORTUGUESE:
        own = own[::-1]
    has_both = any(_stands_in(form, prose) for form in own)
    is_strong = exonym.is_strong and not is_short
    message = (
        f"{exonym.form} is what {listed_languages(languages)} {'calls' if len(languages) == 1 else 'call'} {own[0]}"
    )
    return Evidence(
        rule=RULE,
        kind=Kind.EXONYM,
        passage=place.passage.index,
        span=place.span,
        item=exonym.form,
        message=f"{message}; the text has both names." if has_both else f"{message}.",
        category=Category.UNTRANSLATED,
        severity=Severity.MAJOR,
        languages=dict.fromkeys(languages, 1 / len(languages)),
        expression=exonym.form,
        suggestions=tuple(form + place.ending for form in own),
        confidence=(_SURE if has_both else _CONFIDENT) if is_strong else _UNSURE,
        is_strong=is_strong,
    )


def _places(passage: Passage) -> Iterator[_Place]:
    """The foreign forms in a passage that are not quoted, glossed or named as foreign."""
    table = _table(passage.language.code)
    context = _context(passage.language.code)
    tokens = passage.tokens
    done = 0
    for index, token in enumerate(tokens):
        if index < done or not token.is_word:
            continue
        match = _match(passage, index, table)
        if match is None:
            continue
        exonym, span, last, ending = match
        done = last + 1
        if is_cited(passage, span.start) or _is_given_on_purpose(tokens, index, context):
            continue
        if exonym.form.isupper() and last + 1 < len(tokens) and tokens[last + 1].text == "(":
            # A foreign abbreviation is explained: die EZB, auch ECB (European Central Bank) genannt.
            continue
        is_part = _goes_on_before(passage, index, context) or (
            not ending
            and _goes_on_behind(passage, last, exonym)
            and not _is_followed_by_a_noun(passage, index, last, exonym)
        )
        yield _Place(exonym, passage, span, is_part, ending)


def _match(passage: Passage, index: int, table: _Table) -> tuple[Exonym, Span, int, str] | None:
    """The longest foreign form that begins with a token, its place, the index of its last token, and its ending."""
    token = passage.tokens[index]
    start, first = token.start, token.text.translate(_BLANKS)
    candidates = table.by_first.get(first, ())
    if not candidates and "'" in first and passage.language.code in _ELIDING:
        # Elided articles and prepositions: d'Alemania.
        head, _, name = first.rpartition("'")
        candidates = table.by_first.get(name, ())
        if candidates:
            start, first = start + len(head) + 1, name
    if not candidates and "'" in first:
        candidates = table.by_first.get(first.partition("'")[0], ())
    for exonym in candidates:
        end = start + len(exonym.form)
        if passage.text[start:end].translate(_BLANKS) == exonym.form:
            last = index
            while passage.tokens[last].end < end:
                last += 1
            # What may stand behind the name within its token is the ending of the genitive: Pakistán's.
            if passage.tokens[last].end == end or passage.text[end] in _APOSTROPHES:
                return exonym, Span(start, end), last, ""
    if passage.language.code == "de" and not candidates and first.endswith("s"):
        for exonym in table.by_first.get(first[:-1], ()):
            if exonym.form == first[:-1] and not exonym.own[0].endswith(_SIBILANTS):
                return exonym, Span(start, token.end), index, "s"
    return None


def _is_given_on_purpose(tokens: tuple[Token, ...], index: int, context: _Context) -> bool:
    """Whether the name is given beside the usual one, or is spoken of as a word of another language."""
    before = tokens[max(0, index - 2) : index]
    return any(token.text in _ALTERNATIVES for token in before[-1:]) or any(
        token.lower in context.naming for token in before
    )


def _goes_on_behind(passage: Passage, index: int, exonym: Exonym) -> bool:
    """Whether a longer name goes on behind a token: a capitalised word, a number, a word of the name's language."""
    tokens = passage.tokens
    if index + 1 == len(tokens) or not _is_joined(tokens[index], tokens[index + 1], passage):
        return False
    following = tokens[index + 1]
    if following.text[0].isupper() or following.text[0].isdecimal() or following.text in _JOINING_MARKS:
        return True
    known = Lexicon.of(passage.language.code).zipf(following.lower) + _LEAST_DIFFERENCE
    return following.is_word and any(Lexicon.of(code).common_zipf(following.lower) > known for code in exonym.languages)


def _is_followed_by_a_noun(passage: Passage, first: int, last: int, exonym: Exonym) -> bool:
    """Whether an ordinary German noun, which has a capital, follows a place by chance: in Londres Gespräche führen."""
    if passage.language.code != "de" or not first:
        return False
    noun = passage.tokens[last + 1].text
    frequency = Lexicon.of("de").zipf(noun)
    return (
        frequency >= _LEAST_COMMON
        and passage.tokens[first - 1].text in passage.language.function_words
        and all(frequency > Lexicon.of(code).common_zipf(noun) + _LEAST_DIFFERENCE for code in exonym.languages)
    )


def _goes_on_before(passage: Passage, index: int, context: _Context) -> bool:
    """Whether a token stands within a longer name that began before it."""
    tokens = passage.tokens
    if not index or not _is_joined(tokens[index - 1], tokens[index], passage):
        return False
    previous = tokens[index - 1]
    own_words = passage.language.function_words
    if previous.text[0].isupper():
        starts = previous.start in passage.sentence_starts and previous.lower in own_words
        return not (starts or previous.text in context.before)
    if previous.text in _JOINING_MARKS or previous.text in _APOSTROPHES:
        return True
    return previous.lower in context.linking and previous.lower not in own_words


def _is_joined(token: Token, following: Token, passage: Passage) -> bool:
    """Whether nothing but a blank or an apostrophe stands between two tokens."""
    gap = passage.text[token.end : following.start]
    return len(gap) <= 1 and not gap.strip()


def _stands_in(form: str, prose: Prose) -> bool:
    """Whether a form of the language's own is in the text; of several words, their first one will do."""
    return all(token.text in prose.vocabulary for token in find_tokens(form) if token.is_word)


@cache
def _table(code: str) -> _Table:
    """The foreign forms of a language, longest first."""
    path = files("mtqc").joinpath("data", "interference", "exonyms", f"{code}.tsv")
    by_first: defaultdict[str, list[Exonym]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        form, own, languages, strength = line.split("\t")
        exonym = Exonym(form.translate(_BLANKS), tuple(own.split(";")), tuple(languages.split()), strength == "strong")
        by_first[find_tokens(exonym.form)[0].text].append(exonym)
    return _Table(
        {first: tuple(sorted(exonyms, key=lambda exonym: -len(exonym.form))) for first, exonyms in by_first.items()}
    )


@cache
def _context(code: str) -> _Context:
    path = files("mtqc").joinpath("data", "interference", "exonyms", "context.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Context(
        frozenset(table["linking"]),
        frozenset(table["before"].get(code, ())),
        frozenset(table["naming"].get(code, ())),
    )
