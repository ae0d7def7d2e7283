r"""Placeholders that begin with a percent sign: printf and its many relatives, Qt, Boost, Symfony.

The grammars are those of the languages' own manuals, as the GNU gettext manual collects them
(section "Translators for other Languages": C, Objective C, Python, Java, Lua, Object Pascal, Perl, PHP, Ruby, Go).
"""

from __future__ import annotations

import re
from functools import partial

from mtqc.analysis.placeholders.placeholder import DATE, ESCAPE, Dialect, Placeholder
from mtqc.analysis.spaced_letters import SPACED_LETTERS
from mtqc.model import Span

# Conversions that format the same value alike: the program does not care which of them stands there.
_SAME_TYPE = {"i": "d", "X": "x", "E": "e", "F": "f", "G": "g", "A": "a"}
_L = SPACED_LETTERS
_C_LENGTH = "hh?|ll?|[LqjzZt]"

_LETTER = re.compile(rf"(?![0-9_])[{_L}]")

# Codes that only date patterns have: no printf knows them as a conversion. Others may be a garbled "%d", unless the
# text is nothing but codes.
_DATE_CODE = re.compile(r"(?<![\d%])%[-_0^#EO]?[YHBbyM](?![a-z]{2})|\A(?>(?:\s*+%[-_0^#EO]?[DTRFcxXr])+)\s*+\Z")
_ANY_DATE_CODE = re.compile(r"%[-_0^#EO]?[A-Za-z%]")


def _printf(letters: str, *, flags: str = "-+ #0'I", length: str = _C_LENGTH, names: str = "") -> re.Pattern[str]:
    """The grammar of one language's printf: ``% [position$] [(name)] [flags] [width] [.precision] [length] letter``."""
    return re.compile(
        rf"""
        %(?:
            (?P<escape>%)
          | (?:(?P<position>\d{{1,3}})\$)? {names} [{re.escape(flags)}]{{0,6}}+
            (?P<width>\*(?:\d{{1,3}}\$)?|\d{{0,5}}+)(?:\.(?P<precision>\*(?:\d{{1,3}}\$)?|\d{{0,5}}+))?
            (?>(?P<length>{length or "(?!)"})?) (?:(?P<conversion>[{letters}])|<(?P<macro>PRI[dioux]\w{{1,8}})>)
        )
        """,
        re.VERBOSE | re.ASCII,
    )


_UNMARKED = re.compile(
    rf"""
    %(?:
        (?P<escape>%)
      | (?:(?P<position>\d{{1,2}})\$)? (?>(?:[+\#0']|-(?=[+\#0']*[\d.*])){{0,4}})
        (?P<width>\*(?:\d{{1,2}}\$)?|\d{{0,4}}+)(?:\.(?P<precision>\*(?:\d{{1,2}}\$)?|\d{{0,4}}+))?
        (?>(?P<length>hh?|ll?|[qjz]|t(?=[dux](?![A-Za-z])))?)
        (?:(?P<conversion>[diouxXeEfgGcspmn@])|<(?P<macro>PRI[dioux]\w{{1,8}})>)
        (?!(?<=%[a-z])[{_L}.\-]{{2,40}}+%(?![\d%@a-z]))
      | \((?P<name>[{_L}.\-]{{1,60}})\)[-+ \#0]?\d{{0,4}}(?:\.\d{{1,3}})?(?P<name_conversion>[diouxXeEfFgGcrsa])
      | -?[\d.]{{0,5}}[<{{](?P<ruby>[{_L}.\-]{{1,60}})(?:\}}|>(?P<ruby_conversion>[diouxXeEfgGcsp]))
      | (?P<boost>\d{{1,2}})%(?![\w%])
      | \|(?P<bars>[^|\s]{{1,20}})\|
      | (?P<variable>(?!\d)[{_L}][{_L}.\-]{{2,40}}+)%(?![\d%@a-z])
      | L?(?P<qt>[1-9])(?![\d%$])
    )
    """,
    re.VERBOSE | re.ASCII,
)
_QT = re.compile(r"%(?:(?P<escape>%)|L?(?P<qt>\d{1,2}|n))")
_NAMED = re.compile(r"%(?P<variable>[A-Za-z_][\w.\-]*+)%", re.ASCII)
_BOOST = re.compile(
    r"""
    %(?:
        (?P<escape>%) | (?P<boost>\d{1,2})% | \|(?P<bars>[^|\s]{1,20})\|
      | (?:(?P<position>\d{1,2})\$)?[-+\ \#0=_']{0,4}+(?P<width>\d{0,4})(?:\.(?P<precision>\d{0,4}))?
        (?P<length>hh?|ll?|L)?(?P<conversion>[diouxXeEfFgGcsp])
    )
    """,
    re.VERBOSE | re.ASCII,
)

