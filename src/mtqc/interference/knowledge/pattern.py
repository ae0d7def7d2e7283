"""The pattern language of the knowledge base: a row of words that a translator can write; see docs/knowledge.md."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

_PIECE = regex.compile(r"[^\p{L}\p{M}\p{N}_~*@]|[\p{L}\p{M}\p{N}_~*@](?:[^\s]*[\p{L}\p{M}\p{N}_~*])?")
_WILDCARD = "_"
_SHORTEST_AFFIX = 2
_CAPITAL = 3
"""Letters that a capital is worth when the rarest word is looked for."""
_NUMBER = "#"
_GAPS = frozenset({"…", "..."})

Words = Mapping[str, tuple[str, ...]]
"""The word lists of a language pair by name."""


class Mode(enum.Enum):
    """How much of a word a form names."""

    EXACT = "the word as it is"
    INFLECTED = "the stem of the word"
    HEAD = "the end of the word"
    INFLECTED_HEAD = "the end of the word's stem"
    BEGINNING = "the beginning of the word"


@dataclass(frozen=True, slots=True)
class Form:
    """One word of a pattern: ``text`` in small letters, and whether it is written with a capital, or in capitals."""

    text: str
    mode: Mode
    is_capital: bool
    is_acronym: bool = False

    @classmethod
    @lru_cache(maxsize=65_536)
    def parse(cls, text: str) -> Form:
        """The form that ``word``, ``stem~``, ``*head``, ``*head~`` or ``beginning*`` stands for.

        Raises:
            ValueError: it names no letters.
        """
        inflected, open_start, open_end = text.endswith("~"), text.startswith("*"), text.endswith("*")
        bare = text.strip("~*")
        if (open_start or open_end) and len(bare) < _SHORTEST_AFFIX:
            raise ValueError(f"'{text}' has fewer than {_SHORTEST_AFFIX} letters beside its *")
        if not bare or "*" in bare or "~" in bare or " " in bare or (open_start and open_end):
            raise ValueError(f"'{text}' names no single word")
        if open_start:
            mode = Mode.INFLECTED_HEAD if inflected else Mode.HEAD
        elif open_end:
            mode = Mode.BEGINNING
        else:
            mode = Mode.INFLECTED if inflected else Mode.EXACT
        return cls(bare.lower(), mode, bare[0].isupper(), len(bare) > 1 and bare.isupper())


class Any(enum.Enum):
    """An element that stands for words it does not name."""

    WORD = _WILDCARD
    NUMBER = _NUMBER
    GAP = "…"


@dataclass(frozen=True, slots=True)
class Choice:
    """An element that stands for one of several words, for one of ``marks``, or for a number."""

    forms: tuple[Form, ...]
    marks: frozenset[str] = frozenset()
    number: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it always stands for a word that it names."""
        return not self.marks and not self.number


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that stands for one punctuation mark."""

    text: str


Element = Choice | Mark | Any


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements.

    ``marked`` is the range of elements that a finding marks, from the first to the last that is not context.
    ``starts_sentence`` and ``ends_passage`` anchor it. A pattern with both anchors is a label, and does not mind
    capitals. ``key`` is the index of the element that occurs most seldom, as far as one can tell from its letters.
    """

    text: str
    elements: tuple[Element, ...]
    marked: tuple[int, int]
    key: int
    starts_sentence: bool = False
    ends_passage: bool = False

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def ignores_case(self) -> bool:
        """Whether it matches a whole passage, which may be set in capitals."""
        return self.starts_sentence and self.ends_passage


def parse_pattern(text: str, words: Words) -> Pattern:
    """The pattern that a line stands for.

    Raises:
        ValueError: it is none; the message says why.
    """
    return PatternParser(words).pattern(text)


