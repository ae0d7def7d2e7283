"""Russian, Ukrainian and other names in another language's spelling: *Vladimir Kolokoltsev* in a German text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtqc.interference.citations import is_cited
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.known_names import FOLLOWERS_OF_ENGLISH, NameForms, figures, given_names, registers
from mtqc.interference.passages import Passage, Token
from mtqc.interference.prose import Prose
from mtqc.interference.romanisation import marks, read, spellings, written
from mtqc.interference.support import supported_sources
from mtqc.interference.wording import listed_languages
from mtqc.model import Category, Severity, Span

RULE = "locale/transliteration"
_APOSTROPHES = ("'", "’")
_SURE_MARKS = 2
_MOST_REGISTER_WORDS = 1
"""One word of sport or business may stand anywhere; two make it the subject."""
_LONGEST_RUN = 3
"""A given name, a patronymic and a family name."""
_PATRONYMICS = ("vich", "vitch", "witsch", "wicz", "vna", "wna")
_CONFIDENT, _LIKELY, _UNSURE = 0.93, 0.8, 0.6


class PersonName(NamedTuple):
    """A person's name in a text that another language spells so.

    ``key`` names the person whatever the spelling, ``own`` is how the target language spells it, "" where that is not
    known, and ``ending`` the ending of the genitive that stands behind it in the span.
    """

    key: str
    passage: int
    span: Span
    text: str
    own: str
    ending: str
    languages: tuple[str, ...]
    is_strong: bool
    confidence: float


def find_transliterations(prose: Prose) -> Iterator[Evidence]:
    """The names in foreign spelling, each person once, where they are first named."""
    supported = supported_sources("name", prose.language.code)
    if not supported:
        return
    if prose.source_language is not None:
        supported &= {prose.source_language.code}
    persons: dict[str, list[PersonName]] = {}
    for name in foreign_names(prose):
        persons.setdefault(name.key, []).append(name)
    for first, *further in persons.values():
        languages = [code for code in first.languages if code in supported]
        if languages:
            surest = max((first, *further), key=lambda name: (name.is_strong, name.confidence))
            yield _evidence(first._replace(is_strong=surest.is_strong, confidence=surest.confidence), languages, prose)


def foreign_names(prose: Prose) -> Iterator[PersonName]:
    """The names in a text that other languages spell so, every time they stand there."""
    code = prose.language.code
    kept, words = registers(code)
    is_registered = len(words & prose.lower_vocabulary) > _MOST_REGISTER_WORDS
    for passage in prose.passages:
        tokens = passage.tokens
        for index, token in enumerate(tokens):
            if not token.is_word or not token.text[0].isupper() or token.text in kept:
                continue
            name = _known(passage, index) or _unknown(passage, index)
            if name is None or is_cited(passage, token.start) or (not name.ending and _goes_on(passage, index)):
                continue
            if is_registered and name.confidence < _CONFIDENT:
                name = name._replace(is_strong=False, confidence=_UNSURE)
            yield name


def _evidence(name: PersonName, languages: list[str], prose: Prose) -> Evidence:
    message = (
        f"{name.text} is how {listed_languages(languages)} {'spells' if len(languages) == 1 else 'spell'} the name"
    )
    return Evidence(
        rule=RULE,
        kind=Kind.NAME,
        passage=name.passage,
        span=name.span,
        item=f"name {name.key}",
        message=f"{message}; {prose.language.name} writes {name.own}." if name.own else f"{message}.",
        category=Category.NAME_FORMAT,
        severity=Severity.MINOR,
        languages=dict.fromkeys(languages, 1 / len(languages)),
        expression=name.text,
        suggestions=(name.own + name.ending,) if name.own else (),
        confidence=name.confidence,
        is_strong=name.is_strong,
    )


def _known(passage: Passage, index: int) -> PersonName | None:
    """The name of a person in public life that ends with a token, in another language's spelling; None without one."""
    code = passage.language.code
    token = passage.tokens[index]
    table = figures(code)
    family, ending = _without_ending(token.text, code)
    if token.text in table.foreign or token.text in table.own:
        family, ending = token.text, ""
    row = table.foreign.get(family)
    first = _first_of_name(passage, index)
    if row is None:
        return _with_foreign_given_name(passage, first, index, family, ending, table.own.get(family))
    source = row.languages(family)
    own = " ".join((*_own_given(passage, first, index), row.own(code)[0]))
    is_strong = first < index
    return _person(
        passage,
        first,
        index,
        ending,
        key=row.own(code)[0],
        own=own,
        languages=source,
        is_strong=is_strong,
        confidence=_CONFIDENT if is_strong else _LIKELY,
    )