_PRINTF_GRAMMARS: dict[str, re.Pattern[str]] = {
    "printf": _printf("diouxXeEfFgGaAcsSCpnm@"),
    "python": _printf("diouxXeEfFgGcrsa", flags="-+ #0", length="[hlL]", names=r"(?>(?:\((?P<name>[^()]{0,80})\))?)"),
    "php": _printf("bcdeEfFgGhHosuxX", flags="-+ 0'", length="l"),
    "perl": _printf("csduoxXeEfgGbBpniDUOFv", flags="-+ #0v'", length="hh?|ll?|[qLV]"),
    "lua": _printf("diouxXeEfgGaAcspq", length=""),
    "java-printf": _printf("bBhHsScCdoxXeEfgGaAnYymMIkLNzZQRTrDF", flags="-+ #0,(<", length="[tT]"),
    "go": _printf("vTtbcdoOqxXUeEfFgGspw", flags="-+ #0", length="", names=r"(?>(?:\[(?P<name>\d{1,3})\])?)"),
    "ruby": _printf(
        "diuoxXbBeEfgGaAcsp}",
        length="",
        names=r"[-+ \#0]{0,4}[\d.]{0,6}(?>(?:[<{](?P<name>[^<>{}]{1,60})(?:>|(?=\})))?)",
    ),
    "object-pascal": _printf("duefgnmpsxc", flags="-", length="", names=r"(?>(?:(?P<index>\d{1,3}):)?)"),
}


def _find(dialect: str, grammar: re.Pattern[str], text: str) -> list[Placeholder]:
    found: list[Placeholder] = []
    arguments = 0
    for match in grammar.finditer(text):
        group = match.lastgroup
        if group == "escape":
            found.append(_placeholder(ESCAPE, "%%", match))
        elif group not in ("conversion", "macro"):
            found.append(_placeholder(dialect, _key_of_name(match.groupdict()), match))
        elif not _is_percentage(match):
            key, arguments = _key_of_conversion(match, arguments)
            if key:
                found.append(_placeholder(dialect, key, match))
    return found


def _find_or_date(dialect: str, grammar: re.Pattern[str], text: str) -> list[Placeholder]:
    if _DATE_CODE.search(text):
        return [_placeholder(DATE, match.group(), match) for match in _ANY_DATE_CODE.finditer(text)]
    return _find(dialect, grammar, text)


def _placeholder(dialect: str, key: str, match: re.Match[str]) -> Placeholder:
    return Placeholder(dialect, key, match.group(), Span(match.start(), match.end()))


def _key_of_name(groups: dict[str, str | None]) -> str:
    """The key of a placeholder that names or numbers what it wants."""
    number = groups.get("qt") or groups.get("boost")
    if number:
        return f"%{number}"
    name = groups.get("name") or groups.get("ruby") or groups.get("variable") or groups.get("bars")
    conversion = groups.get("name_conversion") or groups.get("ruby_conversion")
    return f"%{name}:{_SAME_TYPE.get(conversion, conversion)}" if conversion else f"%{name}"


def _key_of_conversion(match: re.Match[str], arguments: int) -> tuple[str | None, int]:
    """The key of a printf conversion, None if it is none, and how many unnumbered arguments are used up after it."""
    text = match.group()
    if len(text) == 2 and text[1] not in "mn}":
        return f"%{arguments + 1}:{_SAME_TYPE.get(text[1], text[1])}", arguments + 1
    groups = match.groupdict()
    conversion = groups["conversion"] or f"<{groups['macro']}>"
    # "%lf" is "%f" to printf: a float is a double already.
    length = "" if groups["length"] == "l" and conversion in "aAeEfFgG" else groups["length"] or ""
    kind = length + _SAME_TYPE.get(conversion, conversion)
    if conversion == "m" or (conversion == "n" and not groups["width"] and not groups["position"]):
        return f"%{kind}", arguments
    name = groups.get("name")
    if conversion == "}":
        return (f"%{name}" if name else None), arguments
    if name:
        return f"%{name}:{kind}", arguments
    stars = ((groups["width"] or "")[:1] == "*") + ((groups["precision"] or "")[:1] == "*")
    kind = "*" * stars + kind
    if groups["position"]:
        return f"%{int(groups['position'])}:{kind}", arguments
    if groups.get("index"):
        # Object Pascal alone counts from 0.
        return f"%{int(groups['index']) + 1}:{kind}", arguments
    return f"%{arguments + stars + 1}:{kind}", arguments + stars + 1


def _is_percentage(match: re.Match[str]) -> bool:
    """Whether a would-be conversion is a percentage in prose: "10%ige", "100 %sicher", "50% de descuento"."""
    written, text, start = match.group(), match.string, match.start()
    if len(written) > 2 and " " not in written:
        return False
    if start and text[start - 1].isspace():
        start -= 1
    if not start or not text[start - 1].isdigit():
        return False
    return " " in written or _LETTER.match(text, match.end()) is not None


PERCENT_DIALECTS = (
    *(
        Dialect(name, "%", ("%",), partial(_find_or_date if name in ("printf", "python") else _find, name, grammar))
        for name, grammar in _PRINTF_GRAMMARS.items()
    ),
    Dialect("percent", "%", ("%",), partial(_find_or_date, "percent", _UNMARKED)),
    Dialect("qt", "%", ("%",), partial(_find, "qt", _QT)),
    Dialect("percent-names", "%", ("%",), partial(_find, "percent-names", _NAMED)),
    Dialect("boost", "%", ("%",), partial(_find, "boost", _BOOST)),
)
"""``percent`` is what is read where no flag says which dialect a text is in."""
