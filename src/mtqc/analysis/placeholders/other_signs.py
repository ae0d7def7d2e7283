"""Placeholders of dialects whose signs are so common in prose that only a flag makes them placeholders."""

from __future__ import annotations

import re
from functools import partial

from mtqc.analysis.placeholders.placeholder import ESCAPE, Dialect, Placeholder
from mtqc.model import Span

_SCHEME = re.compile(r"~(?:(?P<escape>~)|(?P<name>(?:\d{1,3}@\*~)?(?:\d{1,3},?){0,4}[:@]{0,2}[A-Za-z%&*]))")
_DRUPAL = re.compile(r"(?<![\w@!%:])[@!%:](?P<name>[A-Za-z_][\w\-]*+)")
_LARAVEL = re.compile(r"(?<![\w:]):(?P<name>[A-Za-z_]\w*+)")
_VUE = re.compile(r"%?\{(?P<name>[\w.\-]{1,60})\}|@(?:\.[a-z]{1,20})?:(?P<linked>[\w.\-]*\w|\([\w.\-]{1,80}\))")
_UNDERSCORES = re.compile(r"__(?P<name>[A-Za-z][\w.\-]{0,60}?)__")
_MAKETEXT = re.compile(r"\[(?P<name>_\d{1,2}|(?:quant|numf|\*|\#),_\d{1,2}(?:,[^\[\]]{0,80})?)\]")


def _find(dialect: str, sign: str, grammar: re.Pattern[str], text: str) -> list[Placeholder]:
    found = []
    for match in grammar.finditer(text):
        group = match.lastgroup or "name"
        of = ESCAPE if group == "escape" else dialect
        found.append(Placeholder(of, sign + match[group], match.group(), Span(match.start(), match.end())))
    return found


OTHER_DIALECTS = (
    Dialect("scheme", "~", ("~",), partial(_find, "scheme", "~", _SCHEME)),
    Dialect("drupal", "%", ("@", "!", "%", ":"), partial(_find, "drupal", "@", _DRUPAL)),
    Dialect("laravel", ":", (":",), partial(_find, "laravel", ":", _LARAVEL)),
    Dialect("vue", "%{", ("{", "@"), partial(_find, "vue", "{}", _VUE)),
    Dialect("underscores", "_", ("__",), partial(_find, "underscores", "__", _UNDERSCORES)),
    Dialect("maketext", "[", ("[",), partial(_find, "maketext", "[", _MAKETEXT)),
)
