"""Finds all patterns of a knowledge base in a passage in one walk over its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mtqc.interference.knowledge.forms import FormIndex, endings
from mtqc.interference.knowledge.pattern import Any, Choice, Element, Mark, Mode, Pattern
from mtqc.interference.passages import Passage, Token
from mtqc.model import Span

_LONGEST_GAP = 4
"""Words that a gap may hold."""
_SENTENCE_ENDS = frozenset(".!?;:…")


class Match(NamedTuple):
    """Where a pattern matches: the tokens of the whole, and the characters that a finding marks."""

    first: int
    last: int
    marked: Span


class PatternIndex:
    """Patterns of one target language, ready to be found in passages; a pattern is named by its number."""

    def __init__(self, patterns: Iterable[Pattern], language: str) -> None:
        self._forms = FormIndex(endings(language))
        self.numbers: dict[Pattern, int] = {}
        self._patterns: list[_Ready] = []
        self._by_form: dict[int, list[int]] = defaultdict(list)
        # By identity: choices are shared by the patterns that hold them, and live as long as these.
        self._ready_choices: dict[int, _ReadyElement] = {}
        self.add(patterns)

    def add(self, patterns: Iterable[Pattern]) -> None:
        """Adds those of the patterns that are new."""
        for pattern in patterns:
            if pattern not in self.numbers:
                number = self.numbers[pattern] = len(self._patterns)
                ready = _Ready(pattern, [self._ready(element) for element in pattern.elements])
                self._patterns.append(ready)
                for form in ready.elements[pattern.key].any_case:
                    self._by_form[form].append(number)

    def matches(self, passage: Passage) -> dict[int, list[Match]]:
        """All matches in a passage, by the number of their pattern, in the order of their key words."""
        found: dict[int, list[Match]] = {}
        tokens = passage.tokens
        forms_of, by_form = self._forms.forms, self._by_form
        forms = [forms_of(token.lower) if token.is_word else _NONE for token in tokens]
        walk = None
        for place, of_token in enumerate(forms):
            if not of_token:
                continue
            for number in sorted({number for form in of_token for number in by_form.get(form, ())}):
                walk = walk or _Walk(passage, tokens, forms)
                match = walk.match(self._patterns[number], place)
                if match is not None:
                    found.setdefault(number, []).append(match)
        return found

    def _ready(self, element: Element) -> _ReadyElement:
        if not isinstance(element, Choice):
            return _ReadyElement(element, _NONE, _NONE, _NONE, _NONE)
        known = self._ready_choices.get(id(element))
        if known is None:
            known = self._ready_choices[id(element)] = self._ready_choice(element)
        return known

    def _ready_choice(self, element: Choice) -> _ReadyElement:
        numbers = [(self._forms.add(form), form) for form in element.forms]
        # A compound is written as its first part is: the end of a word says nothing of its capital.
        capital = frozenset(number for number, form in numbers if form.is_capital or form.mode in _HEADS)
        small = frozenset(number for number, form in numbers if not form.is_capital or form.mode in _HEADS)
        acronyms = frozenset(number for number, form in numbers if form.is_acronym)
        return _ReadyElement(element, capital, small, capital | small, acronyms)


_NONE: frozenset[int] = frozenset()
_HEADS = (Mode.HEAD, Mode.INFLECTED_HEAD)


class _ReadyElement(NamedTuple):
    """An element with the numbers of its forms that are written with a capital, with a small letter, and all.

    ``acronyms`` are those in capitals: *OMS* is not the name *Oms*.
    """

    element: Element
    capital: frozenset[int]
    small: frozenset[int]
    any_case: frozenset[int]
    acronyms: frozenset[int]


class _Ready(NamedTuple):
    """A pattern with its elements made ready."""

    pattern: Pattern
    elements: list[_ReadyElement]


class _Walk:
    """The tokens of one passage, and what it takes to match a pattern around one of them."""

    def __init__(self, passage: Passage, tokens: Sequence[Token], forms: Sequence[frozenset[int]]) -> None:
        self._passage = passage
        self._tokens = tokens
        self._forms = forms
        self._starts = passage.sentence_starts

    def match(self, ready: _Ready, place: int) -> Match | None:
        """The match of a pattern whose key word is the token at ``place``; None if the rest does not fit."""
        pattern, elements = ready.pattern, ready.elements
        key = pattern.key
        if not self._fits(elements[key], place, pattern.ignores_case):
            return None
        after = self._follow(elements, key + 1, place + 1, 1, pattern.ignores_case)
        before = None if after is None else self._follow(elements, key - 1, place - 1, -1, pattern.ignores_case)
        if after is None or before is None:
            return None
        places = [*reversed(before), place, *after]
        if pattern.starts_sentence and self._tokens[places[0]].start not in self._starts:
            return None
        if pattern.ends_passage and any(token.is_word for token in self._tokens[places[-1] + 1 :]):
            return None
        start, end = pattern.marked
        marked = Span(self._tokens[places[start]].start, self._tokens[places[end - 1]].end)
        return Match(places[0], places[-1], marked)

    def _follow(
        self, elements: Sequence[_ReadyElement], index: int, place: int, step: int, ignores_case: bool
    ) -> list[int] | None:
        """The places of the elements from ``index`` on in the direction of ``step``; None if they do not fit there."""
        places: list[int] = []
        while 0 <= index < len(elements):
            if elements[index].element is Any.GAP:
                rest = self._over_gap(elements, index + step, place, step, ignores_case)
                return None if rest is None else [*places, place - step, *rest]
            if not self._fits(elements[index], place, ignores_case):
                return None
            places.append(place)
            index, place = index + step, place + step
        return places

    def _over_gap(
        self, elements: Sequence[_ReadyElement], index: int, place: int, step: int, ignores_case: bool
    ) -> list[int] | None:
        """The places of the elements after a gap, as short as it may be."""
        words = 0
        while 0 <= place < len(self._tokens):
            rest = self._follow(elements, index, place, step, ignores_case)
            if rest is not None:
                return rest
            token = self._tokens[place]
            words += token.is_word
            if words > _LONGEST_GAP or token.text in _SENTENCE_ENDS:
                return None
            place += step
        return None

    def _fits(self, ready: _ReadyElement, place: int, ignores_case: bool) -> bool:
        if not 0 <= place < len(self._tokens):
            return False
        token = self._tokens[place]
        match ready.element:
            case Choice(_, marks, number):
                if token.text in marks or (number and token.text[0].isdigit()):
                    return True
                forms = self._forms[place]
                if not forms:
                    return False
                if ignores_case or token.start in self._starts:
                    wanted = ready.any_case
                else:
                    wanted = ready.capital if token.text[0].isupper() else ready.small
                if ready.acronyms and not (ignores_case or token.text[:2].isupper()):
                    wanted -= ready.acronyms
                return not wanted.isdisjoint(forms)
            case Mark(text):
                return token.text == text
            case Any.NUMBER:
                return token.text[0].isdigit()
            case _:
                return token.is_word