class PatternParser:
    """Reads the patterns of a language pair. Files repeat themselves: what is alike is read once, and is one object."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._patterns: dict[str, Pattern] = {}
        self._choices: dict[str, Choice] = {}

    def pattern(self, text: str) -> Pattern:
        """The pattern that a line stands for; see :func:`parse_pattern`."""
        known = self._patterns.get(text)
        if known is None:
            known = self._patterns[text] = self._parse(text)
        return known

    def _parse(self, text: str) -> Pattern:
        elements: list[Element] = []
        context: list[bool] = []
        in_context = starts_sentence = ends_passage = False
        for piece in text.split():
            if piece == "^" and not elements:
                starts_sentence = True
                continue
            if piece == "$":
                ends_passage = True
                continue
            if ends_passage:
                raise ValueError(f"'{text}' goes on after its end")
            opens, closes = piece.startswith("("), len(piece) > 1 and piece.endswith(")")
            if opens and in_context:
                raise ValueError(f"'{text}' has a bracket within brackets")
            in_context = in_context or opens
            found = self._elements(piece.removeprefix("(").removesuffix(")") if opens or closes else piece)
            elements += found
            context += [in_context] * len(found)
            if closes:
                if not in_context:
                    raise ValueError(f"'{text}' closes a bracket that it did not open")
                in_context = False
        if in_context:
            raise ValueError(f"'{text}' does not close its bracket")
        marked = [index for index, is_context in enumerate(context) if not is_context]
        if not elements:
            raise ValueError("an empty line is no pattern")
        # A pattern that asks for what stands near a finding marks nothing: all of it is context.
        marked = marked or list(range(len(elements)))
        if Any.GAP in (elements[0], elements[-1]):
            raise ValueError(f"'{text}' begins or ends with a gap")
        key = _rarest(elements)
        if key is None:
            raise ValueError(f"'{text}' names no word")
        return Pattern(text, tuple(elements), (marked[0], marked[-1] + 1), key, starts_sentence, ends_passage)

    def _elements(self, piece: str) -> list[Element]:
        """The elements of a piece between blanks: one, and those of the marks that touch it."""
        if piece in _GAPS:
            return [Any.GAP]
        if piece == _WILDCARD:
            return [Any.WORD]
        if piece == _NUMBER:
            return [Any.NUMBER]
        parts = list(_PIECE.findall(piece)) if "|" not in piece else [piece]
        elements: list[Element] = []
        for part in parts:
            if not any(character.isalnum() for character in part):
                elements.append(Mark(part))
            else:
                elements.append(self._choice(part))
        return elements

    def _choice(self, text: str) -> Choice:
        """The choice between words and lists of words that a part with bars stands for."""
        known = self._choices.get(text)
        if known is None:
            others = {part for part in text.split("|") if not any(character.isalnum() for character in part)}
            if "" in others or _WILDCARD in others:
                raise ValueError(f"'{text}' has a choice that names nothing")
            marks = frozenset(others - {_NUMBER})
            known = self._choices[text] = Choice(tuple(self._forms(text)), marks, _NUMBER in others)
        return known

    def _forms(self, choice: str) -> Iterator[Form]:
        for word in choice.split("|"):
            if word.startswith("@"):
                name = word[1:]
                if name not in self._words:
                    raise ValueError(f"there is no word list '{name}'")
                yield from map(Form.parse, self._words[name])
            elif any(character.isalnum() for character in word):
                yield Form.parse(word)


class Patterns:
    """The patterns of one key of an entry, which are read when they are first asked for."""

    __slots__ = ("_parser", "_read", "texts")

    def __init__(self, texts: Sequence[str], parser: PatternParser) -> None:
        self.texts = tuple(texts)
        self._parser = parser
        self._read: tuple[Pattern, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __iter__(self) -> Iterator[Pattern]:
        if self._read is None:
            self._read = tuple(map(self._parser.pattern, self.texts))
        return iter(self._read)


def _rarest(elements: Sequence[Element]) -> int | None:
    """The longer the letters that an element is sure of, and the fewer its forms, the rarer it is taken to be.

    A word with a capital is a noun or a name, and rarer than others of its length.
    """
    choices = [
        ((min(len(form.text) + _CAPITAL * form.is_capital for form in element.forms), -len(element.forms)), index)
        for index, element in enumerate(elements)
        if isinstance(element, Choice) and element.is_word
    ]
    return max(choices, key=lambda choice: choice[0])[1] if choices else None
