"""ICU MessageFormat: arguments, and plural and select with a message in each branch.

The grammar is that of ICU's MessageFormat with apostrophes in the mode DOUBLE_OPTIONAL (ICU User Guide,
"Formatting Messages").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqc.model import Span

PLURAL_KEYWORDS = frozenset({"zero", "one", "two", "few", "many", "other"})
_BRANCHING = frozenset({"plural", "select", "selectordinal"})
_MAXIMUM_DEPTH = 20

_BLANK = re.compile(r"\s*+")
_NAME = re.compile(r"[^\s{},#'<>|]++")
_OFFSET = re.compile(r"offset\s*+:\s*+\d++")
_BRANCHING_ARGUMENT = re.compile(r"\{\s{0,20}[\w.\-]{1,60}+\s{0,20},\s{0,20}(?:plural|select|selectordinal)\s{0,20},")


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a plural or select: ``one {# file}``; ``message`` is what stands between the braces."""

    selector: str
    span: Span
    message: Message


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument; ``kind`` is the word after the first comma, ``style`` what follows the second."""

    name: str
    kind: str | None
    style: str | None
    span: Span
    branches: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[Argument]:
        """The argument and all those in its branches."""
        yield self
        for branch in self.branches:
            for argument in branch.message.arguments:
                yield from argument.walk()


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its arguments; ``numbers`` are the ``#`` signs that stand for a plural's number."""

    span: Span
    arguments: tuple[Argument, ...]
    numbers: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Argument]:
        """All arguments, outer ones before inner ones."""
        for argument in self.arguments:
            yield from argument.walk()


class MessageSyntaxError(ValueError):
    """A text is no message; ``span`` says where, and the text of the error why."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(reason)
        self.span = span


def has_branches(text: str) -> bool:
    """Whether a text holds what can only be the beginning of an ICU plural or select."""
    return "," in text and "{" in text and _BRANCHING_ARGUMENT.search(text) is not None


def parse_message(text: str) -> Message:
    """The message that a text is.

    Raises:
        MessageSyntaxError: it is none.
    """
    return _Parser(text).message()


class _Parser:
    """Reads one message from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def message(self) -> Message:
        message = self._message(0, in_plural=False)
        if self.at < len(self.text):
            raise MessageSyntaxError("'}' closes nothing", Span(self.at, self.at + 1))
        return message

    def _message(self, depth: int, in_plural: bool) -> Message:
        start = self.at
        arguments: list[Argument] = []
        numbers: list[Span] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == "'":
                self._pass_quotation(in_plural)
            elif character == "{":
                arguments.append(self._argument(depth, in_plural))
            elif character == "}":
                break
            else:
                if character == "#" and in_plural:
                    numbers.append(Span(self.at, self.at + 1))
                self.at += 1
        return Message(Span(start, self.at), tuple(arguments), tuple(numbers))

    def _pass_quotation(self, in_plural: bool) -> None:
        """Passes an apostrophe; one before a brace quotes everything up to the next lone one."""
        text = self.text
        following = text[self.at + 1 : self.at + 2]
        if following == "'":
            self.at += 2
            return
        self.at += 1
        if following not in ("{", "}") and not (in_plural and following == "#"):
            return
        while self.at < len(text):
            end = text.find("'", self.at)
            self.at = len(text) if end < 0 else end + 1
            if text[self.at : self.at + 1] != "'":
                return
            self.at += 1

    def _argument(self, depth: int, in_plural: bool) -> Argument:
        start = self.at
        if depth > _MAXIMUM_DEPTH:
            raise MessageSyntaxError("arguments are nested too deeply", Span(start, start + 1))
        self.at += 1
        name = self._name("a '{' without the name of an argument", start)
        if self._passes("}"):
            return Argument(name, None, None, Span(start, self.at))
        self._require(",", start)
        kind = self._name(f"the argument '{name}' has no type after its comma", start)
        if kind in _BRANCHING:
            self._require(",", start)
            branches = self._branches(depth, in_plural or kind != "select", start, kind)
            return Argument(name, kind, None, Span(start, self.at), branches)
        style = None
        if self._passes(","):
            style = self._style(start)
        self._require("}", start)
        return Argument(name, kind, style, Span(start, self.at))

    def _branches(self, depth: int, in_plural: bool, start: int, kind: str) -> tuple[Branch, ...]:
        branches: list[Branch] = []
        self._pass_blanks()
        if kind != "select" and (offset := _OFFSET.match(self.text, self.at)):
            self.at = offset.end()
        while not self._passes("}"):
            at = self.at
            selector = self._name(f"the {kind} is not closed", start)
            self._require("{", at)
            message = self._message(depth + 1, in_plural)
            self._require("}", at)
            branches.append(Branch(selector, Span(at, self.at), message))
        if not branches:
            raise MessageSyntaxError(f"the {kind} has no branches", Span(start, self.at))
        return tuple(branches)

    def _style(self, start: int) -> str:
        """The text up to the brace that closes the argument; braces inside pair."""
        at = self.at
        open_braces = 0
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == "}" and not open_braces:
                return " ".join(self.text[at : self.at].split())
            open_braces += (character == "{") - (character == "}")
            self.at += 1
        raise MessageSyntaxError("a '{' is not closed", Span(start, start + 1))

    def _name(self, otherwise: str, start: int) -> str:
        self._pass_blanks()
        match = _NAME.match(self.text, self.at)
        if match is None:
            raise MessageSyntaxError(otherwise, Span(start, max(start + 1, min(self.at, len(self.text)))))
        self.at = match.end()
        return match.group()

    def _passes(self, character: str) -> bool:
        self._pass_blanks()
        if self.text[self.at : self.at + 1] != character:
            return False
        self.at += 1
        return True

    def _require(self, character: str, start: int) -> None:
        if not self._passes(character):
            reason = "a '{' is not closed" if self.at >= len(self.text) else f"'{character}' is missing"
            raise MessageSyntaxError(reason, Span(start, max(start + 1, min(self.at, len(self.text)))))

    def _pass_blanks(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
