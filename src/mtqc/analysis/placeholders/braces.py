"""Placeholders between braces: Python, C#, Rust, Java, ICU, i18next, Angular, Jinja, Fluent."""

from __future__ import annotations

import re
from functools import partial

from mtqc.analysis.placeholders.message_format import (
    Argument,
    Message,
    MessageSyntaxError,
    has_branches,
    parse_message,
)
from mtqc.analysis.placeholders.placeholder import ESCAPE, SYNTAX, Dialect, Placeholder
from mtqc.model import Span

# A name or number, with a conversion, a format after a colon, or one of the types of MessageFormat after a comma.
_UNMARKED = re.compile(
    r"""
    (?P<block>\{%[^%{}\n]{0,200}+%\})
  | (?P<double>\{\{\{?[^{}\n]{1,120}+\}\}\}?)
  | (?<![$\#@%\\])\{(?P<field>[A-Za-z_][\w.]{0,60}+(?:-[\w.]{1,40}+)?(?:\[[\w'"]{1,40}\]){0,3}|\d{1,3}|)
      (?:![rsa])?(?::[^{}\s]{0,20}|,\s?-?\d{1,3}(?::[^{}\s]{0,20})?
        |\s?,\s?(?:number|date|time|spellout|ordinal|duration)\b[^{}\n]{0,80}+)?\}
  | \{\s?(?P<fluent>(?:\$|-)[A-Za-z][\w\-]{0,60}+(?:\.[\w\-]{1,60}+)?(?:\([^(){}\n]{0,120}+\))?
      | [A-Z]{2,20}\([^(){}\n]{1,120}+\))\s?\}
    """,
    re.VERBOSE,
)
_FORMAT = r"(?::(?>(?:[^{}]++|\{[^{}]*+\})*))?"
_FIELD_NAME = r"(?P<field>[\w.\-]*+(?>(?:\[[^\[\]{}]*+\][\w.]*+)*))"
_STR_FORMAT = re.compile(rf"(?P<escape>\{{\{{|\}}\}})|\{{{_FIELD_NAME}(?:![rsa])?{_FORMAT}\}}")
_COMPOSITE = re.compile(rf"(?P<escape>\{{\{{|\}}\}})|\{{(?P<field>\w++)\s*+(?:,\s*+-?\d++\s*+)?{_FORMAT}\}}")
_JAVA = re.compile(r"\{\s*+(?P<field>\w++)\s*+(?:,[^{}]*+)?\}")
_PERL_BRACE = re.compile(r"\{(?P<field>[A-Za-z_]\w*+)\}")
_DOUBLE = re.compile(r"(?P<double>\{\{[^{}\n]*+\}\})")
_FLUENT = re.compile(r"\{\s*+(?P<fluent>[^{}]*+)\}")


def _find(dialect: str, grammar: re.Pattern[str], text: str) -> list[Placeholder]:
    found: list[Placeholder] = []
    fields = 0
    for match in grammar.finditer(text):
        kind = match.lastgroup or ""
        content = match[kind]
        if kind == "escape":
            found.append(Placeholder(ESCAPE, content, content, Span(match.start(), match.end())))
            continue
        if kind == "field":
            if _is_command_argument(text, match.start()):
                continue
            if not content:
                content = str(fields)
                fields += 1
        key = "".join(content.split()) if kind != "double" else "".join(content.strip("{}").split()) + "}"
        found.append(Placeholder(dialect, "{" + key + "}", match.group(), Span(match.start(), match.end())))
    return found


def _is_command_argument(text: str, start: int) -> bool:
    r"""Whether the brace follows a command of TeX or Texinfo, whose argument is prose: ``\emph{…}``, ``@emph{…}``."""
    at = start
    while at and start - at < 20 and text[at - 1].isalpha():
        at -= 1
    return at < start and at > 0 and text[at - 1] in "\\@"


def _find_unmarked(text: str) -> list[Placeholder]:
    if has_branches(text):
        try:
            return message_placeholders(text, parse_message(text))
        except MessageSyntaxError:
            pass
    return _find("brace", _UNMARKED, text)


def _find_message(text: str) -> list[Placeholder]:
    try:
        return message_placeholders(text, parse_message(text))
    except MessageSyntaxError:
        return _find("icu", _UNMARKED, text)


def message_placeholders(text: str, message: Message) -> list[Placeholder]:
    """The arguments of a message, the ``#`` of its plurals, and the frames around branches as syntax."""
    found: list[Placeholder] = []
    for argument in message.arguments:
        if argument.branches:
            found += _frame(text, argument)
        else:
            key = f"{{{argument.name}}}" if argument.kind is None else f"{{{argument.name}}}:{argument.kind}"
            found.append(Placeholder("icu", key, argument.span.of(text), argument.span))
    found += [Placeholder(SYNTAX, "#", "#", span) for span in message.numbers]
    return found


def _frame(text: str, argument: Argument) -> list[Placeholder]:
    found: list[Placeholder] = []
    at = argument.span.start
    for branch in argument.branches:
        head = Span(at, branch.message.span.start)
        found.append(Placeholder(SYNTAX, argument.name, head.of(text), head))
        found += message_placeholders(text, branch.message)
        at = branch.message.span.end
    tail = Span(at, argument.span.end)
    found.append(Placeholder(SYNTAX, argument.name, tail.of(text), tail))
    return found


BRACE_DIALECTS = (
    Dialect("brace", "{", ("{",), _find_unmarked),
    Dialect("python-brace", "{", ("{", "}"), partial(_find, "python-brace", _STR_FORMAT)),
    Dialect("c-sharp", "{", ("{", "}"), partial(_find, "c-sharp", _COMPOSITE)),
    Dialect("rust", "{", ("{", "}"), partial(_find, "rust", _STR_FORMAT)),
    Dialect("java", "{", ("{",), partial(_find, "java", _JAVA)),
    Dialect("perl-brace", "{", ("{",), partial(_find, "perl-brace", _PERL_BRACE)),
    Dialect("double-brace", "{", ("{{",), partial(_find, "double-brace", _DOUBLE)),
    Dialect("fluent", "{", ("{",), partial(_find, "fluent", _FLUENT)),
    Dialect("icu", "{", ("{",), _find_message),
)
"""``brace`` is what is read where no flag says which dialect a text is in."""
