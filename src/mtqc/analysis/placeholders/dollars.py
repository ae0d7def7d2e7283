"""Placeholders that begin with a dollar sign, a hash before a brace, or a template's ``<%``."""

from __future__ import annotations

import re
from functools import partial

from mtqc.analysis.placeholders.placeholder import Dialect, Placeholder
from mtqc.analysis.spaced_letters import SPACED_LETTERS
from mtqc.model import Span

_L = SPACED_LETTERS
_BRACED = r"[$\#]\{(?P<braced>[^{};\n]{1,80})\}"
_CALL = r"\$t\((?P<call>[^()\n]{1,120})\)"

# "$5" and "$US 5" are money; "$name" needs a letter, and nothing before it that makes "US$name" of it.
_UNMARKED = re.compile(
    rf"""
    {_BRACED} | {_CALL}
    | (?<![{_L}\\$])\$
      (?:\((?P<paren>\^?\w{{1,60}})\)|(?P<between>(?!\d)[{_L}]{{1,60}}+)\$|(?P<bare>(?!\d)[{_L}]{{1,60}}+))
      (?!(?<=\$[A-Z]{{2}})\s?\d)(?!(?<=\$[A-Z]{{3}})\s?\d)
    | <%[-=]?(?P<template>[^%\n]{{1,200}}+)%>
    """,
    re.VERBOSE,
)
_ES = re.compile(_BRACED, re.VERBOSE)
_SHELL = re.compile(r"\$(?:\{(?P<braced>[^{}\n]{1,80})\}|(?P<bare>[A-Za-z_]\w*+|[\d@*#?$!]))")
_NUMBERED = re.compile(r"\$(?P<bare>[1-9])(?!\d)")
_I18NEXT = re.compile(rf"{_CALL}|\{{\{{-?(?P<braced>[^{{}}\n]{{1,120}})\}}\}}", re.VERBOSE)


def _find(dialect: str, grammar: re.Pattern[str], text: str) -> list[Placeholder]:
    return [
        Placeholder(dialect, _key(match), match.group(), Span(match.start(), match.end()))
        for match in grammar.finditer(text)
    ]


def _key(match: re.Match[str]) -> str:
    """What is named, without the blanks that no program minds: ``${ name }`` and ``${name}`` are one."""
    kind = match.lastgroup or ""
    content = "".join(match[kind].split())
    return f"{'${}' if kind == 'braced' else '$'}{content}" if kind != "call" else f"$t {content}"


DOLLAR_DIALECTS = (
    Dialect("dollar", "$", ("$", "#{", "<%"), partial(_find, "dollar", _UNMARKED)),
    Dialect("es", "$", ("${",), partial(_find, "es", _ES)),
    Dialect("shell", "$", ("$",), partial(_find, "shell", _SHELL)),
    Dialect("dollar-numbers", "$", ("$",), partial(_find, "dollar-numbers", _NUMBERED)),
    Dialect("i18next", "${", ("$t(", "{{"), partial(_find, "i18next", _I18NEXT)),
)
"""``dollar`` is what is read where no flag says which dialect a text is in."""