def _with_foreign_given_name(
    passage: Passage, first: int, last: int, family: str, ending: str, row: NameForms | None
) -> PersonName | None:
    """A known person with the family name in the language's own spelling, and the given name in another's."""
    if row is None or first == last:
        return None
    code = passage.language.code
    given = passage.tokens[first].text
    forms = given_names()[given]
    if given in forms.own(code):
        return None
    return _person(
        passage,
        first,
        last,
        ending,
        key=row.own(code)[0],
        own=" ".join((*_own_given(passage, first, last), family)),
        languages=forms.languages(given),
        is_strong=False,
        confidence=_LIKELY,
    )


def _unknown(passage: Passage, index: int) -> PersonName | None:
    """The given and family name of a person, ending with a token, by the rules of spelling."""
    first = _first_of_name(passage, index)
    if first == index:
        return None
    code = passage.language.code
    family, ending = _without_ending(passage.tokens[index].text, code)
    if read(family, code) is not None:
        return None
    languages: list[str] = []
    found = 0
    own = ""
    for source in spellings(code):
        cyrillic = read(family, source)
        count = marks(family, code, source)
        if cyrillic is None or not count:
            continue
        languages.append(source)
        found = max(found, count)
        own = own or written(cyrillic, code) or ""
    if not languages:
        return None
    if "en" in languages:
        languages += sorted(FOLLOWERS_OF_ENGLISH - {code, *languages})
    is_strong = found >= _SURE_MARKS
    return _person(
        passage,
        first,
        index,
        ending,
        key=own or family,
        own=" ".join((*_own_given(passage, first, index), own)) if own else "",
        languages=tuple(languages),
        is_strong=is_strong,
        confidence=_LIKELY if is_strong else _UNSURE,
    )


def _person(
    passage: Passage,
    first: int,
    last: int,
    ending: str,
    *,
    key: str,
    own: str,
    languages: tuple[str, ...],
    is_strong: bool,
    confidence: float,
) -> PersonName:
    """The name from one token to another; ``ending`` is that of the genitive."""
    span = Span(passage.tokens[first].start, passage.tokens[last].end)
    cut = _possessive(passage.tokens[last])
    span = Span(span.start, span.end - cut)
    text = passage.text[span.start : span.end - len(ending)]
    return PersonName(key, passage.index, span, text, own, ending, languages, is_strong, confidence)


def _first_of_name(passage: Passage, index: int) -> int:
    """The index of the given name before a family name, a patronymic between them passed over; ``index`` if none."""
    known = given_names()
    for length in range(1, _LONGEST_RUN):
        first = index - length
        if first < 0 or not _is_beside(passage, first):
            break
        text = passage.tokens[first].text
        if text in known:
            return first
        if not text.endswith(_PATRONYMICS):
            break
    return index


def _own_given(passage: Passage, first: int, last: int) -> Iterator[str]:
    """The names before the family name as the target language spells them."""
    code = passage.language.code
    for index in range(first, last):
        text = passage.tokens[index].text
        row = given_names().get(text)
        own = row.own(code) if row else ()
        if own:
            yield text if text in own else own[0]
        else:
            cyrillic = next(filter(None, (read(text, source) for source in spellings(code))), None)
            yield (written(cyrillic, code) if cyrillic else None) or text


def _is_beside(passage: Passage, index: int) -> bool:
    """Whether nothing but a blank stands between a token and the next."""
    token, following = passage.tokens[index], passage.tokens[index + 1]
    return token.is_word and passage.text[token.end : following.start] in (" ", "\u00a0")


def _goes_on(passage: Passage, index: int) -> bool:
    """Whether a capitalised word follows: the name of a street, a foundation, a concert hall."""
    tokens = passage.tokens
    if index + 1 >= len(tokens) or not _is_beside(passage, index):
        return False
    following = tokens[index + 1]
    return following.is_word and following.text[0].isupper()


def _without_ending(text: str, code: str) -> tuple[str, str]:
    """A name without the ending of the genitive, and that ending."""
    if code == "de" and text.endswith("s") and len(text) > 1:
        return text[:-1], "s"
    for apostrophe in _APOSTROPHES:
        if apostrophe in text:
            return text.partition(apostrophe)[0], ""
    return text, ""


def _possessive(token: Token) -> int:
    """How many characters of a token stand from an apostrophe on: of Lavrov's."""
    places = [place for apostrophe in _APOSTROPHES if (place := token.text.find(apostrophe)) > 0]
    return len(token.text) - min(places) if places else 0
